"""The first screen (总览): grade and why, vetoes, the three things to mend first, counts by outcome."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from checks.outcomes import Outcome
from reports.charts import Segment, segments
from reports.page.requirements import lost_points
from reports.scorecard import ResultCard, RulesetCard, ScoreCard, Scorecard
from reports.scoring.score import NO_GRADE
from reports.wording.plaintext import plain
from reports.wording.words import OUTCOME_MARKS, SHOWN_ORDER, number

MENDED_FIRST = 3
CULPRITS_NAMED = 3
EFFORTS = {"小": 1.0, "中": 3.0, "大": 9.0}  # relative work, only to order what to mend first
UNKNOWN_EFFORT = 3.0
FAILING_GRADE = "不合格"


@dataclass(frozen=True)
class TallyRow:
    """How many requirements had one outcome."""

    key: str
    words: str
    mark: str
    count: int


@dataclass(frozen=True)
class ScoreView:
    """One ruleset's score and why it is so. `headline` is what the eye meets first: the points, or the grade where points would mislead."""

    anchor: str
    title: str
    number: str
    version: str
    value: str
    headline: str
    byline: str
    before_waivers: str
    failing: bool
    why: str
    judged: str
    notes: tuple[str, ...]
    tally: tuple[TallyRow, ...]
    bar: tuple[Segment, ...]


@dataclass(frozen=True)
class VetoView:
    """A veto that was triggered."""

    anchor: str
    ruleset: str
    title: str
    reason: str


@dataclass(frozen=True)
class MendView:
    """Something to mend first: what, what it wins under which ruleset, how much work, how."""

    anchor: str
    title: str
    gains: tuple[str, ...]
    effort: str
    remedy: str
    veto: bool


def tally(results: Iterable[ResultCard]) -> tuple[TallyRow, ...]:
    """Counts by outcome, in the order they are read."""
    counts = Counter(result.outcome for result in results)
    return tuple(TallyRow(o.value, o.words, OUTCOME_MARKS[o], counts[o]) for o in SHOWN_ORDER)


def bar(rows: Iterable[TallyRow]) -> tuple[Segment, ...]:
    """The counts as shares of a whole."""
    return segments((row.key, row.words, row.count) for row in rows)


def score_view(card: Scorecard, ruleset: RulesetCard, anchor: str) -> ScoreView:
    """The score of one ruleset."""
    score = ruleset.score
    before = score.value_before_waivers
    rows = tally(ruleset.results)
    return ScoreView(
        anchor=anchor,
        title=plain(ruleset.title),
        number=plain(ruleset.number),
        version=plain(ruleset.version, 40),
        value=number(score.value) if is_rated(score) and score.value is not None else "",
        headline=_headline(score),
        byline=_byline(score),
        before_waivers="" if before is None or before == score.value else number(before),
        failing=is_failing(score),
        why=_why(card, ruleset),
        judged=_judged(score),
        notes=_notes(ruleset),
        tally=rows,
        bar=bar(rows),
    )


def _notes(ruleset: RulesetCard) -> tuple[str, ...]:
    score = ruleset.score
    unsure = score.open_vetoes and not score.vetoed
    notes = (
        "依据晚于检查日" if ruleset.after_as_of else "",
        f"{score.open_vetoes} 项单项否决还没有结论" if unsure else "",
        f"含加分 {number(score.bonus)} 分" if score.bonus else "",
    )
    return tuple(filter(None, notes))


def is_rated(score: ScoreCard) -> bool:
    """Whether enough was judged for the points to say something about the site."""
    return score.value is not None and score.grade != NO_GRADE


def is_failing(score: ScoreCard) -> bool:
    """Whether the grade says that the site failed."""
    return score.vetoed or score.grade.startswith(FAILING_GRADE)


def _judged(score: ScoreCard) -> str:
    if not score.total_points and not score.vetoes:
        return "0 分"
    if not score.total_points:
        return f"单项否决 {score.vetoes - score.open_vetoes} / {score.vetoes} 项"
    share = f"（{score.judged_points / score.total_points:.0%}）" if score.total_points else ""
    return f"{number(score.judged_points)} / {number(score.total_points)} 分{share}"


def _headline(score: ScoreCard) -> str:
    return number(score.value) if is_rated(score) and score.value is not None else plain(score.grade, 40)


def _byline(score: ScoreCard) -> str:
    if score.value is None:
        return ""
    return plain(score.grade, 40) if is_rated(score) else f"已判部分 {number(score.value)} 分"


