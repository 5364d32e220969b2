"""Links to places within pages that are not there (页内锚点不存在): told apart from dead links, since the page itself opens."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checks.assessment import Assessment, Evidence, Finding
from checks.citing import PAGES_CITED, cite_link
from checks.contract import Kind
from checks.outcomes import Outcome, Severity
from portal.facts import Link
from portal.states import Fault, LinkState
from portal.storage.snapshot import Snapshot

ANCHOR_KINDS = {
    "anchor": Kind(Fault.MISSING_ANCHOR.words, Severity.MINOR),
    "suspect_anchor": Kind("疑似不存在的页内锚点", Severity.INFO),
}
_REMEDY = "在目标页面相应位置加上同名的 id，或改正链接中“#”后面的名称。"


@dataclass
class _Place:
    """A place that is not there, and the links to it. `url` is empty for places on the very page the link is on: one template, one fault."""

    url: str
    fragment: str
    pages: int = 0
    evidence: list[Evidence] = field(default_factory=list)
    _last: int = 0

    def add(self, snapshot: Snapshot, link: Link) -> None:
        """One more link, in the order of pages."""
        if link.page_id == self._last:
            return
        self._last = link.page_id
        self.pages += 1
        page = snapshot.page_by_id(link.page_id) if len(self.evidence) < PAGES_CITED else None
        if page is not None:
            self.evidence.append(cite_link(page, link))

    def finding(self, kind: str, severity: Severity) -> Finding:
        """The finding it makes."""
        where = f"{self.url}#{self.fragment}" if self.url else f"本页内的“#{self.fragment}”"
        return Finding(
            kind=kind,
            message=f"{ANCHOR_KINDS[kind].words}：{where}（页面能打开，没有找到这个位置；{self.pages} 个页面上有此链接）",
            severity=severity,
            subject=self.url,
            element=f"#{self.fragment}",
            remedy=_REMEDY,
            evidence=tuple(self.evidence),
        )


@dataclass
class Anchors:
    """Places that links of one page, or of all, lead to in vain: surely, and where scripts may yet make them."""

    missing: list[_Place]
    suspect: list[_Place]

    @classmethod
    def of(cls, snapshot: Snapshot, page_id: int | None = None) -> "Anchors":
        """Those a snapshot knows of."""
        missing, suspect = (
            _places(snapshot, snapshot.links_to_missing_anchors(state, page_id))
            for state in (LinkState.BROKEN, LinkState.SUSPECT)
        )
        return cls(missing, suspect)

    def joined(self, assessment: Assessment, tolerated: int | None) -> Assessment:
        """An assessment of dead links with what is said of anchors: that decides only what would pass, and only if a number is `tolerated`."""
        missing, suspect = len(self.missing), len(self.suspect)
        outcome, reason = assessment.outcome, assessment.reason
        if outcome is Outcome.PASS and tolerated is not None and missing > tolerated:
            outcome, reason = Outcome.FAIL, f"{reason}有 {missing} 处页内锚点不存在。"
        elif outcome is Outcome.PASS and tolerated is not None and missing + suspect > tolerated:
            outcome, reason = Outcome.REVIEW, f"{reason}有 {suspect} 处页内锚点疑似不存在，需人工核实。"
        fails = outcome is Outcome.FAIL and tolerated is not None and missing > tolerated
        severity = Severity.MINOR if fails else Severity.INFO
        measured = assessment.measured | {"missing_anchors": missing, "suspect_anchors": suspect}
        findings = (*assessment.findings, *self._findings(severity))
        return Assessment(outcome, reason, measured, findings, assessment.reason_code)

    def _findings(self, severity: Severity) -> Iterator[Finding]:
        yield from (place.finding("anchor", severity) for place in self.missing)
        yield from (place.finding("suspect_anchor", Severity.INFO) for place in self.suspect)


def _places(snapshot: Snapshot, links: Iterable[Link]) -> list[_Place]:
    found: dict[tuple[str, str], _Place] = {}
    for link in links:
        key = link.url, link.fragment
        found.setdefault(key, _Place(*key)).add(snapshot, link)
    return list(found.values())
