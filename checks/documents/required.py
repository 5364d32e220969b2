"""Required documents and lists (应公开的文件、清单): each exists, in time, and holds what is asked of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page, cite_page_of
from checks.column_search import bare
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import files_by_page
from checks.documents.named import Candidate, Found, find, near_titles, page_of
from checks.documents.told_in_reports import told_in_reports
from checks.judged import UNDECIDED
from checks.named_items import Item
from checks.options import AnyPeriod, MinCount, PerUnit, Place
from checks.outcomes import Outcome, Reason, Severity
from portal.storage.snapshot import Snapshot

LISTS = r"主动公开|公开内容|重点领域|清单|目录|公告|通知"  # columns in which named lists stand
PAPERS = r"文件|政策|规划|计划|法规|专栏|专题"  # and those of papers
IS_PAPER = re.compile(r"(?:方案|意见|办法|规划|纲要|通知|计划|要点|预案|制度|规定|标准|规则|措施|政策|决定|目录|细则)$")
TEXTS_READ = 20  # candidates whose text is searched for the parts asked
CANDIDATES_SHOWN = 3


class RequiredParameters(Parameters):
    """Which documents, when and where they must stand."""

    items: tuple[Item, ...] = Field(
        min_length=1, title="应公开的文件", description="the documents or lists, each by name"
    )
    period: AnyPeriod = None
    per_unit: PerUnit = False
    queryable: bool = Field(default=False, title="可查询", description="the list can be searched, not only read")
    min_count: MinCount = Field(default=1, title="每项最少数量", description="how many of each there must be")
    by: date | None = Field(
        default=None, title="公布期限", description="last day on which it may be published; none: any"
    )
    place: Place = ()


@dataclass(frozen=True)
class _Lack:
    """What is wrong with one item; `kind` is `undecided` where a person has to look."""

    kind: str
    message: str
    element: str
    subject: str = ""
    evidence: tuple[Evidence, ...] = ()


@check(
    "documents.required",
    parameters=RequiredParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有公开规定的文件或清单", Severity.MINOR, may_come=True),
        "too_few": Kind("公开的文件少于规定数量", Severity.MINOR, may_come=True),
        "empty": Kind("栏目里没有内容", Severity.MINOR),
        "part_missing": Kind("没有写明规定的内容", Severity.MINOR),
        "late": Kind("公布晚于期限", Severity.MINOR),
        "stale": Kind("没有及时更新", Severity.MINOR),
        UNDECIDED: Kind("不能确定是否已公开", Severity.INFO),
    },
    texts=Texts(
        title="应有文件清单已公开",
        required="规定的文件、清单都已公开，内容包含要求写明的部分。",
        method="按名称在文件、稿件、附件和栏目中逐项查找，核对发布时间和应写明的内容；名称相近或只在正文中提到的列出请人工核实。",
        basis="年度工作要点；条例 第二十条",
        remedy="公开缺少的文件或清单，补充缺少的内容。",
        effort="中",
    ),
)
def required(snapshot: Snapshot, parameters: RequiredParameters, context: Context) -> Assessment:
    """Named documents and lists: each published, in the period, with the parts asked.

    Inputs: titles of pages, list rows, attachments and columns with dates, and the text of those that bear a name. A title that names a
    year counts for that year. Fails for an item of which nothing on a site read in full bears one of its names in the period and no text
    mentions it, whose column is empty, that lacks a part every text of its name was read for, that is older than its age allows, or that
    was published after `by` only. Review: near names, mere mentions, also in a yearly disclosure report about the period, articles about it, parts that may stand in an unread file, dates that
    are not stated, `queryable` (forms are not read), `per_unit` (which units have to publish it is not known here), lists on other
    platforms, columns that may hold it and were not read. Unknown: no home page was read. Serves yearly documents
    (named lists and plans).
    """
    days = parameters.period.days(context.as_of, context.year) if parameters.period else None
    papers = any(IS_PAPER.search(name) for item in parameters.items for name in (item.name, *item.any_of))
    missed = gap(snapshot, re.compile(f"{LISTS}|{PAPERS}" if papers else LISTS), days[0] if days else None)
    if missed and snapshot.home() is None:
        return unknown(missed.reason, missed.words)
    found = {item.name: find(snapshot, item, days, parameters.place) for item in parameters.items}
    lacks = [
        lack
        for item in parameters.items
        for lack in _lacks(snapshot, item, found[item.name], parameters, context.as_of, days)
    ]
    lacking = {bare(lack.element.partition("：")[0]) for lack in lacks}
    measured = {
        "items": len(parameters.items),
        "items_found": sum(bare(item.name) not in lacking for item in parameters.items),
        "undecided": sum(lack.kind == UNDECIDED for lack in lacks),
    }
    findings = tuple(_finding(lack, missed) for lack in lacks)
    outcome, reason, code = _verdict(lacks, measured, parameters, missed)
    return Assessment(outcome, reason, measured, findings, code)


def _verdict(
    lacks: list[_Lack], measured: dict[str, int], parameters: RequiredParameters, missed: Gap | None
) -> tuple[Outcome, str, Reason | None]:
    sure = list(dict.fromkeys(lack.element for lack in lacks if lack.kind != UNDECIDED))
    words = f"{measured['items']} 项应公开的文件、清单，{measured['items_found']} 项已公开"
    if sure and missed:
        return Outcome.REVIEW, f"{words}；{missed.words}，没有找到的需人工核实。", None
    if sure:
        return Outcome.FAIL, f"{words}；不符合要求：{'、'.join(sure)}。", None
    if lacks:
        return Outcome.REVIEW, f"{words}；有的不能确定，需人工核实。", None
    if parameters.queryable:
        return Outcome.REVIEW, f"{words}；能不能在线查询需人工核实。", None
    if parameters.per_unit:
        return Outcome.REVIEW, f"{words}；是否每个责任单位都已公开需人工核实。", None
    return Outcome.PASS, f"{words}。", None


def _lacks(
    snapshot: Snapshot,
    item: Item,
    found: Found,
    parameters: RequiredParameters,
    as_of: date,
    days: tuple[date, date] | None,
) -> Iterator[_Lack]:
    if found.count < parameters.min_count:
        yield _absent(snapshot, item, found, parameters.min_count, days)
        return
    oldest = as_of - timedelta(days=item.max_age_days) if item.max_age_days else date.min
    dated = [each.on for each in found.there if each.on]
    if dated and max(dated) < oldest:
        message = f"“{item.name}”最近一次更新是 {max(dated)}，超过 {item.max_age_days} 天。"
        yield _lack(snapshot, "stale", message, item.name, found.there)
    yield from _late(snapshot, item, found, parameters.by)
    yield from _parts(snapshot, item, found)


def _late(snapshot: Snapshot, item: Item, found: Found, by: date | None) -> Iterator[_Lack]:
    if by is None or any(each.on and each.on <= by for each in found.there):
        return
    if any(each.on is None for each in found.there) or found.doubtful:
        yield _lack(snapshot, UNDECIDED, f"“{item.name}”是否在 {by} 前公布需人工核实。", item.name, found.there)
        return
    first = min(each.on for each in found.there if each.on)
    yield _lack(snapshot, "late", f"“{item.name}”{first} 才公布，晚于 {by}。", item.name, found.there)


def _absent(snapshot: Snapshot, item: Item, found: Found, min_count: int, days: tuple[date, date] | None) -> _Lack:
    """An item of which there is nothing, or not enough: what comes nearest decides whether that is sure."""
    told = f"“{item.name}”{f'（{item.unit}）' if item.unit else ''}"
    if found.doubtful:
        message = f"{told}不能确定是否已公开：{found.doubtful[0].title}（{found.doubtful[0].doubt}），需人工核实。"
        return _lack(snapshot, UNDECIDED, message, item.name, found.doubtful)
    if found.there:
        message = f"{told}只找到 {found.count} 份，应有 {min_count} 份。"
        return _lack(snapshot, "too_few", message, item.name, found.there)
    near = [Candidate(row.title, row.url, row.page_id, row.on) for row in near_titles(snapshot, item)]
    hint = [each for each in near if each.url not in {old.url for old in found.outside}] or _mentions(
        snapshot, item, found, days
    )
    if hint:
        message = f"没有找到{told}，相近的是“{hint[0].title}”，需人工核实。"
        return _lack(snapshot, UNDECIDED, message, item.name, hint)
    if found.empty:
        message = f"{told}的栏目没有内容。"
        page_id = found.empty[0].column.page_id if found.empty[0].column else 0
        return _Lack("empty", message, item.name, found.empty[0].url, cite_page_of(snapshot, page_id, item.name))
    if found.outside:
        message = f"没有检查期内的{told}，只有“{found.outside[0].title}”。"
        return _lack(snapshot, "missing", message, item.name, found.outside)
    return _Lack("missing", f"没有找到{told}。", item.name, evidence=_cite_home(snapshot))


def _cite_home(snapshot: Snapshot) -> tuple[Evidence, ...]:
    home = snapshot.home()
    return (cite_page(home),) if home else ()


def _mentions(snapshot: Snapshot, item: Item, found: Found, days: tuple[date, date] | None) -> list[Candidate]:
    """Texts and files that mention an item by name without bearing it; where a period is asked, of that time, or yearly reports about it."""
    since, until = days or (None, None)
    names = (item.name, *item.any_of)
    known = {each.url for each in found.outside}
    hits = snapshot.search(["|".join(names)], since=since, until=until)
    told = [Candidate(hit.title, hit.url, hit.page_id, hit.published_on) for hit in hits if hit.url not in known]
    reports = told_in_reports(snapshot, names, days) if days and not told else ()
    return told + [Candidate(page.title, page.url, page.id, page.published_on) for page in reports]


def _parts(snapshot: Snapshot, item: Item, found: Found) -> Iterator[_Lack]:
    """Parts asked for that no text of the item's name holds."""
    if not item.contains:
        return
    texts, complete = _texts(snapshot, found.there[:TEXTS_READ])
    complete = complete and len(found.there) <= TEXTS_READ
    for part in item.contains:
        if not any(bare(part) in text for text in texts):
            element = f"{item.name}：{part}"
            if complete:
                yield _lack(snapshot, "part_missing", f"“{item.name}”没有写明“{part}”。", element, found.there)
            else:
                message = f"“{item.name}”的正文里没有“{part}”，可能在没有读取的附件或页面里，需人工核实。"
                yield _lack(snapshot, UNDECIDED, message, element, found.there)


