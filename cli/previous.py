"""Which earlier run `--previous` means for each site (上次检查): its snapshot, to ask only for what changed, and its card, to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from auditing.exits import BadInputError
from auditing.runs import CARD_NAME, SNAPSHOT_NAME, snapshot_folder
from portal.site import Site
from portal.storage.manifest import FILE_NAME, Manifest


@dataclass(frozen=True)
class Earlier:
    """What there is of a site's earlier run: its snapshot, and its folder when a card lies in it."""

    snapshot: Path | None = None
    folder: Path | None = None

    @classmethod
    def of(cls, snapshot: Path) -> "Earlier":
        """What lies at a snapshot's folder and around it."""
        folder = snapshot.parent
        return cls(
            snapshot.resolve() if (snapshot / FILE_NAME).is_file() else None,
            folder.resolve() if (folder / CARD_NAME).is_file() else None,
        )


def previous_runs(folder: Path, sites: Sequence[Site]) -> dict[str, Earlier]:
    """Earlier runs by the address of their site; sites that were not in that run have none. Raises BadInputError when no site has one."""
    named = snapshot_folder(folder)
    if (named / FILE_NAME).is_file():
        known = {site.url: Earlier.of(named) for site in sites if _host(site.url) == _host(_manifest(named).site.url)}
    elif (folder / CARD_NAME).is_file():
        known = {site.url: Earlier.of(folder / SNAPSHOT_NAME) for site in sites if site.folder == folder.resolve().name}
    else:
        known = {site.url: Earlier.of(folder / site.folder / SNAPSHOT_NAME) for site in sites}
    known = {url: earlier for url, earlier in known.items() if earlier != Earlier()}
    if not known:
        raise BadInputError(f"--previous {folder}: 里面没有这些网站的快照或检查结果，请指定上次检查的文件夹")
    return known


def _manifest(snapshot: Path) -> Manifest:
    try:
        return Manifest.read(snapshot)
    except (OSError, ValidationError) as fault:
        raise BadInputError(f"--previous {snapshot}: 不是可读取的快照") from fault


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
