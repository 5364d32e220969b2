"""Links that lead inwards (指向内部的链接): intranet, this machine, test hosts, and numbers instead of a name."""

import ipaddress
from collections.abc import Iterator
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from checks.assessment import Evidence, Finding
from checks.citing import PAGES_CITED, cite_link
from checks.outcomes import Severity
from portal.facts import Target
from portal.storage.snapshot import Snapshot

TEST_HOSTS = ("localhost", "*.local", "test.*", "*.test", "example.com", "*.example.com")
# What a page is made with and nobody follows, and addresses that a script may still change.
_NOT_FOLLOWED = frozenset(("script", "css", "link", "data"))
_LINKS_READ = 200  # of one target, until one is found that a visitor sees


def inward(snapshot: Snapshot, not_allowed: tuple[str, ...]) -> Iterator[Finding]:
    """A finding for each target outside the audited host that no public page should name."""
    own = {snapshot.site.host, *snapshot.site.aliases}
    judged: dict[str, str] = {}
    for target in snapshot.targets():
        origin = "/".join(target.url.split("/", 3)[:3])
        if origin not in judged:
            host = urlsplit(origin).hostname or ""
            judged[origin] = "" if host in own else _kind(host, not_allowed)
        if judged[origin] and (evidence := _visible(snapshot, target)):
            yield _finding(target, judged[origin], evidence)


def _kind(host: str, not_allowed: tuple[str, ...]) -> str:
    """Kind of defect that a link to a host is; empty where it is none."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        inner = "." not in host or any(fnmatchcase(host, pattern) for pattern in not_allowed)
        return "internal_address" if inner else ""
    return "bare_address" if address.is_global else "internal_address"


def _visible(snapshot: Snapshot, target: Target) -> tuple[Evidence, ...]:
    """Pages on which a visitor meets a link to the target, each once."""
    cited: dict[int, Evidence] = {}
    for link in snapshot.links_to(target.id, _LINKS_READ):
        if link.hidden or link.element in _NOT_FOLLOWED or link.page_id in cited:
            continue
        page = snapshot.page_by_id(link.page_id)
        if page is not None:
            cited[link.page_id] = cite_link(page, link)
        if len(cited) >= PAGES_CITED:
            break
    return tuple(cited.values())


def _finding(target: Target, kind: str, evidence: tuple[Evidence, ...]) -> Finding:
    if kind == "bare_address":
        message = f"链接用 IP 地址代替了域名：{target.url}，需人工核实是否应改用域名。"
        return Finding(kind, message, Severity.INFO, subject=target.url, evidence=evidence)
    message = f"链接指向内网、本机或测试地址，公众打不开：{target.url}"
    return Finding(kind, message, Severity.MAJOR, subject=target.url, evidence=evidence)
