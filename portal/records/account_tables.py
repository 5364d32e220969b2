"""Tables of accounts on social media (新媒体账号表): names, platforms, units, and what leads to each account."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.facts import Link
from portal.markup.outline import fold, squeeze
from portal.markup.sheet import Sheet
from portal.records.grids import Cell, Grid, grids
from portal.records.media_platforms import platform_of_address, platform_of_words
from portal.site_facts import NewMediaAccount
from portal.states import MAIN

_NAME = re.compile(r"名称|名字|昵称|^(?:政务)?新媒体$|^账号$")
_UNIT = re.compile(r"单位|部门|主办|主管|运营|开办|责任")
_PLATFORM = re.compile(r"平台|类型|类别|种类|载体|渠道")
_WAY = re.compile(r"二维码|链接|网址|地址|账号|ID|微信号", re.IGNORECASE)
_LABELLED_UNIT = re.compile(
    r"(?:主办|主管|运营|开办|责任|维护)(?:单位|部门|主体|方)?\s*[:：]\s*([\u4e00-\u9fa5（）()·]{2,40})"
)
_BLANK = re.compile(r"[\s\-—–/\\无暂未开通]*")
_HEAD_ROWS = 3  # a title may stand above the heads
_Found = tuple[NewMediaAccount, list[int]]


@dataclass(frozen=True)
class _Heads:
    """Columns of a table of accounts. Several names: one for each platform (单位 | 微信 | 微博 | 抖音)."""

    row: int
    names: tuple[int, ...]
    unit: int | None
    platform: int | None
    labels: tuple[str, ...]


def unit_in(words: str) -> str:
    """Unit that words state behind its label (主办单位：…); empty where they do not."""
    found = _LABELLED_UNIT.search(words)
    return found.group(1) if found else ""


def accounts_in_tables(sheet: Sheet) -> Iterator[_Found]:
    """Accounts of all tables of the main part, each with the indexes of the elements its row consists of."""
    links: dict[int, Link] | None = None
    for table, grid in grids(sheet.outline):
        heads = _heads(grid) if table.region is MAIN and not table.hidden else None
        if heads is not None:
            links = links or {node.index: link for link, node in zip(sheet.links, sheet.link_nodes, strict=False)}
            for row in grid[heads.row + 1 :]:
                yield from _accounts(sheet, row, heads, links)


def _heads(grid: Grid) -> _Heads | None:
    for number, row in enumerate(grid[:_HEAD_ROWS]):
        labels = tuple(squeeze(cell.text) if cell else "" for cell in row)
        unit = _first(labels, _UNIT)
        platform = _first(labels, _PLATFORM, unit)
        named = [place for place, label in enumerate(labels) if _NAME.search(label) and place not in (unit, platform)]
        others = {place for place, label in enumerate(labels) if _WAY.search(label)}
        by_platform = [
            place for place, label in enumerate(labels)
            if platform_of_words(label) and place not in (unit, platform) and len(label) <= 10
        ]  # fmt: skip
        names = named[:1] or [place for place in by_platform if place not in others]
        if names and (unit is not None or platform is not None or others - set(names)):
            return _Heads(number, tuple(names), unit, platform, labels)
    return None


def _first(labels: tuple[str, ...], words: re.Pattern[str], besides: int | None = None) -> int | None:
    return next((place for place, label in enumerate(labels) if words.search(label) and place != besides), None)


def _accounts(sheet: Sheet, row: list[Cell | None], heads: _Heads, links: dict[int, Link]) -> Iterator[_Found]:
    cells = [cell for cell in row if cell]
    whole = sorted({index for cell in cells for index in range(cell.node.index, cell.node.last)})
    for place in heads.names:
        cell = row[place] if place < len(row) else None
        if cell is None:
            continue
        nodes = whole if len(heads.names) == 1 else list(range(cell.node.index, cell.node.last))
        url, picture = _ways(nodes, links)
        name = fold(cell.text)
        if _BLANK.fullmatch(name) and not (url or picture):
            continue
        yield (
            NewMediaAccount(
                0,
                0,
                name or _text(row, heads.unit),
                platform_of_words(f"{_text(row, heads.platform)} {heads.labels[place]}") or platform_of_address(url),
                _text(row, heads.unit),
                heads.unit is not None,
                True,
                url,
                picture,
                sheet.selectors.of(cell.node),
            ),
            nodes,
        )


def _text(row: list[Cell | None], place: int | None) -> str:
    cell = row[place] if place is not None and place < len(row) else None
    text = fold(cell.text) if cell else ""
    return "" if _BLANK.fullmatch(text) else text


def _ways(nodes: list[int], links: dict[int, Link]) -> tuple[str, str]:
    """Address of the first link and of the first picture among elements."""
    held = [links[index] for index in nodes if index in links]
    url = next((link.url for link in held if link.element in ("a", "onclick") and link.url), "")
    return url, next((link.url for link in held if link.element == "img"), "")
