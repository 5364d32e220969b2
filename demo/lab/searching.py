"""The search of a lab's portal (站内搜索): titles by their words, the way the search of each platform is asked and answers."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote_to_bytes

from demo.lab.addresses import SEARCH_PATH
from demo.lab.blocks import Raw
from demo.lab.composing import Composer
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.rendering import Renderer
from demo.model import Response

DATA_PATH = "/search/data"
"""What the results page of some platforms asks for by script."""
SHOWN = 10  # results of a page
TABS = (
    ("全部", ""),
    ("新闻动态", "news"),
    ("政策文件", "document"),
    ("政策解读", "interpretation"),
    ("通知公告", "notice"),
)
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Result:
    """A row of the results; ``parts`` are its title cut where the platform marks the words asked for."""

    title: str
    parts: list[tuple[str, bool]]
    href: str
    column: str
    day: str


class Search:
    """Answers for the search page and its data. ``knows`` False: the index is broken and finds nothing."""

    def __init__(self, desk: Desk, composer: Composer, renderer: Renderer, *, knows: bool = True) -> None:
        self._desk, self._composer, self._renderer, self._knows = desk, composer, renderer, knows

    def answers(self) -> dict[str, Callable[[str], Response]]:
        """Path to what answers a query there."""
        return {SEARCH_PATH: self._page, DATA_PATH: self._data}

    def _page(self, query: str) -> Response:
        words = words_of(query)
        page = self._composer(SEARCH_PATH)
        if words:
            found = self._find(words, _asked(query, "c"))
            shown: dict[str, Any] = {
                "words": words,
                "total": len(found),
                "pages": math.ceil(len(found) / SHOWN),
                "rows": [self._row(entry, words) for entry in found[:SHOWN]],
                "tabs": TABS,
                "data": DATA_PATH,
            }
            page.blocks.append(Raw(self._renderer.text("results.html", **shown)))
        return self._renderer.page(page)

    def _data(self, query: str) -> Response:
        words = words_of(query)
        found = self._find(words, _asked(query, "c"))
        rows = [{"title": e.title, "url": self._desk.path(e), "date": f"{e.at:%Y-%m-%d}"} for e in found[:SHOWN]]
        return Response(json.dumps({"total": len(found), "rows": rows}, ensure_ascii=False).encode(), JSON)

    def _find(self, words: str, kind: str) -> list[Entry]:
        """Entries whose title has the words, newest first."""
        there = (e for e in self._desk.plan.entries if e.number not in self._desk.gone)
        found = [e for e in there if self._knows and words and words in e.title and kind in ("", e.kind)]
        return sorted(found, key=lambda entry: (entry.at, entry.number), reverse=True)

    def _row(self, entry: Entry, words: str) -> Result:
        before, _, after = entry.title.partition(words)
        pieces = [(words[at : at + 2], True) for at in range(0, len(words), 2)]
        column = self._desk.tree[entry.column].name
        return Result(
            entry.title,
            [(before, False), *pieces, (after, False)],
            self._desk.path(entry),
            column,
            f"{entry.at:%Y-%m-%d}",
        )


def words_of(query: str) -> str:
    """The words a query or form asks for, in whatever character set the page sent them."""
    found = next((part.partition("=")[2] for part in query.split("&") if part.startswith("q=")), "")
    data = unquote_to_bytes(found.replace("+", " "))
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace").strip()


def _asked(query: str, name: str) -> str:
    return parse_qs(query).get(name, [""])[0]
