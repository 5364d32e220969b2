"""What one filled-in row of a ledger says (台账一行的填写): a unit's reply, a step of the follow-up, a person's verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reports.ledgers.filled_ledger import FilledRow
from reports.ledgers.followup import FollowupEntry, Source, State
from reports.ledgers.ledger_sheet import (
    ATTESTED,
    ATTESTED_BY,
    ATTESTED_ON,
    ATTESTED_WHAT,
    BY,
    NOTE,
    REPLY,
    STATE,
    STATE_NOTE,
    Kept,
)
from reports.people.attestations import VALID_FOR, Attestation, verdict_of
from reports.people.entries import LONGEST_TEXT, RowFaultError
from rulesets.spelling import shortened
from rulesets.spreadsheet.cells import day

FORMULA_FAULTS = {"#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"}


@dataclass(frozen=True)
class Clause:
    """A clause in the ledger of a site: where its replies go, the verdict it has, whether a person may give one."""

    site: str
    requirement: str
    verdict: str
    attestable: bool


@dataclass(frozen=True)
class RowWords:
    """What a row says, in the order it is taken in, and what of it cannot be read."""

    row: FilledRow
    steps: tuple[FollowupEntry, ...]
    attestation: Attestation | None
    faults: tuple[str, ...]

    @property
    def content(self) -> FilledRow:
        """What tells it from another row: all but its place and the machine's verdict."""
        return FilledRow(**{**vars(self.row), "verdict": ""})

    def is_news(self, kept: Kept) -> bool:
        """Whether anything in it was not taken in before, or cannot be."""
        new_step = any(not kept.followup.knows(step) for step in self.steps)
        return bool(self.faults) or new_step or self.new_attestation(kept) is not None

    def new_attestation(self, kept: Kept) -> Attestation | None:
        """A person's verdict that was not taken in before."""
        one = self.attestation
        known = one is None or any(one.says_as_much(other) for other in kept.attestations)
        return None if known else one


def words_of(row: FilledRow, clause: Clause, at: datetime) -> RowWords:
    """What a row says about its clause; `at` is when it was read."""
    faults = [
        f"的{heading}是 {words}，不是文字（以等号、加号或减号开头的话会被当成公式）" for heading, words in _broken(row)
    ]
    if faults:
        return RowWords(row, (), None, tuple(faults))
    steps = tuple(_steps(row, clause, at, faults))
    attestation = None
    if row.attested or row.attested_by or row.attested_on or row.attested_what:
        try:
            attestation = _attestation(row, clause, at)
        except RowFaultError as fault:
            faults.append(str(fault).partition("；")[0])
    return RowWords(row, steps, attestation, tuple(faults))


def _broken(row: FilledRow) -> list[tuple[str, str]]:
    """Cells in which a program shows the fault of a formula: what was typed there is not known."""
    cells = {REPLY: row.text, BY: row.by, NOTE: row.note, STATE_NOTE: row.step, ATTESTED_WHAT: row.attested_what}
    return [(heading, words) for heading, words in cells.items() if words in FORMULA_FAULTS]


def _steps(row: FilledRow, clause: Clause, at: datetime, faults: list[str]) -> Iterator[FollowupEntry]:
    """The reply, then the state that stands beside it."""
    source = Source(file=row.file, sheet=row.sheet, row=row.row)
    state = State.named(row.state) if row.state else None
    if row.state and state is None:
        faults.append(f"的{STATE}“{shortened(row.state, 20)}”不认识")
    if row.step and not row.state:
        faults.append(f"填了{STATE_NOTE}，没有选{STATE}")
    if row.is_reply:
        yield FollowupEntry(
            requirement=clause.requirement,
            state=State.REPLIED,
            text=row.text,
            by=row.by,
            note=row.note,
            at=at,
            source=source,
        )
    if state is not None and not (state is State.REPLIED and row.is_reply):
        yield FollowupEntry(requirement=clause.requirement, state=state, text=row.step, by=row.by, at=at, source=source)


def _attestation(row: FilledRow, clause: Clause, at: datetime) -> Attestation:
    """A person's verdict; raises RowFaultError."""
    cells = {
        ATTESTED: row.attested,
        ATTESTED_BY: row.attested_by,
        ATTESTED_ON: row.attested_on,
        ATTESTED_WHAT: row.attested_what,
    }
    lacking = [heading for heading, words in cells.items() if not words]
    if lacking:
        raise RowFaultError(f"没有填{'、'.join(lacking)}")
    on = day(row.attested_on)
    if not isinstance(on, date):
        raise RowFaultError(f"的{ATTESTED_ON}“{shortened(on, 20)}”不是日期")
    if on > at.date():
        raise RowFaultError(f"的{ATTESTED_ON} {on.isoformat()} 在今天之后")
    if max(len(row.attested_by), len(row.attested_what)) > LONGEST_TEXT:
        raise RowFaultError(f"的{ATTESTED_WHAT}超过 {LONGEST_TEXT} 字")
    return Attestation(
        place=row.place,
        site=clause.site,
        requirement=clause.requirement,
        verdict=verdict_of(row.attested),
        by=row.attested_by,
        on=on,
        what=row.attested_what,
        until=on + VALID_FOR,
    )
