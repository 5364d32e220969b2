"""What a check returns (检查结果): an outcome, the numbers behind it, and findings with evidence."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from checks.outcomes import Outcome, Reason, Severity
from portal.site import Level, SiteKind
from portal.states import Region
from portal.storage.snapshot import Snapshot


@dataclass(frozen=True)
class Evidence:
    """Where something was seen (证据): page, place, words. `target` is the address a link finding is about."""

    url: str
    page_title: str = ""
    target: str | None = None
    region: Region | None = None
    selector: str = ""
    excerpt: str = ""
    observed_at: datetime | None = None
    archive_offset: int | None = None


@dataclass(frozen=True)
class Finding:
    """One defect in one place (问题). `kind`, `subject` and `element` make its fingerprint; they hold no dates or counts.

    kind: kind of defect, from the check's closed list; subject: canonical address or column the defect is at, without which a site-wide
    defect is meant; element: which part of it (name of a tag, mark, part…).
    """

    kind: str
    message: str
    severity: Severity
    subject: str = ""
    element: str = ""
    remedy: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """The answer of one check. `reason_code` is set when the outcome is unknown.

    `sample`: addresses looked at where not all are; findings on others are not gone because they are not named. `unlisted`: findings left out
    of a list that would be too long.
    """

    outcome: Outcome
    reason: str
    measured: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    reason_code: Reason | None = None
    sample: tuple[str, ...] = ()
    unlisted: int = 0


@dataclass(frozen=True)
class Context:
    """What a check may know beside the snapshot: the day it judges for, the year its clause speaks of, and who the site is."""

    as_of: date
    level: Level | None = None
    kind: SiteKind | None = None
    code: str | None = None
    year: int | None = None  # of the ruleset; None: the year of `as_of`
    words: tuple[
        tuple[str, str], ...
    ] = ()  # wrong words the user gave for the run, each with what is right (may be empty)
    others: tuple[Snapshot, ...] = ()  # of other sites, for clauses that compare two (上级文件库)


def unknown(reason: Reason, detail: str = "", **measured: Any) -> Assessment:
    """An assessment that says why nothing could be decided."""
    words = f"{reason.words}：{detail}" if detail else reason.words
    return Assessment(Outcome.UNKNOWN, words, measured, reason_code=reason)


def not_applicable(reason: str) -> Assessment:
    """An assessment for a site the check says nothing about."""
    return Assessment(Outcome.NOT_APPLICABLE, reason)
