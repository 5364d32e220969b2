"""What is to be audited (检查对象): addresses and site lists on the command line become sites, broken rows are named."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from auditing.exits import BadInputError
from crawler.guard import is_public, literal
from portal.links.addresses import canonical
from portal.office_tables import SUFFIXES
from portal.site import Site
from portal.site_list import NotAnAddressError, SiteListError, read_address, read_site_list

PRIVATE = "这是内网或本机地址"
PRIVATE_MEND = "确属本单位测试时加 --allow-private"


@dataclass
class Batch:
    """Sites to audit, and the rows and targets that could not be used."""

    sites: list[Site] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def read_targets(targets: list[str], *, allow_private: bool) -> Batch:
    """Sites of all targets; raises BadInputError when none is left to audit."""
    batch = Batch()
    for target in targets:
        _read_target(target, batch)
    batch.sites = _distinct(batch.sites)
    if not allow_private:
        _refuse_private(batch)
    if not batch.sites:
        raise BadInputError("\n".join(batch.broken))
    return batch


def _read_target(target: str, batch: Batch) -> None:
    try:
        if Path(target).is_file():
            sites, rows = read_site_list(Path(target))
            batch.sites += sites
            batch.broken += [str(row) for row in rows]
        elif Path(target).suffix.lower() in SUFFIXES and "://" not in target:
            batch.broken.append(f"{target}: 没有这个文件，请核对路径")
        else:
            batch.sites.append(Site(url=read_address(target)))
    except (SiteListError, NotAnAddressError) as fault:
        batch.broken.append(str(fault))


def _distinct(sites: list[Site]) -> list[Site]:
    """Each address once, the first mention wins."""
    return list({site.url: site for site in reversed(sites)}.values())[::-1]


def _refuse_private(batch: Batch) -> None:
    kept = []
    for site in batch.sites:
        if is_private(site.url):
            batch.broken.append(f"{site.url}: {PRIVATE}，{PRIVATE_MEND}")
        else:
            kept.append(site)
    batch.sites = kept


def is_private(url: str) -> bool:
    """Whether an address itself leads to this machine or a private network, in whatever notation; names are looked at again when they are resolved."""
    host = _host(url)
    if literal(host) is not None:
        return not is_public(host)
    return host == "localhost" or host.endswith(".localhost") or host.isdigit()


def _host(url: str) -> str:
    """As a browser would read it: 127.1 and 0x7f000001 are 127.0.0.1."""
    with suppress(ValueError):  # no address a crawl could use, but what its host says may still be told
        url = canonical(url)
    return urlsplit(url).hostname or ""
