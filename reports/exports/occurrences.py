"""Findings of cards one by one (逐条问题), each with the requirement and the check it belongs to: what CSV, SARIF and the workbook of a run go through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.outcomes import Outcome, Severity
from reports.scorecard import AssessmentCard, FindingCard, ResultCard, RulesetCard, Scorecard


@dataclass(frozen=True)
class Occurrence:
    """A finding under one requirement. `finding` is None for a check that failed by its figures alone."""

    card: Scorecard
    ruleset: RulesetCard
    result: ResultCard
    assessment: AssessmentCard
    finding: FindingCard | None

    @property
    def is_problem(self) -> bool:
        """Whether it says that something is wrong: the requirement and its check failed, and it is no mere hint."""
        failed = self.result.outcome is Outcome.FAIL and self.assessment.outcome is Outcome.FAIL
        return failed and not (self.finding is not None and self.finding.severity is Severity.INFO)

    @property
    def accuses(self) -> bool:
        """Whether it is a problem that nobody waived."""
        return self.is_problem and not self.is_waived

    @property
    def is_waived(self) -> bool:
        """Whether a waiver covers it (豁免)."""
        return self.result.waived or (self.finding is not None and self.finding.waiver is not None)

    @property
    def message(self) -> str:
        """What is wrong, as the finding says, else as the check does."""
        return self.finding.message if self.finding else self.assessment.reason


def occurrences(cards: Iterable[Scorecard]) -> Iterator[Occurrence]:
    """All findings of all cards, in their order; a check that failed without a finding is one too, so that no failure goes missing."""
    for card in cards:
        for ruleset in card.rulesets:
            for result in ruleset.results:
                for assessment in result.assessments:
                    yield from _of_check(card, ruleset, result, assessment)


def _of_check(
    card: Scorecard, ruleset: RulesetCard, result: ResultCard, assessment: AssessmentCard
) -> Iterator[Occurrence]:
    findings: list[FindingCard | None] = [*assessment.findings]
    if not findings and assessment.outcome is Outcome.FAIL:
        findings = [None]
    for finding in findings:
        yield Occurrence(card, ruleset, result, assessment, finding)
