"""Which of the portal's documents a check looks at (范围内的文件), by class, issuer, title and period; what is not sure stays aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from checks.assessment import Context
from checks.own_place import GOVERNMENT_ISSUERS, own_region
from checks.periods import Period
from checks.scopes import DocumentClass, DocumentScope
from portal.facts import Document
from portal.storage.snapshot import Snapshot

NORMATIVE_COLUMN = re.compile(r"规范性文件")
# What binds nobody outside: honours, appointments, censure of a unit; rules on honours do.
NEVER_NORMATIVE = re.compile(
    r"^(?!.*(?:办法|规定|细则|规则|制度)).*(?:表彰|表扬|嘉奖|记[一二三集个大特]{1,4}[人等体]?[一二三]?等?功|授予.{2,20}称号|任免|任职|免职|的通报$)"
)
RULES_TITLE = re.compile(
    r"(?:规定|办法|规则|细则)(?:（[^）]*）)?$"
)  # what 规章 are called; the word alone proves nothing
RULES_NUMBER = re.compile(r"令\s*第|令〔|令（")  # 政府令、部令
REGULATION = re.compile(r"国务院令")
ENTERPRISE_TITLE = re.compile(r"企业|惠企|涉企|营商环境|市场主体|小微|民营|个体工商户|招商|产业扶持|奖补")
PLAN_TITLE = re.compile(r"规划|计划")
PLACE = re.compile(r"[\u4e00-\u9fa5]{2,9}?(?:自治区|自治州|自治县|省|市|县|区|旗|州|盟|镇|乡|街道)")
NO_PLACE = re.compile(r"城乡|城市|社区|园区|辖区|和|与")  # parts of the names of departments
SUPERIOR = re.compile(
    r"国务院|国家|中央|全国|中华人民共和国|省(?!级)|(?:财政|教育|商务|公安|民政|司法|交通运输|住房和城乡建设|人力资源和?社会保障)部"
)
SUPERIOR_NUMBER = re.compile(r"(?:中华人民共和国)?国务院令|国[发办函令]|国办")
SUPERIOR_TITLE = re.compile(r"国务院|中华人民共和国|中共中央")
PUBLIC_TITLE = re.compile(
    r"群众|居民|企业|补贴|补助|收费|征收|救助|资助|奖励|管理办法|实施办法|实施细则|保障|住房|就业|教育|医疗"
)


@dataclass
class Documents:
    """Documents sorted by whether a clause speaks of them: `asked`, and `undecided` ones with the reason in Chinese."""

    days: tuple[date, date] | None
    asked: list[Document] = field(default_factory=list)
    undecided: list[tuple[Document, str]] = field(default_factory=list)


def documents_of(
    snapshot: Snapshot,
    scope: DocumentScope,
    period: Period | None,
    context: Context,
    since: date | None = None,
    *,
    by_publication: bool = False,
) -> Documents:
    """The site's own documents of a scope, in the order of their pages.

    A document of another place (a superior's, a township's reposted) is out; administrative regulations (行政法规) are the superior's own.
    Days: published or written within the period; where only one of the two falls into it, and where no day is known but a period is asked,
    the document is undecided. `since` moves the first day. `by_publication`: the day of publication alone counts where it is known.
    """
    days = _days(period, context, since)
    found = Documents(days)
    own = snapshot.once(own_region)
    for document in snapshot.documents():
        doubt = _first_doubt(_doubts(document, scope, days, own, snapshot, by_publication))
        if doubt:
            found.undecided.append((document, doubt))
        elif doubt is not None:
            found.asked.append(document)
    return found


def _first_doubt(doubts: Iterator[str | None]) -> str | None:
    """None where one condition fails, which ends the search; else the first doubt, empty without any."""
    first = ""
    for doubt in doubts:
        if doubt is None:
            return None
        first = first or doubt
    return first


def _days(period: Period | None, context: Context, since: date | None) -> tuple[date, date] | None:
    first, last = period.days(context.as_of, context.year) if period else (date.min, context.as_of)
    return (max(first, since or first), last) if period or since else None


def _doubts(
    document: Document,
    scope: DocumentScope,
    days: tuple[date, date] | None,
    own: str,
    snapshot: Snapshot,
    by_publication: bool,
) -> Iterator[str | None]:
    """For every condition: empty where it holds, the doubt where it may, None where it does not."""
    yield _by_day(document, days, by_publication)
    yield "" if scope.kind is DocumentClass.REGULATIONS else _by_place(document, own)
    yield doubt_of_scope(snapshot, document, scope)
    yield "是不是重要政策文件要由人判断" if scope.important else ""
    yield "" if not scope.affects_public or PUBLIC_TITLE.search(document.title) else "是否涉及公众和企业要由人判断"


def doubt_of_scope(snapshot: Snapshot, document: Document, scope: DocumentScope) -> str | None:
    """Why it is not sure that a scope's titles, issuers and class take a document in; empty when they do, None when they do not."""
    answers = (
        _by_title(document, scope),
        _by_issuer(document, scope),
        _by_class(document, scope.kind, snapshot),
    )
    return None if None in answers else next((answer for answer in answers if answer), "")


