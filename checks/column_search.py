"""Finding a named column or topic on the portal (查找栏目): by its exact name, by a near one, or as a link that leads elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checks.named_items import Item
from checks.places import CLICKABLE, Place, place_of
from portal.facts import Column, Link, Page
from portal.states import LIST_KINDS, Fill, PageKind, Region, Scope
from portal.storage.snapshot import Snapshot

LONGEST_LABEL = 30  # characters of a label that names a column; longer ones are titles of articles
_DECORATION = re.compile(r"[\s·•>》>|\-—―:：,，、.。（）()\[\]【】“”\"'+]+")
EMPTY_FILLS = (Fill.EMPTY, Fill.SAYS_NONE)


@dataclass(frozen=True)
class FoundColumn:
    """A column that bears the name asked for, or one near it; `link` where only a link to it is known (another site, a page that is no list)."""

    name: str
    url: str
    exact: bool
    column: Column | None = None
    link: Link | None = None
    place: Place | None = None

    @property
    def page(self) -> Page | None:
        """The page the link leads to, where it was read."""
        return self.place.page if self.place else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands on another site, which is not read here."""
        return self.place is not None and self.place.scope is Scope.EXTERNAL

    @property
    def fill(self) -> Fill:
        """What it holds, as far as that was read."""
        if self.column:
            return self.column.fill
        return self.page.fill if self.page else Fill.UNREAD


@lru_cache(maxsize=16384)
def bare(name: str) -> str:
    """A name without white space, brackets, arrows and other decoration."""
    return _DECORATION.sub("", name)


def columns_called(snapshot: Snapshot, item: Item) -> list[FoundColumn]:
    """Columns of the item's names, exact ones first; links on the home page and on columns where no column bears the name.

    Near: the name stands within a longer one (`本级应急预案` for `应急预案`), which a person has to confirm.
    """
    names = {bare(name) for name in (item.name, *item.any_of)}
    found = [
        FoundColumn(column.name, column.url, own in names, column=column)
        for own, columns in snapshot.once(_columns_by_name).items()
        if any(name in own for name in names)
        for column in columns
    ]
    if not any(each.exact for each in found):
        known = {each.url for each in found}
        found += [each for each in _linked(snapshot, names) if each.url not in known]
    return sorted(found, key=lambda each: (not each.exact, len(each.name)))


def _columns_by_name(snapshot: Snapshot) -> dict[str, list[Column]]:
    named: dict[str, list[Column]] = {}
    for column in snapshot.columns():
        named.setdefault(bare(column.name), []).append(column)
    return named


def _linked(snapshot: Snapshot, names: set[str]) -> Iterator[FoundColumn]:
    for label, link in snapshot.once(_labels).items():
        if any(name in label for name in names):
            yield FoundColumn(link.label, link.url, exact=label in names, link=link, place=place_of(snapshot, link.url))


def _labels(snapshot: Snapshot) -> dict[str, Link]:
    """First link of every label on the home page and on first pages of columns, titles of articles left out."""
    labels: dict[str, Link] = {}
    firsts = {column.page_id for column in snapshot.columns()}
    for page in snapshot.pages(PageKind.HOME, *LIST_KINDS):
        if page.kind is PageKind.HOME or page.id in firsts:
            rows = {item.url for item in snapshot.items(page.id) if item.dated_on}
            for link in snapshot.links(page.id):
                if _names_a_column(link, rows):
                    labels.setdefault(bare(link.label), link)
    return labels


def _names_a_column(link: Link, rows: set[str]) -> bool:
    """Whether a link may lead to a column: it can be clicked, has a short label, and is no dated row of a list."""
    if not link.url or link.element not in CLICKABLE or not 0 < len(bare(link.label)) <= LONGEST_LABEL:
        return False
    return link.region is not Region.MAIN or link.url not in rows