def _texts(snapshot: Snapshot, candidates: list[Candidate]) -> tuple[list[str], bool]:
    """Texts of candidates, their files included, bare; and whether all of them were read."""
    files = snapshot.once(files_by_page)
    texts, complete = [], True
    for each in candidates:
        if each.is_page:
            texts.append(bare(snapshot.text(each.page_id)))
        addresses = files.get(each.page_id, []) if each.is_page else [each.url] if each.is_file else []
        read = [snapshot.attachment_text(url) for url in addresses]
        texts += map(bare, read)
        complete = complete and all(read) and (each.is_page or each.is_file)
    return texts, complete


def _lack(snapshot: Snapshot, kind: str, message: str, element: str, candidates: list[Candidate]) -> _Lack:
    evidence = [
        piece
        for each in candidates[:CANDIDATES_SHOWN]
        for piece in cite_page_of(snapshot, each.page_id, each.title, target=each.url)
    ]
    return _Lack(kind, message, element, page_of(snapshot, candidates[0]) if candidates else "", tuple(evidence))


def _finding(lack: _Lack, missed: Gap | None) -> Finding:
    severity = Severity.INFO if missed or lack.kind == UNDECIDED else Severity.MINOR
    subject = "" if lack.kind in ("missing", UNDECIDED) else lack.subject
    return Finding(lack.kind, lack.message, severity, subject, lack.element, evidence=lack.evidence)
