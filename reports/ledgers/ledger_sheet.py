"""Columns of the ledger (整改台账的列) in workbooks: of one site's ledger.xlsx and of the ledger of a run. Headings are read back: do not rename."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checks.outcomes import Outcome
from reports.ledgers.followup import Followup, FollowupEntry, State, read_followup
from reports.ledgers.ledger_rows import LedgerRow
from reports.ledgers.workbook import Column, Link, Status, Value, web_link
from reports.page.findings import Anchors
from reports.people.attestations import VERDICT_WORDS, Attestation, kept_attestations, latest
from reports.scorecard import Scorecard
from reports.wording.plaintext import plain

REPLY, BY, NOTE, IDENTITY, VERDICT = "整改情况", "责任人", "备注", "编号", "检查结果"
STATE, STATE_NOTE = "办理状态", "办理说明"
ATTESTED, ATTESTED_BY, ATTESTED_ON, ATTESTED_WHAT = "核实结论", "核实人", "核实日期", "核实说明"
COLUMNS = (
    Column("序号", 6),
    Column("工作任务", 14),
    Column("具体要求", 28),
    Column("责任单位", 16),
    Column("完成时限", 11),
    Column(VERDICT, 11),
    Column("问题", 32),
    Column("佐证", 22),
    Column("整改建议", 26),
    Column(REPLY, 22),
    Column(BY, 10),
    Column(NOTE, 14),
    Column(STATE, 10, choices=tuple(state.words for state in State)),
    Column(STATE_NOTE, 18),
    Column("首次发现", 11, printed=False),
    Column("变化", 13, printed=False),
    Column(ATTESTED, 9, choices=tuple(VERDICT_WORDS.values()), printed=False),
    Column(ATTESTED_BY, 10, printed=False),
    Column(ATTESTED_ON, 11, printed=False),
    Column(ATTESTED_WHAT, 22, printed=False),
    Column(IDENTITY, 16, printed=False),
)


@dataclass(frozen=True)
class Kept:
    """What people said about a site, as its folder keeps it."""

    followup: Followup
    attestations: list[Attestation]

    @classmethod
    def of(cls, folder: Path, site: str) -> "Kept":
        """What a folder keeps; raises FollowupError, PeopleFileError."""
        return cls(read_followup(folder, site), kept_attestations(folder))


@dataclass(frozen=True)
class Filled:
    """What stands in the columns that people fill in, by requirement."""

    replies: Mapping[str, FollowupEntry]
    last: Mapping[str, FollowupEntry]
    attestations: Mapping[str, Attestation]

    @classmethod
    def of(cls, kept: Kept, as_of: date) -> "Filled":
        """What is kept, without attestations that have expired: those rows are to be looked at anew."""
        return cls(kept.followup.replies(), kept.followup.last(), latest(kept.attestations, as_of))

    def reply(self, requirement: str) -> tuple[str, str, str]:
        """整改情况, 责任人, 备注."""
        reply = self.replies.get(requirement)
        return (reply.text, reply.by, reply.note) if reply else ("", "", "")

    def step(self, requirement: str) -> tuple[str, str]:
        """办理状态, 办理说明; the words of a reply stand under 整改情况."""
        last = self.last.get(requirement)
        return (last.state.words, "" if last.state is State.REPLIED else last.text) if last else ("", "")

    def attestation(self, row: LedgerRow) -> tuple[str, str, str, str]:
        """核实结论, 核实人, 核实日期, 核实说明; none where the machine has a verdict."""
        one = self.attestations.get(row.requirement) if row.attestable else None
        return (VERDICT_WORDS[one.verdict], one.by, one.on.isoformat(), one.what) if one else ("", "", "", "")


def row_identity(requirement: str, site: str) -> str:
    """What a row is known by when it comes back: requirement and the site's folder, neither of which holds a blank."""
    return f"{requirement} {site}"


def verdict_words(row: LedgerRow) -> str:
    """The verdict, that it is waived, that its day has come."""
    return marked(row.outcome, waived=row.waived, overdue=row.overdue)


def marked(outcome: Outcome, *, waived: bool, overdue: bool) -> str:
    """An outcome in words with its marks."""
    marks = "、".join(filter(None, ("豁免" if waived else "", "到期" if overdue else "")))
    return f"{outcome.words}（{marks}）" if marks else outcome.words


def ledger_cells(row: LedgerRow, site: str, filled: Filled, card: str) -> list[Value]:
    """One clause. `site` is the site's folder, `filled` is what people said, `card` the way from the workbook to its scorecard.html."""
    units = "、".join(row.lead) + (f"；配合：{'、'.join(row.cooperating)}" if row.cooperating else "")
    return [
        row.number,
        row.task,
        f"{row.title}{f'（{row.place}）' if row.place else ''}",
        units,
        row.due.isoformat() if row.due else "",
        Status(verdict_words(row), row.outcome),
        "\n".join(filter(None, (row.problem, row.waiver and f"豁免：{row.waiver}"))),
        _proof(row.proof),
        row.remedy,
        *filled.reply(row.requirement),
        *filled.step(row.requirement),
        row.since.isoformat() if row.since else "",
        row.changes,
        *filled.attestation(row),
        Link(row_identity(row.requirement, site), card, Anchors().take(f"r-{row.requirement}")),
    ]


def _proof(words: str) -> Value:
    """What to ask for, or pages, the first of which the cell leads to."""
    return web_link(words.partition(" ")[0], words)


def narrowed_words(card: Scorecard) -> str:
    """What stands on top of the pages of a ledger narrowed to a unit; empty for a whole one."""
    return f"只列“{plain(card.unit, 60)}”牵头或配合的条款" if card.unit else ""
