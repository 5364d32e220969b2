"""Links and what they lead to (链接查询): of one page, to one target, by how they are written, and the states of targets."""

from collections.abc import Iterator

from portal.facts import Attempt, Link, Target
from portal.other_pages import OtherPage
from portal.states import LinkState, Region
from portal.storage.stored_rows import PAGE_ORDER, StoredRows, by_page

_PLAIN_RESOURCES = """
    SELECT page_id, position FROM (
        SELECT link.page_id, link.position, ROW_NUMBER() OVER (PARTITION BY link.url ORDER BY page.depth, page.url, link.position) AS rank
        FROM link JOIN page ON page.id = link.page_id
        WHERE link.url LIKE 'http://%' AND page.url LIKE 'https://%' AND link.element IN ({}))
    WHERE rank <= ?"""

_OFTEN = 1000  # links to one target, to sort all of which costs more than to look for the first ones page by page
_SHEETS_WITH = """
    WITH RECURSIVE holding (id) AS (SELECT sheet_id FROM sheet_link WHERE target_id = ?
        UNION SELECT sheet_id FROM sheet_link JOIN holding ON target_id = holding.id) SELECT id FROM holding"""


class LinkRows(StoredRows):
    """The part of a snapshot that tells what leads where."""

    def links(self, page_id: int, region: Region | None = None) -> Iterator[Link]:
        """Links of a page in document order."""
        if region is None:
            return self._rows(Link, "link", "WHERE page_id = ? ORDER BY position", page_id)
        return self._rows(Link, "link", "WHERE page_id = ? AND region = ? ORDER BY position", page_id, region.value)

    def links_to(self, target_id: int, limit: int = -1) -> Iterator[Link]:
        """Links that lead to a target, by page; at most `limit`."""
        if self._is_linked_often(target_id):  # by the site's menu, say: pages are asked in order until there are enough
            return self._links_page_by_page(target_id, limit)
        where = f"WHERE target_id = ? ORDER BY {by_page()}, position LIMIT ?"
        return self._rows(Link, "link", where, target_id, limit)

    def _links_page_by_page(self, target_id: int, limit: int) -> Iterator[Link]:
        query = f"""SELECT page.id, position FROM page CROSS JOIN link ON page_id = page.id AND target_id = ?
            ORDER BY {PAGE_ORDER.replace("url", "page.url")}, position LIMIT ?"""  # noqa: S608 (our own names)
        for place in self._database.execute(query, (target_id, limit)):
            yield from self._rows(Link, "link", "WHERE page_id = ? AND position = ?", *place)

    def _is_linked_often(self, target_id: int) -> bool:
        query = "SELECT COUNT(*) FROM (SELECT 1 FROM link WHERE target_id = ? LIMIT ?)"
        return bool(self._database.execute(query, (target_id, _OFTEN)).fetchone()[0] == _OFTEN)

    def links_without_address(self, length: int) -> Iterator[Link]:
        """Visible links that no address was read for, by page: those of at least `length` characters, and those whose address is no web address.

        Script calls, mail and phone numbers are left out: they are no ways to a page.
        """
        where = """WHERE target_id = 0 AND hidden = 0 AND element IN ('a', 'area') AND raw NOT LIKE 'javascript:%'
            AND raw NOT LIKE 'mailto:%' AND raw NOT LIKE 'tel:%' AND (LENGTH(text) + LENGTH(alt) >= ? OR raw LIKE '%:%' OR raw LIKE '//%')"""
        return self._rows(Link, "link", f"{where} ORDER BY {by_page()}, position", length)

    def links_to_missing_anchors(self, state: LinkState, page_id: int | None = None) -> Iterator[Link]:
        """Links, of one page or all, to places that are not on the page they lead to, by page: BROKEN or SUSPECT ones."""
        where = "WHERE (page_id, position) IN (SELECT page_id, position FROM missing_anchor WHERE state = ?)"
        if not self._has("missing_anchor"):
            return iter(())
        if page_id is None:
            return self._rows(Link, "link", f"{where} ORDER BY {by_page()}, position", state.value)
        return self._rows(Link, "link", f"{where} AND page_id = ? ORDER BY position", state.value, page_id)

    def is_in_a_sheet(self, target_id: int) -> bool:
        """Whether some style sheet names a target."""
        query = "SELECT 1 FROM sheet_link WHERE target_id = ? LIMIT 1"
        return self._has("sheet_link") and self._database.execute(query, (target_id,)).fetchone() is not None

    def targets_in_sheets(self, page_id: int) -> list[int]:
        """Ids of the targets named in the style sheets a page uses, imported ones included."""
        query = """
            WITH RECURSIVE used (id) AS (SELECT target_id FROM link WHERE page_id = ? AND element = 'css'
                UNION SELECT target_id FROM sheet_link JOIN used ON sheet_id = used.id WHERE element = 'css')
            SELECT DISTINCT target_id FROM sheet_link WHERE sheet_id IN used ORDER BY url"""
        return [row[0] for row in self._database.execute(query, (page_id,))] if self._has("sheet_link") else []

    def links_to_sheets_with(self, target_id: int, limit: int) -> Iterator[Link]:
        """Links of pages to the style sheets that name a target, themselves or through sheets they import, by page; at most `limit`."""
        where = f"WHERE element = 'css' AND target_id IN ({_SHEETS_WITH}) ORDER BY {by_page()}, position LIMIT ?"
        return self._rows(Link, "link", where, target_id, limit)

    def plain_resources(self, elements: tuple[str, ...], each: int) -> Iterator[Link]:
        """Links by these elements that load an http:// address into an https page, at most `each` of one address, by page."""
        marks = ",".join("?" * len(elements))
        where = f"WHERE (page_id, position) IN ({_PLAIN_RESOURCES.format(marks)}) ORDER BY {by_page()}, position"
        return self._rows(Link, "link", where, *elements, each)

    def is_linked(self, target_id: int, besides: tuple[str, ...] = ()) -> bool:
        """Whether some page leads to a target by another element than those in `besides`."""
        marks = ",".join("?" * len(besides))
        query = f"SELECT 1 FROM link WHERE target_id = ? AND element NOT IN ({marks}) LIMIT 1"  # noqa: S608 (marks only)
        return self._database.execute(query, (target_id, *besides)).fetchone() is not None

    def linked_targets(self, besides: tuple[str, ...]) -> set[int]:
        """Ids of the targets some page leads to by another element than those in `besides`."""
        marks = ",".join("?" * len(besides))
        query = f"""SELECT id FROM target WHERE EXISTS (
            SELECT 1 FROM link WHERE target_id = target.id AND element NOT IN ({marks}))"""  # noqa: S608 (marks only)
        return {row[0] for row in self._database.execute(query, besides)}

    def count_links_to(self, target_id: int, limit: int = -1) -> int:
        """How many pages link to a target; counted up to `limit`."""
        query = "SELECT COUNT(*) FROM (SELECT DISTINCT page_id FROM link WHERE target_id = ? LIMIT ?)"
        return int(self._database.execute(query, (target_id, limit)).fetchone()[0])

    def targets(self, *states: LinkState) -> Iterator[Target]:
        """Targets in the given states or all."""
        where = f"WHERE state IN ({','.join('?' * len(states))})" if states else ""
        return self._rows(Target, "target", f"{where} ORDER BY url", *(state.value for state in states))

    def target(self, url: str) -> Target | None:
        """Target with this canonical address."""
        return self._first(self._rows(Target, "target", "WHERE url = ?", url))

    def target_by_id(self, target_id: int) -> Target | None:
        """Target with this id."""
        return self._first(self._rows(Target, "target", "WHERE id = ?", target_id))

    def other_page(self, target: Target) -> OtherPage | None:
        """What a target outside the site shows; None where it was not opened, or is no page."""
        return self._first(self._later_rows(OtherPage, "other_page", "WHERE url = ?", target.final_url or target.url))

    def other_pages(self) -> Iterator[OtherPage]:
        """What pages outside the site show, by address; none from snapshots that lack them."""
        return self._later_rows(OtherPage, "other_page", "ORDER BY url")

    def attempts(self, target_id: int) -> Iterator[Attempt]:
        """Tries to open a target, oldest first."""
        return self._rows(Attempt, "attempt", "WHERE target_id = ? ORDER BY at", target_id)
