"""The columns a reader of the whole portal must find (期望的栏目树)."""

from collections.abc import Iterator

from demo.lab.addresses import Addresses
from demo.lab.columns import INDEX, LIBRARY, LIST, OUT, TOPICS
from demo.lab.desk import Desk
from demo.lab.expected import ExpectedColumn


def expected_columns(desk: Desk, addresses: Addresses) -> Iterator[ExpectedColumn]:
    """Columns in menu order; ``items`` counts the entries over all list pages, 0 for columns of other kinds."""
    for column in desk.tree.values():
        if column.role == OUT:
            continue
        entries = [desk.entry(n) for n in desk.plan.of_column[column.id] if n not in desk.gone]
        listed = column.role in (LIST, LIBRARY)
        newest = max((entry.at.date() for entry in entries), default=None) if listed else None
        fill = (
            "filled" if column.role in (INDEX, TOPICS) or (listed and entries) else "says_none" if listed else "article"
        )
        if addresses.dialect.scripted(column, desk.style):
            fill = "scripted"
        yield ExpectedColumn(
            column.names,
            addresses.href(column.id),
            len(column.names),
            len(entries) if listed else 0,
            newest.isoformat() if newest else None,
            fill,
        )
