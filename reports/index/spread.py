"""Scores of a run by document (得分分布): mean and median, grades, histogram, and how much was judged for them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from reports.charts import Column, histogram
from reports.index.batch import Batch, Judged, document_title, document_versions
from reports.index.changes import ChangeView, moved, none
from reports.index.comparable import rated_value, score_before
from reports.page.overview import is_failing
from reports.scoring.score import NO_GRADE, QUICK_GRADE
from reports.wording.plaintext import plain
from reports.wording.words import number

DRAWN = 5  # scores that make a distribution


@dataclass(frozen=True)
class GradeView:
    """A grade, how many sites have it, their share in per cent."""

    key: str  # rated, failing, ungraded
    words: str
    count: int
    percent: float


@dataclass(frozen=True)
class SpreadView:
    """The scores under one document. `columns` is empty for fewer than five scores; `bounds` tell how firm they are."""

    title: str
    version: str
    sites: int
    rated: int
    vetoed: int
    mean: str
    middle: str
    range: str
    change: ChangeView
    grades: tuple[GradeView, ...]
    columns: tuple[Column, ...]
    bounds: tuple[str, ...]


def spreads(batch: Batch) -> tuple[SpreadView, ...]:
    """Every document's."""
    return tuple(map(_spread, batch.documents.values()))


def _spread(judged: Sequence[Judged]) -> SpreadView:
    values = [value for _, ruleset in judged if (value := rated_value(ruleset.score)) is not None]
    return SpreadView(
        title=document_title(judged),
        version=document_versions(judged),
        sites=len(judged),
        rated=len(values),
        vetoed=sum(ruleset.score.vetoed for _, ruleset in judged),
        mean=number(round(fmean(values), 1)) if values else "—",
        middle=number(round(median(values), 1)) if values else "—",
        range=f"{number(min(values))}–{number(max(values))}" if len(set(values)) > 1 else "",
        change=_change(judged),
        grades=_grades(judged),
        columns=histogram(values) if len(values) >= DRAWN else (),
        bounds=_bounds(judged),
    )


def _change(judged: Sequence[Judged]) -> ChangeView:
    """Change of the mean over the sites scored by the same rules in both runs."""
    moves = []
    for card, ruleset in judged:
        before, now = score_before(card, ruleset), rated_value(ruleset.score)
        earlier = None if isinstance(before, str) else rated_value(before)
        if earlier is not None and now is not None:
            moves.append(now - earlier)
    if not moves:
        return none("没有可比的网站")
    change = moved(round(fmean(moves), 1))
    return ChangeView(change.key, change.words, f"两次都有得分的 {len(moves)} 个网站平均", change.amount)


def _grades(judged: Sequence[Judged]) -> tuple[GradeView, ...]:
    """Grades, best first: by the scores that have them; failing ones next to last, sites without a grade last."""
    counts = Counter(ruleset.score.grade for _, ruleset in judged)
    failing = {ruleset.score.grade for _, ruleset in judged if is_failing(ruleset.score)}
    best = {grade: max(r.score.value or 0.0 for _, r in judged if r.score.grade == grade) for grade in counts}
    keys = {grade: _grade_key(grade, failing=grade in failing) for grade in counts}
    order = ("rated", "failing", "ungraded")
    ordered = sorted(counts, key=lambda grade: (order.index(keys[grade]), -best[grade]))
    return tuple(
        GradeView(
            keys[grade], plain(grade, 40) or "未给出等级", counts[grade], round(counts[grade] * 100 / len(judged), 2)
        )
        for grade in ordered
    )


def _grade_key(grade: str, *, failing: bool) -> str:
    if failing:
        return "failing"
    return "ungraded" if grade in (NO_GRADE, QUICK_GRADE, "") else "rated"


def _bounds(judged: Sequence[Judged]) -> tuple[str, ...]:
    """How much was judged for the scores, and between what their mean lies whatever comes of the rest."""
    rated = [ruleset.score for _, ruleset in judged if rated_value(ruleset.score) is not None]
    shares = [score.judged_points / score.total_points for score in rated if score.total_points]
    ends = [(score.lowest, score.highest) for score in rated if score.lowest is not None and score.highest is not None]
    words = []
    if shares:
        words.append(
            f"得分只算已判定的条款：各网站已判分值占应判的 {min(shares):.0%}–{max(shares):.0%}，中位 {median(shares):.0%}"
        )
    if ends:
        low, high = fmean(low for low, _ in ends), fmean(high for _, high in ends)
        words.append(
            f"没有结论的条款如果都不合格，平均 {number(round(low, 1))} 分；如果都合格，平均 {number(round(high, 1))} 分（不含加分）"
        )
    return tuple(words)
