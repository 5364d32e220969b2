"""Requirements as the reader sees them (检查要求): verdict, reason, figures, clause, who answers for it, by when, how to mend it."""

from dataclasses import dataclass, replace
from datetime import date

from checks.outcomes import Outcome, Reason
from portal.states import Worded
from reports.page.findings import Anchors, FindingsView, findings_view
from reports.page.people import AttestationView, FollowupView, attestation_view, followup_view, waiver_words
from reports.page.places import AddressView
from reports.scorecard import AssessmentCard, ClauseCard, ResultCard, RulesetCard
from reports.wording.figures import FigureView, figures
from reports.wording.parameters import settings
from reports.wording.plaintext import plain
from reports.wording.words import OUTCOME_MARKS, STRENGTHS, advice, bonus_words, number

EVIDENCE = "evidence.search"
ASKED_LENGTH = 300
UNITS_SHOWN = 3  # in one line
UNIT_LENGTH = 60  # characters of a name


class Compact(Worded):
    """Clauses the card tells in one line each, in folded lists (简列): nothing was decided about them that needs more words."""

    MANUAL = "manual", "需要人工核实的要求"
    EVIDENCE = "evidence", "网站上找佐证线索的要求"
    QUICK = "quick", "快速检查没有看的要求"
    NOT_APPLICABLE = "not_applicable", "不适用于本网站的要求"


@dataclass(frozen=True)
class OutcomeView:
    """A verdict: key for the style, words, and a sign beside the colour."""

    key: str
    words: str
    mark: str


@dataclass(frozen=True)
class AssessmentView:
    """The answer of one check."""

    check: str
    title: str
    outcome: OutcomeView
    reason: str
    advice: str
    figures: tuple[FigureView, ...]
    settings: tuple[FigureView, ...]
    required: str
    effort: str
    findings: FindingsView


@dataclass(frozen=True)
class LeadView:
    """A page that may prove the work (佐证线索)."""

    anchor: str
    title: str
    page: AddressView | None


@dataclass(frozen=True)
class RequirementView:
    """One clause and its verdict. `tags` are short notes such as 依据待核; `number` (序号) is its place in the document."""

    number: int
    compact: Compact | None
    anchor: str
    title: str
    outcome: OutcomeView
    points: str
    tags: tuple[str, ...]
    reason: str
    advice: str
    clause: str
    clause_place: str
    lead: str
    cooperating: str
    due: str
    note: str
    proof: str
    asked: str
    attestation: AttestationView | None
    followup: FollowupView | None
    unit_names: tuple[str, ...]
    before: str  # its verdict in the previous run, when that was another
    assessments: tuple[AssessmentView, ...]

    @property
    def units(self) -> str:
        """All units in one line."""
        return "；".join(part for part in (self.lead, f"配合：{self.cooperating}" if self.cooperating else "") if part)

    @property
    def short_units(self) -> str:
        """The first units, and how many there are; the ledger names them all."""
        names = self.lead.split("、") if self.lead else []
        return self.lead if len(names) <= UNITS_SHOWN else f"{'、'.join(names[:UNITS_SHOWN])}等 {len(names)} 个单位"

    @property
    def is_assigned(self) -> bool:
        """Whether the document names units or a deadline for it."""
        return bool(self.units or self.due)

    @property
    def findings_count(self) -> int:
        """Findings of all its checks."""
        return sum(assessment.findings.count for assessment in self.assessments)

    @property
    def told_in_full(self) -> bool:
        """Whether it has a block of its own among the requirements; the others are rows of a table."""
        return self.outcome.key == Outcome.FAIL or (self.findings_count > 0 and self.outcome.key != Outcome.REVIEW)

    @property
    def leads(self) -> tuple[LeadView, ...]:
        """Pages its checks found, by title."""
        return tuple(
            LeadView(finding.anchor, finding.message, finding.places[0].page if finding.places else None)
            if not (finding.places and finding.places[0].title)
            else LeadView(finding.anchor, finding.places[0].title, finding.places[0].page)
            for assessment in self.assessments
            for finding in (*assessment.findings.shown, *assessment.findings.folded, *assessment.findings.repeated)
        )

    @property
    def answers(self) -> tuple[AssessmentView, ...]:
        """Of a clause that cannot be decided as a whole, the parts that were."""
        unknown = Outcome.UNKNOWN.value
        return tuple(answer for answer in self.assessments if answer.outcome.key not in (unknown, Outcome.REVIEW.value))


