"""Reads the journal (查询操作日志)."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crawler.off_peak import ZONE
from reports.exports.findings_csv import harmless
from service.accounts.actor import Actor, Right
from service.database.tables import JournalEntry
from service.journal_words import act_words, detail_words

HEADINGS = ("时间", "操作人", "地址", "操作", "对象", "详情")
AT_A_TIME = 500
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
GROUPS = {
    "login": "登录",
    "password": "口令",
    "token": "令牌",
    "user": "用户",
    "office": "本单位",
    "site": "网站",
    "ruleset": "规则集",
    "schedule": "计划",
    "run": "检查批次",
    "audit": "单站检查",
    "followup": "整改",
    "waiver": "豁免",
    "attestation": "核实结论",
    "mail": "邮件",
    "retention": "到期清理",
    "refused": "被拒绝的操作",
}


class JournalFilter(BaseModel):
    """What is looked for: `who` a login, `action` the beginning of an act's name, days in China, both included."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    who: Annotated[str, Field(max_length=100)] = ""
    action: Annotated[str, Field(max_length=60)] = ""
    search: Annotated[str, Field(max_length=100)] = ""
    since: Day | None = None
    until: Day | None = None


def entries(actor: Actor, wanted: JournalFilter) -> Select[JournalEntry]:
    """Newest first. Raises RefusalError (403)."""
    actor.require(Right.READ_JOURNAL)
    found = select(JournalEntry).order_by(JournalEntry.id.desc())
    if wanted.who:
        found = found.where(func.lower(JournalEntry.who) == wanted.who.lower())
    if wanted.action:
        found = found.where(JournalEntry.action.startswith(wanted.action, autoescape=True))
    if wanted.search:
        found = found.where(JournalEntry.what.icontains(wanted.search, autoescape=True))
    if wanted.since:
        found = found.where(JournalEntry.at >= _midnight(wanted.since))
    if wanted.until:
        found = found.where(JournalEntry.at < _midnight(wanted.until + timedelta(days=1)))
    return found


def csv_lines(session: Session, found: Select[JournalEntry]) -> Iterator[str]:
    """The entries as CSV for Excel and WPS, a line each; what was typed runs as no formula."""
    yield "\ufeff" + _line(HEADINGS)
    for entry in session.scalars(found.execution_options(yield_per=AT_A_TIME)):
        at = entry.at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")
        yield _line((at, entry.who, entry.address, act_words(entry.action), entry.what, detail_words(entry.detail)))


def _line(cells: tuple[str, ...]) -> str:
    file = StringIO()
    csv.writer(file).writerow([harmless(cell) for cell in cells])
    return file.getvalue()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)
