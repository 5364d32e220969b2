"""Rows of the ledger (台账行) in words: what the terminal, the JSON and the spreadsheet of a site say about one clause."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.outcomes import Outcome, Severity
from reports.earlier_cards import Change
from reports.ledgers.ledger import Entry, Group, by_deadline, by_unit, entries
from reports.page.requirements import asked_for, clause_place
from reports.people.attesting import OPEN
from reports.people_cards import AttestationCard, FollowupCard
from reports.scorecard import FindingCard, ResultCard, RulesetCard, Scorecard
from reports.wording.plaintext import plain

SCHEMA = "gongkai.ledger/1"
PROOFS = 5  # pages named as proof of one clause
WAIVERS = 3  # named at one clause


@dataclass(frozen=True)
class LedgerRow:
    """One clause: task (工作任务), what is asked, who, by when, what came of it, why, proof, how to mend it."""

    number: int
    requirement: str
    task: str
    title: str
    place: str
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    due: date | None
    timing: str
    overdue: bool
    outcome: Outcome
    problem: str
    proof: str
    remedy: str
    waiver: str = ""  # 豁免: reasons of the waivers that cover it wholly or in part
    waived: bool = False  # wholly
    since: date | None = None  # 首次发现, where there is an earlier run to tell
    changes: str = ""  # 变化: its findings by what became of them
    attestable: bool = False  # whether a person may give the verdict
    attestation: AttestationCard | None = None
    followup: FollowupCard | None = None

    def as_data(self) -> dict[str, Any]:
        """The row for programs."""
        days = {"due": _iso(self.due), "since": _iso(self.since), "outcome": self.outcome.value}
        said = {name: card.model_dump(mode="json") if card else None for name, card in self._said().items()}
        return {**vars(self), "lead": list(self.lead), "cooperating": list(self.cooperating), **days, **said}

    def _said(self) -> dict[str, AttestationCard | FollowupCard | None]:
        return {"attestation": self.attestation, "followup": self.followup}


def ledger_row(entry: Entry, ruleset: RulesetCard) -> LedgerRow:
    """One clause in words."""
    result = entry.result
    return LedgerRow(
        number=entry.number,
        requirement=result.requirement,
        task=plain(result.theme or result.clause.section),
        title=plain(result.title),
        place=clause_place(result.clause, ruleset),
        lead=tuple(plain(name, 60) for name in result.units.lead),
        cooperating=tuple(plain(name, 60) for name in result.units.cooperating),
        due=result.due,
        timing=entry.timing.value,
        overdue=entry.is_overdue,
        outcome=result.outcome,
        problem="" if result.outcome is Outcome.PASS else plain(result.reason),
        proof=_proof(result),
        remedy=_remedy(result),
        waiver=_waiver(result),
        waived=result.waived,
        since=min((finding.change.since for finding in _accusing(result) if finding.change), default=None),
        changes=_changes(result),
        attestable=result.outcome in OPEN or result.attestation is not None,
        attestation=result.attestation,
        followup=result.followup,
    )


def _accusing(result: ResultCard) -> Iterator[FindingCard]:
    """Findings that say that something is wrong."""
    failed = (a for a in result.assessments if a.outcome is Outcome.FAIL)
    return (finding for a in failed for finding in a.findings if finding.severity is not Severity.INFO)


def _changes(result: ResultCard) -> str:
    counts = Counter(finding.change.state for finding in _accusing(result) if finding.change)
    return "、".join(f"{state.words} {counts[state]}" for state in Change if counts[state])


def _waiver(result: ResultCard) -> str:
    """Waivers of the clause and of its findings, each once."""
    found = (result.waiver, *(finding.waiver for a in result.assessments for finding in a.findings))
    words = (f"{waiver.reason}（{waiver.by}，至 {waiver.until.isoformat()}）" for waiver in found if waiver)
    return "；".join(plain(each, 200) for each in list(dict.fromkeys(words))[:WAIVERS])


def _proof(result: ResultCard) -> str:
    """What to ask for where a person decides, else the pages that were seen."""
    asked = asked_for(result)
    if asked and result.outcome in (Outcome.REVIEW, Outcome.UNKNOWN):
        return f"请提供：{plain(asked)}"
    pages = (e.url for a in result.assessments for finding in a.findings for e in finding.evidence)
    return " ".join(plain(url, 300) for url in list(dict.fromkeys(pages))[:PROOFS])


def _remedy(result: ResultCard) -> str:
    """How to mend what failed, each advice once."""
    failed = (a for a in result.assessments if a.outcome is Outcome.FAIL)
    advice = dict.fromkeys(plain(finding.remedy) for a in failed for finding in a.findings if finding.remedy)
    return " ".join(advice) if result.outcome in (Outcome.FAIL, Outcome.NOT_DUE) else ""


def ledger_rows(ruleset: RulesetCard, as_of: date, unit: str | None = None) -> list[LedgerRow]:
    """All clauses that apply to the site, in the order of the document; with `unit` only those it leads or helps with."""
    return [ledger_row(entry, ruleset) for entry in entries(ruleset, as_of, unit)]


def ledger_data(card: Scorecard, ruleset: RulesetCard, rows: list[LedgerRow]) -> dict[str, Any]:
    """The ledger of one document for programs; units and deadlines count every clause, `rows` are those asked for."""
    clauses = entries(ruleset, card.as_of)
    return {
        "schema": SCHEMA,
        "site": {"name": card.site.name, "url": card.site.url, "host": card.site.host},
        "as_of": card.as_of.isoformat(),
        "ruleset": {"id": ruleset.id, "title": ruleset.title, "version": ruleset.version},
        "units": [{**_counted(group), "next_due": _iso(group.next_due)} for group in by_unit(clauses)],
        "deadlines": [
            {"timing": timing.value, **_counted(group)} for timing, groups in by_deadline(clauses) for group in groups
        ],
        "rows": [row.as_data() for row in rows],
    }


def _counted(group: Group) -> dict[str, Any]:
    counts = {outcome.value: len(group.of(outcome)) for outcome in Outcome if outcome is not Outcome.NOT_APPLICABLE}
    overdue = [entry.number for entry in group.overdue]
    return {"name": group.name, "total": len(group.entries), "counts": counts, "overdue": overdue}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
