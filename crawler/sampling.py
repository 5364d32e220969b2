"""Samples (抽样): which addresses are opened where not all can be, by chance, and the same ones next month."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, zip_longest

from crawler.journal import Journal, Note
from crawler.patterns import pattern_of, rank
from crawler.scopes import authority
from crawler.visits import Visit


def sampled(visits: list[Visit], seed: str) -> list[Visit]:
    """Pages of one level in such an order that every pattern has its turn: one of each, then a second of each, and so on."""
    groups: defaultdict[str, list[Visit]] = defaultdict(list)
    for visit in sorted(visits, key=lambda visit: rank(visit.url, seed)):
        groups[pattern_of(visit.url)].append(visit)
    rounds = zip_longest(*(groups[pattern] for pattern in sorted(groups)))
    return [visit for visit in chain.from_iterable(rounds) if visit is not None]


class Quota:
    """How many addresses of each other host are opened: the first so many by rank among those that wait."""

    def __init__(self, limit: int, seed: str) -> None:
        self._limit = limit
        self._seed = seed
        self._taken: defaultdict[str, dict[str, Visit]] = defaultdict(dict)
        self._done: Counter[str] = Counter()  # before the crawl was cut off
        self._refused: Counter[str] = Counter()

    def refuses(self, visit: Visit) -> Visit | None:
        """The visit that is not made, if there are too many to its host now: the new one, or one waiting that ranks behind it."""
        taken = self._taken[visit.host]
        taken[visit.url] = visit
        if len(taken) + self._done[visit.host] <= self._limit:
            return None
        self._refused[visit.host] += 1
        waiting = [found for found in taken.values() if not found.begun]
        loser = max(waiting, key=lambda found: rank(found.url, self._seed))
        del taken[loser.url]
        return loser

    def count(self, visit: Visit) -> None:
        """A visit that was let pass before."""
        self._taken[visit.host][visit.url] = visit

    def restore(self, settled: Iterable[tuple[str, bool]]) -> None:
        """Know again the addresses of other hosts that are settled, and whether they were left out here."""
        for url, left_out in settled:
            if left_out:
                self._refused[authority(url)] += 1
            else:
                self._done[authority(url)] += 1

    def note(self, journal: Journal) -> None:
        """Record what was not opened."""
        for host, number in self._refused.most_common():
            journal.note(Note.EXTERNAL_CAPPED, f"{host} {number}")

    def words(self) -> list[str]:
        """The same for people."""
        return [
            f"{host}：{number} 条链接没有打开，只抽查了 {self._limit} 条"
            for host, number in self._refused.most_common()
        ]
