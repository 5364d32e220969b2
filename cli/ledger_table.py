"""Rows of the ledger (台账行) as a table on the terminal."""

from rich import box
from rich.markup import escape
from rich.table import Table

from checks.outcomes import Outcome
from reports.ledger_rows import LedgerRow

PIPED_WIDTH = 160  # columns of a table that goes to a file or a pipe


def rows_table(rows: list[LedgerRow]) -> Table:
    """Rows, those that failed first."""
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("序号", "结论", "要求", "责任单位", "时限", "检查情况"):
        table.add_column(name, overflow="fold")
    for row in sorted(rows, key=lambda row: (list(Outcome).index(row.outcome), row.number)):
        units = "、".join(row.lead) + (f"；配合：{'、'.join(row.cooperating)}" if row.cooperating else "")
        due = f"{row.due}{'（到期）' if row.overdue else ''}" if row.due else ""
        cells = (str(row.number), row.outcome.words, row.title, units, due, row.problem)
        table.add_row(*map(escape, cells))
    return table
