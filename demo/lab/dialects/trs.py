"""TRS-like: directories with dated pages ``t20230713_123.html``, paging by ``createPageHTML``, relative links."""

from random import Random

from demo.lab.columns import Column
from demo.lab.entries import Entry
from demo.lab.style import Style, common_style


class Trs:
    """Option ``shtml``: pages end so, paging names an element first and counts from 1."""

    name = "trs"

    def style(self, chance: Random) -> Style:
        options = frozenset(("shtml",)) if chance.random() < 0.4 else frozenset()
        if chance.random() < 0.3:
            options |= {"consultation fields"}
        gbk = chance.random() < 0.3
        return common_style(chance).with_(
            options=options,
            charset="gbk" if gbk else "utf-8",
            declared=chance.choice(("gb2312", "gbk")) if gbk else "utf-8",
            fields=chance.choice(("table4", "table2", "dl")),
            fields_on=chance.random() < 0.8,
            spacing=chance.choice(("ideographic", "narrow", "none")),
            rows=chance.choice(("ul", "ul", "table", "div")),
            row_date=chance.choice(("ymd", "ymd", "bracketed", "md", "split")),
            relative=True,
        )

    def column(self, column: Column, page: int, pages: int, style: Style) -> str:  # noqa: ARG002
        if "shtml" in style.options:
            return f"/{column.slug}/index_{page + 1}.shtml" if page else f"/{column.slug}/index.shtml"
        return f"/{column.slug}/index_{page}.html" if page else f"/{column.slug}/"

    def entry(self, entry: Entry, column: Column, style: Style) -> str:
        suffix = "shtml" if "shtml" in style.options else "html"
        return f"/{column.slug}/{entry.at:%Y%m}/t{entry.at:%Y%m%d}_{entry.serial}.{suffix}"

    def file(self, entry: Entry, column: Column, index: int, suffix: str) -> str:
        return f"/{column.slug}/{entry.at:%Y%m}/P0{entry.at:%Y%m%d}{entry.serial:07}{index:02}.{suffix}"

    def scripted(self, column: Column, style: Style) -> str:  # noqa: ARG002
        return ""
