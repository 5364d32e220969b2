"""博达-like: ``/info/1028/147067.htm``, columns as .htm, further pages counted backwards, ``共36条 1/3``."""

from random import Random

from demo.lab.columns import Column
from demo.lab.dialects.dialect import hexes
from demo.lab.entries import Entry
from demo.lab.style import Style, common_style


class Boda:
    """Option ``jsp``: the mailbox is a .jsp with its column's number in the query."""

    name = "boda"

    def style(self, chance: Random) -> Style:
        options = {name for name, share in (("jsp", 0.6), ("consultation fields", 0.4)) if chance.random() < share}
        gbk = chance.random() < 0.2
        return common_style(chance).with_(
            options=frozenset(options),
            charset="gbk" if gbk else "utf-8",
            declared="gb2312" if gbk else "utf-8",
            fields=chance.choice(("table4", "div", "p")),
            fields_on=chance.random() < 0.85,
            spacing=chance.choice(("ideographic", "none")),
            rows=chance.choice(("ul", "table", "dl")),
            row_date=chance.choice(("ymd", "dots", "glued", "split")),
            menu_breaks=True,
            relative=True,
        )

    def column(self, column: Column, page: int, pages: int, style: Style) -> str:
        if column.kind == "message" and "jsp" in style.options:
            query = f"/hdlist.jsp?urltype=tree.TreeTempUrl&wbtreeid={column.number}"
            return query + (f"&a2t={pages}&a2p={page + 1}" if page else "")
        return f"/{column.slug}/{pages - page}.htm" if page else f"/{column.slug}.htm"

    def entry(self, entry: Entry, column: Column, style: Style) -> str:
        if entry.kind == "message" and "jsp" in style.options:
            return f"/hdview.jsp?urltype=tree.TreeTempUrl&wbtreeid={column.number}&id={entry.serial}"
        return f"/info/{column.number}/{entry.serial}.htm"

    def file(self, entry: Entry, column: Column, index: int, suffix: str) -> str:  # noqa: ARG002
        name = hexes(entry.serial, index).upper()
        return f"/__local/{name[0]}/{name[1:3]}/{name[3:5]}/{name}_{name[:5]}.{suffix}"

    def scripted(self, column: Column, style: Style) -> str:  # noqa: ARG002
        return ""
