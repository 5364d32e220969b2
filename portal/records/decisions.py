"""Yearly catalogues of major decisions (重大行政决策事项目录): their items, who carries them out, and links to their stages."""

import re

from portal.content_facts import DecisionItem, DecisionStage, Record
from portal.facts import Link, PageFacts
from portal.kinds.shapes import main_items
from portal.markup.outline import Node, squeeze
from portal.markup.sheet import Sheet
from portal.records.grids import Cell, Grid, grids
from portal.records.wording import title_of, unnumbered, year_in

_NAME = re.compile(r"决策事项|事项名称|事项内容|项目名称|决策名称|目录名称|^事项$|^名称$|^项目$|决策内容")
_UNIT = re.compile(r"单位|部门|主体|机关")
_DUE = re.compile(r"时间|时限|期限|进度安排|完成")
_NUMBER = re.compile(r"^序号$|^编号$")
_GENERIC = re.compile(r"^(?:查看|点击|详情|链接|更多|进入|阅读|点击查看|查看详情|附件|\d+)$")
_IN_BRACKETS = re.compile(r"[（(](?:承办|责任|起草|牵头|主办)(?:单位|部门)[:：]([^（()）]{2,40})[)）]")
_NO_ITEM = re.compile(r"目录|清单|征求|征集|意见|公[告示]$|通知$|解读|结果|听证|说明$|会议|报告$|评估")
_LEAST_ROWS = 2  # of a column that holds a page for each item
_ITEM_LINE = re.compile(
    r"^\s*(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*(?=.{4,80}$)"
)


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """Items of a page of kind DECISION_CATALOGUE with their stages, from its table or its numbered lines."""
    year = year_in(title_of(facts)) or year_in("".join(facts.page.breadcrumb[-1:]))
    for _, grid in grids(sheet.outline):
        columns = _columns(grid)
        if columns:
            return _from_table(sheet, grid, columns, year)
    return _from_lines(sheet, year) or _from_rows(facts, year)


_Columns = dict[str, int]


def _columns(grid: Grid) -> _Columns | None:
    """Which column holds what, by the head row; None for a table of another kind."""
    for row in grid[:3]:
        found: _Columns = {}
        for place, cell in enumerate(row):
            words = squeeze(cell.text) if cell else ""
            if words and len(words) <= 16 and not _NUMBER.match(words):
                _assign(found, words, place)
        if "name" in found and len(found) >= 2:
            return found
    return None


def _assign(found: _Columns, words: str, place: int) -> None:
    for name, pattern in (("name", _NAME), ("unit", _UNIT), ("due", _DUE)):
        if name not in found and pattern.search(words):
            found[name] = place
            return


def _from_table(sheet: Sheet, grid: Grid, columns: _Columns, year: int | None) -> list[Record]:
    records: list[Record] = []
    head = next(place for place, row in enumerate(grid) if _columns([row]))
    for row in grid[head + 1 :]:
        name = _cell(row, columns, "name")
        if name is None or not name.text or (name.width > 1 and name.width == len(row)):
            continue
        number = sum(isinstance(record, DecisionItem) for record in records)
        unit, due = _cell(row, columns, "unit"), _cell(row, columns, "due")
        own = _links_in(sheet, name.node)
        records.append(
            DecisionItem(
                0,
                number,
                name.text,
                unit.text if unit else "",
                year,
                due.text if due else "",
                own[0].url if own else "",
            )
        )
        records += _stages(sheet, grid[head], row, name, number)
    return records


def _cell(row: list[Cell | None], columns: _Columns, name: str) -> Cell | None:
    place = columns.get(name)
    return row[place] if place is not None and place < len(row) else None


def _stages(sheet: Sheet, head: list[Cell | None], row: list[Cell | None], name: Cell, number: int) -> list[Record]:
    """Links of a row outside its name, called by their own words or by their column's."""
    stages: list[Record] = []
    seen: set[int] = set()
    for place, cell in enumerate(row):
        if cell is None or cell.node is name.node or cell.node.index in seen:
            continue
        seen.add(cell.node.index)
        above = head[place] if place < len(head) else None
        for link in _links_in(sheet, cell.node):
            label = squeeze(link.label)
            stage = squeeze(above.text) if above and (not label or _GENERIC.match(label)) else label
            stages.append(DecisionStage(0, number, len(stages), stage[:40], link.url))
    return stages


def _links_in(sheet: Sheet, node: Node) -> list[Link]:
    return [
        link
        for link, holder in zip(sheet.links, sheet.link_nodes, strict=False)
        if node.index <= holder.index < node.last and link.url and link.element in ("a", "onclick")
    ]


def _from_lines(sheet: Sheet, year: int | None) -> list[Record]:
    items: list[Record] = []
    for line in sheet.main_lines:
        if not _ITEM_LINE.match(line):
            continue
        text = unnumbered(line).rstrip("。；;")
        unit = _IN_BRACKETS.search(text)
        name = _IN_BRACKETS.sub("", text).strip()
        items.append(DecisionItem(0, len(items), name, unit.group(1) if unit else "", year))
    return items if len(items) >= 2 else []


def _from_rows(facts: PageFacts, year: int | None) -> list[Record]:
    """Items of a column that holds a page for each; a column of catalogues or of single stages holds none."""
    rows = main_items(facts.items)
    if len(rows) < _LEAST_ROWS or 2 * sum(_NO_ITEM.search(row.title) is not None for row in rows) >= len(rows):
        return []
    named = [row for row in rows if not _NO_ITEM.search(row.title)]
    return [DecisionItem(0, place, row.title, "", year, url=row.url) for place, row in enumerate(named)]
