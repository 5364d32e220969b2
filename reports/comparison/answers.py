"""What a card answers (结论与问题): its inquiries and its findings by id, as two runs are held against each other."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError

from checks.catalogue import CATALOGUE
from checks.outcomes import Outcome, Severity
from checks.periods import Period
from checks.timing import period_of
from reports.scorecard import AssessmentCard, EvidenceCard, FindingCard, ResultCard, RulesetCard, Scorecard

UNMET = (Outcome.FAIL, Outcome.NOT_DUE)
SETTLED = (Outcome.PASS, Outcome.NOT_APPLICABLE)  # of a requirement: what its checks still name is no more than a hint
NONE_LEFT = frozenset(("documents.regulations",))  # do not apply where they looked at all and found nothing of the kind
PROOFS = frozenset(("candidate", "other_unit"))  # kinds of findings that speak for a site, not against it (佐证)


@dataclass
class Inquiry:
    """One check with its parameters (检查项与参数): asked in two runs, its answers can be compared."""

    check: str
    outcome: Outcome
    findings: dict[str, FindingCard]
    period: Period | None
    year: int | None  # of the ruleset
    sample: frozenset[str]
    unlisted: int
    takes_a_sample: bool  # of what is newest, say, without telling which
    requirements: set[str] = field(default_factory=set)

    @property
    def is_decided(self) -> bool:
        """Whether a finding it does not name was found wanting: not so where nothing could be decided, or nothing is to be asked yet."""
        judged = self.outcome in (Outcome.PASS, Outcome.FAIL, Outcome.REVIEW)
        none_left = self.outcome is Outcome.NOT_APPLICABLE and self.check in NONE_LEFT
        return judged or none_left or (self.outcome is Outcome.NOT_DUE and bool(self.findings))


@dataclass
class Stated:
    """A finding that has a state: a problem (unmet requirement) or a lead (待人工核实). `inquiries`: keys of those that named it."""

    finding: FindingCard
    check: str
    lead: bool
    requirements: list[str] = field(default_factory=list)
    inquiries: list[str] = field(default_factory=list)


@dataclass
class Answers:
    """A card by inquiry and by finding. `present`: every finding named anywhere, hints too."""

    card: Scorecard
    inquiries: dict[str, Inquiry] = field(default_factory=dict)
    stated: dict[str, Stated] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    unasked: set[str] = field(default_factory=set)  # requirements that nobody could even begin to judge

    @classmethod
    def of(cls, card: Scorecard) -> "Answers":
        """Read a card."""
        answers = cls(card)
        for ruleset, result, assessment in _assessments(card):
            if assessment is None:
                if result.outcome is Outcome.UNKNOWN:
                    answers.unasked.add(result.requirement)
                continue
            key = inquiry_key(assessment, ruleset.year)
            inquiry = answers.inquiries.setdefault(key, _inquiry(assessment, ruleset.year))
            inquiry.requirements.add(result.requirement)
            for finding in assessment.findings:
                answers._take(finding, key, result, assessment)
        return answers

    def findings(self) -> Iterator[FindingCard]:
        """Every finding of the card, in each place it stands."""
        for _, _, assessment in _assessments(self.card):
            yield from assessment.findings if assessment else ()

    def _take(self, finding: FindingCard, key: str, result: ResultCard, assessment: AssessmentCard) -> None:
        self.present.add(finding.id)
        counts = assessment.outcome in (*UNMET, Outcome.REVIEW) and result.outcome not in SETTLED
        if not counts or finding.kind in PROOFS:
            return
        lead = not is_problem(finding, assessment, result)
        known = self.stated.setdefault(finding.id, Stated(finding, assessment.check, lead))
        if known.lead and not lead:
            known.finding, known.lead = finding, False
        for names, name in ((known.requirements, result.requirement), (known.inquiries, key)):
            if name not in names:
                names.append(name)


def is_problem(finding: FindingCard, assessment: AssessmentCard, result: ResultCard) -> bool:
    """Whether a finding says that a requirement is not met, be it due or not."""
    return result.outcome in UNMET and assessment.outcome in UNMET and finding.severity is not Severity.INFO


def inquiry_key(assessment: AssessmentCard, year: int | None) -> str:
    """A check and its parameters as one word; those that hang on the ruleset's year differ from year to year."""
    period = _period(assessment)
    hangs = year if period is not None and period.named else None
    return f"{assessment.check} {hangs} {json.dumps(assessment.parameters, ensure_ascii=False, sort_keys=True)}"


def places_of(finding: FindingCard) -> tuple[list[str], list[str]]:
    """Addresses of the pages a finding was seen on, and of what their links lead to."""
    pages = dict.fromkeys(each.url for each in finding.evidence if is_web(each.url))
    targets = dict.fromkeys(each.target for each in finding.evidence if _leads_away(each))
    return list(pages), [target for target in targets if target]


def is_web(url: str | None) -> bool:
    """Whether words are an address a crawl may have opened."""
    return bool(url) and str(url).lower().startswith(("http://", "https://"))


def _leads_away(evidence: EvidenceCard) -> bool:
    return is_web(evidence.target) and evidence.target != evidence.url


def _assessments(card: Scorecard) -> Iterator[tuple[RulesetCard, ResultCard, AssessmentCard | None]]:
    """Every assessment where it stands; None for a requirement without any."""
    for ruleset in card.rulesets:
        for result in ruleset.results:
            if not result.assessments:
                yield ruleset, result, None
            for assessment in result.assessments:
                yield ruleset, result, assessment


def _inquiry(assessment: AssessmentCard, year: int | None) -> Inquiry:
    return Inquiry(
        check=assessment.check,
        outcome=assessment.outcome,
        findings={finding.id: finding for finding in assessment.findings},
        period=_period(assessment),
        year=year,
        sample=frozenset(assessment.sample),
        unlisted=assessment.unlisted,
        takes_a_sample=assessment.parameters.get("sample") is not None and not assessment.sample,
    )


def _period(assessment: AssessmentCard) -> Period | None:
    """The period asked about; a check this version does not know, or knows with other parameters, has none."""
    check = CATALOGUE.get(assessment.check)
    if check is None:
        return None
    try:
        return period_of(check.parameters.model_validate(assessment.parameters))
    except ValidationError:
        return None
