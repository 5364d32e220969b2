"""Which addresses an archive holds, and which of several copies stands for one (存档目录)."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
from urllib.parse import unquote

from portal.replay.heads import RecordHead

STAMP_DIGITS = 20  # YYYYMMDDhhmmss and microseconds, UTC
_NEIGHBOURS = 40  # addresses on either side that are compared letter by letter
_NOT_DIGITS = re.compile(r"\D+")
_GONE = 400


@dataclass(frozen=True, slots=True)
class Copy:
    """One archived copy of an address (存档副本)."""

    url: str
    stamp: str  # when, as STAMP_DIGITS digits
    offset: int  # of the record that holds the body
    status: int
    content_type: str = ""
    size: int | None = None  # bytes of body
    truncated: str = ""
    rendered: bool = False  # the document after its scripts ran, not what the server sent
    body_of: str = ""  # stamp of the earlier answer whose body the server said is unchanged

    @property
    def moment(self) -> datetime:
        """When it was taken."""
        return datetime.strptime(self.stamp, "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)


class ArchiveIndex:
    """All copies of an archive. `cited` are the offsets of those that facts rest on: these come first."""

    def __init__(self, heads: Iterable[RecordHead], cited: Collection[int] = ()) -> None:
        self._cited = frozenset(cited)
        self._copies: dict[str, list[Copy]] = {}
        self._rendered: dict[int, Copy] = {}  # by the offset of the answer it was made of
        self.damage = ""  # where the archive ends too early, in words; empty: it is whole
        self._take(heads)

    def _take(self, heads: Iterable[RecordHead]) -> None:
        answers: dict[str, Copy] = {}  # by record id
        for head in self._readable(heads):
            copy = _copy(head)
            if copy is None:
                continue
            if copy.rendered:
                self._add_rendered(copy, answers.get(head.refers_to))
            elif head.kind == "revisit":
                self._add_revisit(copy, answers.get(head.refers_to))
            else:
                answers[head.record_id] = copy
                self._copies.setdefault(copy.url, []).append(copy)

    def _readable(self, heads: Iterable[RecordHead]) -> Iterator[RecordHead]:
        """Records up to where the archive is damaged."""
        try:
            yield from heads
        except ValueError as fault:
            self.damage = str(fault)

    def _add_rendered(self, copy: Copy, of: Copy | None) -> None:
        if of is not None and (of.offset not in self._rendered or copy.offset in self._cited):
            self._rendered[of.offset] = copy

    def _add_revisit(self, copy: Copy, of: Copy | None) -> None:
        if of is not None:
            self._copies[of.url] = [each for each in self._copies[of.url] if each is not of]
            self._copies[of.url].append(replace(of, stamp=copy.stamp, body_of=of.stamp))

    def __len__(self) -> int:
        return len(self._copies)

    def __iter__(self) -> Iterator[Copy]:
        """Every address once, in their order, with the copy that stands for it."""
        return (self._best(self._copies[url], "") for url in self._sorted)

    def copies(self, url: str) -> list[Copy]:
        """All copies of an address, in their order; `url` as stored."""
        return list(self._copies.get(url, ()))

    def known(self, url: str) -> str | None:
        """The stored spelling of a canonical address, percent-escapes of any character aside; None when there is no copy."""
        return url if url in self._copies else self._unescaped.get(unquote(url))

    def pick(self, url: str, stamp: str = "") -> Copy | None:
        """The copy of `url` (canonical) that was taken at `stamp`, else the one that facts were read from, else the nearest that opened."""
        known = self.known(url)
        return None if known is None else self._best(self._copies[known], stamp)

    def rendered(self, copy: Copy) -> Copy | None:
        """What a browser made of a copy, where that is stored."""
        return self._rendered.get(copy.offset)

    def is_cited(self, copy: Copy) -> bool:
        """Whether facts rest on this copy."""
        return copy.offset in self._cited

    def nearest(self, url: str, count: int = 3) -> list[str]:
        """The addresses most like `url` of which there is a copy that opened, best first."""
        wanted = _spoken(url)
        place = bisect_left(self._opened, wanted, key=_spoken)
        around = self._opened[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS]
        matcher = SequenceMatcher(autojunk=False, b=wanted)
        return nlargest(count, around, key=lambda known: (_likeness(matcher, known), known))

    def _best(self, copies: list[Copy], stamp: str) -> Copy:
        if len(copies) == 1:
            return copies[0]
        at = int(stamp or "9" * STAMP_DIGITS)
        return min(copies, key=lambda copy: (copy.stamp != stamp, *self._rank(copy), abs(int(copy.stamp) - at)))

    def _rank(self, copy: Copy) -> tuple[bool, bool]:
        return copy.offset not in self._cited, copy.status >= _GONE

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._copies, key=_spoken)

    @cached_property
    def _opened(self) -> list[str]:
        return [url for url in self._sorted if any(copy.status < _GONE for copy in self._copies[url])]

    @cached_property
    def _unescaped(self) -> dict[str, str]:
        return {unquote(url): url for url in self._copies}


def _copy(head: RecordHead) -> Copy | None:
    """The copy a record is or stands for; None for records of other kinds and such without an address or a date."""
    digits = _NOT_DIGITS.sub("", head.date)[:STAMP_DIGITS].ljust(STAMP_DIGITS, "0")
    if head.kind not in ("response", "conversion", "revisit") or not head.url or not _is_moment(digits):
        return None
    rendered = head.kind == "conversion"
    status = 200 if rendered else head.status
    return Copy(head.url, digits, head.offset, status, head.content_type, head.size, head.truncated, rendered)


def _is_moment(digits: str) -> bool:
    try:
        datetime.strptime(digits, "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)
    except ValueError:
        return False
    return True


def _spoken(url: str) -> str:
    """An address as people say it: without scheme."""
    return url.partition("://")[2]


def _likeness(matcher: "SequenceMatcher[str]", url: str) -> float:
    matcher.set_seq1(_spoken(url))
    return matcher.ratio()
