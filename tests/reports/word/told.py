"""Cards for documents (公文所用的检查结果): what earlier runs and people said about the sample county's portal."""

from datetime import date, datetime

from checks.outcomes import Outcome
from reports.earlier_cards import Change, ComparisonCard, FindingChangeCard, RulesetBefore
from reports.people_cards import AttestationCard, FollowupCard
from reports.scorecard import ResultCard, Scorecard
from tests.reports import cards
from tests.reports.parts import SEEN, result, ruleset, scorecard

BEFORE = date(2026, 2, 1)
FIRST = date(2025, 12, 1)


def dead_links(card: Scorecard) -> ResultCard:
    """The requirement about links under the first document."""
    return next(one for one in card.rulesets[0].results if one.requirement == "national-2019/usable")


def compared(dead: int = 3) -> Scorecard:
    """A card beside its previous run: of the dead links the first is new, the second open, the third returned."""
    card = cards.full(dead)
    states = (Change.NEW, Change.OPEN, Change.RETURNED)
    since = (card.as_of, FIRST, card.as_of)
    for each in card.rulesets:
        for one in (
            f for r in each.results if r.title == "网站上的链接都能打开" for a in r.assessments for f in a.findings
        ):
            place = (int(one.id, 16) - 1) % len(states)
            one.change = FindingChangeCard(state=states[place], since=since[place])
    card.comparison = ComparisonCard(
        run="20260201-0200",
        as_of=BEFORE,
        tool="0.1.0",
        notes=["上次按另一版本的规则评判，得分不作比较"],
        rulesets=[RulesetBefore(id="county-2026", version="3f9a2c1b", value=70.4, grade="合格")],
        counts={Change.NEW: 1, Change.OPEN: 1, Change.RETURNED: 1, Change.MENDED: 4, Change.UNCHECKED: 2},
    )
    return card


def attested() -> ResultCard:
    """A requirement that a person found unmet."""
    said = AttestationCard(
        verdict=Outcome.FAIL,
        machine=Outcome.REVIEW,
        by="王敏",
        on=date(2026, 2, 20),
        what="培训没有举办，只有通知",
        link="培训台账.xlsx",
    )
    return result("county-2026/row-9", "举办政务公开培训", Outcome.FAIL, "网站上看不出。").model_copy(
        update={"attestation": said}
    )


def false_alarm() -> ResultCard:
    """A failed requirement that the office called a false alarm."""
    step = FollowupCard(
        state="false_alarm", text="页面正常", by="督查科", at=datetime(2026, 3, 2, 9, 0, tzinfo=SEEN.tzinfo)
    )
    return result("county-2026/row-8", "公报能够打开", Outcome.FAIL, "打不开。").model_copy(update={"followup": step})


def region(number: int, **outcomes: Outcome) -> Scorecard:
    """One of several portals, named by its number: outcomes by requirement, 100 points less 20 for each that failed."""
    failed = sum(outcome is Outcome.FAIL for outcome in outcomes.values())
    rows = [
        result(
            f"town-2026/{name}", f"要求{name}", outcome, f"{number}号网站的{name}情况。", theme="平台建设", worth=20.0
        )
        for name, outcome in outcomes.items()
    ]
    points = ruleset(
        "town-2026", "镇街政务公开任务", rows, value=100.0 - 20 * failed, grade="不合格" if failed > 2 else "合格"
    )
    host = f"www.town{number}.gov.cn"
    return scorecard([points], name=f"第{number}镇", url=f"http://{host}/", host=host)
