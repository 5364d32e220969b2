"""Serial numbers in addresses (稿件编号): systems count their articles, so that numbers and dates of one column rise together."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from portal.storage.dated_pages import DatedPage

_SERIAL = re.compile(r"(?<!\d)(\d{2,12})(?=\D*\Z)")
_DIGITS = re.compile(r"\d+")
_DAY = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\Z")
FEWEST = 8  # articles of one column that tell its order
IN_ORDER = 0.9  # share of them that must follow it, before one that does not means anything


class Numbered(NamedTuple):
    """An article with the number its address bears."""

    serial: int
    on: date
    page_id: int
    url: str


@dataclass(frozen=True)
class OutOfOrder:
    """An article whose date lies `days` beyond those of its neighbours by number: positive where it is too new, negative too old."""

    article: Numbered
    before: Numbered | None  # the last in order with a smaller number
    after: Numbered | None  # the first in order with a larger one
    days: int


@dataclass(frozen=True)
class Orders:
    """What the numbers of a site tell: articles in columns whose numbers follow their dates, and those that do not fit."""

    compared: int
    strays: tuple[OutOfOrder, ...]


def orders_of(pages: Iterable[DatedPage]) -> Orders:
    """Compare the dates of articles with their numbers, column by column; columns whose numbers follow no dates are left out."""
    columns: dict[str, list[Numbered]] = defaultdict(list)
    for page in pages:
        found = _numbered(page)
        if found:
            columns[found[0]].append(found[1])
    compared = 0
    strays: list[OutOfOrder] = []
    for articles in columns.values():
        ordered = sorted(articles)
        kept = _rising(ordered)
        if len(ordered) >= FEWEST and len(kept) >= IN_ORDER * len(ordered):
            compared += len(ordered)
            strays += _strays(ordered, set(kept))
    return Orders(compared, tuple(strays))


def _numbered(page: DatedPage) -> tuple[str, Numbered] | None:
    """The column an article belongs to by its address, and the article with its number."""
    # The path of a canonical address; `urlsplit` would take ten times as long.
    path = "/" + "".join(page.url.split("/", 3)[3:]).partition("?")[0]
    folder, _, name = path.rpartition("/")
    found = _SERIAL.search(name)
    if found is None or _DAY.match(found[1]):
        return None
    column = f"{_DIGITS.sub('', folder)}/{_DIGITS.sub('#', name)}"
    return column, Numbered(int(found[1]), page.published_on, page.id, page.url)


def _rising(articles: list[Numbered]) -> list[int]:
    """Places of the longest series whose dates never fall."""
    ends: list[date] = []
    places: list[int] = []
    before: list[int] = []
    for place, article in enumerate(articles):
        at = bisect_right(ends, article.on)
        before.append(places[at - 1] if at else -1)
        ends[at : at + 1] = [article.on]
        places[at : at + 1] = [place]
    series, place = [], places[-1] if places else -1
    while place >= 0:
        series.append(place)
        place = before[place]
    return series[::-1]


def _strays(articles: list[Numbered], kept: set[int]) -> Iterator[OutOfOrder]:
    for place, article in enumerate(articles):
        if place not in kept:
            earlier = next((articles[at] for at in range(place - 1, -1, -1) if at in kept), None)
            later = next((articles[at] for at in range(place + 1, len(articles)) if at in kept), None)
            too_new = (article.on - later.on).days if later else 0
            too_old = (article.on - earlier.on).days if earlier else 0
            yield OutOfOrder(article, earlier, later, too_new if too_new > 0 else too_old)
