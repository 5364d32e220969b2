"""Rows and rulesets to score by hand (计分样本)."""

from datetime import date

from checks.outcomes import Outcome, Severity
from reports.scorecard import AssessmentCard, ClauseCard, EvidenceCard, FindingCard, ResultCard, ScoreCard, UnitsCard
from reports.scoring.score import points_of, score
from rulesets.model import Grade, Requirement, Ruleset

GRADES = (Grade(min=80, name="优秀"), Grade(min=60, name="合格"), Grade(min=0, name="不合格"))


def finding(number: int, kind: str = "dead", element: str = "", pages: int = 1) -> FindingCard:
    evidence = [EvidenceCard(url=f"http://a.gov.cn/{page}", page_title="") for page in range(pages)]
    return FindingCard(
        id=str(number), kind=kind, element=element, message="", severity=Severity.MINOR, remedy="", evidence=evidence
    )


def result(
    outcome: Outcome, findings: list[FindingCard] | None = None, *, check: str = "links.homepage", veto: bool = False
) -> ResultCard:
    assessment = AssessmentCard(
        check=check, title="", parameters={}, outcome=outcome, reason="", findings=findings or []
    )
    return ResultCard(
        requirement="r/a", title="某项", clause=ClauseCard(document="某文件"), units=UnitsCard(), outcome=outcome,
        reason="", veto=veto, assessments=[assessment],
    )  # fmt: skip


def requirement(name: str, **fields: object) -> Requirement:
    return Requirement.model_validate(
        {"id": name, "title": "某项要求", "assess": [{"check": "links.homepage"}], **fields}
    )


def scored(ruleset: Ruleset, results: list[ResultCard]) -> ScoreCard:
    for rule, row in zip(ruleset.requirements, results, strict=True):
        row.bonus = rule.bonus is not None
        row.points, row.worth = points_of(rule, row, scoring=ruleset.scoring)
    return score(ruleset, results)


def ledger(*requirements: Requirement, min_judged: float = 0.5) -> Ruleset:
    return Ruleset(
        id="a", title="某要点", issued=date(2026, 1, 1), grades=GRADES, min_judged=min_judged, requirements=requirements
    )


def national(*requirements: Requirement, **fields: object) -> Ruleset:
    rows = {"id": "a", "title": "某指标", "scoring": "national", "grades": GRADES, "requirements": requirements}
    return Ruleset.model_validate({**rows, **fields})
