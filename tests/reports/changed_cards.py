"""Scorecards of a site that was checked before and about which people have spoken (有往次检查的结果单样本)."""

from datetime import UTC, date, datetime

from checks.outcomes import Outcome
from reports.earlier_cards import (
    Change,
    ComparisonCard,
    EarlierFinding,
    FindingChangeCard,
    RequirementBefore,
    RulesetBefore,
    TrendPoint,
    TrendScore,
)
from reports.people_cards import AttestationCard, FollowupCard, UnusedEntryCard
from reports.scorecard import FindingCard, Scorecard
from tests.reports import cards
from tests.reports.parts import AS_OF, HOME

BEFORE = date(2026, 2, 1)
STATES = (Change.NEW, Change.OPEN, Change.RETURNED, Change.OPEN)


def changed(words: str = "上次在页脚") -> Scorecard:
    """The full card with a previous run: findings in every state, a verdict that turned, what people said. `words` stand where strangers write."""
    card = cards.full()
    for place, finding in enumerate(findings(card)):
        finding.change = FindingChangeCard(state=STATES[int(finding.id[-1], 16) % 4], since=BEFORE)
        if place == 0:
            finding.change = FindingChangeCard(state=Change.FIRST_LOOK, since=card.as_of)
    card.comparison = comparison(words)
    card.trend = [
        point(date(2025, 12, 1), 61.5, "1111aaaa"),
        point(date(2026, 1, 4), 64, "3f9a2c1b"),
        point(BEFORE, 70, "3f9a2c1b"),
    ]
    national, county = card.rulesets
    national.results[4].followup = FollowupCard(
        state="replied", text=words, by="李敏", at=datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
    )
    trained = county.results[3]
    trained.outcome = Outcome.PASS
    trained.attestation = AttestationCard(
        verdict=Outcome.PASS,
        machine=Outcome.REVIEW,
        by="督查科 王芳",
        on=date(2026, 3, 3),
        what=f"看了培训通知和签到表；{words}",
        link=HOME + "px/2026.pdf",
    )
    card.unused = [UnusedEntryCard(kind="waiver", place="豁免.csv 第 4 行", text=words, why="已于 2026-02-01 到期")]
    return card


def findings(card: Scorecard) -> list[FindingCard]:
    """All findings of a card, repeated ones too."""
    return [
        finding
        for ruleset in card.rulesets
        for result in ruleset.results
        for answer in result.assessments
        for finding in answer.findings
    ]


def comparison(words: str) -> ComparisonCard:
    """What changed since a run a month before."""
    gone = EarlierFinding(
        id="beefbeefbeefbeef",
        check="site.identity",
        requirements=["national-2019/marks"],
        message=f"页脚没有党政机关网站标识：{words}",
        url=HOME + words,
        since=date(2025, 12, 1),
        last_seen=BEFORE,
        state=Change.MENDED,
        on=AS_OF,
    )
    return ComparisonCard(
        run="20260201-0200",
        as_of=BEFORE,
        tool="0.1.0",
        notes=[f"规则版本有变：{words}"],
        rulesets=[
            RulesetBefore(id="national-2019", version="1111aaaa", value=70, grade="合格", comparable=False),
            RulesetBefore(id="county-2026", version="3f9a2c1b", value=70, grade="中"),
        ],
        requirements=[RequirementBefore(requirement="county-2026/row-2", outcome=Outcome.FAIL)],
        counts={Change.NEW: 3, Change.OPEN: 7, Change.RETURNED: 4, Change.MENDED: 1},
        earlier=[
            gone,
            gone.model_copy(update={"id": "feedfeedfeedfeed", "state": Change.UNCHECKED}),
            gone.model_copy(update={"id": "abbaabbaabbaabba", "state": Change.NOT_ASKED, "carried": True}),
        ],
    )


def point(day: date, value: float, version: str) -> TrendPoint:
    """An earlier run."""
    scores = [
        TrendScore(id=name, version=version, value=value, grade="合格") for name in ("national-2019", "county-2026")
    ]
    return TrendPoint(run=day.strftime("%Y%m%d-0200"), as_of=day, tool="0.1.0", scores=scores, failed=3, findings=20)
