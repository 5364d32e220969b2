"""Problems of a run by kind (问题分类): what fails on most sites, with sites named."""

from collections.abc import Sequence
from dataclasses import dataclass

from checks.outcomes import Outcome
from reports.page.card import site_name
from reports.page.requirements import clause_words
from reports.scorecard import ResultCard, RulesetCard, Scorecard
from reports.word.problems import problem_results
from reports.word.wording import second_level
from reports.wording.plaintext import plain

KINDS = 6  # told
PROBLEMS = 5  # of a kind
EXAMPLES = 3  # sites named
REASON_LENGTH = 90


@dataclass(frozen=True)
class Example:
    """A site where it fails, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class CommonProblem:
    """A demand and the sites that fail it. `judged`: sites for which there is a verdict."""

    number: int
    title: str
    clause: str
    failed: int
    judged: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class KindOfProblem:
    """Problems of one theme; `sites` have at least one of them, `more` are not told."""

    number: str
    title: str
    sites: int
    problems: tuple[CommonProblem, ...]
    more: int


@dataclass(frozen=True)
class _Failure:
    card: Scorecard
    ruleset: RulesetCard
    result: ResultCard

    @property
    def kind(self) -> str:
        return plain(self.result.theme, 60) or plain(self.ruleset.title, 60)


def kinds_of_problems(cards: Sequence[Scorecard]) -> tuple[KindOfProblem, ...]:
    """Kinds, those that most sites have first."""
    judged = _judged(cards)
    kinds: dict[str, list[_Failure]] = {}
    for card in cards:
        for ruleset, result in problem_results(card):
            failure = _Failure(card, ruleset, result)
            kinds.setdefault(failure.kind, []).append(failure)
    ordered = sorted(kinds.items(), key=lambda kind: (-_sites(kind[1]), -len(kind[1])))
    return tuple(_kind(n, title, found, judged) for n, (title, found) in enumerate(ordered[:KINDS], 1))


def _judged(cards: Sequence[Scorecard]) -> dict[str, set[int]]:
    """Sites with a verdict on what is asked, by the words of the demand: several documents ask for the same."""
    sites: dict[str, set[int]] = {}
    for card in cards:
        for result in (result for ruleset in card.rulesets for result in ruleset.results):
            if result.outcome in (Outcome.PASS, Outcome.FAIL):
                sites.setdefault(result.title, set()).add(id(card))
    return sites


def _sites(failures: Sequence[_Failure]) -> int:
    return len({id(failure.card) for failure in failures})


def _kind(number: int, title: str, failures: Sequence[_Failure], judged: dict[str, set[int]]) -> KindOfProblem:
    demands: dict[str, dict[int, _Failure]] = {}
    for failure in failures:
        demands.setdefault(failure.result.title, {}).setdefault(id(failure.card), failure)
    ordered = sorted((list(found.values()) for found in demands.values()), key=lambda found: -len(found))
    told = tuple(_problem(n, found, judged) for n, found in enumerate(ordered[:PROBLEMS], 1))
    return KindOfProblem(second_level(number), title, _sites(failures), told, len(ordered[PROBLEMS:]))


def _problem(number: int, failures: Sequence[_Failure], judged: dict[str, set[int]]) -> CommonProblem:
    first = failures[0]
    return CommonProblem(
        number=number,
        title=plain(first.result.title, 120).rstrip("。"),
        clause=clause_words(first.result.clause, first.ruleset),
        failed=len(failures),
        judged=len(judged[first.result.title]),
        examples=tuple(
            Example(site_name(one.card), plain(one.result.reason, REASON_LENGTH).rstrip("。"))
            for one in failures[:EXAMPLES]
        ),
    )
