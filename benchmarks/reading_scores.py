"""Outcomes summed up: precision and recall for each kind of page and each field, and how far a stated confidence can be relied on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.reading_comparison import Outcome
from benchmarks.reading_values import plain
from benchmarks.tables import Row


@dataclass(slots=True)
class Score:
    """Counts for one kind or field: right ones, ones read that are not so, ones not read (or not so)."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 when nothing was."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read; 1 when nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def kind_scores(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """By kind of page. A page taken for a kind it may be taken for counts as one of that kind."""
    scores: dict[str, Score] = {}
    for one in outcomes:
        if one.field == "kind" and isinstance(one.read, str):
            if one.right:
                scores.setdefault(one.read, Score()).right += 1
            else:
                scores.setdefault(one.kind.value, Score()).missed += 1
                scores.setdefault(one.read, Score()).false += 1
    return dict(sorted(scores.items()))


def field_scores(outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """By field. A wrong value is both: something read that is not so, and something there that was not read."""
    scores: dict[str, Score] = {}
    for one in outcomes:
        if one.field == "kind":
            continue
        score = scores.setdefault(one.field, Score())
        if one.right:
            score.right += 1
        else:
            score.false += one.read is not None
            score.missed += plain(one.expected) is not None
    return dict(sorted(scores.items()))


def rows(scores: dict[str, Score], name: str) -> list[Row]:
    """Table rows."""
    return [
        {
            name: key,
            "there": score.right + score.missed,
            "read": score.right + score.false,
            "right": score.right,
            "precision": round(score.precision, 3),
            "recall": round(score.recall, 3),
        }
        for key, score in scores.items()
    ]


def short_of(scores: dict[str, Score], goal: float) -> list[str]:
    """Kinds or fields that fail the goal in precision or recall."""
    return [key for key, score in scores.items() if min(score.precision, score.recall) < goal]


def calibration(pairs: Iterable[tuple[float, bool]]) -> list[Row]:
    """How often a page's kind is right, by the confidence it was stated with."""
    right: Counter[float] = Counter()
    total: Counter[float] = Counter()
    for confidence, is_right in pairs:
        step = min(int(confidence * 10) / 10, 0.9)
        total[step] += 1
        right[step] += is_right
    return [
        {
            "confidence from": step,
            "pages": total[step],
            "right": right[step],
            "share": round(right[step] / total[step], 3),
        }
        for step in sorted(total)
    ]
