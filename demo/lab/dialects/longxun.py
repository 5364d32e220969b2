"""龙讯-like: ``/public/6599151/35134956.html``, doubled letter-spaced field tables, lists that a POST brings."""

from random import Random

from demo.lab.columns import SINGLE, Column
from demo.lab.dialects.dialect import hexes
from demo.lab.entries import Entry
from demo.lab.style import Style, common_style

UNIT = 6_990_000
_PUBLIC_KINDS = frozenset(
    ("document", "interpretation", "report", "system", "organisation", "meeting", "budget", "decision_catalogue")
)


class Longxun:
    """Options: ``number by script``, ``post lists`` (lists inside the disclosure column are left to a script), ``ztree``."""

    name = "longxun"

    def style(self, chance: Random) -> Style:
        options = {"ztree"}
        if chance.random() < 0.6:
            options.add("number by script")
        if chance.random() < 0.5:
            options.add("post lists")
        options.add("files by script" if chance.random() < 0.4 else "plain files")
        return common_style(chance).with_(
            options=frozenset(options),
            fields="doubled",
            spacing="spans",
            title_label="名称",
            rows=chance.choice(("ul", "div")),
            row_date=chance.choice(("ymd", "ymd", "split_ym")),
            two_menus=True,
            menu_breaks=True,
            trail_end=chance.choice(("", "正文", "内容")),
        )

    def column(self, column: Column, page: int, pages: int, style: Style) -> str:  # noqa: ARG002
        if column.disclosure and column.id != "xxgk":
            kind = {"guide": 2, "system": 3, "report": 5}.get(column.kind, 6 if column.role == "form" else 4)
            nav = f"/public/column/{UNIT}?type={kind}&catId={column.number}"
            return f"{nav}&pageIndex={page + 1}" if page else nav
        if column.role == SINGLE:
            return f"/content/detail/{column.number}.html"
        return f"/content/column/{column.number}" + (f"?pageIndex={page + 1}" if page else "")

    def entry(self, entry: Entry, column: Column, style: Style) -> str:  # noqa: ARG002
        if entry.kind == "message":
            return f"/letter/view?id={entry.serial}"
        if column.disclosure or entry.kind in _PUBLIC_KINDS:
            return f"/public/{UNIT + entry.issuer * 7}/{entry.serial + 30_000_000}.html"
        return f"/content/article/{entry.serial + 30_000_000}"

    def file(self, entry: Entry, column: Column, index: int, suffix: str) -> str:  # noqa: ARG002
        name = hexes(entry.serial, index)
        return f"/group4/M00/{name[:2].upper()}/{name[2:4].upper()}/{name}.{suffix}"

    def scripted(self, column: Column, style: Style) -> str:
        lists = "post lists" in style.options and column.disclosure and column.role == "list"
        return f"/site/label/{column.number}" if lists else ""
