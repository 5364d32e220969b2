"""The library of documents (规章、规范性文件集中发布平台): one place for all of them, with the functions readers need."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page, cite_page_of
from checks.column_search import bare
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import DOCUMENT_COLUMNS, around, around_documents
from checks.documents.in_scope import documents_of
from checks.documents.judged import Fault, judge_each
from checks.documents.libraries import Library, find_library, likely_library
from checks.documents.standing import Standing, standing_of
from checks.judged import UNDECIDED, Judged
from checks.options import Scope
from checks.outcomes import Outcome, Severity
from checks.scopes import DocumentClass, DocumentScope
from portal.facts import Document
from portal.states import Region, Worded
from portal.storage.snapshot import Snapshot

SEARCHES = re.compile(r"检索|搜索|查询|关键[词字]")
DOWNLOADS = re.compile(r"下载")
CATEGORIES = re.compile(r"分类|主题|类别|类型|按(?:部门|年份|领域|发文)")
PAGES_READ = 3  # list pages whose words tell what the library offers
SAMPLE = 5  # documents that must be read before a lack of files is sure
TAIL = 600  # characters at the end of a document's text where a button stands
PLATFORM_NAMES = ("规章库", "规范性文件库", "政策文件库", "政府文件库", "行政规范性文件", "政策文件")


class LibraryFunction(Worded):
    """What a library of documents must allow (功能), 条例 第二十四条."""

    BROWSE = "browse", "查阅"
    SEARCH = "search", "检索"
    DOWNLOAD = "download", "下载"


class Categories(Worded):
    """Whether the library must be sorted by category (分类)."""

    REQUIRED = "required", "应当分类"
    ENCOURAGED = "encouraged", "鼓励分类"
    NONE = "none", "不要求分类"


class LibraryParameters(Parameters):
    """What the library must allow and hold."""

    functions: tuple[LibraryFunction, ...] = Field(
        default=tuple(LibraryFunction), title="应有功能", description="functions it must have"
    )
    categories: Categories = Field(
        default=Categories.NONE,
        title="分类要求",
        description="whether documents must be sorted; encouraged: never a fail",
    )
    scope: Scope = DocumentScope(kind=DocumentClass.NORMATIVE)
    since: date | None = Field(
        default=None,
        title="起始日期",
        description="documents written on or after this day must all stand in it; none: all",
    )
    any_of: tuple[str, ...] = Field(
        default=PLATFORM_NAMES, min_length=1, title="平台名称", description="names the library may go by"
    )
    counts: bool = Field(
        default=True, title="数量与栏目一致", description="documents found elsewhere on the site must stand in it too"
    )
    dynamic: bool = Field(
        default=False, title="动态更新", description="new, changed and void documents must show in it (立改废)"
    )


@check(
    "documents.library",
    parameters=LibraryParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有集中发布平台", Severity.MINOR),
        "empty": Kind("集中发布平台没有内容", Severity.MINOR),
        "function_missing": Kind("集中发布平台缺少规定功能", Severity.MINOR),
        "incomplete": Kind("文件没有收入集中发布平台", Severity.MINOR),
        UNDECIDED: Kind("不能确定集中发布平台是否合乎要求", Severity.INFO),
    },
    texts=Texts(
        title="政策文件集中发布",
        required="规章、规范性文件等集中在一个平台发布，可以查阅、检索、下载，文件收录齐全。",
        method="按名称找到集中发布平台，核对查阅、检索、下载和分类功能，并把网站其他栏目的文件与平台列表逐份比对。",
        basis="条例 第二十四条；国办公开办函〔2019〕61号；年度工作要点",
        remedy="建立或完善文件集中发布平台，补录缺少的文件，开通检索和下载。",
        effort="大",
    ),
)
def library(snapshot: Snapshot, parameters: LibraryParameters, context: Context) -> Assessment:
    """One place that holds the documents in scope and lets readers browse, search and download them.

    Inputs: columns and entries under one of the names, the rows of their lists, links and words there, attachments of the documents they
    list, documents found elsewhere on the site. Fails when no such place nor any other column of documents exists on a site read in full,
    when it is empty, when none of its documents can be downloaded, or when documents of the site that are in scope stand elsewhere only.
    Review: a place under a near or another name, or on another site, a search of which no word was read (forms are not), lists filled by
    script, categories that were not seen, `dynamic` when no change of any document is shown, documents whose class is not sure.
    Unknown: nothing was found and columns of documents were not read. Serves 条例 art. 24, 国办公开办函〔2019〕61号, yearly documents.
    """
    found = find_library(snapshot, parameters.any_of)
    if found is None:
        return _none(snapshot, parameters, gap(snapshot, DOCUMENT_COLUMNS))
    missed = gap(snapshot, re.compile("|".join(re.escape(column.name) for column in found.columns)))
    lacks = [*_content(snapshot, found), *_functions(snapshot, found, parameters)]
    judged = (
        _collected(snapshot, found, parameters, context) if parameters.counts and not found.is_elsewhere else Judged()
    )
    open_questions = [lack for lack in lacks if lack.kind == UNDECIDED]
    sure = len(lacks) - len(open_questions) + judged.bad
    doubtful = bool(open_questions) or judged.doubtful + judged.aside > 0
    words = f"集中发布平台“{found.name}”列有 {len(found.titles)} 份文件"
    if sure and (missed or not found.exact or found.is_unread or found.is_elsewhere):
        outcome, reason = (
            Outcome.REVIEW,
            f"{words}；{missed.words if missed else '平台没有全部读取或名称不同'}，需人工核实。",
        )
    elif sure:
        outcome, reason = Outcome.FAIL, f"{words}；{_told(lacks, judged)}。"
    elif doubtful:
        outcome, reason = Outcome.REVIEW, f"{words}；有的不能确定，需人工核实。"
    else:
        outcome, reason = Outcome.PASS, f"{words}，要求的功能都有。"
    measured = {
        "listed_documents": len(found.titles),
        "documents": judged.share.total,
        "not_collected": judged.bad,
        "undecided": len(open_questions) + judged.doubtful + judged.aside,
    }
    softened = lacks if outcome is Outcome.FAIL else [replace(lack, severity=Severity.INFO) for lack in lacks]
    return Assessment(outcome, reason, measured, (*softened, *judged.told(outcome)))


def _told(lacks: list[Finding], judged: Judged) -> str:
    parts = [lack.message.rstrip("。") for lack in lacks if lack.kind != UNDECIDED]
    return "；".join([*parts, *([f"{judged.bad} 份文件没有收入"] if judged.bad else [])])


def _none(snapshot: Snapshot, parameters: LibraryParameters, missed: Gap | None) -> Assessment:
    """No column of any of the names: perhaps one of another."""
    likely = likely_library(snapshot)
    if missed and likely is None:
        return unknown(missed.reason, missed.words)
    names = "、".join(f"“{name}”" for name in parameters.any_of)
    home = snapshot.home()
    if likely:
        message = f"没有名为{names}的平台，文件可能集中在“{likely.name}”，需人工核实。"
        evidence = cite_page_of(snapshot, likely.page_id, likely.name) or ((cite_page(home),) if home else ())
        hint = Finding(UNDECIDED, message, Severity.INFO, subject=likely.url, evidence=evidence)
        return Assessment(Outcome.REVIEW, message, {}, (hint,))
    message = f"没有找到集中发布平台（{names}）。"
    finding = Finding("missing", message, Severity.MINOR, evidence=(cite_page(home),) if home else ())
    return Assessment(Outcome.FAIL, message, {}, (finding,))


def _content(snapshot: Snapshot, found: Library) -> Iterator[Finding]:
    """Whether it is the place meant, and holds anything."""
    if found.is_elsewhere:
        yield _lack(snapshot, found, UNDECIDED, f"“{found.name}”在其他网站上，需人工核实。", "place")
    elif found.is_unread:
        yield _lack(snapshot, found, UNDECIDED, f"“{found.name}”的内容没有读取到，需人工核实。", "content")
    elif found.is_empty:
        yield _lack(snapshot, found, "empty", f"“{found.name}”没有内容。", "content")
    elif not found.exact:
        yield _lack(snapshot, found, UNDECIDED, f"名称相近的平台是“{found.name}”，需人工核实。", "name")
    elif not found.titles:
        yield _lack(snapshot, found, UNDECIDED, f"“{found.name}”没有读到文件列表，需人工核实。", "content")


def _functions(snapshot: Snapshot, found: Library, parameters: LibraryParameters) -> Iterator[Finding]:
    if not found.pages or not found.titles:
        return
    words = _words(snapshot, found)
    if LibraryFunction.SEARCH in parameters.functions and not SEARCHES.search(words):
        yield _lack(
            snapshot, found, UNDECIDED, "没有读到检索入口，可能由脚本提供，需人工核实。", LibraryFunction.SEARCH.value
        )
    if LibraryFunction.DOWNLOAD in parameters.functions and not DOWNLOADS.search(words):
        yield from _download(snapshot, found)
    if parameters.categories is not Categories.NONE and not _is_sorted(snapshot, found, words):
        yield _lack(snapshot, found, UNDECIDED, "没有读到分类，需人工核实。", "categories")
    if parameters.dynamic and not _shows_changes(snapshot):
        message = "没有看到修改、废止、失效的文件，是否动态更新需人工核实。"
        yield _lack(snapshot, found, UNDECIDED, message, "dynamic")


def _words(snapshot: Snapshot, found: Library) -> str:
    """What the library's first pages say: text and labels of links."""
    pages = found.pages[:PAGES_READ]
    texts = [snapshot.text(page.id) for page in pages]
    return " ".join([*texts, *(link.label for page in pages for link in snapshot.links(page.id, Region.MAIN))])


