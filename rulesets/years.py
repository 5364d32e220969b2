"""The year of a yearly document (年度): `{year}` in its words, and `--year`, which moves its deadlines and periods to another one."""

from datetime import date, timedelta
from typing import Any

from rulesets.model import Requirement, Ruleset

THIS, LAST = "{year}", "{last_year}"
DEADLINE = (
    "by"  # the one parameter of checks that is a deadline; other days in parameters (since 2016) are facts and stay
)


def in_year(ruleset: Ruleset, year: int | None) -> Ruleset:
    """The ruleset as it reads in a year (None: its own): placeholders filled, deadlines moved by the difference, its title saying so.

    A ruleset without a year of its own is no yearly document and stays as it is. Periods follow `year` by themselves (checks/periods.py).
    """
    if ruleset.year is None:
        return ruleset
    wanted = year or ruleset.year
    moved = tuple(_moved(requirement, wanted - ruleset.year, wanted) for requirement in ruleset.requirements)
    title = ruleset.title if wanted == ruleset.year else f"{ruleset.title}（按 {wanted} 年度执行）"
    return ruleset.model_copy(update={"title": title, "year": wanted, "requirements": moved})


def _moved(requirement: Requirement, years: int, wanted: int) -> Requirement:
    """One requirement, its days so many years later."""
    update: dict[str, Any] = {name: filled(getattr(requirement, name), wanted) for name in ("title", "note", "proof")}
    update["due"] = later(requirement.due, years) if requirement.due else None
    if requirement.assess != "manual":
        update["assess"] = tuple(
            call.model_copy(update={"with_": filled(_deadline_moved(call.with_, years), wanted)})
            for call in requirement.assess
        )
    return requirement.model_copy(update=update)


def _deadline_moved(values: dict[str, Any], years: int) -> dict[str, Any]:
    deadline = values.get(DEADLINE)
    if not years or deadline is None or THIS in str(deadline) or LAST in str(deadline):  # a placeholder moves by itself
        return values
    day = deadline if isinstance(deadline, date) else date.fromisoformat(str(deadline))
    return {**values, DEADLINE: later(day, years)}


def later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return (day - timedelta(days=1)).replace(year=day.year + years)


def filled(value: Any, year: int) -> Any:
    """A value with the placeholders in all its strings filled."""
    if isinstance(value, str):
        return value.replace(THIS, str(year)).replace(LAST, str(year - 1))
    if isinstance(value, dict):
        return {name: filled(part, year) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(filled(part, year) for part in value)
    return value
