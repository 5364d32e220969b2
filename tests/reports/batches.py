"""Batches of cards (一批检查结果单): places that exist nowhere, of several levels and regions, with a previous run. The same for the same seed."""

from datetime import date
from random import Random

from checks.outcomes import Outcome
from portal.site import Level, SiteKind
from reports.earlier_cards import Change, ComparisonCard, RequirementBefore, RulesetBefore, TrendPoint, TrendScore
from reports.scorecard import ResultCard, RulesetCard, Scorecard
from tests.reports import parts

THEMES = (
    ("单项否决", 4),
    ("政府信息公开栏目", 6),
    ("政策解读", 8),
    ("互动交流", 5),
    ("办事服务", 5),
    ("公众参与", 6),
    ("监督保障", 4),
)
YEARLY_THEMES = (("营商环境", 9), ("民生保障", 12), ("决策公开", 8), ("平台建设", 10), ("公共企事业单位", 6))
SYLLABLES = "青禾云溪临沂白石长宁平原望江清河永安东岭南坪北川西林"
PREVIOUS = date(2026, 2, 1)
VERSION = "3f9a2c1b"


def batch(count: int, seed: int = 1, *, earlier: bool = True) -> list[Scorecard]:
    """Cards of `count` sites: portals of counties and cities, departments; some unreachable, some vetoed, some checked quickly."""
    random = Random(seed)  # noqa: S311 (sample data)
    return [_card(place, random, earlier=earlier and random.random() < 0.9) for place in range(count)]


def _card(place: int, random: Random, *, earlier: bool) -> Scorecard:
    county, kind = divmod(place, 4)
    name = _name(county)
    portal = kind == 0
    level = (Level.CITY if county % 8 == 0 else Level.COUNTY) if portal else Level.DEPARTMENT
    region = f"37{99 - county // 8:02d}{county % 8:02d}"
    skill = random.betavariate(6, 2)
    rulesets = [_ruleset("national-2019", "政府网站检查指标", THEMES, skill, random)]
    if portal or county % 2:
        rulesets.append(_ruleset("yearly-2026", "政务公开年度任务台账", YEARLY_THEMES, skill * 0.9, random))
    host = f"www.{'' if portal else f'ju{kind}.'}site{county:03d}.gov.cn"
    card = parts.scorecard(
        rulesets,
        name=f"{name}人民政府" if portal else f"{name}{'财政教育住建'[2 * kind - 2 : 2 * kind]}局",
        url=f"https://{host}/",
        host=host,
        level=level,
        kind=SiteKind.PORTAL if portal else SiteKind.DEPARTMENT,
        code=f"{region}{place % 10000:04d}",
        region=region,
    )
    if place % 23 == 7:
        return _unreachable(card)
    return _with_previous(card, random) if earlier else card


def _name(county: int) -> str:
    first, second = SYLLABLES[county * 3 % len(SYLLABLES)], SYLLABLES[(county * 7 + 5) % len(SYLLABLES)]
    return f"{first}{second}{'市' if county % 8 == 0 else '县'}"


def _ruleset(
    identity: str, title: str, themes: tuple[tuple[str, int], ...], skill: float, random: Random
) -> RulesetCard:
    results = [
        _result(f"{identity}/{theme}-{number}", f"{theme}第 {number} 项做到", theme, skill, random)
        for theme, count in themes
        for number in range(1, count + 1)
    ]
    judged = [result for result in results if result.outcome in (Outcome.PASS, Outcome.FAIL)]
    value = round(100 * sum(result.outcome is Outcome.PASS for result in judged) / len(judged), 1) if judged else None
    vetoed = any(result.veto and result.outcome is Outcome.FAIL for result in results)
    bands = (("优", 90), ("良", 75), ("合格", 60), ("不合格", 0))
    grade = next(name for name, least in bands if (value or 0) >= least)
    return parts.ruleset(
        identity,
        title,
        results,
        value=None if vetoed else value,
        grade="不合格（单项否决）" if vetoed else grade,
        vetoed=vetoed,
        judged_points=len(judged),
        total_points=len(results),
        lowest=None if value is None else round(value * 0.8, 1),
        highest=None if value is None else round(value * 0.8 + 20, 1),
    )


def _result(requirement: str, title: str, theme: str, skill: float, random: Random) -> ResultCard:
    veto = theme == "单项否决"
    drawn = random.random()
    outcome = Outcome.FAIL if random.random() > (1 - (1 - skill) / 8 if veto else skill) else Outcome.PASS
    if drawn < 0.12:
        outcome = random.choice((Outcome.REVIEW, Outcome.UNKNOWN, Outcome.NOT_DUE, Outcome.NOT_APPLICABLE))
    found = random.randint(1, 9)
    dead = [parts.dead_link(number) for number in range(found)] if outcome is Outcome.FAIL and not veto else []
    answer = parts.assessment("links.site", "链接", outcome, f"{found} 处不合要求。", findings=dead)
    return parts.result(
        requirement, title, outcome, f"{found} 处不合要求。", theme=theme, veto=veto, worth=1, assessments=[answer]
    )


def _unreachable(card: Scorecard) -> Scorecard:
    reason = "首页 3 次请求都没有回应，没有读到任何页面。"
    for ruleset in card.rulesets:
        for result in ruleset.results:
            result.outcome, result.reason, result.assessments = Outcome.UNKNOWN, reason, []
        ruleset.score = ruleset.score.model_copy(update={"value": None, "grade": "不评级", "vetoed": False})
    site = card.site.model_copy(update={"outcome": Outcome.UNKNOWN, "reason": reason})
    return card.model_copy(update={"site": site})


def _with_previous(card: Scorecard, random: Random) -> Scorecard:
    befores = [_before(ruleset, random) for ruleset in card.rulesets]
    changed = [
        RequirementBefore(requirement=result.requirement, outcome=Outcome.FAIL)
        for ruleset in card.rulesets
        for result in ruleset.results
        if result.outcome is Outcome.PASS and random.random() < 0.1
    ]
    counts = {
        Change.NEW: random.randint(0, 9),
        Change.OPEN: random.randint(0, 40),
        Change.MENDED: random.randint(0, 20),
    }
    comparison = ComparisonCard(
        run="20260201-0200", as_of=PREVIOUS, tool="0.1.0", rulesets=befores, requirements=changed, counts=counts
    )
    scores = [TrendScore(id=each.id, version=each.version, value=each.value, grade=each.grade) for each in befores]
    trend = [
        TrendPoint(
            run=f"2026{month:02d}01-0200",
            as_of=date(2025 + (month < 3), month, 1),
            tool="0.1.0",
            scores=[
                score.model_copy(update={"value": None if score.value is None else max(score.value - 2 * age, 0)})
                for score in scores
            ],
            failed=5,
            findings=30,
        )
        for age, month in ((3, 11), (2, 12), (1, 1), (0, 2))
    ]
    return card.model_copy(update={"comparison": comparison, "trend": trend})


def _before(ruleset: RulesetCard, random: Random) -> RulesetBefore:
    value = ruleset.score.value
    earlier = None if value is None else min(max(round(value - random.gauss(2, 4), 1), 0), 100)
    return RulesetBefore(
        id=ruleset.id,
        version=VERSION,
        value=earlier,
        grade=ruleset.score.grade,
        vetoed=ruleset.score.vetoed,
        comparable=random.random() < 0.95,
    )
