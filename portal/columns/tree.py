"""Names of columns and their place in the tree (栏目树): from breadcrumbs, menus, meta tags, headings and addresses together.

The breadcrumb says most. A page without one stands where the home page's menu puts it, else below the nearest column whose folder it lies in.
"""

import re
import sqlite3

from portal.columns.addresses import folder, place
from portal.columns.menus import LONGEST_NAME, Menus, is_home_name
from portal.columns.pages import ColumnPage, Group
from portal.markup.outline import squeeze

_SITE_NAME = re.compile(r"(?:人民政府|政府网|门户网站|政务网|网站)$")
_NO_NAME = frozenset(("列表", "列表页", "栏目", "栏目列表", "信息列表", "文章列表", "当前栏目", "更多", "正文"))
_TITLE_BREAKS = re.compile(r"\s*[-_|—–－]{1,2}\s*")
_ENDS = "…."

Path = tuple[str, ...]


def paths_of(database: sqlite3.Connection, groups: list[Group], menus: Menus) -> list[Path]:
    """Names from the top down for each column, itself last."""
    names = [_own_names(database, group.first, menus) for group in groups]
    told = _completed([_by_breadcrumb(group.first) for group in groups], names)
    paths = [path or _by_menu(group.first, own, menus) for group, path, own in zip(groups, told, names, strict=True)]
    known = {folder(group.first.url): path for group, path in zip(groups, paths, strict=True) if path}
    return [path or _by_address(group.first, own, known) for group, path, own in zip(groups, paths, names, strict=True)]


def _by_breadcrumb(page: ColumnPage) -> Path:
    """Names of the breadcrumb without the home page, the site's name and words that name nothing."""
    names = [name for name in page.breadcrumb if squeeze(name) not in _NO_NAME and len(name) <= LONGEST_NAME]
    home = next((at for at, name in enumerate(names) if is_home_name(name)), -1)
    names = names[home + 1 :]
    if home < 0 and len(names) > 1 and _SITE_NAME.search(squeeze(names[0])):
        names = names[1:]
    return tuple(names)


def _own_names(database: sqlite3.Connection, page: ColumnPage, menus: Menus) -> list[str]:
    """What a column may be called, the best first: by the menu, by its meta tag, by its heading, by its title."""
    query = "SELECT content FROM meta_tag WHERE page_id = ? AND lower(name) = 'columnname' AND content <> '' ORDER BY position LIMIT 1"
    stated = database.execute(query, (page.id,)).fetchone()
    title = _TITLE_BREAKS.split(page.title, maxsplit=1)[0]
    found = (menus.label(page.url), stated[0].strip() if stated else "", page.heading, title)
    return [name for name in found if name and len(name) <= LONGEST_NAME] or [(title or page.url)[:LONGEST_NAME]]


def _completed(paths: list[Path], names: list[list[str]]) -> list[Path]:
    """Breadcrumbs that end with the column above get the page's own name; shortened names are written out."""
    pairs = list(zip(paths, names, strict=True))
    owned = {path for path, own in pairs if path and _is_named(path, own)}
    return [
        (*path, own[0]) if path in owned and not _is_named(path, own) else _written_out(path, own)
        for path, own in pairs
    ]


def _is_named(path: Path, own: list[str]) -> bool:
    """Whether a breadcrumb ends with one of the page's own names."""
    return any(_same(path[-1], name) for name in own)


def _written_out(path: Path, own: list[str]) -> Path:
    if not path or not path[-1].endswith(tuple(_ENDS)):
        return path
    return (*path[:-1], next((name for name in own if name.startswith(path[-1].rstrip(_ENDS))), path[-1]))


def _same(one: str, other: str) -> bool:
    one, other = squeeze(one), squeeze(other)
    return one == other or (len(one) >= 2 and other.startswith(one))


def _by_menu(page: ColumnPage, own: list[str], menus: Menus) -> Path:
    """Place in the home page's menu; empty when it is not in it."""
    above = menus.above(page.url)
    if above:
        return (*above, own[0])
    return (own[0],) if page.url in menus.home or place(page.url) in menus.home else ()


def _by_address(page: ColumnPage, own: list[str], known: dict[str, Path]) -> Path:
    """Place below the column in whose folder the page lies, the nearest one."""
    address = page.url.rstrip("/")
    while address.count("/") > 2:
        address = address.rpartition("/")[0]
        above = known.get(address + "/")
        if above:
            return (*above, own[0])
    return (own[0],)
