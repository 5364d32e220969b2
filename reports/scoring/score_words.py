"""Scores in words (得分说明): how a score came about, so that a unit can recompute it by hand, and what would turn the grade."""

from collections.abc import Sequence
from math import ceil

from checks.outcomes import Outcome
from reports.scorecard import ResultCard, ScoreCard
from reports.scoring.bands import band, is_enough, missing_points
from reports.wording.words import number
from rulesets.model import Grade, Ruleset

EXAMPLES = 3  # rows named as a way to the next grade


def explanation(ruleset: Ruleset, score: ScoreCard, triggered: Sequence[str]) -> str:
    """How the score came about: vetoes, points, bonus, in the order of the document."""
    parts = [_vetoes(score, triggered), *([] if triggered else [_points(ruleset, score), _bonus(ruleset, score)])]
    return "".join(filter(None, parts)) or "没有能够评判的计分项，不计算得分。"


def _vetoes(score: ScoreCard, triggered: Sequence[str]) -> str:
    if triggered:
        return f"触发单项否决，没有做到：{'；'.join(triggered)}。按规定直接评为不合格，其他项目不再计分。"
    if not score.vetoes:
        return ""
    judged = score.vetoes - score.open_vetoes
    still_open = f"，{score.open_vetoes} 项没有结论" if score.open_vetoes else ""
    return f"单项否决 {score.vetoes} 项：{judged} 项已判定，都没有触发{still_open}。"


def _points(ruleset: Ruleset, score: ScoreCard) -> str:
    if not score.total_points:
        return "分值不适用于这个网站，只看单项否决。" if score.vetoes else ""
    if score.deducted_value is None:
        return f"计分的条款共 {number(score.total_points)} 分，还没有一条能够判定，不计算得分。"
    earned = score.judged_points - score.deducted
    what = "计分的条款" if ruleset.scoring == "ledger" else "扣分部分适用的项目"
    how = f"100 × {number(earned)} ÷ {number(score.judged_points)} = {number(score.deducted_value)} 分。"
    words = (
        f"{what}共 {number(score.total_points)} 分，评判了 {number(score.judged_points)} 分，"
        f"失 {number(score.deducted)} 分，得 {number(earned)} 分，折合百分制 {how}"
    )
    return words if _is_rated(ruleset, score) else f"{words}评判的分值不足 {ruleset.min_judged:.0%}，不评级。"


def _bonus(ruleset: Ruleset, score: ScoreCard) -> str:
    if not score.bonus_worth or score.deducted_value is None:
        return ""
    won = f"加分项满分 {number(score.bonus_worth)} 分，得 {number(score.bonus_won)} 分"
    if score.bonus:
        return f"{won}，计入：{number(score.deducted_value)} + {number(score.bonus)} = {number(score.value or 0)} 分。"
    if not _is_rated(ruleset, score):
        return f"{won}，扣分部分还不能评级，暂不计入。"
    if ruleset.bonus_above is not None and score.deducted_value <= ruleset.bonus_above:
        return f"{won}；扣分部分没有高于 {number(ruleset.bonus_above)} 分，加分不计。"
    return f"{won}。"


def waivers_told(score: ScoreCard, results: Sequence[ResultCard]) -> str:
    """What waivers did to the score: clauses and findings they cover, and the score and grade without them."""
    rows = [result.title for result in results if result.waived]
    findings = {f.id for result in results for a in result.assessments for f in a.findings if f.waiver}
    if not rows and not findings:
        return ""
    named = "、".join(f"“{title}”" for title in rows[:EXAMPLES]) + ("等" if len(rows) > EXAMPLES else "")
    whole = f"{len(rows)} 条要求（{named}）的问题全部豁免，不作不合格计分" if rows else ""
    single = f"豁免的 {len(findings)} 个问题不扣分" if findings else ""
    return f"{'；'.join(filter(None, (single, whole)))}。{_before(score)}"


def _before(score: ScoreCard) -> str:
    value = "不计分" if score.value_before_waivers is None else f"{number(score.value_before_waivers)} 分"
    same = (score.value_before_waivers, score.grade_before_waivers) == (score.value, score.grade)
    return "得分和等级没有因此改变。" if same else f"豁免前：{value}，{score.grade_before_waivers}。"


def outlook(ruleset: Ruleset, score: ScoreCard, results: Sequence[ResultCard]) -> str:
    """What would turn the grade: what to mend for the next one, and what the rows still open can do to it."""
    if score.vetoed:
        return "触发的单项否决全部整改到位后，才按分值评定等级。"
    parts = [_grading(ruleset, score), _next_grade(ruleset, score, results), _open_rows(ruleset, score), _danger(score)]
    return "".join(filter(None, parts))


def _grading(ruleset: Ruleset, score: ScoreCard) -> str:
    """What is missing for any grade."""
    if not score.total_points or _is_rated(ruleset, score):
        return ""
    missing = missing_points(ruleset, score.judged_points, score.total_points) or score.total_points
    return f"再判定 {number(missing)} 分，即可评级。"


def _next_grade(ruleset: Ruleset, score: ScoreCard, results: Sequence[ResultCard]) -> str:
    """How many points lead to the next better grade, and rows that win them."""
    better = [grade for grade in ruleset.grades if score.value is not None and grade.min > score.value]
    if not better or not _is_rated(ruleset, score) or score.value is None:
        return ""
    following = min(better, key=lambda grade: grade.min)
    points = _missing_points(score, following)
    return f"已判定的条款再挽回 {number(points)} 分，等级变为“{following.name}”（{number(following.min)} 分起）{_ways(results, points)}。"


def _missing_points(score: ScoreCard, following: Grade) -> float:
    earned = score.judged_points - score.deducted
    missing = (following.min - score.bonus) * score.judged_points / 100 - earned
    return ceil(round(missing * 100, 4)) / 100  # rounded up: what is promised must suffice


def _ways(results: Sequence[ResultCard], points: float) -> str:
    """The fewest rows that win so many points, where a few do."""
    lost = [(row.worth - (row.points or 0.0), row.title) for row in results if _is_lost(row) and row.worth]
    chosen: list[str] = []
    won = 0.0
    for loss, title in sorted(lost, key=lambda row: -row[0])[:EXAMPLES]:
        chosen.append(f"“{title}”")
        won += loss
        if round(won, 4) >= points:
            return f"，例如整改{'、'.join(chosen)}"
    return ""


def _is_lost(row: ResultCard) -> bool:
    return row.outcome is Outcome.FAIL and not row.bonus and not row.waived


def _open_rows(ruleset: Ruleset, score: ScoreCard) -> str:
    """What the rows without a verdict can make of the grade."""
    rest = round(score.total_points - score.judged_points, 2)
    if rest <= 0 or score.lowest is None or score.highest is None:
        return ""
    worst, best = band(ruleset, score.lowest), band(ruleset, score.highest)
    same = f"，等级都是“{best}”" if worst == best and best else ""
    names = "" if same or not best else f"（{best}）", "" if same or not worst else f"（{worst}）"
    words = f"还有 {number(rest)} 分没有结论：全部合格为 {number(score.highest)} 分{names[0]}，全部不合格为 {number(score.lowest)} 分{names[1]}{same}。"
    return words if not score.bonus_worth else words.replace("还有", "不算加分，还有", 1)


def _danger(score: ScoreCard) -> str:
    if not score.open_vetoes:
        return ""
    return f"{score.open_vetoes} 项单项否决还没有结论，任何一项成立即为不合格。"


def _is_rated(ruleset: Ruleset, score: ScoreCard) -> bool:
    return is_enough(ruleset, score.judged_points, score.total_points)
