"""Cards of one county in several months (同一网站的历次结果单): dead links by number, each on a page of its own."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from checks.outcomes import Outcome, Severity
from reports.comparison.comparing import Previous, compare, previous_of
from reports.comparison.sight import CardSight, Seen
from reports.scorecard import AssessmentCard, FindingCard, Scorecard
from tests.reports.parts import HOME, assessment, evidence, result, ruleset, scorecard

CHECK = "links.site"


class Watched:
    """What a crawl saw, by address; everything else as a whole crawl sees it."""

    def __init__(self, seen: dict[str, Seen] | None = None, *, whole: bool = True, days: dict[str, date] | None = None):
        self.whole = whole
        self._seen = seen or {}
        self._days = days or {}

    def page(self, url: str) -> Seen:
        """As told, else opened."""
        return self._seen.get(url, Seen.THERE if self.whole else Seen.UNSEEN)

    target = page

    def published(self, url: str) -> date | None:
        """As told."""
        return self._days.get(url)


def defect(number: int, *, severity: Severity = Severity.MINOR, **more: Any) -> FindingCard:
    """A defect of one page."""
    url = f"{HOME}zwgk/{number}.html"
    values = {"kind": "dead", "subject": url, "message": f"第 {number} 处", "remedy": "改正。", **more}
    return FindingCard(id=f"{number:016x}", severity=severity, evidence=[evidence(f"zwgk/{number}.html")], **values)


def answer(numbers: Collection[int], outcome: Outcome | None = None, **more: Any) -> AssessmentCard:
    """A check's answer: failed for the defects it names, passed without any."""
    decided = outcome or (Outcome.FAIL if numbers else Outcome.PASS)
    findings = more.pop("findings", [defect(number) for number in sorted(numbers)])
    return assessment(more.pop("check", CHECK), "全站链接", decided, "某某。", findings=findings, **more)


def month(number: int, *answers: AssessmentCard, whole: bool = True, **score: Any) -> Scorecard:
    """The card of one month, with a requirement for each answer."""
    rows = [
        result(f"county-2026/{place}", "某项要求", each.outcome, "某某。", assessments=[each])
        for place, each in enumerate(answers, 1)
    ]
    card = scorecard([ruleset("county-2026", "年度任务", rows, **score)])
    card.as_of = date(2026, number, 1)
    card.run.started = datetime(2026, number, 1, 2, tzinfo=UTC)
    card.run.stopped_by = None if whole else "max_pages"
    return card


def compared(
    now: Scorecard, before: Scorecard, sight: Watched | None = None, before_sight: Watched | None = None
) -> Scorecard:
    """The later card after it was compared with the earlier one."""
    previous = previous_of(f"2026{before.as_of.month:02}01-0200", before)
    if before_sight:
        previous = Previous(previous.run, before, before_sight)
    compare(now, sight or CardSight(now.run), previous)
    return now


def states(card: Scorecard) -> dict[int, str]:
    """State of each finding by its number, those there now and those that are not."""
    now = {
        int(finding.id, 16): finding.change.state.value
        for ruleset in card.rulesets
        for row in ruleset.results
        for each in row.assessments
        for finding in each.findings
        if finding.change
    }
    assert card.comparison
    return now | {int(each.id, 16): each.state.value for each in card.comparison.earlier}
