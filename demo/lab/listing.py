"""Lists of a lab's portal: list pages, columns of columns, the home page."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from demo.lab.addresses import STUBS, Addresses
from demo.lab.blocks import Block, Form, Paging, Panel, Panels, Person, Prose, Row, Rows, Tiles, Words
from demo.lab.columns import DECISIONS, FORM, INDEX, LEADERS, LIBRARY, OUT, TOPICS, Column
from demo.lab.contents.consultations import period_of
from demo.lab.contents.interaction import NAMELESS, WAITING, times_of, unit_of
from demo.lab.contents.people import person_of
from demo.lab.desk import Desk
from demo.lab.dialects.hanweb import RECORDS
from demo.lab.entries import Entry
from demo.lab.page import LabPage
from demo.model import AS_OF

PANEL_ROWS = 5
NO_YEAR = ("md",)


class Listing:
    """Writes the lists of one portal."""

    def __init__(self, desk: Desk, addresses: Addresses) -> None:
        self._desk, self._addresses = desk, addresses

    def fill(self, page: LabPage, column: Column, number: int) -> None:
        """Give a column's page its main part and what is to be read of it."""
        if column.role in (INDEX, TOPICS):
            self._fill_index(page, column)
        elif column.role == LEADERS:
            self._fill_leaders(page, column)
        elif column.role == FORM:
            self._fill_form(page)
        else:
            self._fill_list(page, column, number)

    def entries(self, column_id: str) -> list[Entry]:
        """The entries of a column, pinned ones first, then newest first."""
        return [self._desk.entry(n) for n in self._desk.plan.of_column[column_id] if n not in self._desk.gone]

    def newest(self, columns: Sequence[str]) -> date | None:
        """The newest day among the entries of some columns."""
        days = [entry.at.date() for column in columns if column in self._desk.tree for entry in self.entries(column)]
        return max(days, default=None)

    def _fill_list(self, page: LabPage, column: Column, number: int) -> None:
        entries = self.entries(column.id)
        size = len(entries) or 1 if self._addresses.whole(column) else column.size
        shown = entries[number * size : (number + 1) * size]
        page.kind = _list_kind(column)
        if column.kind == "topic":
            page.blocks.append(Prose([("p", f"为集中反映{column.name}的工作进展，特设本专题。")]))
        script = self._addresses.dialect.scripted(column, self._desk.style)
        if "datastore" in self._desk.style.options and not script and column.kind != "message":
            shown = shown[:RECORDS]
        rows = self._rows(column, shown)
        rows.source, rows.total = script, len(entries)
        page.blocks.append(rows if shown or script else Words("暂无信息"))
        page.about["fill"] = "scripted" if script else "filled" if shown else "says_none"
        if not script:
            page.items = _items(shown, column, self._desk.style.row_date)
        pages = self._addresses.pages(column)
        if not script and (pages > 1 or "datastore" in self._desk.style.options):
            links = [self._addresses.column(column, i) for i in range(pages)]
            page.blocks.append(Paging(number, pages, len(entries), links, size=column.size))
        if column.kind == "gazette":
            page.facts["gazette_issue"] = [_issue(self._desk, entry) for entry in shown]

        if column.kind == "message":
            page.facts["message_row"] = [self._message_facts(entry) for entry in shown]

    def _rows(self, column: Column, entries: list[Entry]) -> Rows:
        style = self._desk.style
        if column.kind == "message":
            rows = [self._message_row(entry) for entry in entries]
            return Rows(rows, "table", "ymd", ["来信标题", "答复单位", "来信时间", "办理状态"])
        if column.id == "zj":
            rows = [self._consultation_row(entry) for entry in entries]
            return Rows(rows, "table", "ymd", ["标题", "起止时间", "状态"])
        if column.kind == "organisation":
            return Rows([Row(entry.title, self._desk.path(entry), None) for entry in entries], "tiles", "ymd")
        rows = [Row(entry.title, self._desk.path(entry), entry.at, pinned=entry.pinned) for entry in entries]
        limit = 30 if style.rows == "ul" and column.number % 2 else 60
        return Rows(
            rows, style.rows, style.row_date, ["序号", "标题", "发布日期"] if style.rows == "table" else [], limit=limit
        )

    def _message_row(self, entry: Entry) -> Row:
        written, answered = times_of(self._desk, entry)
        unit = "" if entry.form == NAMELESS else unit_of(self._desk, entry)
        return Row(
            entry.title,
            self._desk.path(entry),
            written,
            [unit, f"{written:%Y-%m-%d}", "已办结" if answered and entry.form != WAITING else "办理中"],
        )

    def _message_facts(self, entry: Entry) -> dict[str, Any]:
        """What the list says of a message: the day it was written, and who has it."""
        row = self._message_row(entry)
        unit, _, status = row.extra
        return {"title": entry.title, "written_on": row.at, "replied_on": None, "unit": unit or None, "status": status}

    def _consultation_row(self, entry: Entry) -> Row:
        if entry.kind != "consultation":
            return Row(entry.title, self._desk.path(entry), entry.at, [f"{entry.at:%Y-%m-%d}", "结果反馈"])
        opens, closes = period_of(self._desk, entry)
        state = "征集中" if closes >= AS_OF else "已结束"
        return Row(entry.title, self._desk.path(entry), entry.at, [f"{opens:%Y-%m-%d} 至 {closes:%Y-%m-%d}", state])

    def _fill_index(self, page: LabPage, column: Column) -> None:
        children = [c for c in self._desk.tree.values() if c.parent == column.id]
        page.kind = "topic" if column.role == TOPICS else "column"
        plain = [
            c
            for c in children
            if c.role not in (INDEX, LEADERS, LIBRARY, DECISIONS, OUT) and self._desk.plan.of_column[c.id]
        ]
        tiles = [(c.name, self._addresses.href(c.id)) for c in children if c not in plain]
        if tiles:
            page.blocks.append(Tiles(tiles))
        panels = [Panel(c.name, self._addresses.href(c.id), self._panel_rows(c, PANEL_ROWS)) for c in plain]
        if panels:
            page.blocks.append(Panels(panels))
        shown = [row for panel in panels for row in panel.rows.rows]
        days = [row.at.date() for row in shown if row.at]
        page.about["fill"] = "filled" if panels else "links_out"
        page.items = {"newest": max(days, default=None)}

    def _panel_rows(self, column: Column, count: int, date: str = "") -> Rows:
        newest = sorted(self.entries(column.id), key=lambda entry: entry.at, reverse=True)[:count]
        rows = [Row(e.title, self._desk.path(e), self._shown_day(e)) for e in newest]
        return Rows(rows, "ul", date or "ymd", limit=28, panel=True)

    def _shown_day(self, entry: Entry) -> Any:
        return times_of(self._desk, entry)[0] if entry.kind == "message" else entry.at

    def _fill_leaders(self, page: LabPage, column: Column) -> None:
        page.kind = "leader"
        facts = []
        for entry in self.entries(column.id):
            person = person_of(self._desk, entry)
            person.href = self._desk.path(entry)
            page.blocks.append(Person(person.name, person.post, person.duties, "", person.href))
            facts.append(
                {
                    "name": person.name,
                    "post": person.post,
                    "duties": True,
                    "resume": False,
                    "portrait": True,
                    "url": person.href,
                }
            )
        page.facts["leader"] = facts

    def _fill_form(self, page: LabPage) -> None:
        place = self._desk.place
        page.kind = "other"
        text = f"公民、法人或者其他组织可以向{place.office}申请获取政府信息。受理地址：{place.address}；联系电话：{place.phone}；自收到申请之日起二十个工作日内答复。"
        labels = [
            "申请人姓名或者名称",
            "身份证明",
            "联系方式",
            "所需信息的名称、文号或者便于查询的其他特征性描述",
            "获取信息的方式",
        ]
        page.blocks += [Prose([("p", text)]), Form("政府信息公开申请表", labels, page.path)]

    def home(self) -> Iterator[Block]:
        """The blocks of the home page: news in front, then documents, disclosure, services, interaction, topics."""
        tree = self._desk.tree
        date = "md" if self._desk.style.row_date != "ymd" else "ymd"

        def panel(column_id: str, count: int = 7) -> Panel:
            column = tree[column_id]
            return Panel(column.name, self._addresses.href(column_id), self._panel_rows(column, count, date))

        def tiles(parent: str) -> Tiles:
            links = [(c.name, self._addresses.href(c.id)) for c in tree.values() if c.parent == parent]
            return Tiles(links, tree[parent].name)

        yield Panels([panel("yw", 8), panel("gg", 8)])
        yield Panels([panel(c) for c in ("zf", "jd", "zj") if c in tree])
        yield tiles("xxgk")
        led_to = tree["hd"].menu  # else the home page leads to no interaction at all
        yield Panels([panel(c) for c in ("bm", "xz", "xx", "bs") if c in tree and (led_to or c != "xx")])
        yield tiles("fw")
        if led_to:
            yield tiles("hd")
        yield tiles("zt")
        links = [(tree[c].name, self._addresses.href(c)) for c in ("wn", "xt", "dt", "zz", "gk") if c in tree]
        stubs = [(f"{tree[c].name}（旧版入口）", path) for path, c in STUBS.items()]
        yield Tiles([*links, *stubs], "网站服务")


def _list_kind(column: Column) -> str:
    return {"message": "message_list", "gazette": "gazette", "topic": "topic"}.get(column.kind, "list")


def _items(shown: list[Entry], column: Column, date_form: str) -> dict[str, Any]:
    days = [entry.at.date() for entry in shown]
    facts: dict[str, Any] = {"count": len(shown), "first_title": shown[0].title if shown else None}
    if column.kind in ("message", "organisation") or column.id == "zj" or date_form in NO_YEAR:
        return facts
    return facts | {"newest": max(days, default=None)}


def _issue(desk: Desk, entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "year": entry.at.year,
        "issue": entry.nth,
        "published_on": entry.at.date(),
        "url": desk.path(entry),
    }
