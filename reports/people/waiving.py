"""What waivers do to results (豁免的效力): findings are marked, verdicts stay; a clause whose accusing findings are all waived is waived."""

from collections.abc import Iterable, Sequence
from datetime import date

from checks.outcomes import Outcome, Severity
from reports.people.entries import Clauses
from reports.people.waivers import Waiver, longest
from reports.people_cards import UnusedEntryCard
from reports.scorecard import AssessmentCard, FindingCard, ResultCard


class Waiving:
    """The waivers for one site on one day, and which of them had an effect. `whole`: why the site could not be judged at all."""

    def __init__(self, waivers: Iterable[Waiver], site: str, as_of: date, clauses: Clauses, whole: str = "") -> None:
        self._all = [waiver for waiver in waivers if waiver.site in ("", site)]
        self._valid = [waiver for waiver in self._all if waiver.until >= as_of]
        self._clauses = clauses
        self._whole = whole
        self._as_of = as_of
        self._used: set[str] = set()  # places
        self._judged: set[str] = set()  # requirements

    def waive(self, results: Sequence[ResultCard]) -> list[ResultCard]:
        """The results with what is waived marked: copies where something is, since assessments are shared; the others as they are."""
        self._judged |= {result.requirement for result in results}
        return [self._waived(result) for result in results]

    def _waived(self, result: ResultCard) -> ResultCard:
        about = [waiver for waiver in self._valid if waiver.requirement in ("", result.requirement)]
        if not about or result.outcome is Outcome.NOT_APPLICABLE:
            return result
        assessments = [self._assessed(assessment, about) for assessment in result.assessments]
        waived = result.outcome is Outcome.FAIL and self._is_waived(result, assessments, about)
        whole = longest(waiver for waiver in about if waiver.is_whole and waiver.requirement and not waiver.check)
        same = all(new is old for new, old in zip(assessments, result.assessments, strict=True))
        if same and not waived:
            return result
        said = {"waived": waived, "waiver": whole.card if waived and whole else None}
        return result.model_copy(update={"assessments": assessments, **said})

    def _assessed(self, assessment: AssessmentCard, about: list[Waiver]) -> AssessmentCard:
        own = [waiver for waiver in about if waiver.check in ("", assessment.check)]
        findings = [self._marked(finding, own) for finding in assessment.findings] if own else assessment.findings
        if all(new is old for new, old in zip(findings, assessment.findings, strict=True)):
            return assessment
        return assessment.model_copy(update={"findings": findings})

    def _marked(self, finding: FindingCard, waivers: list[Waiver]) -> FindingCard:
        covering = [waiver for waiver in waivers if waiver.covers(finding)]
        self._used |= {waiver.place for waiver in covering}
        waiver = longest(covering)
        return finding.model_copy(update={"waiver": waiver.card}) if waiver else finding

    def _is_waived(self, result: ResultCard, assessments: list[AssessmentCard], about: list[Waiver]) -> bool:
        failed = [assessment for assessment in assessments if assessment.outcome is Outcome.FAIL]
        if result.attestation or not failed:  # a person's verdict, which no finding stands for
            return self._use(waiver for waiver in about if waiver.is_whole and waiver.requirement and not waiver.check)
        covered = [
            self._is_covered(assessment, about) for assessment in failed
        ]  # each, so that every waiver is seen used
        return all(covered)

    def _is_covered(self, assessment: AssessmentCard, about: list[Waiver]) -> bool:
        """Whether nothing that a failed check says is left: all that accuses is waived; what is not listed only a waiver of all of it covers."""
        accusing = [finding for finding in assessment.findings if finding.severity is not Severity.INFO]
        if accusing and not all(finding.waiver for finding in accusing):
            return False
        if accusing and not assessment.unlisted:
            return True
        return self._use(waiver for waiver in about if waiver.is_whole and waiver.check in ("", assessment.check))

    def _use(self, waivers: Iterable[Waiver]) -> bool:
        places = {waiver.place for waiver in waivers}
        self._used |= places
        return bool(places)

    def unused(self) -> list[UnusedEntryCard]:
        """The waivers without effect, and why."""
        return [
            UnusedEntryCard(kind="waiver", place=waiver.place, text=waiver.words, why=self._why(waiver))
            for waiver in self._all
            if waiver.place not in self._used
        ]

    def _why(self, waiver: Waiver) -> str:
        if waiver.until < self._as_of:
            return f"已于 {waiver.until.isoformat()} 到期，没有起作用"
        if waiver.requirement and waiver.requirement not in self._judged:
            return self._clauses.why_unjudged(waiver.requirement)
        return self._whole or "这次没有它说的问题：可能已经整改，也可能没有检查到"
