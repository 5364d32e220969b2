"""Columns of the ledger (整改台账的列) in workbooks: of one site's ledger.xlsx and of the ledger of a run. Headings are read back: do not rename."""

from collections.abc import Mapping

from reports.followup import FollowupEntry
from reports.ledger_rows import LedgerRow
from reports.plaintext import plain
from reports.scorecard import Scorecard
from reports.view_findings import Anchors
from reports.workbook import Column, Link, Status, Value, web_link

REPLY, BY, NOTE, IDENTITY, VERDICT = "整改情况", "责任人", "备注", "编号", "检查结果"
Replies = Mapping[str, FollowupEntry]
COLUMNS = (
    Column("序号", 6),
    Column("工作任务", 16),
    Column("具体要求", 32),
    Column("责任单位", 20),
    Column("完成时限", 12),
    Column(VERDICT, 12),
    Column("问题", 34),
    Column("佐证", 28),
    Column("整改建议", 30),
    Column(REPLY, 24),
    Column(BY, 12),
    Column(NOTE, 16),
    Column(IDENTITY, 16),
)


def row_identity(requirement: str, site: str) -> str:
    """What a row is known by when it comes back: requirement and the site's folder, neither of which holds a blank."""
    return f"{requirement} {site}"


def verdict_words(row: LedgerRow) -> str:
    """The verdict, and that its day has come."""
    return f"{row.outcome.words}（到期）" if row.overdue else row.outcome.words


def ledger_cells(row: LedgerRow, site: str, replies: Replies, card: str) -> list[Value]:
    """One clause. `site` is the site's folder, `replies` are by requirement, `card` the way from the workbook to its scorecard.html."""
    units = "、".join(row.lead) + (f"；配合：{'、'.join(row.cooperating)}" if row.cooperating else "")
    reply = replies.get(row.requirement)
    return [
        row.number,
        row.task,
        f"{row.title}{f'（{row.place}）' if row.place else ''}",
        units,
        row.due.isoformat() if row.due else "",
        Status(verdict_words(row), row.outcome),
        row.problem,
        _proof(row.proof),
        row.remedy,
        *((reply.text, reply.by, reply.note) if reply else ("", "", "")),
        Link(row_identity(row.requirement, site), card, Anchors().take(f"r-{row.requirement}")),
    ]


def _proof(words: str) -> Value:
    """What to ask for, or pages, the first of which the cell leads to."""
    return web_link(words.partition(" ")[0], words)


def narrowed_words(card: Scorecard) -> str:
    """What stands on top of the pages of a ledger narrowed to a unit; empty for a whole one."""
    return f"只列“{plain(card.unit, 60)}”牵头或配合的条款" if card.unit else ""
