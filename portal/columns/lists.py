"""Lists of a page (列表): rows of title, link and date in repeating blocks."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from portal.dates import Dated, compact_date, first_date, row_date
from portal.facts import Link, ListItem
from portal.links.address_forms import COLUMN_URL, TEXT_URL
from portal.links.reading import full_text
from portal.markup.outline import BREAK, Node, Outline, fold, squeeze
from portal.markup.sheet import Sheet
from portal.states import FOOTER, MAIN

_ROW_TAGS = frozenset(("li", "tr", "dd", "dl"))
_TITLED = frozenset(("a", "onclick", "area"))
_LONE_TAGS = frozenset(("div", "p", "td", "section", "article"))
_CLIMB = 6  # steps from a link to its row
_MAX_ROW_LINKS = 6
_CELLS = 80  # characters a row shows beside its title
_GLUED = re.compile(r"[\s(（\[【]*((?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})[\s)）\]】]*$")
_DIGIT = re.compile(r"\d|年")
_NEIGHBOUR = re.compile(r"^\W*(上|下|前|后)一?(篇|条|页|则|个)")
_PAGER = re.compile(
    r"[\[<«‹]*(?:首页?|[上下前后]一?页|[尾末]页|最[前后]一?页|第?\d{1,4}页?|GO|转到|跳转|>{1,2}|»|›)[\]>»›]*",
    re.IGNORECASE,
)
_URL_YEAR_SLACK = timedelta(days=7)
_TILE_TAGS = frozenset(("a", "br", "img"))
_MOST_TILES = 60
_LONGEST_TILE = 60  # characters on average
_LEAST_UNDATED = 3  # rows without dates that may be a list
_PROSE = 60  # characters of running text that make a page a text
_TITLE_LENGTH = 8  # average below which undated rows are a menu, not a list


@dataclass(slots=True)
class _Row:
    node: Node
    link: Link
    link_node: Node
    dated: Dated | None
    title: str


def list_items(sheet: Sheet) -> list[ListItem]:
    """Rows of all list blocks of the page, in document order; dates without year are resolved where the block leaves one reading."""
    blocks: dict[int, list[_Row]] = defaultdict(list)
    for row in _rows(sheet):
        blocks[row.node.parent.index if row.node.parent is not None else -1].append(row)
    items: list[ListItem] = []
    number = 0
    least = _LEAST_UNDATED if sheet.prose >= _PROSE else _LEAST_UNDATED - 1  # a text's few links are no list of its own
    for rows in _merged(sheet.outline, [rows for _, rows in sorted(blocks.items())]):
        if _is_list(rows, least):
            items += _block_items(sheet, rows, number)
            number += 1
    items.sort(key=lambda item: item.position)
    for position, item in enumerate(items):
        item.position = position
    return items


def _merged(outline: Outline, blocks: list[list[_Row]]) -> list[list[_Row]]:
    """Blocks with nothing between them joined: portals break one list into groups of five rows."""
    merged: list[list[_Row]] = []
    for rows in blocks:
        if merged and _adjoin(outline, merged[-1][-1].node, rows[0].node):
            merged[-1] += rows
        else:
            merged.append(list(rows))
    return merged


def _adjoin(outline: Outline, last: Node, first: Node) -> bool:
    """Whether two rows stand in sibling elements of one make with no text between them."""
    one, other = last.parent, first.parent
    return (
        one is not None
        and other is not None
        and one.parent is other.parent
        and one.tag == other.tag
        and one.names == other.names
        and one.hidden == other.hidden
        and first.start >= last.end
        and not squeeze("".join(outline.pieces[last.end : first.start]))
    )


def _rows(sheet: Sheet) -> Iterator[_Row]:
    """Candidate rows: the element around each link that repeats, with its longest link."""
    outline = sheet.outline
    found: dict[int, _Row] = {}
    for link, node in zip(sheet.links, sheet.link_nodes, strict=True):
        if link.element not in _TITLED or link.region is FOOTER or len(link.text or link.alt) < 2:
            continue
        if "{{" in link.text or _PAGER.fullmatch(link.label):
            continue  # a row of a template, filled in the browser; a pager, whose "1/2" is no date
        around = _row_around(outline, node)
        if around is None and _is_tile(outline, link, node):
            around = node
        if around is None:
            continue
        known = found.get(around.index)
        if known is None or len(link.text) > len(known.link.text):
            found[around.index] = _Row(around, link, node, None, full_text(link))
    for row in found.values():
        words = outline.raw(row.node)
        if _DIGIT.search(words) or _DIGIT.search(row.title):
            _date_row(outline, row)
        if not _NEIGHBOUR.match(words.replace(BREAK, "")):
            yield row


def _row_around(outline: Outline, node: Node) -> Node | None:
    """The list row a link stands in: li, tr, dd…, else the largest element of it alone that also shows a date."""
    alone: Node | None = None
    around = node.parent
    for _ in range(_CLIMB):
        if around is None or (links := outline.links_inside(around)) > _MAX_ROW_LINKS:
            break
        if around.tag in _ROW_TAGS:
            return _list_of_cells(outline, around, node) or around
        if links == 1 and around.tag in _LONE_TAGS:
            alone = around
        around = around.parent
    if alone is not None and outline.length(alone) < outline.length(node) + _CELLS and _beside(outline, alone, node):
        return alone
    return None


def _list_of_cells(outline: Outline, cell: Node, link: Node) -> Node | None:
    """The list that is one row, its items the row's cells: title in one, day in the next (龙讯: `ul > li.mc + li.fbrq`)."""
    above = cell.parent
    if cell.tag != "li" or above is None or outline.links_inside(above) != outline.links_inside(cell):
        return None
    short = outline.length(above) < outline.length(link) + _CELLS
    return above if short and not _beside(outline, cell, link) and _beside(outline, above, link) else None


