"""大汉/jpaas-like: ``/art/2023/3/1/art_12_345.html``, ``/col/col12/index.html``, rows in a datastore of CDATA records."""

from random import Random

from demo.lab.columns import Column
from demo.lab.dialects.dialect import hexes
from demo.lab.entries import Entry
from demo.lab.style import Style, common_style

RECORDS = 45
"""Rows that stand in a list page itself; the rest comes from the data proxy."""


class Hanweb:
    """Options: ``jpaas`` (addresses by hash), ``datastore`` (rows as records), ``written nav`` (the menu comes from a script file)."""

    name = "hanweb"

    def style(self, chance: Random) -> Style:
        options = {
            name
            for name, share in (("jpaas", 0.35), ("datastore", 0.7), ("written nav", 0.3), ("consultation fields", 0.5))
            if chance.random() < share
        }
        gbk = chance.random() < 0.25
        return common_style(chance).with_(
            options=frozenset(options),
            charset="gbk" if gbk else "utf-8",
            declared="gb2312" if gbk else "utf-8",
            fields=chance.choice(("table4", "table2")),
            spacing=chance.choice(("narrow", "ideographic", "none")),
            rows=chance.choice(("ul", "table")),
            row_date=chance.choice(("ymd", "round", "bracketed")),
            title="{title} {column} {site}",
        )

    def column(self, column: Column, page: int, pages: int, style: Style) -> str:  # noqa: ARG002
        if column.kind == "message":
            return "/jact/front/mailpublist.do?sysid=99" + (f"&pageIndex={page + 1}" if page else "")
        path = f"/col/col{column.number}/index.html"
        return f"{path}?uid={column.number * 3}&pageNum={page + 1}" if page else path

    def entry(self, entry: Entry, column: Column, style: Style) -> str:
        if entry.kind == "message":
            return f"/jact/front/mailpubdetail.do?transactId={entry.serial}&sysid=99"
        if "jpaas" in style.options:
            return f"/art/{entry.at.year}/art_{hexes(entry.serial)}.html"
        return f"/art/{entry.at.year}/{entry.at.month}/{entry.at.day}/art_{column.number}_{entry.serial}.html"

    def file(self, entry: Entry, column: Column, index: int, suffix: str) -> str:  # noqa: ARG002
        return f"/attach/0/{hexes(entry.serial, index)}.{suffix}"

    def scripted(self, column: Column, style: Style) -> str:  # noqa: ARG002
        return ""
