"""The columns a reader of the whole portal must find (期望的栏目树)."""

from collections.abc import Iterator

from demo.lab.addresses import Addresses
from demo.lab.columns import DECISIONS, INDEX, LIBRARY, LIST, OUT, TOPICS
from demo.lab.contents.interaction import times_of
from demo.lab.desk import Desk
from demo.lab.expected import ExpectedColumn


def expected_columns(desk: Desk, addresses: Addresses) -> Iterator[ExpectedColumn]:
    """Columns in menu order; ``items`` counts the entries over all list pages, 0 for columns of other kinds."""
    for column in desk.tree.values():
        if column.role == OUT:
            continue
        entries = [desk.entry(n) for n in desk.plan.of_column[column.id] if n not in desk.gone]
        listed = column.role in (LIST, LIBRARY, DECISIONS)
        days = [(times_of(desk, e)[0] if e.kind == "message" else e.at).date() for e in entries] if listed else []
        fill = (
            "filled"
            if column.role in (INDEX, TOPICS) or (listed and entries)
            else "links_out"
            if column.id in ("dt", "zz")
            else "says_none"
            if listed
            else "article"
        )
        if addresses.dialect.scripted(column, desk.style):
            fill = "scripted"
        yield ExpectedColumn(
            column.names,
            addresses.href(column.id),
            len(column.names),
            len(entries) if listed else 0,
            max(days).isoformat() if days else None,
            fill,
        )
