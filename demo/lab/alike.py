"""Kinds of page that lie so near each other that either does a page justice (相近的页面类型)."""

from demo.lab.addresses import COLUMN
from demo.lab.columns import Column

_BY_COLUMN: dict[str, tuple[str, ...]] = {
    "jg": ("organisation", "column", "catalogue"),
    "fd": ("catalogue", "list"),
    "zt": ("column", "list"),
    "gb": ("list",),
    "ld": ("list", "column"),
    "jc": ("decision_catalogue", "column"),
    "dt": ("column", "article", "catalogue"),
    "zz": ("column", "article", "topic"),
    "sq": ("article", "column", "service"),
    "gk": ("column",),
    "gf": ("catalogue",),
    "bg": ("catalogue", "organisation", "list"),
}
_BY_KIND: dict[str, tuple[str, ...]] = {
    "column": ("list",),
    "topic": ("list", "column"),
    "article": ("notice", "news"),
    "leader": ("organisation",),
}


def also_right(sort: str, column: Column | None, kind: str) -> tuple[str, ...]:
    """Kinds beside its own that a page may be taken for. Reports of meetings and open days are news, and may be told as notices."""
    if sort == COLUMN and column is not None and column.id in _BY_COLUMN:
        return _BY_COLUMN[column.id]
    if column is not None and kind == "news" and column.kind in ("meeting", "open_day"):
        return ("notice", "article")
    return _BY_KIND.get(kind, ())