def _is_tile(outline: Outline, link: Link, node: Node) -> bool:
    """Whether a link to a text is a row itself: one of several side by side in an element that holds nothing else."""
    around = node.parent
    if around is None or link.region is not MAIN or not TEXT_URL.search(link.url):
        return False
    tiles = outline.links_inside(around)
    if tiles < _LEAST_UNDATED - 1 or outline.length(around) > _LONGEST_TILE * tiles:
        return False
    children = list(islice(outline.children(around), _MOST_TILES + 1))
    if len(children) > _MOST_TILES or any(child.tag not in _TILE_TAGS for child in children):
        return False
    return squeeze(outline.raw(around)) == squeeze(
        "".join(outline.raw(child) for child in children if child.tag == "a")
    )


def _beside(outline: Outline, row: Node, link: Node) -> Dated | None:
    """Date in the row outside the link, after it before ahead of it."""
    pieces = outline.pieces
    return _dated(pieces[link.end : row.end]) or _dated(pieces[row.start : link.start])


def _dated(pieces: list[str]) -> Dated | None:
    text = " ".join(pieces)
    return row_date(fold(text)) if _DIGIT.search(text) else None


def _date_row(outline: Outline, row: _Row) -> None:
    row.dated = _beside(outline, row.node, row.link_node) or _inner_date(outline, row)
    if row.dated is None:
        glued = _GLUED.search(row.title)
        if glued and len(row.title) > len(glued.group()):
            row.dated = first_date(glued.group(1))
            row.title = row.title[: glued.start()].strip()


def _inner_date(outline: Outline, row: _Row) -> Dated | None:
    """Date in an element of its own inside the link; the title loses it."""
    for inner in outline.inside(row.link_node) if _DIGIT.search(row.title) else ():
        label = outline.label(inner) if outline.length(inner) < 40 else ""
        dated = row_date(label) if label else None
        if dated is not None and len(label.strip("[]()（）【】")) <= len(dated.text) + 2:
            shown = "".join(
                outline.pieces[row.link_node.start : inner.start] + outline.pieces[inner.end : row.link_node.end]
            )
            row.title = row.link.title or fold(shown) or row.title
            return dated
    return None


def _is_list(rows: list[_Row], least: int) -> bool:
    """Rows with dates; without, at least so many that lead to texts, or several with long titles: menus lead to columns by short names."""
    if any(row.dated is not None and len(row.title) >= 2 for row in rows):
        return True
    main = [row for row in rows if row.link.region is MAIN and row.link.url]
    if len(main) < least:
        return False
    columns = sum(COLUMN_URL.search(row.link.url) is not None for row in main)
    if 2 * columns > len(main):
        return False
    texts = all(TEXT_URL.search(row.link.url) for row in main) and len({row.link.url for row in main}) >= least
    return texts or (len(main) >= _LEAST_UNDATED and sum(len(row.title) for row in main) >= _TITLE_LENGTH * len(main))


def _block_items(sheet: Sheet, rows: list[_Row], number: int) -> list[ListItem]:
    items = [
        ListItem(
            page_id=0,
            position=row.node.index,
            title=row.title[:500],
            url=row.link.url,
            dated_on=row.dated.on if row.dated else None,
            date_text=row.dated.text if row.dated else "",
            region=row.link.region,
            block=number,
            selector=sheet.selectors.of(row.node),
        )
        for row in sorted(rows, key=lambda row: row.node.index)
    ]
    _resolve_years(
        items, [row.dated for row in sorted(rows, key=lambda row: row.node.index)], sheet.page.fetched_at.date()
    )
    return items


def _resolve_years(items: list[ListItem], dated: list[Dated | None], read_on: date) -> None:
    """Fill years in: from the item's address where it carries the same day, then from complete dates above and below."""
    for item, found in zip(items, dated, strict=True):
        if found is not None and found.on is None:
            item.dated_on = _from_address(item.url, found)
    for index, (item, found) in enumerate(zip(items, dated, strict=True)):
        if found is not None and item.dated_on is None:
            item.dated_on = _between(items, index, found, read_on)


def _from_address(url: str, found: Dated) -> date | None:
    """Year of the address, if its date is the shown day or at most a week later (published after it was written)."""
    written = first_date(url) or compact_date(url)
    if written is None or written.on is None:
        return None
    try:
        shown = date(written.on.year, found.month, found.day)
    except ValueError:
        return None
    return shown if timedelta(0) <= written.on - shown <= _URL_YEAR_SLACK else None


def _between(items: list[ListItem], index: int, found: Dated, read_on: date) -> date | None:
    """Year that keeps the list descending between the nearest dated rows above and below; None unless exactly one does."""
    above = next((item.dated_on for item in reversed(items[:index]) if item.dated_on), read_on)
    below = next((item.dated_on for item in items[index + 1 :] if item.dated_on), None)
    if below is None or above < below:
        return None
    fitting = []
    for year in range(below.year, above.year + 1):
        try:
            candidate = date(year, found.month, found.day)
        except ValueError:
            continue
        if below <= candidate <= above:
            fitting.append(candidate)
    return fitting[0] if len(fitting) == 1 else None
