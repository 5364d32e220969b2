"""The cards of a run, put in order once (一批网站): ranking, documents and the cards judged by each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.index.ranking import Standing, standings
from reports.scorecard import RulesetCard, Scorecard
from reports.wording.plaintext import plain

Judged = tuple[Scorecard, RulesetCard]


@dataclass(frozen=True)
class Batch:
    """All cards of a run. `documents`: by ruleset id, those judged by it in the order of the ranking; documents of most sites first."""

    standings: Sequence[Standing]
    documents: Mapping[str, Sequence[Judged]]

    @property
    def cards(self) -> list[Scorecard]:
        """Cards in the order of the ranking."""
        return [each.card for each in self.standings]

    @property
    def has_earlier_runs(self) -> bool:
        """Whether any site has a previous run to be compared with."""
        return any(card.comparison for card in self.cards)


def batch_of(cards: Sequence[Scorecard]) -> Batch:
    """The cards in order."""
    ordered = standings(cards)
    found: dict[str, list[Judged]] = {}
    for each in ordered:
        for ruleset in each.card.rulesets:
            found.setdefault(ruleset.id, []).append((each.card, ruleset))
    first_named = list(dict.fromkeys(ruleset.id for card in cards for ruleset in card.rulesets))
    by_sites = sorted(first_named, key=lambda identity: -len(found[identity]))
    return Batch(ordered, {identity: found[identity] for identity in by_sites})


def document_title(judged: Sequence[Judged]) -> str:
    """Title of a document."""
    return plain(judged[0][1].title)


def document_versions(judged: Sequence[Judged]) -> str:
    """Versions of the rules, most often one."""
    return "、".join(dict.fromkeys(plain(ruleset.version, 40) for _, ruleset in judged))
