"""Mixed content (混合内容): what pages served over https load in plain text."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.assessment import Finding
from checks.citing import PAGES_CITED, cite_link
from checks.outcomes import Severity
from portal.facts import Link, Page
from portal.storage.snapshot import Snapshot

ELEMENTS = ("script", "css", "iframe", "img", "srcset")
ACTIVE = ("script", "iframe")  # browsers refuse to load these, and style sheets
MOST_FINDINGS = 50


@dataclass(frozen=True)
class Mixed:
    """Different addresses loaded in plain text, and the findings they make."""

    active: int
    passive: int
    findings: tuple[Finding, ...]

    @property
    def unlisted(self) -> int:
        """Addresses that made no finding since the list is long enough."""
        return self.active + self.passive - len(self.findings)


def mixed_content(snapshot: Snapshot, home: Page) -> Mixed:
    """Plain addresses that https pages load. Certain only on the home page, whose policy the crawl knows."""
    uses: dict[str, list[Link]] = {}
    for link in snapshot.plain_resources(ELEMENTS, PAGES_CITED):
        uses.setdefault(link.url, []).append(link)
    policy = [view.upgrades for family in (4, 6) for view in snapshot.home_views(family)]
    strict = bool(policy) and not any(policy)
    active = [url for url, links in uses.items() if any(map(_is_active, links))]
    findings = (_finding(snapshot, url, links, home, strict=strict) for url, links in uses.items())
    return Mixed(len(active), len(uses) - len(active), _most(findings))


def _is_active(link: Link) -> bool:
    """Whether a browser would run what is loaded. Of what style rules load, only sheets themselves; the rest are pictures."""
    return link.element in ACTIVE or (link.element == "css" and urlsplit(link.url).path.lower().endswith(".css"))


def _most(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What accuses first, and no more than a reader can use."""
    return tuple(sorted(findings, key=lambda finding: finding.severity is Severity.INFO)[:MOST_FINDINGS])


def _finding(snapshot: Snapshot, url: str, links: list[Link], home: Page, *, strict: bool) -> Finding:
    certain = strict and any(link.page_id == home.id and _is_active(link) for link in links)
    severity = Severity.MINOR if certain else Severity.INFO
    pages = ((snapshot.page_by_id(link.page_id), link) for link in links)
    evidence = tuple(cite_link(page, link) for page, link in pages if page)
    return Finding("mixed_content", f"加密页面引用了不加密的资源 {url}。", severity, subject=url, evidence=evidence)