def _by_title(document: Document, scope: DocumentScope) -> str | None:
    if any(word in document.title for word in scope.except_titles):
        return None
    return "" if not scope.any_of or any(word in document.title for word in scope.any_of) else None


def _by_day(document: Document, days: tuple[date, date] | None, by_publication: bool) -> str | None:
    if days is None:
        return ""
    known = [day for day in (document.published_on, document.written_on) if day]
    if by_publication and document.published_on:
        known = [document.published_on]
    if not known:
        return "页面上读不到日期"
    within = [days[0] <= day <= days[1] for day in known]
    if all(within):
        return ""
    return "成文日期和发布日期只有一个在检查期内" if any(within) else None


def _by_place(document: Document, own: str) -> str | None:
    """A body of this place, one that names no place, or none at all; a body of another place is out."""
    if not document.issuer:
        return None if SUPERIOR_NUMBER.match(document.number) or SUPERIOR_TITLE.match(document.title) else ""
    return _by_body(document.issuer, own)


@lru_cache(maxsize=1024)
def _by_body(issuer: str, own: str) -> str | None:
    if not own or own in issuer:
        return ""
    if SUPERIOR.match(issuer):
        return None
    place = PLACE.match(issuer)
    return "" if place is None or NO_PLACE.search(place[0]) or own.endswith(place[0]) else None


def _by_issuer(document: Document, scope: DocumentScope) -> str | None:
    if not scope.issuers:
        return ""
    if not document.issuer:
        return "页面上读不到发文机关"
    return "" if document.issuer.endswith(scope.issuers) or document.issuer in scope.issuers else None


def _by_class(document: Document, kind: DocumentClass, snapshot: Snapshot) -> str | None:
    match kind:
        case DocumentClass.ALL:
            return ""
        case DocumentClass.NORMATIVE:
            return _normative(document, snapshot)
        case DocumentClass.GOVERNMENT | DocumentClass.DEPARTMENT:
            return _of_government(document, wanted=kind is DocumentClass.GOVERNMENT)
        case DocumentClass.REGULATIONS:
            return "" if REGULATION.search(document.number) else None
        case DocumentClass.RULES:
            return _rules(document)
        case DocumentClass.ENTERPRISE:
            return "" if ENTERPRISE_TITLE.search(document.title) else None
        case DocumentClass.PLANS:
            return "" if PLAN_TITLE.search(document.title) else None


def _normative(document: Document, snapshot: Snapshot) -> str | None:
    """A page that says so, or a column for such documents; a page that says nothing may be one, an honour or appointment is none."""
    if document.normative is not None:
        return "" if document.normative else None
    page = snapshot.page_by_id(document.page_id)
    if page and any(NORMATIVE_COLUMN.search(name) for name in page.breadcrumb):
        return ""
    return None if NEVER_NORMATIVE.search(document.title) else "页面没有写明是不是行政规范性文件"


def _of_government(document: Document, *, wanted: bool) -> str | None:
    if not document.issuer:
        return "页面上读不到发文机关"
    return "" if document.issuer.endswith(GOVERNMENT_ISSUERS) == wanted else None


def _rules(document: Document) -> str | None:
    if RULES_NUMBER.search(document.number) and not REGULATION.search(document.number):
        return ""
    return "名称像规章，但没有读到政府令编号" if RULES_TITLE.search(document.title) and not document.number else None
