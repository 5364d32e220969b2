"""What a reader can do with the gazette (政府公报功能)."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.column_search import bare
from checks.contract import Kind, Parameters, Texts, check
from checks.gazette.absent import absent
from checks.gazette.issues import LEAST_TEXT, Issue, column_pages, issues_of
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Page
from portal.markup.visibility import has_scripts
from portal.states import Fill, Region, Worded
from portal.storage.snapshot import Snapshot

SEARCH = re.compile(r"检索|搜索|查询|查找")
MOBILE = re.compile(r"掌上公报|移动(?:版|端)|手机(?:版|端)|公报小程序|公报二维码")
DOWNLOADS = re.compile(r"下载|PDF|电子版|附件", re.IGNORECASE)
LEAST_CONTENTS = 2  # links that make a list of contents


class GazetteFunction(Worded):
    """A thing a reader can do with the gazette on the web."""

    READ = "read", "在线查阅"
    COPY = "copy", "复制文字"
    DOWNLOAD = "download", "下载"
    CONTENTS = "contents", "目录导航"
    SEARCH = "search", "内容检索"


class FunctionsParameters(Parameters):
    """What it must offer."""

    functions: tuple[GazetteFunction, ...] = Field(
        default=(GazetteFunction.READ, GazetteFunction.DOWNLOAD),
        min_length=1,
        title="公报功能",
        description="what the gazette must offer",
    )
    mobile: bool = Field(default=False, title="有移动端公报", description="offered for mobile phones too")
    required: bool = Field(
        default=True, title="应当有公报", description="without it a site that has no gazette is not judged"
    )


@check(
    "gazette.functions",
    parameters=FunctionsParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有政府公报", Severity.MINOR),
        "no_file": Kind("公报不能下载", Severity.MINOR),
        "function_missing": Kind("公报缺少规定的功能", Severity.MINOR),
        "doubtful": Kind("公报的功能要由人核实", Severity.INFO),
    },
    texts=Texts(
        title="政府公报功能齐全",
        required="网站上的政府公报可以查阅、复制、下载，并按要求提供目录和检索。",
        method="查找政府公报栏目，打开各期，看正文能否选中复制、有没有下载文件、目录和检索框；扫描件不算能复制。",
        basis="国办发〔2018〕22号 政府公报工作；各年度政务公开工作要点",
        remedy="公报各期提供网页文字版和下载文件，补目录和检索。",
        effort="中",
    ),
)
def functions(snapshot: Snapshot, parameters: FunctionsParameters, context: Context) -> Assessment:
    """The gazette offers the functions a clause names.

    Inputs: the site's own issues with their pages, contents, attached files and the files' text; words of the gazette's columns. Fails when a gazette
    is required and none is found on a site read in full, or when an issue read lacks a download, a list of contents, or text that can be read or
    copied (a scan cannot). Not applicable where there is none and none is required. Review where an issue's page or file was not read or a script
    shows it, for contents that may stand in a file, for a search whose field is not named, and for `mobile`, which may lie on another platform.
    Unknown: no page was read. Serves 国办发〔2018〕22号 and yearly documents.
    """
    if snapshot.home() is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    issues = snapshot.once(issues_of)
    if not issues:
        return absent(snapshot, required=parameters.required)
    findings = [
        finding
        for issue in issues
        for function in parameters.functions
        if function is not GazetteFunction.SEARCH and (finding := _judge(snapshot, issue, function))
    ]
    findings += _of_columns(snapshot, parameters, issues)
    lacking = {finding.subject for finding in findings if finding.severity is not Severity.INFO}
    measured = {"issues": len(issues), "failing_issues": len(lacking)}
    failing = [finding for finding in findings if finding.severity is not Severity.INFO]
    if failing:
        more = f"等 {len(failing)} 处问题" if len(failing) > 1 else ""
        return Assessment(Outcome.FAIL, f"{failing[0].message.rstrip('。')}{more}。", measured, tuple(findings))
    if findings:
        return Assessment(Outcome.REVIEW, findings[0].message, measured, tuple(findings))
    return Assessment(Outcome.PASS, f"读到公报 {len(issues)} 期，具备规定的功能。", measured)


def _judge(snapshot: Snapshot, issue: Issue, function: GazetteFunction) -> Finding | None:
    """A finding where an issue lacks a function, or where that is not sure."""
    if issue.page is None and not issue.files:
        return _finding(issue, function, "没有读到这一期的页面", sure=False)
    match function:
        case GazetteFunction.READ:
            lacks = issue.characters < LEAST_TEXT and not issue.files and not issue.contents
        case GazetteFunction.COPY:
            lacks = issue.characters < LEAST_TEXT and not issue.contents
        case GazetteFunction.DOWNLOAD:
            lacks = not issue.files
        case _:
            lacks = len(issue.contents) < LEAST_CONTENTS
    if not lacks:
        return None
    doubt = _doubt(snapshot, issue, function)
    return _finding(issue, function, doubt, sure=not doubt)


def _doubt(snapshot: Snapshot, issue: Issue, function: GazetteFunction) -> str:
    """Why an issue may offer a function all the same."""
    if len(issue.read_files) < len(issue.files) and function is not GazetteFunction.DOWNLOAD:
        return "文件没有读到"
    if function is GazetteFunction.CONTENTS and issue.files:
        return "目录可能在文件里"
    page = issue.page
    if page is None or page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return "页面没有读到内容"
    text = snapshot.text(page.id)
    if function is GazetteFunction.DOWNLOAD and DOWNLOADS.search(text):
        return "页面提到下载，没有读到文件"
    scripted = not page.rendered and has_scripts(snapshot.links(page.id)) and len(text) < LEAST_TEXT
    return "内容可能由脚本生成" if scripted and not issue.contents else ""


def _finding(issue: Issue, function: GazetteFunction, doubt: str, *, sure: bool) -> Finding:
    kind = "doubtful" if not sure else "no_file" if function is GazetteFunction.DOWNLOAD else "function_missing"
    message = f"公报“{issue.title[:30]}”没有“{function.words}”功能{f'；{doubt}，需人工核实' if doubt else ''}。"
    severity = Severity.MINOR if sure else Severity.INFO
    return Finding(kind, message, severity, issue.url, function.value, evidence=issue.evidence)


def _of_columns(snapshot: Snapshot, parameters: FunctionsParameters, issues: list[Issue]) -> Iterator[Finding]:
    """What belongs to the gazette as a whole: a search, an edition for phones."""
    pages = column_pages(snapshot) or [issues[0].holder]
    asked = [("search", "内容检索", SEARCH)] if GazetteFunction.SEARCH in parameters.functions else []
    asked += [("mobile", "移动端公报", MOBILE)] if parameters.mobile else []
    for element, words, pattern in asked:
        if not any(_names(snapshot, page, pattern) for page in pages):
            message = f"公报栏目没有读到“{words}”，需人工核实。"
            yield Finding("doubtful", message, Severity.INFO, pages[0].url, element, evidence=(cite_page(pages[0]),))


def _names(snapshot: Snapshot, page: Page, pattern: re.Pattern[str]) -> bool:
    labels = (bare(link.label) for link in snapshot.links(page.id, Region.MAIN))
    return pattern.search(snapshot.text(page.id)) is not None or any(map(pattern.search, labels))
