"""What the form of a schedule sends (计划表单)."""

from pydantic import BaseModel, ConfigDict

from service.database.tables import Purpose
from service.refusals import RefusalError
from service.schedules.plans import ScheduleFields
from service.schedules.times import Rhythm, Times
from service.sites.texts import words_of


class Sent(BaseModel):
    """Fields as they come, all texts: what does not fit is told in words, beside what was filled in."""

    model_config = ConfigDict(extra="ignore")

    name: str = ""
    purpose: str = ""
    rhythm: str = ""
    minute: str = ""
    hour: str = ""
    day: str = ""
    weekday: str = ""
    cron: str = ""
    tags: str = ""
    rulesets: list[str] = []
    enabled: str = ""

    @property
    def fields(self) -> ScheduleFields:
        """As acts take it; raises RefusalError (422)."""
        if self.purpose not in set(Purpose):
            raise RefusalError.unusable("请选择用途")
        if self.rhythm not in set(Rhythm):
            raise RefusalError.unusable("请选择多久一次")
        return self._with_cron(self._times(strict=True).to_cron())

    @property
    def loose(self) -> ScheduleFields:
        """What is shown again where something cannot be used."""
        return self._with_cron(self.cron)

    @property
    def times(self) -> Times:
        """The same for the times."""
        return self._times(strict=False)

    def _with_cron(self, cron: str) -> ScheduleFields:
        purpose = Purpose(self.purpose) if self.purpose in set(Purpose) else Purpose.AUDIT
        rulesets = [each for each in self.rulesets if each]
        return ScheduleFields(self.name, purpose, cron, words_of(self.tags), rulesets, bool(self.enabled))

    def _times(self, *, strict: bool) -> Times:
        usual = Times(Rhythm.MONTHLY)
        numbers = {
            name: self._number(name, getattr(usual, name), strict=strict)
            for name in ("minute", "hour", "day", "weekday")
        }
        rhythm = Rhythm(self.rhythm) if self.rhythm in set(Rhythm) else Rhythm.MONTHLY
        return Times(rhythm, **numbers, cron=self.cron[:200])

    def _number(self, name: str, usual: int, *, strict: bool) -> int:
        written = getattr(self, name).strip()
        if written.isascii() and written.isdigit() and len(written) <= 2:
            return int(written)
        if written and strict:
            raise RefusalError.unusable("时间应是数字，例如 22 时 0 分")
        return usual
