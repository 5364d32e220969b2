"""Blank columns (空白栏目): a column is accused only when its page was read, no script fills it, it leads nowhere, nothing below it has items,
and it is no text of its own.
"""

import sqlite3

from portal.columns.addresses import folder, leads_below
from portal.columns.pages import ColumnPage, Group
from portal.facts import Column
from portal.states import Fill

_WITH_CONTENT = (Fill.FILLED.value, Fill.ARTICLE.value)
_NOT_REACHED = ("pending", "skipped", "blocked", "suspect")
_DECIDED = (Fill.ARTICLE, Fill.LINKS_OUT, Fill.SCRIPTED)


def fill_of_group(group: Group) -> tuple[Fill, str]:
    """What the column holds: anything on any of its pages speaks against blankness."""
    if group.items:
        return Fill.FILLED, ""
    fills = [page.fill for page in group.pages]
    for fill in (Fill.FILLED, *_DECIDED):
        if fill in fills:
            return fill, ""
    words = next((page.fill_words for page in group.pages if page.fill is Fill.SAYS_NONE), "")
    return (Fill.SAYS_NONE, words) if words else (Fill.EMPTY, "")


def judge_blank(database: sqlite3.Connection, groups: list[Group], columns: list[Column]) -> None:
    """Take blankness back where the column has others below it: filled ones, or ones that were not read."""
    filled = [column for column in columns if column.fill in (Fill.FILLED, Fill.ARTICLE)]
    for group, column in zip(groups, columns, strict=True):
        if column.fill not in (Fill.EMPTY, Fill.SAYS_NONE):
            continue
        if any(_below(other, column) for other in filled):
            column.fill, column.fill_words = Fill.LINKS_OUT, ""
        else:
            column.fill = _fill_below(database, group.first, column.fill)


def _below(other: Column, column: Column) -> bool:
    depth = len(column.path)
    if len(other.path) > depth and other.path[:depth] == column.path:
        return True
    return other.url != column.url and other.url.startswith(folder(column.url))


def _fill_below(database: sqlite3.Connection, page: ColumnPage, fill: Fill) -> Fill:
    """What a blank page's links to addresses below its own make of it.

    Pages with content: it leads on. Pages the crawl did not get to: unread. Where the page says itself that there is nothing, links that
    lead to another host or to blank pages change nothing.
    """
    query = """
        SELECT target.url, target.state, target.scope, page.fill FROM link JOIN target ON target.id = link.target_id
        LEFT JOIN page ON page.url = CASE WHEN target.final_url = '' THEN target.url ELSE target.final_url END
        WHERE link.page_id = ? AND link.element IN ('a', 'onclick')"""
    below = [row[1:] for row in database.execute(query, (page.id,)) if leads_below(row[0], page.url)]
    if any(inner in _WITH_CONTENT for _, _, inner in below):
        return Fill.LINKS_OUT
    if any(state in _NOT_REACHED and scope == "internal" for state, scope, _ in below):
        return Fill.UNREAD
    if fill is Fill.EMPTY and any(state != "broken" and inner is None for state, _, inner in below):
        return Fill.LINKS_OUT
    return fill
