"""Traps (抓取陷阱): calendars, paging without end, session ids and mirrored folders, recognised by what their pages bring: nothing new.

A page is fruitful when it is a text of its own, or leads to addresses of another kind. Addresses that only more of the same lead to are left
after a few steps. Nothing is called broken for it: what is left is skipped, and an event says how much of what.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from typing import Any

from crawler.journal import Journal, Note
from crawler.patterns import is_mirrored, pattern_of, session_group
from crawler.visits import Visit
from portal.facts import Page
from portal.states import LIST_KINDS, Fill, PageKind

MAX_STEPS = 10  # from one fruitless page to the next of its kind
STERILE = 50  # pages of a kind, none of them fruitful, after which no more are opened
SAME_TEXTS = 3  # pages that differ in an opaque value only and say the same: the value is a session id
_GATHERING = LIST_KINDS | {PageKind.HOME, PageKind.SEARCH}
_EITHER = frozenset({PageKind.LEADER, PageKind.ORGANISATION, PageKind.GAZETTE})  # a list or a text
_TEXTS = frozenset({PageKind.OTHER, PageKind.ERROR, PageKind.REDIRECT})
_LONG = 300  # characters of main text that make a page of no known kind a text of its own
_SHOWN = 20  # patterns named one by one in the record


class Traps:
    """Knows what each pattern brought so far. `refuses` asks for a new address, `read` tells of a page and the visits it added."""

    def __init__(self) -> None:
        self._read: Counter[str] = Counter()
        self._fruitful: Counter[str] = Counter()
        self._texts: dict[str, Counter[str]] = {}
        self._left: Counter[str] = Counter()

    def refuses(self, url: str) -> bool:
        """Whether an address of the site should not be opened; counts it if so."""
        pattern = pattern_of(url)
        trapped = is_mirrored(url) or self._is_sterile(pattern) or self._is_session(url)
        if trapped:
            self._left[pattern] += 1
        return trapped

    def leaves(self, visit: Visit) -> bool:
        """Whether a visit is so many fruitless steps away that it is not made; counts it if so."""
        too_far = visit.steps > MAX_STEPS
        if too_far:
            self._left[pattern_of(visit.url)] += 1
        return too_far

    def read(self, visit: Visit, page: Page, text: Callable[[], str], added: list[Visit]) -> list[Visit]:
        """A page was read and added these visits; those it leads to as a fruitless step, their `steps` set. `text` gives its main text."""
        pattern = pattern_of(visit.url)
        opened = [found for found in added if found.outcome is None]
        if page.refresh_to:
            return self._a_step_on(visit, opened)  # neither fruitful nor fruitless, but it may go on without end
        others = [found for found in opened if pattern_of(found.url) != pattern]
        fruitful = _says_something(page) or any(not self._is_sterile(pattern_of(found.url)) for found in others)
        self._read[pattern] += 1
        self._fruitful[pattern] += fruitful
        self._note_text(visit.url, text)
        if fruitful:
            return []
        return self._a_step_on(visit, opened)

    def note(self, journal: Journal) -> None:
        """Record what was left, the patterns with most addresses first."""
        for pattern, number in self._left.most_common(_SHOWN):
            journal.note(Note.CAPPED, f"{pattern} {number}")
        rest = sum(self._left.values()) - sum(number for _, number in self._left.most_common(_SHOWN))
        if rest:
            journal.note(Note.CAPPED, f"* {rest}")

    def words(self) -> list[str]:
        """The same for people."""
        shown = [
            f"{pattern}：{number} 个同类地址，它们不断生成而没有新内容"
            for pattern, number in self._left.most_common(_SHOWN)
        ]
        more = len(self._left) - len(shown)
        return [*shown, f"另有 {more} 类这样的地址"] if more > 0 else shown

    def state(self) -> dict[str, Any]:
        """What was learnt, as JSON holds it."""
        return {"read": self._read, "fruitful": self._fruitful, "texts": self._texts, "left": self._left}

    def restore(self, state: dict[str, Any]) -> None:
        """Know again what a crawl that was cut off had learnt."""
        self._read, self._fruitful, self._left = (Counter(state[name]) for name in ("read", "fruitful", "left"))
        self._texts = {group: Counter(texts) for group, texts in state["texts"].items()}

    @staticmethod
    def _a_step_on(visit: Visit, opened: list[Visit]) -> list[Visit]:
        pattern = pattern_of(visit.url)
        onward = [found for found in opened if found.whole and pattern_of(found.url) == pattern]
        for found in onward:
            found.steps = visit.steps + 1
        return onward

    def _is_sterile(self, pattern: str) -> bool:
        return self._read[pattern] >= STERILE and not self._fruitful[pattern]

    def _is_session(self, url: str) -> bool:
        texts = self._texts.get(session_group(url)) if self._texts else None
        return texts is not None and max(texts.values()) >= SAME_TEXTS

    def _note_text(self, url: str, text: Callable[[], str]) -> None:
        group = session_group(url)
        if group:
            said = hashlib.blake2b(text().encode(), digest_size=8).hexdigest()
            self._texts.setdefault(group, Counter())[said] += 1


def _says_something(page: Page) -> bool:
    """Whether a page is worth having been opened for itself; what scripts may still fill in is not known to be worth nothing."""
    if page.fill is Fill.SCRIPTED:
        return True
    if page.kind in _TEXTS:
        return page.text_length >= _LONG
    if page.kind in _EITHER:
        return page.fill is Fill.ARTICLE
    return page.kind not in _GATHERING
