"""The rendering budget (渲染预算): a browser costs a hundred times what a static read does, so pages of one pattern share what is learnt."""

import re
from collections import Counter
from typing import Any, Literal

from crawler.needs import Need

Mode = Literal["auto", "never", "always"]
USELESS = 3  # pages of one pattern that showed nothing new, after which the others are left alone; as many again for each that did
FOOTERS = 5  # pages of one pattern whose footer is looked at: they share a template
ALL_FOOTERS = 25
_COUNTS = ("granted", "useless", "useful")
_NEEDS = {need.value: need for need in Need}
_VARIABLE = re.compile(r"[0-9a-f]{16,}|\d+", re.IGNORECASE)


def pattern_of(url: str) -> str:
    """Address with its numbers and hashes generalised, and of its query the names only."""
    path, _, query = url.partition("?")
    names = ",".join(sorted(part.partition("=")[0] for part in query.split("&"))) if query else ""
    return f"{_VARIABLE.sub('#', path)}?{names}"


class RenderingBudget:
    """Grants pages a browser, first come, first served, up to `limit` (without one where all pages are to be rendered)."""

    def __init__(self, mode: Mode, limit: int) -> None:
        self._mode = mode
        self._left = limit
        self._granted: Counter[tuple[str, Need]] = Counter()
        self._useless: Counter[tuple[str, Need]] = Counter()
        self._useful: Counter[tuple[str, Need]] = Counter()
        self.refused = 0  # pages that needed a browser and got none because the budget was spent

    def grants(self, url: str, need: Need | None) -> Need | None:
        """Why the page at `url` may be rendered; None when it may not."""
        if self._mode == "always":
            return need or Need.ALWAYS
        if self._mode == "never" or need is None or self._knows(pattern_of(url), need):
            return None
        if self._left <= 0:
            self.refused += 1
            return None
        self._left -= 1
        self._granted[pattern_of(url), need] += 1
        return need

    def state(self) -> dict[str, Any]:
        """What was granted and learnt, as JSON holds it."""
        counts = {name: _listed(getattr(self, f"_{name}")) for name in _COUNTS}
        return {"left": self._left, "refused": self.refused, **counts}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what an earlier part of the crawl granted and learnt."""
        self._left, self.refused = state["left"], state["refused"]
        for name in _COUNTS:
            counts: Counter[tuple[str, Need]] = getattr(self, f"_{name}")
            counts.update({(pattern, _NEEDS[need]): count for pattern, need, count in state[name]})

    def learn(self, url: str, need: Need, *, helped: bool) -> None:
        """Note whether rendering the page showed anything new."""
        (self._useful if helped else self._useless)[pattern_of(url), need] += 1

    def knows(self, url: str, need: Need) -> bool:
        """Whether a page would be left alone because its pattern is known."""
        return self._knows(pattern_of(url), need)

    def _knows(self, pattern: str, need: Need) -> bool:
        """Whether enough pages of the pattern were rendered for this need."""
        key = (pattern, need)
        if self._useless[key] >= USELESS * (1 + self._useful[key]):
            return True
        if need is not Need.FOOTER:
            return False
        footers = sum(count for (_, each), count in self._granted.items() if each is Need.FOOTER)
        return self._granted[key] >= FOOTERS or footers >= ALL_FOOTERS


def _listed(counts: Counter[tuple[str, Need]]) -> list[list[Any]]:
    return [[pattern, need.value, count] for (pattern, need), count in sorted(counts.items()) if count]