def _download(snapshot: Snapshot, found: Library) -> Iterator[Finding]:
    """Whether some of the documents it lists can be downloaded; their pages were read, or it stays open."""
    listed = [each for each in snapshot.once(around_documents).values() if each.page.url in found.urls]
    if any(each.attachments for each in listed):
        return
    offered = any(
        DOWNLOADS.search(link.label) for each in listed[:SAMPLE] for link in snapshot.links(each.page.id, Region.MAIN)
    )
    if offered or any(DOWNLOADS.search(snapshot.text(each.page.id)[-TAIL:]) for each in listed[:SAMPLE]):
        return
    kind = "function_missing" if len(listed) >= SAMPLE else UNDECIDED
    message = f"平台的 {len(listed)} 份文件都没有可以下载的文件" + ("。" if kind != UNDECIDED else "，需人工核实。")
    yield _lack(snapshot, found, kind, message, LibraryFunction.DOWNLOAD.value)


def _is_sorted(snapshot: Snapshot, found: Library, words: str) -> bool:
    """Whether the library has columns below it, or speaks of categories."""
    names = {bare(column.name) for column in found.columns}
    below = [column for column in snapshot.columns() if any(bare(name) in names for name in column.path[:-1])]
    return len(below) > 1 or CATEGORIES.search(words) is not None


