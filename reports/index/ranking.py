"""The ranking (排名), and what became of a site's place since the previous run.

Places are compared among the same sites only: those whose two runs were scored by the same rules, to the same extent. A site's place there
is not its place in the whole list, which others may have joined or left.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.index.comparable import is_assessed, rated_value, scores_of_both_runs
from reports.page.overview import is_veto
from reports.scorecard import Scorecard

SCORED, VETOED, UNRANKED = range(3)  # in the order of the list
Key = tuple[int, float]  # one of these, and the mean score, negative: what ranks higher is smaller


@dataclass(frozen=True)
class Standing:
    """A site's rank, None when it has none; its keys and its places `now` and `before` among the `among` sites that can be compared, else `why` not."""

    card: Scorecard
    key: Key
    rank: int | None
    now: int | None = None
    before: int | None = None
    compared: tuple[Key, Key] | None = None  # before and now
    among: int = 0
    why: str = ""

    @property
    def climbed(self) -> int | None:
        """Places won since the previous run; negative when lost, None when they cannot be compared."""
        return None if self.now is None or self.before is None else self.before - self.now


def ranked(cards: Sequence[Scorecard]) -> list[tuple[Scorecard, str]]:
    """Cards with their rank: without vetoes first, then by mean score; equals share a rank; sites without a score, and those checked quickly,
    stand last, unranked.
    """
    return [(each.card, "" if each.rank is None else str(each.rank)) for each in standings(cards)]


def standings(cards: Sequence[Scorecard]) -> list[Standing]:
    """Every card's place, in the order of the ranking."""
    keys = [(card, _key(card)) for card in cards]
    whole = _places(key for _, key in keys if key[0] != UNRANKED)
    compared = [(card, key, _compared(card, key)) for card, key in keys]
    pairs = [both for *_, both in compared if not isinstance(both, str)]
    before, now = _places(one for one, _ in pairs), _places(other for _, other in pairs)
    found = [
        Standing(card, key, whole.get(key), why=both)
        if isinstance(both, str)
        else Standing(card, key, whole.get(key), now[both[1]], before[both[0]], both, len(pairs))
        for card, key, both in compared
    ]
    return sorted(found, key=lambda each: (*each.key, each.card.site.host))


def _places(keys: Iterable[Key]) -> Mapping[Key, int]:
    """The place of each key, from 1; equals share one."""
    found: dict[Key, int] = {}
    place = 1
    for key, count in sorted(Counter(keys).items()):
        found[key] = place
        place += count
    return found


def _key(card: Scorecard) -> Key:
    values = [value for ruleset in card.rulesets if (value := rated_value(ruleset.score)) is not None]
    if card.site.outcome is not None or card.run.quick:
        return UNRANKED, 0.0
    if veto_count(card):
        return VETOED, _mean_key(values)
    return (SCORED, _mean_key(values)) if values else (UNRANKED, 0.0)


def _mean_key(values: Sequence[float]) -> float:
    return round(-sum(values) / len(values), 2) if values else 0.0


def _compared(card: Scorecard, key: Key) -> tuple[Key, Key] | str:
    """The keys of the previous run and of this one over the documents scored in both; words why there are none."""
    if key[0] == UNRANKED:
        return "本次没有得分"
    both = scores_of_both_runs(card)
    if isinstance(both, str):
        return both
    if any(is_assessed(before) != is_assessed(now) for before, now in both):
        return "两次评到分的规则集不同"
    values = [(rated_value(before), rated_value(now)) for before, now in both]
    vetoed = any(before.vetoed for before, _ in both)
    earlier = _mean_key([before for before, _ in values if before is not None])
    return (VETOED if vetoed else SCORED, earlier), key


def veto_count(card: Scorecard) -> int:
    """Vetoes triggered that nobody waived, over all documents."""
    return sum(is_veto(result) for ruleset in card.rulesets for result in ruleset.results)
