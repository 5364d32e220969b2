"""Rows of lists of messages (留言列表): what the list itself tells of each message, answered or not."""

import re
from datetime import date

from portal.content_facts import MessageRow, Record
from portal.facts import Link, ListItem, PageFacts
from portal.kinds.shapes import main_items
from portal.markup.outline import Node, squeeze
from portal.markup.sheet import Sheet
from portal.records.grids import Cell, Grid, grids
from portal.records.wording import date_of
from portal.states import Region

_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("title", re.compile(r"标题|主题|题目|^(?:来信|信件|留言|问题|咨询|诉求)(?:名称|内容|摘要)?$")),
    ("replied", re.compile(r"(?:答复|回复|办结|处理|反馈|解答)(?:时间|日期)")),
    ("written", re.compile(r"(?:来信|写信|留言|提交|咨询|提问|投诉|反映|受理|诉求|信件)(?:时间|日期)")),
    ("status", re.compile(r"状态|进度|(?:办理|处理|回复|答复)(?:情况|结果)|是否(?:回复|答复|办结)")),
    ("unit", re.compile(r"(?:答复|回复|办理|处理|承办|受理|责任|解答)(?:单位|部门|机构)|^(?:单位|部门)$")),
)
_STATUS = re.compile(r"(?:已|未|待|正在)(?:办结|回复|答复|处理|办理|解答|受理)|(?:办理|处理|受理)中")
_LABELLED = {
    "written": re.compile(r"(?:来信|写信|留言|提交|咨询|提问|投诉|反映)(?:时间|日期)[:：]"),
    "replied": re.compile(r"(?:答复|回复|办结|解答)(?:时间|日期)[:：]"),
    "unit": re.compile(r"(?:答复|回复|办理|处理|承办|受理)(?:单位|部门)[:：]"),
}
_ROW_TAGS = frozenset(("li", "tr", "dd", "dl"))
_CLIMB = 6  # steps from a link to its row
_LONGEST_HEAD = 12
_MOST_ROWS = 500


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """Rows of a page of kind MESSAGE_LIST, from its table with heads or from its items; those that tell nothing but a title are left out."""
    for _, grid in grids(sheet.outline):
        found = _head(grid)
        if found:
            return list(_from_table(sheet, grid, *found))
    return list(_from_items(sheet, facts))


_Columns = dict[str, int]


def _head(grid: Grid) -> tuple[int, _Columns] | None:
    """Place of the head row and what its columns hold; None for a table without a title column and another one."""
    for place, row in enumerate(grid[:3]):
        columns: _Columns = {}
        for column, cell in enumerate(row):
            words = squeeze(cell.text) if cell else ""
            name = _column_name(words) if 0 < len(words) <= _LONGEST_HEAD else None
            if name and name not in columns:
                columns[name] = column
        if "title" in columns and len(columns) >= 2:
            return place, columns
    return None


def _column_name(words: str) -> str | None:
    return next((name for name, pattern in _HEADS if pattern.search(words)), None)


def _from_table(sheet: Sheet, grid: Grid, head: int, columns: _Columns) -> list[MessageRow]:
    links = {node.index: link for link, node in zip(sheet.links, sheet.link_nodes, strict=False) if link.url}
    rows: list[MessageRow] = []
    for cells in grid[head + 1 : head + 1 + _MOST_ROWS]:
        title = _cell(cells, columns, "title")
        if title is None or not title.text or title.width > 1:
            continue
        link = _link_in(links, title.node)
        said = {name: cell.text for name in columns if (cell := _cell(cells, columns, name))}
        rows.append(
            MessageRow(
                page_id=0,
                position=len(rows),
                title=(link.title if link and link.title else title.text),
                url=link.url if link else "",
                written_on=date_of(said.get("written")),
                replied_on=date_of(said.get("replied")),
                unit=said.get("unit", "")[:60],
                status=squeeze(said.get("status", ""))[:20],
            )
        )
    return rows


def _cell(cells: list[Cell | None], columns: _Columns, name: str) -> Cell | None:
    place = columns.get(name)
    return cells[place] if place is not None and place < len(cells) else None


def _link_in(links: dict[int, Link], cell: Node) -> Link | None:
    return next((links[index] for index in range(cell.index, cell.last) if index in links), None)


def _from_items(sheet: Sheet, facts: PageFacts) -> list[MessageRow]:
    nodes = {
        link.url: node
        for link, node in zip(sheet.links, sheet.link_nodes, strict=False)
        if link.region is Region.MAIN and link.url
    }
    rows: list[MessageRow] = []
    for item in main_items(facts.items)[:_MOST_ROWS]:
        around = _row(nodes[item.url]) if item.url in nodes else None
        row = _row_of(item, sheet.outline.lines(around)) if around else None
        if row:
            row.position = len(rows)
            rows.append(row)
    return rows


def _row(node: Node) -> Node | None:
    for _, above in zip(range(_CLIMB), node.ancestors(), strict=False):
        if above.tag in _ROW_TAGS:
            return above
    return None


def _row_of(item: ListItem, lines: list[str]) -> MessageRow | None:
    """What a row's lines say beside the title; a date without a label may be of either side and says nothing."""
    beside = [line for line in lines if squeeze(line) != squeeze(item.title)]
    status = next((found.group() for line in beside if (found := _STATUS.search(squeeze(line)))), "")
    written, replied = _labelled_date(beside, "written"), _labelled_date(beside, "replied")
    unit = _behind(beside, "unit").split(" ")[0][:60]
    if not (status or written or replied or unit):
        return None
    return MessageRow(0, 0, item.title, item.url, written, replied, unit, status)


def _labelled_date(lines: list[str], name: str) -> date | None:
    return date_of(_behind(lines, name))


def _behind(lines: list[str], name: str) -> str:
    """Words behind a label, on its own line or the next."""
    for place, line in enumerate(lines):
        found = _LABELLED[name].search(line)
        if found:
            rest = line[found.end() :].strip()
            return rest or (lines[place + 1] if place + 1 < len(lines) else "")
    return ""
