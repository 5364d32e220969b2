"""Which policy documents a clause asks an interpretation for (解读范围): by issuer, period and title; what is not sure stays undecided."""

import re
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from checks.assessment import Context
from checks.contract import Parameters
from checks.documents.in_scope import doubt_of_scope
from checks.options import InPeriod, Scope
from checks.own_place import GOVERNMENT_ISSUERS, last_unit, own_region
from checks.periods import Period
from checks.scopes import EVERYTHING
from portal.facts import Document
from portal.storage.snapshot import Snapshot

# Documents that need no interpretation: they ask nothing of the public.
EXEMPT_TITLES = (
    "任免",
    "任职",
    "免职",
    "职务",
    "表彰",
    "表扬",
    "通报",
    "领导小组",
    "指挥部",
    "工作专班",
    "分工",
    "会议的通知",
)
# Documents that may concern nobody outside, or may: only a reader can tell.
DOUBTFUL_TITLES = (
    "成立",
    "调整",
    "批复",
    "复函",
    "转发",
    "值班",
    "放假",
    "名单",
    "废止",
    "失效",
    "清理结果",
    "工作考核",
)
VOID = re.compile(r"废止|失效|无效")  # 有效性 of a document that is no longer in force


class CoverageParameters(Parameters):
    """Which policies must be interpreted, and what share of them."""

    issuers: tuple[str, ...] = Field(
        default=GOVERNMENT_ISSUERS,
        title="发文机关",
        description="endings of the issuer's name; where only a `scope` is given, any issuer of the place",
    )
    period: InPeriod = Field(default=Period(months=12), description="when the documents were written and published")
    exempt_titles: tuple[str, ...] = Field(
        default=EXEMPT_TITLES, title="不需解读的文件", description="words in a title that take a document out of scope"
    )
    doubtful_titles: tuple[str, ...] = Field(
        default=DOUBTFUL_TITLES, title="可能不需解读的文件", description="words in a title that leave it undecided"
    )
    min_rate: float = Field(
        default=1.0, ge=0, le=1, title="最低比例", description="share of the policies that must be interpreted"
    )
    sample: int | None = Field(
        default=None, ge=1, title="抽查数量", description="at most this many policies, the newest"
    )
    scope: Scope = EVERYTHING

    @property
    def asked_issuers(self) -> tuple[str, ...]:
        """Endings of the issuers asked for; empty: any issuer of the place."""
        return self.issuers if self.scope == EVERYTHING or "issuers" in self.model_fields_set else ()


@dataclass
class InScope:
    """Policy documents sorted by whether the clause asks for their interpretation."""

    days: tuple[date, date]
    asked: list[Document] = field(default_factory=list)
    undecided: list[tuple[Document, str]] = field(default_factory=list)  # with the reason, in Chinese

    @classmethod
    def of(cls, snapshot: Snapshot, parameters: CoverageParameters, context: Context) -> "InScope":
        """Sort the portal's documents; the newest come first, equal days by number and title, so that a sample is stable."""
        scope = cls(parameters.period.days(context.as_of, context.year))
        own = snapshot.once(own_region)
        for document in snapshot.documents():
            if _is_out(document, parameters, scope.days, own):
                continue
            narrowed = doubt_of_scope(snapshot, document, parameters.scope)
            if narrowed is None:
                continue
            doubt = _doubt(document, parameters, scope.days, own) or narrowed
            if doubt:
                scope.undecided.append((document, doubt))
            else:
                scope.asked.append(document)
        scope.asked.sort(key=lambda document: (document.number, document.title))
        scope.asked.sort(key=day_of, reverse=True)
        if parameters.sample and len(scope.asked) >= parameters.sample:
            scope.asked, scope.undecided = scope.asked[: parameters.sample], []  # the sample is full of sure ones
        return scope


def day_of(document: Document) -> date:
    """Publication day, else the day it was written; the first of days where neither is known."""
    return document.published_on or document.written_on or date.min


def _is_out(document: Document, parameters: CoverageParameters, period: tuple[date, date], own: str) -> bool:
    if any(word in document.title for word in parameters.exempt_titles):
        return True
    days = [day for day in (document.published_on, document.written_on) if day]
    if days and not any(period[0] <= day <= period[1] for day in days):
        return True
    if not document.issuer:
        return False
    is_another = bool(own) and _is_another(document.issuer, own)
    if not parameters.asked_issuers:
        return is_another and own not in document.issuer  # its townships' documents are the place's own
    return not document.issuer.endswith(parameters.asked_issuers) or is_another


def _doubt(document: Document, parameters: CoverageParameters, period: tuple[date, date], own: str) -> str:
    """Why it is not sure that a document is in scope; empty when it is."""
    days = [day for day in (document.published_on, document.written_on) if day]
    if not days or not document.issuer:
        return "页面上读不到发文机关或日期"
    if not all(period[0] <= day <= period[1] for day in days):
        return "成文日期和发布日期只有一个在检查期内"
    if not own and last_unit(document.issuer):
        return "不知道本网站属于哪个地区，发文机关是不是本级政府不能确定"
    if not parameters.asked_issuers and own not in document.issuer:
        return "发文机关是不是本地的不能确定"
    if VOID.search(document.validity):
        return "文件已不再有效"
    word = next((word for word in parameters.doubtful_titles if word in document.title), "")
    return f"标题含“{word}”，不一定涉及公众" if word else ""


def _is_another(issuer: str, own: str) -> bool:
    """Whether an issuer is the government of another place: a superior one whose document is reposted, or a township's."""
    unit = last_unit(issuer)
    return bool(unit) and not (unit.endswith(own) or own.endswith(unit))