def requirement_view(
    card: ResultCard, ruleset: RulesetCard, as_of: date, anchors: Anchors, number_: int = 0, before: str = ""
) -> RequirementView:
    """One requirement; `number_` is its place in the document, from 1; `before` is its verdict in the previous run when it was another."""
    return RequirementView(
        number=number_,
        compact=compact(card),
        anchor=anchors.take(f"r-{card.requirement}"),
        title=plain(card.title),
        outcome=_verdict(card),
        points=_points(card),
        tags=tuple(_tags(card)),
        reason=plain(card.reason),
        advice=advice(card.reason_code) if card.outcome is Outcome.UNKNOWN else "",
        clause=clause_words(card.clause, ruleset),
        clause_place=clause_place(card.clause, ruleset),
        lead=_names(card.units.lead),
        cooperating=_names(card.units.cooperating),
        due=_due(card.due, as_of),
        note=plain(card.note),
        proof=plain(card.proof),
        asked=plain(asked_for(card), ASKED_LENGTH),
        attestation=attestation_view(card.attestation),
        followup=followup_view(card.followup),
        unit_names=tuple(plain(name, UNIT_LENGTH) for name in (*card.units.lead, *card.units.cooperating)),
        before=before,
        assessments=tuple(_assessment(assessment, anchors) for assessment in card.assessments),
    )


def asked_for(card: ResultCard) -> str:
    """What to ask a unit for: as the clause says, else what its searches for evidence did not find."""
    missing = (a.parameters.get("proof", "") for a in card.assessments if a.check == EVIDENCE and not a.findings)
    return card.proof or "；".join(str(words).strip("。") for words in missing if words)


def compact(card: ResultCard) -> Compact | None:
    """In which folded list a clause stands, None for those that need more than a line."""
    checks = {assessment.check for assessment in card.assessments}
    found = any(assessment.findings for assessment in card.assessments)
    if checks == {EVIDENCE} and card.outcome is Outcome.REVIEW:
        return Compact.EVIDENCE
    if found:
        return None
    if (
        card.outcome is Outcome.UNKNOWN
        and card.reason_code == Reason.QUICK
        and not any(a.measured for a in card.assessments)
    ):
        return Compact.QUICK
    if card.outcome is Outcome.REVIEW and not checks:
        return Compact.MANUAL
    return Compact.NOT_APPLICABLE if card.outcome is Outcome.NOT_APPLICABLE and card.points is None else None


def _verdict(card: ResultCard) -> OutcomeView:
    view = outcome_view(card.outcome)
    return replace(view, words=bonus_words(card.outcome, card.points)) if card.bonus else view


def outcome_view(outcome: Outcome) -> OutcomeView:
    """A verdict in words and sign."""
    return OutcomeView(outcome.value, outcome.words, OUTCOME_MARKS[outcome])


def clause_words(clause: ClauseCard, ruleset: RulesetCard) -> str:
    """The document, its number (文号), and where in it the clause stands."""
    numbered = ruleset.number and ruleset.number not in clause.document
    number_words = f"（{ruleset.number}）" if numbered else ""
    return f"《{plain(clause.document)}》{plain(number_words)} {clause_place(clause, ruleset)}".rstrip()


def clause_place(clause: ClauseCard, ruleset: RulesetCard) -> str:
    """Where in its document a clause stands: section, item, row. A number that is the document's own says nothing about the place."""
    item = "" if clause.number in (None, ruleset.number) else str(clause.number)
    parts = [clause.section, f"第 {item} 项" if item.isdecimal() else item, f"第 {clause.row} 行" if clause.row else ""]
    return plain(" · ".join(part for part in parts if part))


def lost_points(card: ResultCard) -> float:
    """Points that mending the requirement would win; 0 when it earns none or passed."""
    if card.outcome is not Outcome.FAIL or card.worth is None:
        return 0.0
    return max(card.worth - (card.points or 0.0), 0.0)


def _assessment(card: AssessmentCard, anchors: Anchors) -> AssessmentView:
    unknown = card.outcome is Outcome.UNKNOWN
    return AssessmentView(
        check=plain(card.check, 80),
        title=plain(card.title),
        outcome=outcome_view(card.outcome),
        reason=plain(card.reason),
        advice=advice(card.reason_code) if unknown else "",
        figures=figures(card.measured, card.parameters),
        settings=settings(card.check, card.measured, card.parameters),
        required=plain(card.required),
        effort=plain(card.effort),
        findings=findings_view(card.findings, anchors),
    )


def _points(card: ResultCard) -> str:
    if card.worth is None:
        return ""
    if card.points is None:
        return f"{number(card.worth)} 分，未计"
    return f"{number(card.points)} / {number(card.worth)} 分"


def _tags(card: ResultCard) -> list[str]:
    tags = [
        ("单项否决项" if card.veto else ""),
        ("加分项" if card.bonus else ""),
        (STRENGTHS.get(card.strength, "")),
        ("数字待核：所引数字未见正式文本，只提示不判不合格" if card.confirm else ""),
        (waiver_words(card.waiver) or "已豁免" if card.waived else ""),
    ]
    return [tag for tag in tags if tag]


def _names(names: list[str]) -> str:
    return "、".join(plain(name, UNIT_LENGTH) for name in names)


def _due(due: date | None, as_of: date) -> str:
    if due is None:
        return ""
    return f"{due.isoformat()}（{'已过' if due <= as_of else '未到'}）"
