"""What the API answers on ledger and follow-up (整改台账、整改跟踪的接口数据)."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from checks.outcomes import Outcome
from reports.earlier_cards import Change
from reports.ledgers.followup import State
from reports.ledgers.reply_intake import Intake
from service.api.results import FindingOut
from service.database.tables import AuditState, FollowupRow, ProofFile
from service.followup import rechecking
from service.followup.clause import Clause
from service.followup.ledger import LedgerLine
from service.followup.steps import name_of


class LineOut(BaseModel):
    """One requirement of one site. `seen` is what an act on it must give back."""

    site: UUID
    name: str
    url: str
    unit: str | None
    requirement: str
    title: str
    document: str
    outcome: Outcome
    reason: str
    waived: bool
    findings: int
    state: State
    seen: int
    said: str
    by: str
    at: datetime | None
    due: date | None
    overdue: bool
    document_due: date | None
    audit: UUID
    as_of: date | None

    @classmethod
    def of(cls, line: LedgerLine) -> "LineOut":
        """As the ledger shows it."""
        site, result, step = line.site, line.result, line.step
        return cls(
            site=site.id,
            name=name_of(site),
            url=site.url,
            unit=site.unit.name if site.unit else None,
            requirement=result.requirement,
            title=result.title,
            document=line.document,
            outcome=result.outcome,
            reason=result.reason,
            waived=result.waived,
            findings=result.findings,
            state=line.state,
            seen=line.seen,
            said=step.text if step else "",
            by=step.by if step else "",
            at=line.said_at,
            due=line.due,
            overdue=line.is_overdue,
            document_due=result.due,
            audit=result.audit_id,
            as_of=line.as_of,
        )


class ProofOut(BaseModel):
    """A proof file."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    sent_at: datetime

    @classmethod
    def of(cls, row: ProofFile) -> "ProofOut":
        """As it is listed."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class StepOut(BaseModel):
    """A step of the follow-up."""

    id: int
    state: State
    text: str
    note: str
    by: str
    due: date | None
    at: datetime
    audit: UUID | None
    proofs: list[ProofOut]

    @classmethod
    def of(cls, row: FollowupRow) -> "StepOut":
        """As it is listed."""
        taken = {name: getattr(row, name) for name in ("id", "state", "text", "note", "by", "due", "at")}
        return cls(**taken, audit=row.audit_id, proofs=[ProofOut.of(each) for each in row.proofs])


class RecheckOut(BaseModel):
    """The newest re-check of the site, and what it said about the requirement."""

    audit: UUID
    run: UUID
    state: AuditState
    said: rechecking.Said
    words: str
    outcome: Outcome | None
    changes: dict[Change, int]

    @classmethod
    def of(cls, found: rechecking.Recheck) -> "RecheckOut":
        """As it is told."""
        audit = found.audit
        told = {"said": found.said, "words": found.said.words, "outcome": found.outcome, "changes": dict(found.changes)}
        return cls(audit=audit.id, run=audit.run_id, state=audit.state, **told)


class ClauseOut(BaseModel):
    """A requirement with its problems, its steps, what the caller may do next, and the last re-check."""

    line: LineOut
    problems: list[FindingOut]
    steps: list[StepOut]
    next: list[State]
    recheck: RecheckOut | None

    @classmethod
    def of(cls, clause: Clause) -> "ClauseOut":
        """As the page shows it."""
        return cls(
            line=LineOut.of(clause.line),
            problems=[FindingOut.of(each) for each in clause.problems],
            steps=[StepOut.of(each) for each in clause.steps],
            next=clause.next,
            recheck=RecheckOut.of(clause.recheck) if clause.recheck else None,
        )


class NoticeOut(BaseModel):
    """How many were notified, why others were not, units nobody could be written to for."""

    count: int
    refused: list[str]
    unreached: list[str]


class IntakeOut(BaseModel):
    """What was read from a workbook: what is new, what was known, what was not read and why."""

    new: int
    known: int
    attested: int
    unmatched: int
    notices: list[str]

    @classmethod
    def of(cls, intake: Intake) -> "IntakeOut":
        """As it is told."""
        return cls(**{name: getattr(intake, name) for name in cls.model_fields})
