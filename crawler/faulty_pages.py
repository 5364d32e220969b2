"""Pages worth a picture (问题页面): those that hold a dead link, and columns that look blank, as far as a crawl knows when it ends."""

import sqlite3
from dataclasses import dataclass, field

MAX_PAGES = 12  # of one site
_MAX_BLANK = 5  # of these, columns
_MAX_TARGETS = 200
_MARKS_PER_PAGE = 8
_BROKEN = """SELECT id FROM target WHERE state = 'broken' AND EXISTS (SELECT 1 FROM link WHERE target_id = target.id AND hidden = 0
    AND element IN ('a', 'area', 'img', 'onclick', 'option')) ORDER BY url LIMIT ?"""
# The page that findings cite first.
_HOLDER = """SELECT page.url, link.selector, link.raw, link.url FROM link JOIN page ON page.id = link.page_id
    WHERE link.target_id = ? AND link.hidden = 0 AND link.element IN ('a', 'area', 'img', 'onclick', 'option')
    ORDER BY page.depth, page.url, link.position LIMIT 1"""
_BLANK = """SELECT url FROM page WHERE fill IN ('says_none', 'empty') AND kind IN ('column', 'list') AND status = 200 AND fault IS NULL
    ORDER BY depth, url LIMIT ?"""


@dataclass(frozen=True)
class Marked:
    """A link to be framed: where it stands, as written, and the address it leads to."""

    selector: str
    raw: str
    url: str


@dataclass
class FaultyPage:
    """A page and the links on it that are at fault; none of a blank column."""

    url: str
    links: list[Marked] = field(default_factory=list)


def faulty_pages(database: sqlite3.Connection) -> list[FaultyPage]:
    """Pages worth a picture: those that show most dead links, each told once, and some columns that look blank."""
    holders: dict[str, FaultyPage] = {}
    for (target,) in database.execute(_BROKEN, (_MAX_TARGETS,)).fetchall():
        for url, *link in database.execute(_HOLDER, (target,)):
            page = holders.setdefault(url, FaultyPage(url))
            if len(page.links) < _MARKS_PER_PAGE:
                page.links.append(Marked(*link))
    blank = [FaultyPage(url) for (url,) in database.execute(_BLANK, (_MAX_BLANK,)) if url not in holders]
    best = sorted(holders.values(), key=lambda page: (-len(page.links), page.url))
    return [*best[: MAX_PAGES - len(blank)], *blank]