def vetoes(card: Scorecard, anchors: dict[str, str]) -> tuple[VetoView, ...]:
    """Vetoes triggered, waived ones left out. `anchors`: requirement -> where it is told."""
    return tuple(
        VetoView(anchors[result.requirement], plain(ruleset.title), plain(result.title), plain(result.reason))
        for ruleset in card.rulesets
        for result in ruleset.results
        if is_veto(result)
    )


def mend_first(card: Scorecard, anchors: dict[str, str]) -> tuple[MendView, ...]:
    """The three groups of failed requirements that win most for the least work.

    Requirements that fail by the same checks are one thing to mend, whichever rulesets name them. Vetoes come first; then the share of the
    judged points it would win, summed over the rulesets, divided by the relative work.
    """
    groups: dict[tuple[str, ...], list[tuple[RulesetCard, ResultCard]]] = {}
    for ruleset in card.rulesets:
        for result in ruleset.results:
            if result.outcome is Outcome.FAIL and not result.waived and (lost_points(result) or result.veto):
                groups.setdefault(_failed_checks(result), []).append((ruleset, result))
    ordered = sorted(groups.values(), key=_worth_mending, reverse=True)
    return tuple(_mend(group, anchors) for group in ordered[:MENDED_FIRST])


def _failed_checks(result: ResultCard) -> tuple[str, ...]:
    return tuple(sorted({a.check for a in result.assessments if a.outcome is Outcome.FAIL}))


def _worth_mending(group: list[tuple[RulesetCard, ResultCard]]) -> tuple[bool, float]:
    share = sum(lost_points(result) / (ruleset.score.judged_points or 1.0) for ruleset, result in group)
    effort = max(_work(_effort(result)) for _, result in group)
    return any(is_veto(result) for _, result in group), share / effort


def _mend(group: list[tuple[RulesetCard, ResultCard]], anchors: dict[str, str]) -> MendView:
    _, result = max(group, key=lambda pair: (is_veto(pair[1]), lost_points(pair[1])))
    gains: dict[str, float] = {}
    for ruleset, one in group:
        gains[ruleset.title] = gains.get(ruleset.title, 0.0) + lost_points(one)
    return MendView(
        anchor=anchors[result.requirement],
        title=plain(result.title),
        gains=tuple(f"{plain(title)} +{number(points)} 分" for title, points in gains.items() if points),
        effort=_effort(result),
        remedy=_remedy(result),
        veto=any(is_veto(one) for _, one in group),
    )


def _effort(result: ResultCard) -> str:
    """Work of its failed checks, the largest of them."""
    efforts = [a.effort for a in result.assessments if a.outcome is Outcome.FAIL and a.effort]
    return max(efforts, key=_work, default="")


def _work(effort: str) -> float:
    return EFFORTS.get(effort[:1], UNKNOWN_EFFORT)


def _remedy(result: ResultCard) -> str:
    failed = (a for a in result.assessments if a.outcome is Outcome.FAIL)
    return next((plain(f.remedy) for a in failed for f in a.findings if f.remedy), "")


def is_veto(result: ResultCard) -> bool:
    """Whether a veto was triggered that nobody waived."""
    return result.veto and result.outcome is Outcome.FAIL and not result.waived


def _why(card: Scorecard, ruleset: RulesetCard) -> str:
    """Why the grade is what it is, in one sentence."""
    if card.site.outcome is not None:
        return "网站整体无法检查，不评分。"
    if card.run.quick:
        return "快速检查，不评分，也不评级。"
    if ruleset.score.vetoed:
        named = "、".join(f"“{plain(r.title)}”" for r in ruleset.results if is_veto(r))
        return f"触发单项否决，没有做到{named}。" if named else "触发单项否决。"  # titles are demands
    if not ruleset.score.total_points and ruleset.score.vetoes:
        return plain(ruleset.score.outlook) or "只看单项否决，都没有触发。"
    if all(result.outcome is Outcome.NOT_APPLICABLE for result in ruleset.results):
        return "没有适用于本网站的条款。"
    if ruleset.score.value is None:
        return "能判定的分值太少，不评分。"
    losses = sorted(((lost_points(r), plain(r.title)) for r in ruleset.results), key=lambda loss: -loss[0])
    culprits = [f"“{title}”（−{number(points)} 分）" for points, title in losses if points][:CULPRITS_NAMED]
    few = "" if is_rated(ruleset.score) else "能判定的分值不足以评级；"
    if not culprits:
        return f"{few}已判定的要求没有失分。"
    return f"{few}共失 {number(sum(points for points, _ in losses))} 分，主要在{'、'.join(culprits)}。"
