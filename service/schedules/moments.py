"""Moments of a schedule (计划时刻): cron in Asia/Shanghai, where no clock is ever turned."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from croniter import CroniterError, croniter  # type: ignore[import-untyped]

from crawler.off_peak import ZONE
from service.refusals import RefusalError

_FIELD = r"[\d*][\d*/,\-]*"
_CRON = re.compile(rf"{_FIELD}( {_FIELD}){{4}}", re.ASCII)
LONGEST = 100  # letters
HOW_TO = "应是五个数字或 *，依次为分、时、日、月、星期，用空格隔开，例如 0 22 1 * * 是每月 1 日 22:00"
LOOKED_AT = 60  # moments, to see how close together they come


def checked_cron(written: str) -> str:
    """A cron line of five fields, blanks folded; raises RefusalError (422) for another or one that never comes."""
    cron = " ".join(written.split())
    if len(cron) > LONGEST or not _CRON.fullmatch(cron):
        raise RefusalError.unusable(f"时间“{cron[:LONGEST]}”不对，{HOW_TO}")
    try:
        next_moment(cron, datetime.now(ZONE))
    except (CroniterError, ValueError, KeyError):
        raise RefusalError.unusable(f"时间“{cron}”不对，或者这样的日子不存在；{HOW_TO}") from None
    return cron


def next_moment(cron: str, after: datetime) -> datetime:
    """The first moment later than `after` (aware)."""
    found: datetime = croniter(cron, after.astimezone(ZONE)).get_next(datetime)
    return found


def last_moment(cron: str, now: datetime) -> datetime:
    """The last moment not later than `now` (aware)."""
    found: datetime = croniter(cron, now.astimezone(ZONE) + timedelta(microseconds=1)).get_prev(datetime)
    return found


def moments(cron: str, after: datetime, count: int) -> Iterator[datetime]:
    """The next moments."""
    for _ in range(count):
        after = next_moment(cron, after)
        yield after


def closest(cron: str, after: datetime) -> timedelta:
    """How close together its moments come."""
    coming = list(moments(cron, after, LOOKED_AT))
    return min(later - earlier for earlier, later in pairwise(coming))
