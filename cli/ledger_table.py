"""Rows of the ledger (台账行) as a table on the terminal."""

from rich import box
from rich.markup import escape
from rich.table import Table

from checks.outcomes import Outcome
from reports.ledgers.followup import BEIJING, state_words
from reports.ledgers.ledger_rows import LedgerRow
from reports.people_cards import FollowupCard
from reports.wording.plaintext import plain

PIPED_WIDTH = 160  # columns of a table that goes to a file or a pipe


def rows_table(rows: list[LedgerRow]) -> Table:
    """Rows, those that failed first."""
    table = Table(box=box.SIMPLE_HEAD)
    followed = any(row.followup for row in rows)
    for name in ("序号", "结论", "要求", "责任单位", "时限", "检查情况", *(("办理",) if followed else ())):
        table.add_column(name, overflow="fold")
    for row in sorted(rows, key=lambda row: (list(Outcome).index(row.outcome), row.number)):
        units = "、".join(row.lead) + (f"；配合：{'、'.join(row.cooperating)}" if row.cooperating else "")
        due = f"{row.due}{'（到期）' if row.overdue else ''}" if row.due else ""
        outcome = f"{row.outcome.words}（豁免）" if row.waived else row.outcome.words
        cells = (str(row.number), outcome, row.title, units, due, row.problem)
        table.add_row(*map(escape, (*cells, *((_step(row.followup),) if followed else ()))))
    return table


def _step(last: FollowupCard | None) -> str:
    """The state, what was said, by whom, when."""
    if last is None:
        return ""
    said = f"：{plain(last.text, 80)}" if last.text else ""
    return f"{state_words(last.state)}{said}（{plain(last.by, 30) or '未写明'}，{last.at.astimezone(BEIJING).date().isoformat()}）"
