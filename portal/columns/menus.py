"""Menus of a portal (导航) as columns need them: what they call an address, what the home page's menu holds, and what stands below what."""

import json
import re
import sqlite3
from collections import defaultdict

from portal.columns.addresses import place
from portal.markup.outline import squeeze

_HOME_NAME = re.compile(r"^.{0,8}首页$|^主页$|^home$", re.IGNORECASE)
LONGEST_NAME = 30  # characters of a column's name


def is_home_name(name: str) -> bool:
    """Whether a name of a breadcrumb or menu is the home page's."""
    return _HOME_NAME.match(squeeze(name)) is not None


class Menus:
    """Labels of addresses, read when they are asked for."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._aliases = _aliases(database)
        self._labels: dict[str, str] = {}
        self.home = _home_menu(database)
        self._above = _nesting(database)

    def label(self, url: str) -> str:
        """What menus call an address, the shortest name that is used; empty when none leads there."""
        if url not in self._labels:
            found = [label for each in (url, *self._aliases.get(url, ())) for label in self._of(each)]
            self._labels[url] = min(found, key=len, default="")
        return self._labels[url]

    def above(self, url: str) -> tuple[str, ...]:
        """Names that stand above an address in the home page's menus, from the top down; empty on the first level or where it is in none."""
        return next(
            (self._above[place(each)] for each in (url, *self._aliases.get(url, ())) if place(each) in self._above), ()
        )

    def _of(self, url: str) -> list[str]:
        query = """
            SELECT DISTINCT link.text FROM target JOIN link ON link.target_id = target.id
            WHERE target.url = ? AND link.region = 'navigation' AND link.text <> '' LIMIT 50"""
        return [text for (text,) in self._database.execute(query, (url,)) if len(text) <= LONGEST_NAME]


def _aliases(database: sqlite3.Connection) -> dict[str, list[str]]:
    """Addresses that send their visitor on to a page, by that page's address: redirects of the server and redirect pages."""
    sent = """
        SELECT final_url, url FROM target WHERE final_url <> '' AND final_url <> url AND scope = 'internal'
        UNION SELECT refresh_to, url FROM page WHERE refresh_to <> ''"""
    found: dict[str, list[str]] = defaultdict(list)
    for target, url in database.execute(sent):
        found[target].append(url)
    return found


def _home_menu(database: sqlite3.Connection) -> dict[str, str]:
    """Internal addresses in the home page's navigation, with their labels."""
    query = """
        SELECT link.url, link.text FROM link JOIN page ON page.id = link.page_id JOIN target ON target.id = link.target_id
        WHERE page.kind = 'home' AND link.region = 'navigation' AND link.element = 'a' AND link.url <> '' AND link.text <> ''
        AND target.scope = 'internal' AND link.hidden = 0"""
    return {url: text for url, text in database.execute(query) if not is_home_name(text)}


def _nesting(database: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Names above each address in the home page's menus; the longest trail where menus for phones are flatter."""
    query = """
        SELECT link.url, menu_entry.above FROM menu_entry JOIN link USING (page_id, position) JOIN page ON page.id = link.page_id
        WHERE page.kind = 'home'"""
    found: dict[str, tuple[str, ...]] = {}
    for url, above in database.execute(query):
        names = tuple(json.loads(above))
        if len(names) > len(found.get(place(url), ())):
            found[place(url)] = names
    return found
