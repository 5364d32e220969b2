"""Times as a plain form has them (每月、每周、每天、每小时), and their cron; other lines stay as they are written."""

import re
from dataclasses import dataclass
from enum import StrEnum

from service.refusals import RefusalError
from service.schedules.moments import checked_cron

WEEKDAYS = ("日", "一", "二", "三", "四", "五", "六")


class Rhythm(StrEnum):
    """How often."""

    MONTHLY = "monthly"
    WEEKLY = "weekly"
    DAILY = "daily"
    HOURLY = "hourly"
    CRON = "cron"


RHYTHM_WORDS = {
    Rhythm.MONTHLY: "每月",
    Rhythm.WEEKLY: "每周",
    Rhythm.DAILY: "每天",
    Rhythm.HOURLY: "每小时",
    Rhythm.CRON: "自己写（cron）",
}
_FORMS = (
    (Rhythm.HOURLY, re.compile(r"(?P<minute>\d{1,2}) \* \* \* \*")),
    (Rhythm.DAILY, re.compile(r"(?P<minute>\d{1,2}) (?P<hour>\d{1,2}) \* \* \*")),
    (Rhythm.MONTHLY, re.compile(r"(?P<minute>\d{1,2}) (?P<hour>\d{1,2}) (?P<day>\d{1,2}) \* \*")),
    (Rhythm.WEEKLY, re.compile(r"(?P<minute>\d{1,2}) (?P<hour>\d{1,2}) \* \* (?P<weekday>[0-7])")),
)


@dataclass(frozen=True)
class Times:
    """What the form holds; `day` of the month, `weekday` 0 for Sunday. `cron` counts only with Rhythm.CRON."""

    rhythm: Rhythm
    minute: int = 0
    hour: int = 22
    day: int = 1
    weekday: int = 1
    cron: str = ""

    @classmethod
    def of(cls, cron: str) -> "Times":
        """The form of a cron line."""
        for rhythm, form in _FORMS:
            if found := form.fullmatch(cron):
                numbers = {name: int(value) for name, value in found.groupdict().items()}
                numbers |= {"weekday": numbers["weekday"] % 7} if "weekday" in numbers else {}
                return cls(rhythm, cron=cron, **numbers)
        return cls(Rhythm.CRON, cron=cron)

    def to_cron(self) -> str:
        """The cron line; raises RefusalError (422) for numbers no clock or calendar has."""
        within = (
            ("分", self.minute, 0, 59),
            ("时", self.hour, 0, 23),
            ("日", self.day, 1, 31),
            ("星期", self.weekday, 0, 6),
        )
        for what, value, least, most in within:
            if not least <= value <= most:
                raise RefusalError.unusable(f"{what}应在 {least} 到 {most} 之间")
        lines = {
            Rhythm.MONTHLY: f"{self.minute} {self.hour} {self.day} * *",
            Rhythm.WEEKLY: f"{self.minute} {self.hour} * * {self.weekday}",
            Rhythm.DAILY: f"{self.minute} {self.hour} * * *",
            Rhythm.HOURLY: f"{self.minute} * * * *",
            Rhythm.CRON: self.cron,
        }
        return checked_cron(lines[self.rhythm])

    @property
    def words(self) -> str:
        """How a person says it."""
        at = f"{self.hour:02}:{self.minute:02}"
        return {
            Rhythm.MONTHLY: f"每月 {self.day} 日 {at}",
            Rhythm.WEEKLY: f"每周{WEEKDAYS[self.weekday]} {at}",
            Rhythm.DAILY: f"每天 {at}",
            Rhythm.HOURLY: f"每小时第 {self.minute} 分",
            Rhythm.CRON: f"cron {self.cron}",
        }[self.rhythm]