def _shows_changes(snapshot: Snapshot) -> bool:
    """Whether any document is marked as changed or void."""
    readings = (each.stated("validity") for each in snapshot.once(around_documents).values())
    return any(reading and standing_of(reading) in (Standing.VOID, Standing.CHANGED) for reading in readings)


def _collected(snapshot: Snapshot, found: Library, parameters: LibraryParameters, context: Context) -> Judged:
    """Documents in scope by whether the library lists them."""
    documents = documents_of(snapshot, parameters.scope, None, context, parameters.since)

    def faults(document: Document) -> Iterator[Fault]:
        page = around(snapshot, document).page
        if found.titles and not found.holds(document, page):
            doubt = _doubt_of_absence(found, document)
            message = f"“{found.name}”没有收入{f'（{doubt}，需人工核实）' if doubt else ''}：{document.title}"
            other, sure = found.pages[0].id if found.pages else 0, not doubt
            yield Fault("incomplete", message, Severity.MINOR, "", document.title, document.selector, sure, other)

    return judge_each(snapshot, documents, faults)


def _doubt_of_absence(found: Library, document: Document) -> str:
    """Why a document the lists do not name may be in the library, or need not be."""
    if not document.issuer:
        return "没有读到发文机关"
    if found.oldest and document.published_on and document.published_on < found.oldest:
        return "比列表中最早的一份还早"
    return ""


def _lack(snapshot: Snapshot, found: Library, kind: str, message: str, element: str) -> Finding:
    column = found.columns[0]
    page_id = column.column.page_id if column.column else (column.link.page_id if column.link else 0)
    severity = Severity.INFO if kind == UNDECIDED else Severity.MINOR
    evidence = cite_page_of(snapshot, page_id, column.name, target=column.url)
    return Finding(kind, message, severity, subject=column.url, element=element, evidence=evidence)
