"""Good practice of a run (做得较好的): the sites that stand highest, what few sites manage, who mended most."""

from collections.abc import Sequence
from dataclasses import dataclass

from checks.outcomes import Outcome
from reports.earlier_cards import Change
from reports.index import ranked
from reports.page.card import site_name
from reports.page.overview import is_failing, is_rated, is_veto
from reports.scorecard import ResultCard, Scorecard
from reports.wording.plaintext import plain
from reports.wording.words import number as figure

BEST = 3  # ranks named
RARE_SHARE = 1 / 3  # of the sites with a verdict
RARE_JUDGED = 4  # sites with a verdict, below which a share says nothing
RARE_TOLD = 5
SITES_NAMED = 3


@dataclass(frozen=True)
class BestSite:
    """A site that stands high, with its mean score."""

    name: str
    average: str


@dataclass(frozen=True)
class RarePass:
    """Something only few sites do."""

    title: str
    passed: int
    judged: int
    sites: str


@dataclass(frozen=True)
class MendedSite:
    """A site that mended problems since its previous run."""

    name: str
    mended: int


@dataclass(frozen=True)
class Practice:
    """What was done well; each list may be empty."""

    best: tuple[BestSite, ...]
    rare: tuple[RarePass, ...]
    mended: tuple[MendedSite, ...]


def good_practice(cards: Sequence[Scorecard]) -> Practice:
    """What was done well in a run."""
    return Practice(best=_best(cards), rare=_rare(cards), mended=_mended(cards))


def _best(cards: Sequence[Scorecard]) -> tuple[BestSite, ...]:
    """The first ranks, all that share them; none that failed under any document, however high it stands among worse ones."""
    first = [card for card, rank in ranked(cards) if rank and int(rank) <= BEST]
    return tuple(BestSite(site_name(card), figure(_average(card))) for card in first if _is_good(card))


def _is_good(card: Scorecard) -> bool:
    scores = [ruleset.score for ruleset in card.rulesets]
    vetoed = any(is_veto(result) for ruleset in card.rulesets for result in ruleset.results)
    return not vetoed and not any(map(is_failing, scores)) and any(map(is_rated, scores))


def _average(card: Scorecard) -> float:
    values = [r.score.value for r in card.rulesets if r.score.value is not None and is_rated(r.score)]
    return sum(values) / len(values)


def _rare(cards: Sequence[Scorecard]) -> tuple[RarePass, ...]:
    """Requirements that few of the sites with a verdict meet, the rarest first."""
    found: dict[str, list[tuple[Scorecard, ResultCard]]] = {}
    for card in cards:
        for ruleset in card.rulesets:
            for result in ruleset.results:
                if result.outcome in (Outcome.PASS, Outcome.FAIL):
                    found.setdefault(result.requirement, []).append((card, result))
    rare = [(judged, [one for one in judged if one[1].outcome is Outcome.PASS]) for judged in found.values()]
    told = [
        pair for pair in rare if pair[1] and len(pair[0]) >= RARE_JUDGED and len(pair[1]) <= RARE_SHARE * len(pair[0])
    ]
    told.sort(key=lambda pair: len(pair[1]) / len(pair[0]))
    return tuple(_rare_pass(judged, passed) for judged, passed in told[:RARE_TOLD])


def _rare_pass(judged: list[tuple[Scorecard, ResultCard]], passed: list[tuple[Scorecard, ResultCard]]) -> RarePass:
    names = "、".join(site_name(card) for card, _ in passed[:SITES_NAMED])
    rest = f"等 {len(passed)} 个网站" if len(passed) > SITES_NAMED else ""
    return RarePass(plain(passed[0][1].title, 120).rstrip("。"), len(passed), len(judged), names + rest)


def _mended(cards: Sequence[Scorecard]) -> tuple[MendedSite, ...]:
    """Sites that mended most."""
    counts = [(site_name(card), card.comparison.counts.get(Change.MENDED, 0)) for card in cards if card.comparison]
    best = sorted((one for one in counts if one[1]), key=lambda one: -one[1])
    return tuple(MendedSite(name, count) for name, count in best[:BEST])
