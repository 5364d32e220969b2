"""What the card can be narrowed to (筛选): verdicts, units, severities and changes that occur on it, each with its count."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from checks.outcomes import Severity
from reports.earlier_cards import Change
from reports.page.overview import TallyRow
from reports.page.requirements import UNIT_LENGTH
from reports.scorecard import FindingCard, ResultCard, Scorecard
from reports.wording.plaintext import plain


@dataclass(frozen=True)
class ChoiceView:
    """One thing to narrow to. `key` stands in the address of a narrowed card."""

    key: str
    words: str
    count: int


@dataclass(frozen=True)
class FiltersView:
    """All choices; a kind with less than two is left out, it would narrow nothing."""

    outcomes: tuple[TallyRow, ...]
    units: tuple[ChoiceView, ...]
    severities: tuple[ChoiceView, ...]
    changes: tuple[ChoiceView, ...]


def filters_view(card: Scorecard, outcomes: Iterable[TallyRow]) -> FiltersView:
    """Choices of a card; `outcomes` are its counts by verdict."""
    results = [result for ruleset in card.rulesets for result in ruleset.results]
    findings = list({finding.id: finding for finding in _findings(results)}.values())
    severities = Counter(finding.severity for finding in findings)
    changes = Counter(finding.change.state for finding in findings if finding.change)
    return FiltersView(
        outcomes=tuple(row for row in outcomes if row.count),
        units=_units(results),
        severities=_several(ChoiceView(each.value, each.words, severities[each]) for each in Severity),
        changes=tuple(
            choice for choice in (ChoiceView(each.value, each.words, changes[each]) for each in Change) if choice.count
        ),
    )


def _units(results: Iterable[ResultCard]) -> tuple[ChoiceView, ...]:
    counts = Counter(
        name for result in results for name in {plain(unit, UNIT_LENGTH) for unit in _names(result)} if name
    )
    return _several(ChoiceView(name, name, count) for name, count in counts.most_common())


def _names(result: ResultCard) -> Iterable[str]:
    return (*result.units.lead, *result.units.cooperating)


def _several(choices: Iterable[ChoiceView]) -> tuple[ChoiceView, ...]:
    kept = tuple(choice for choice in choices if choice.count)
    return kept if len(kept) > 1 else ()


def _findings(results: Iterable[ResultCard]) -> Iterable[FindingCard]:
    return (finding for result in results for answer in result.assessments for finding in answer.findings)
