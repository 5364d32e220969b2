"""Looking for things by words of their titles (按标题查找): pages, list rows and attached files of the whole site in one search."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import add

from checks.column_search import bare
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

_END = "\n"


@dataclass(frozen=True)
class Titles:
    """All titles of a site, bare of decoration, joined so that one search finds a word in every one of them."""

    rows: list[Titled]
    joined: str
    starts: list[int]
    pairs: Counter[str]  # how often two characters stand side by side

    def holding(self, words: str) -> Iterator[Titled]:
        """Things whose title holds the words, decoration apart."""
        wanted = bare(words)
        at = self.joined.find(wanted) if wanted and self._may_hold(wanted) else -1
        while at >= 0:
            index = bisect_right(self.starts, at) - 1
            yield self.rows[index]
            end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.joined)
            at = self.joined.find(wanted, end)

    def _may_hold(self, wanted: str) -> bool:
        """Whether each pair of its characters stands somewhere: most names a site does not have end here, without a search."""
        return all(wanted[at : at + 2] in self.pairs for at in range(len(wanted) - 1))


def titles_of(snapshot: Snapshot) -> Titles:
    """The site's titles. Give it to `Snapshot.once`."""
    rows = list(snapshot.titles())
    names = [bare(row.title) for row in rows]
    starts, at = [], 0
    for name in names:
        starts.append(at)
        at += len(name) + 1
    joined = _END.join([*names, ""])
    return Titles(rows, joined, starts, Counter(map(add, joined, joined[1:])))
