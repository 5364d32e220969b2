"""A ruleset (规则集): one policy document as data. The shape of the YAML files; see docs/rulesets.md."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from portal.site import Level, SiteKind

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def calendar_day(value: Any) -> Any:
    """Refuse what a lenient reading would take for a day: numbers, and texts other than 2020-12-31."""
    if isinstance(value, date) or (isinstance(value, str) and DAY.fullmatch(value)):
        return value
    raise PydanticCustomError("date_parsing", "not a day")


Day = Annotated[date, BeforeValidator(calendar_day)]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
RegionPrefix = Annotated[
    str, Field(pattern=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$")
]  # province, city, county, town, village
UnitName = Annotated[str, Field(min_length=2)]


class Part(BaseModel):
    """Base of every part of a ruleset: unknown names are refused, and so are infinite numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Strength(StrEnum):
    """How strongly a clause asks (约束力): encouraged ones never fail."""

    MUST = "must"
    SHOULD = "should"
    ENCOURAGED = "encouraged"


class Applies(Part):
    """Whom a document or clause addresses; None means everyone. Regions are prefixes of 行政区划代码."""

    regions: Annotated[tuple[RegionPrefix, ...], Field(min_length=1)] | None = None
    levels: Annotated[tuple[Level, ...], Field(min_length=1)] | None = None
    kinds: Annotated[tuple[SiteKind, ...], Field(min_length=1)] | None = None


class Clause(Part):
    """Where in the document a requirement stands."""

    section: str = ""
    number: str | None = None
    row: int | None = Field(default=None, ge=1)
    text: str | None = None  # only in an office's own imported ruleset


class Units(Part):
    """Who answers for it (责任单位)."""

    lead: tuple[UnitName, ...] = ()
    cooperating: tuple[UnitName, ...] = ()


class CheckCall(Part):
    """A check with its parameters."""

    check: str
    with_: dict[str, Any] = Field(default_factory=dict, alias="with")


def assessment_form(value: Any) -> str:
    """Which way of judging a clause is meant, so that only faults of that way are told."""
    return "manual" if isinstance(value, str) else "checks"


Assess = Annotated[
    Annotated[Literal["manual"], Tag("manual")] | Annotated[tuple[CheckCall, ...], Field(min_length=1), Tag("checks")],
    Discriminator(assessment_form),
]


class Deduction(Part):
    """National scoring of one item: `points` it is worth; every finding of a failed check costs `each`, capped at points.

    `costs` names findings that cost something else: key is a kind of finding, or the id of a check for all of that check's findings. `per` tells what
    is counted once: each finding, each distinct element (a footer mark that is missing on ten pages is one), or each distinct target (page).
    """

    points: float = Field(gt=0)
    each: float | None = Field(default=None, gt=0)  # None: a fail costs everything
    costs: dict[str, Annotated[float, Field(ge=0)]] = {}
    per: Literal["finding", "element", "target"] = "finding"


class Bonus(Part):
    """National scoring of one bonus item (加分): met, it adds `points`.

    With `each`, an item that is met in part adds its points less `each` for every finding of a failed check, those a person must still look at
    included: nothing is added on a doubt. Without it, or without findings, a failed item adds nothing.
    """

    points: float = Field(gt=0)
    each: float | None = Field(default=None, gt=0)


class Requirement(Part):
    """One clause, or the part of one that is judged in one way."""

    id: Identifier
    title: str = Field(min_length=2)
    clause: Clause = Clause()
    theme: str = ""
    units: Units = Units()
    due: Day | None = None
    standing: bool = True
    strength: Strength = Strength.MUST
    applies: Applies = Applies()
    weight: float = Field(default=1, gt=0)  # ledger scoring
    veto: bool = False  # national scoring
    deduct: Deduction | None = None  # national scoring
    bonus: Bonus | None = None  # national scoring: a row that can only win points, see docs/scoring.md
    confirm: bool = False  # a figure not read in the official text: can lead to review, never to fail
    note: str = ""
    assess: Assess
    proof: str = ""  # for manual clauses: what to ask for


class Grade(Part):
    """One band of grades: from `min` points on the site is called `name`."""

    min: float = Field(ge=0)
    name: str = Field(min_length=1)


class Ruleset(Part):
    """One policy document."""

    id: Identifier
    title: str = Field(min_length=2)
    number: str = ""
    issuer: str = ""
    issued: Day | None = None
    version: str = ""
    applies: Applies = Applies()
    year: int | None = Field(default=None, ge=2000, le=2100)
    scoring: Literal["national", "ledger"] = "ledger"
    grades: tuple[Grade, ...] = ()
    bonus_above: float | None = Field(default=None, ge=0, le=100)  # bonus counts above this score only; None: always
    min_judged: float = Field(
        default=0.5, ge=0, le=1
    )  # share of the points that must be judged before a grade is given
    requirements: tuple[Requirement, ...] = Field(min_length=1)
