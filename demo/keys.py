"""The key of a portal: its facts, what was planted, and the look-alikes; made with it, kept as YAML beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from demo import yaml_files
from demo.draft import Draft
from demo.kinds import COVERED, KINDS
from demo.model import AS_OF, Portal
from demo.planting import Consequence, Lookalike, Planting, Trace

FOLDER = Path(__file__).parent / "keys"
PAGE_TYPES = "text/html"


@dataclass(frozen=True)
class Finding:
    """A finding that a planted defect leads to; ``target`` is an absolute address.

    ``required`` is False where a parameter of the check decides: it may appear, and need not.
    """

    check: str
    kind: str
    severity: str
    outcome: str
    element: str | None
    target: str | None
    required: bool = True

    def agrees(self, check: str, kind: str, element: str | None, target: str | None) -> bool:
        """Whether a finding of a check is this one; what the key leaves open (None) may be anything."""
        same = (self.check, self.kind) == (check, kind)
        return same and self.element in (None, element) and self.target in (None, target)


@dataclass(frozen=True)
class Defect:
    """One planted defect: its main finding, those of other checks that come with it, and the pages that show it."""

    id: str
    name: str
    check: str
    kind: str
    severity: str
    outcome: str
    covered: bool
    element: str | None
    target: str | None
    pages: list[str]
    note: str
    also: list[Finding] = field(default_factory=list)

    def findings(self) -> Iterator[Finding]:
        """The main finding and those that come with it."""
        yield Finding(self.check, self.kind, self.severity, self.outcome, self.element, self.target)
        yield from self.also


@dataclass(frozen=True)
class Decoy:
    """A look-alike: ``check`` must not fail for ``target``; ``info`` tells how it may be listed (blocked, skipped)."""

    id: str
    name: str
    check: str
    target: str
    pages: list[str]
    note: str
    info: str | None = None


@dataclass(frozen=True)
class Key:
    """All that is known of a portal beforehand."""

    portal: str
    site: dict[str, str]
    as_of: date
    defects: list[Defect]
    decoys: list[Decoy]

    def allowed(self) -> list[Finding]:
        """All findings that the existing checks may give; any other is a false alarm."""
        return [finding for defect in self.defects if defect.covered for finding in defect.findings()]

    def expected(self) -> list[Finding]:
        """The findings that the existing checks must give."""
        return [finding for finding in self.allowed() if finding.required]

    def dump(self) -> str:
        """The key as YAML text."""
        return yaml.safe_dump(asdict(self), allow_unicode=True, sort_keys=False, width=120)


def load_key(portal: str) -> Key:
    """The stored key of a bundled portal.

    Raises:
        FileNotFoundError: there is no such portal.
    """
    row: dict[str, Any] = yaml_files.read(FOLDER / f"{portal}.yaml")
    defects = [Defect(**{**d, "also": [Finding(**f) for f in d["also"]]}) for d in row.pop("defects")]
    return Key(defects=defects, decoys=[Decoy(**d) for d in row.pop("decoys")], **row)


def make_key(draft: Draft, portal: Portal, planting: Planting) -> Key:
    """The key of a portal that was built from ``draft`` after ``planting``."""
    site = draft.site
    facts = {"host": site.host, "name": site.name, "code": site.code, "level": site.level, "kind": site.kind}
    facts |= {"url": draft.url("/"), "unit": site.sponsor}
    defects = [_defect(portal, number, *row) for number, row in enumerate(planting.traces, 1)]
    decoys = [_decoy(portal, number, *row) for number, row in enumerate(planting.lookalikes, 1)]
    return Key(site.id, facts, AS_OF, defects, decoys)


def _defect(portal: Portal, number: int, name: str, check: str, kind: str, trace: Trace) -> Defect:
    weight = KINDS[check, kind]
    target = _absolute(portal, trace.target)
    also = [_finding(portal, row) for row in trace.also]
    return Defect(
        id=f"D{number:02}",
        name=name,
        check=check,
        kind=kind,
        severity=weight.severity,
        outcome=weight.outcome,
        covered=check in COVERED,
        element=trace.element,
        target=target,
        pages=_pages(portal, trace.target, trace.pages),
        note=trace.note,
        also=also,
    )


def _finding(portal: Portal, row: Consequence) -> Finding:
    weight = KINDS[row.check, row.kind]
    target = _absolute(portal, row.target)
    return Finding(row.check, row.kind, weight.severity, weight.outcome, row.element, target, row.required)


def _decoy(portal: Portal, number: int, name: str, row: Lookalike) -> Decoy:
    target = _absolute(portal, row.target) or ""
    return Decoy(f"L{number:02}", name, row.check, target, _pages(portal, row.target, row.pages), row.note, row.info)


def _absolute(portal: Portal, target: str | None) -> str | None:
    return portal.url(target) if target and target.startswith("/") else target


def _pages(portal: Portal, target: str | None, pages: Sequence[str] | None) -> list[str]:
    paths = sorted(pages) if pages is not None else sorted(_holding(portal, target or ""))
    return [portal.url(path) for path in paths]


def _holding(portal: Portal, target: str) -> Iterator[str]:
    """Paths of the pages with a link to ``target``."""
    needle = f'"{target}"'.encode()
    for path, response in portal.pages.items():
        if response.content_type.startswith(PAGE_TYPES) and needle in response.body:
            yield path
