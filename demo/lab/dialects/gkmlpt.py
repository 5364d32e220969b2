"""广东 gkmlpt-like: ``content/post_1.html``, disclosure pages under ``/gkmlpt/``, lists that JSON brings."""

from random import Random

from demo.lab.columns import Column
from demo.lab.entries import Entry
from demo.lab.style import Style, common_style


class Gkmlpt:
    """Option ``json lists``: lists inside the disclosure column, and of documents, are left to a script."""

    name = "gkmlpt"

    def style(self, chance: Random) -> Style:
        options = {
            name for name, share in (("json lists", 0.6), ("consultation fields", 0.3)) if chance.random() < share
        }
        return common_style(chance).with_(
            options=frozenset(options),
            fields="table4",
            spacing="none",
            number_label="文号",
            title_label="名称",
            rows=chance.choice(("ul", "div", "table")),
            row_date=chance.choice(("ymd", "ymd", "split")),
            two_menus=chance.random() < 0.6,
        )

    def column(self, column: Column, page: int, pages: int, style: Style) -> str:  # noqa: ARG002
        return f"/{column.slug}/index_{page + 1}.html" if page else f"/{column.slug}/index.html"

    def entry(self, entry: Entry, column: Column, style: Style) -> str:  # noqa: ARG002
        if column.disclosure or entry.kind == "document":
            serial = entry.serial + 1_000_000
            return f"/gkmlpt/content/{serial // 1_000_000}/{serial // 1000}/post_{serial}.html"
        return f"/{column.slug}/content/post_{entry.serial + 1_000_000}.html"

    def file(self, entry: Entry, column: Column, index: int, suffix: str) -> str:  # noqa: ARG002
        return f"/attachment/0/{entry.serial % 1000}/{entry.serial % 97}{index}/{entry.serial + 1_000_000}.{suffix}"

    def scripted(self, column: Column, style: Style) -> str:
        lists = (
            "json lists" in style.options and column.role == "list" and (column.disclosure or column.kind == "document")
        )
        return f"/gkmlpt/api/all/{column.number}" if lists else ""
