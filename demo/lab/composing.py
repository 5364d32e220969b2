"""From an address to a composed page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from demo.lab.addresses import COLUMN, ENTRY, HOME, SEARCH, STUB, Addresses, Place
from demo.lab.alike import also_right
from demo.lab.blocks import Byline, Files, Form, Heading, Pair, Related
from demo.lab.columns import Column
from demo.lab.content import Content
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.listing import Listing
from demo.lab.page import LabPage, SideLink
from demo.lab.singles import SINGLES
from demo.lab.style import Style
from demo.lab.writers import WRITERS
from demo.page import Marks

PageEdit = Callable[[LabPage], None]
ContentEdit = Callable[[Content], None]


@dataclass
class Edits:
    """What defects change: composed pages by path, all composed pages, written entries by number, further pages by path."""

    pages: dict[str, list[PageEdit]] = field(default_factory=dict)
    sweeps: list[PageEdit] = field(default_factory=list)
    contents: dict[int, list[ContentEdit]] = field(default_factory=dict)

    def page(self, path: str, edit: PageEdit) -> None:
        """Have a page changed once it is composed."""
        self.pages.setdefault(path, []).append(edit)

    def content(self, number: int, edit: ContentEdit) -> None:
        """Have an entry changed once it is written."""
        self.contents.setdefault(number, []).append(edit)


class Composer:
    """Composes the pages of one portal."""

    def __init__(self, desk: Desk, addresses: Addresses, edits: Edits) -> None:
        self._desk, self._addresses, self._edits = desk, addresses, edits
        self._listing = Listing(desk, addresses)
        self._by_sort: dict[str, Callable[[str, Place], LabPage]] = {
            HOME: self._home,
            COLUMN: self._column,
            ENTRY: self._entry,
            SEARCH: self._search,
            STUB: self._stub,
        }

    def __call__(self, path: str) -> LabPage:
        """The page at a path.

        Raises:
            KeyError: no page stands there.
        """
        place = self._addresses.places[path]
        page = self._by_sort[place.sort](path, place)
        page.also = also_right(place.sort, self._desk.tree.get(place.column), page.kind)
        for edit in (*self._edits.sweeps, *self._edits.pages.get(path, ())):
            edit(page)
        return page

    def content(self, entry: Entry) -> Content:
        """An entry as written, with what defects changed."""
        content = WRITERS[entry.kind](self._desk, entry)
        for edit in self._edits.contents.get(entry.number, ()):
            edit(content)
        return content

    def error(self) -> LabPage:
        """The answer to what is not there."""
        page = self._page("/404.html", "error", "页面不存在", [("页面不存在", "")])
        page.blocks = [Heading("您访问的页面不存在"), Form("返回", [])]
        page.blocks = page.blocks[:1]
        page.status = 404
        return page

    def _page(self, path: str, kind: str, name: str, trail: list[Pair], column: Column | None = None) -> LabPage:
        place, style = self._desk.place, self._desk.style
        above = column.name if column and column.name != name else ""
        title = _title(style, name, above, place.government)
        tags: list[Pair] = [("SiteName", place.government), ("SiteDomain", place.host), ("SiteIDCode", place.code)]
        if column:
            tags += _column_tags(column, place.government)
        marks = Marks(place.conac, place.code, place.icp, place.police, place.office, place.phone)
        page = LabPage(path, kind, name, title, tags, marks, [("首页", "/"), *trail], [])
        page.charset, page.declared = style.charset, style.declared
        page.charset_in_header = style.charset == "utf-8"
        page.disclosure = bool(column and column.disclosure)
        page.number = column.number if column else 0
        page.about = {"title": title, "heading": name, "published_on": None, "source": None}
        page.about["breadcrumb"] = [step for step, _ in page.trail]
        return page

    def _trail(self, column: Column) -> list[Pair]:
        above = self._trail(self._desk.tree[column.parent]) if column.parent else []
        return [*above, (column.name, self._addresses.href(column.id))]

    def _side(self, page: LabPage, column: Column) -> None:
        """The side menu: the columns beside this one, or those of the disclosure column."""
        tree = self._desk.tree
        top = "xxgk" if column.disclosure else column.parent or column.id
        page.side_name = tree[top].name
        here = {column.id, column.parent}
        rows = [c for c in tree.values() if c.parent == top]
        page.side = [SideLink(c.name, self._addresses.href(c.id), c.id in here) for c in rows]

    def _home(self, path: str, _: Place) -> LabPage:
        site = self._desk.place.government
        page = self._page(path, "home", site, [])
        page.tags += [("Keywords", site), ("Description", f"{site}门户网站")]
        page.title, page.layout, page.trail = site, "home.html", []
        newest = self._listing.newest(("yw", "gg", "zf", "jd"))
        page.about = {"title": site, "published_on": None, "source": None, "breadcrumb": []}
        page.items = {"newest": newest}
        page.blocks = list(self._listing.home())
        return page

    def _column(self, path: str, place: Place) -> LabPage:
        column = self._desk.tree[place.column]
        page = self._page(path, "column", column.name, self._trail(column), column)
        self._side(page, column)
        if column.id in SINGLES or column.kind in SINGLES:
            content = SINGLES[column.kind](self._desk, column.id)
            self._fill(page, content, None)
            page.about["fill"] = "links_out" if column.kind in ("map", "elder") else "article"
            if content.byline:
                page.tags += [
                    ("ArticleTitle", column.name),
                    ("PubDate", f"{self._single_day():%Y-%m-%d %H:%M}"),
                    ("ContentSource", content.source or ""),
                ]
            return page
        page.blocks = [Heading(column.name)]
        self._listing.fill(page, column, place.number)
        return page

    def _single_day(self) -> Any:
        return self._desk.plan.entries[len(self._desk.plan.entries) // 2].at

    def _entry(self, path: str, place: Place) -> LabPage:
        entry = self._desk.entry(place.number)
        column = self._desk.tree[entry.column]
        content = self.content(entry)
        trail = self._trail(column)
        if self._desk.style.trail_end:
            trail.append((self._desk.style.trail_end, ""))
        page = self._page(path, content.kind, content.title, trail, column)
        self._side(page, column)
        self._fill(page, content, entry)
        page.tags += [
            ("ArticleTitle", content.title),
            ("PubDate", f"{entry.at:%Y-%m-%d %H:%M}"),
            ("ContentSource", content.source or self._desk.place.government),
        ]
        if not content.byline:
            del page.about["published_on"]  # only a tag tells it, and other dates stand beside
            page.about["source"] = content.source or self._desk.place.government
        return page

    def _fill(self, page: LabPage, content: Content, entry: Entry | None) -> None:
        style = self._desk.style
        at = entry.at if entry else self._single_day()
        page.kind, page.facts, page.figures = content.kind, content.facts, content.figures
        page.blocks = [Heading(content.title, content.subtitle)]
        if content.byline:
            parts = [(style.published, style.say_time(at))]
            if style.source_shown and content.source:
                parts.append((style.source, content.source))
            page.blocks.append(Byline(parts))
            page.about["published_on"], page.about["source"] = at.date(), content.source
        page.blocks += content.blocks
        if content.files and entry:
            paths = [self._addresses.file(entry, index, file.file) for index, file in enumerate(content.files)]
            shown = [
                (f"{file.name}.{path.rpartition('.')[2]}", path)
                for file, path in zip(content.files, paths, strict=True)
            ]
            page.blocks.append(Files(shown, "files by script" in style.options and content.kind == "document"))
            page.attachments = paths
        for heading, numbers in content.related:
            links = [(self._desk.entry(n).title, self._desk.path(self._desk.entry(n))) for n in numbers]
            page.blocks.append(Related(heading, links))

    def _search(self, path: str, _: Place) -> LabPage:
        page = self._page(path, "search", "站内搜索", [("站内搜索", path)])
        page.blocks = [Heading("站内搜索"), Form("站内搜索", ["关键词"], path, query=True)]
        return page

    def _stub(self, path: str, place: Place) -> LabPage:
        page = self._page(path, "redirect", "跳转", [])
        page.layout, page.refresh, page.title = "stub.html", self._addresses.href(place.column), "页面跳转"
        page.about = {"title": page.title}
        page.facts = {}
        return page


def _title(style: Style, name: str, column: str, site: str) -> str:
    said = style.title.format(title=name, column=column, site=site)
    return said.replace("__", "_").replace("  ", " ").strip("_ -")


def _column_tags(column: Column, site: str) -> list[Pair]:
    about = f"{site}网站{column.name}栏目，发布{column.name}方面的信息"
    return [
        ("ColumnName", column.name),
        ("ColumnDescription", about),
        ("ColumnKeywords", column.name),
        ("ColumnType", column.name),
    ]
