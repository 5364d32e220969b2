"""Parameters that many checks share (共用参数), said once so that they mean the same everywhere.

Each is a type with its words: `period: InPeriod = THIS_YEAR`. A check that means something more special gives its own `Field` as default.
"""

import re
from calendar import isleap
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from checks.periods import Period
from checks.scopes import DocumentScope

LEAP_YEAR = 2000  # has every day a month-day can name


def day_in(year: int, month_day: str) -> date:
    """The day that `MM-DD` means in a year; 29 February is the last of February where there is none. Raises ValueError for no such day."""
    month, day = (int(part) for part in month_day.split("-"))
    if (month, day) == (2, 29) and not isleap(year):
        day = 28
    return date(year, month, day)


def _is_month_day(text: str) -> str:
    if not re.fullmatch(r"\d{2}-\d{2}", text):
        raise ValueError("give a day of the year as MM-DD, such as 01-31")
    day_in(LEAP_YEAR, text)
    return text


MonthDay = Annotated[str, AfterValidator(_is_month_day)]
"""A day that comes back every year, as `MM-DD`."""

InPeriod = Annotated[Period, Field(title="时段", description="when; only what falls into it counts")]
AnyPeriod = Annotated[Period | None, Field(title="时段", description="when; none: at any time")]
Scope = Annotated[DocumentScope, Field(title="文件范围", description="which documents are looked at")]
PerUnit = Annotated[
    bool, Field(title="按责任单位分别判断", description="grouped by responsible unit (责任单位), each judged by itself")
]
MinRate = Annotated[float, Field(title="最低比例", ge=0, le=1, description="share that must meet what is asked")]
FigureRate = Annotated[
    float | None,
    Field(
        title="最低比例",
        ge=0,
        le=1,
        description="share that must meet what is asked; none: measured only, answer review",
    ),
]
MinCount = Annotated[int, Field(title="最少数量", ge=1, le=10_000, description="how many there must be")]
Sample = Annotated[
    int, Field(title="抽查数量", ge=1, le=1000, description="at most this many are looked at, the newest")
]
MaxAge = Annotated[
    int | None,
    Field(title="更新期限（天）", ge=1, le=36_500, description="days its newest content may be old; none: any age"),
]
MaxWorkdays = Annotated[
    int | None,
    Field(
        title="期限（工作日）",
        ge=0,
        le=1000,
        description="working days it may take; none: measured only, answer review",
    ),
]
Place = Annotated[
    tuple[str, ...],
    Field(title="所在栏目", description="names of columns it may stand in; empty: anywhere on the site"),
]
AnyWords = Annotated[
    tuple[str, ...], Field(title="应写明的内容", description="parts that must stand in it; empty: none asked")
]
Pages = Annotated[int, Field(title="抽查页数", ge=1, le=1000, description="pages looked at beside the home page")]
