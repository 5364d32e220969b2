"""What a round of checks is asked for with (检查任务单)."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from portal.site import Level, SiteKind
from service.results.choosing import SiteChoice, Typed

MOST_SITES = 20_000
MOST_RULESETS = 20
HIGHEST = 10  # priority people can give
FIRST_DAY, LAST_DAY = date(2008, 5, 1), date(2099, 12, 31)


class Target(BaseModel):
    """A site as a program names it: by its address; the rest counts only where the site is not known yet and is added."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[str, Field(min_length=1, max_length=500)]
    name: Annotated[str | None, Field(max_length=200)] = None
    code: Annotated[str | None, Field(max_length=20)] = None
    level: Level | None = None
    kind: SiteKind | None = None
    unit: Annotated[str | None, Field(max_length=200)] = None
    region: Annotated[str | None, Field(max_length=20)] = None
    tags: Annotated[list[str], Field(max_length=30)] = []
    aliases: Annotated[list[str], Field(max_length=50)] = []


class RunWish(BaseModel):
    """Which sites are to be checked, by what, when. Of `sites`, `targets` and `matching` one is given."""

    model_config = ConfigDict(extra="forbid")

    purpose: Literal["audit", "quick", "rejudge"] = "audit"
    sites: Annotated[list[UUID], Field(max_length=MOST_SITES)] = []
    targets: Annotated[list[Target], Field(max_length=MOST_SITES)] = []
    add: bool = False  # targets that are no known sites are added
    matching: SiteChoice | None = None  # all sites of a choice
    rulesets: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=MOST_RULESETS)] = []
    as_of: Annotated[Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)] | None, Typed] = None
    year: Annotated[Annotated[int, Field(ge=2000, le=2100)] | None, Typed] = None
    at_once: bool = False  # does not wait for the off-peak window
    priority: Annotated[int, Field(ge=0, le=HIGHEST)] = 0
    crawl: dict[str, Any] = {}  # of the settings an office may set
