"""Bands of grades (等级): which one a score lies in, and whether enough was judged for any."""

from rulesets.model import Ruleset

EXACT = 6  # decimals within which sums of points are exact


def band(ruleset: Ruleset, value: float) -> str:
    """Name of the band a score lies in; empty for a ruleset without bands."""
    return next((grade.name for grade in ruleset.grades if value >= grade.min), "")


def missing_points(ruleset: Ruleset, judged: float, total: float) -> float:
    """Points that must still be judged before a grade is given; 0 when enough are."""
    return max(round(ruleset.min_judged * total - judged, EXACT), 0.0)


def is_enough(ruleset: Ruleset, judged: float, total: float) -> bool:
    """Whether enough of the points was judged for a grade."""
    return judged > 0 and not missing_points(ruleset, judged, total)
