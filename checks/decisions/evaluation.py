"""Evaluation of policies (政策评价、实施后评估): results are published."""

import re
from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.completeness import gap
from checks.consultation.calls import is_elsewhere
from checks.contract import Kind, Parameters, Texts, check
from checks.judged import UNDECIDED
from checks.options import InPeriod, MinCount, PerUnit, Scope
from checks.outcomes import Outcome, Severity
from checks.own_place import GOVERNMENT_ISSUERS, own_region
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING, DocumentClass
from checks.titles import titles_of
from portal.facts import Page
from portal.states import CONTENT_KINDS, LinkState
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

COLUMNS = re.compile(r"后评估|政策评价|政策评估|效果评估|实施评估|评估")
WORDS = ("评估", "评价")
NAMED = re.compile(
    r"(?:后评估|政策(?:实施)?(?:效果)?评[估价]|(?:实施|执行|施行)(?:情况|效果)?(?:的)?(?:后)?评[估价]|效果评[估价]|第三方评估|决策评估|(?:办法|规定|方案|细则|措施|意见|规划|计划|政策|》)[^，。]{0,8}评[估价])"
)
RESULT = re.compile(
    r"评[估价](?:结果|报告|情况|结论|意见)|(?:结果|报告|情况)(?:的)?(?:公告|公示|通报)?(?:（.*）)?$|评[估价]$"
)
NO_RESULT = re.compile(
    r"征集|征求|问卷|调查(?!报告)|邀请|招标|采购|比选|遴选|通知$|方案$|办法$|制度$|计划$|启动|开展|部署|培训|座谈|自评表"
)
# Evaluations of other things than policies.
OTHER = re.compile(
    r"环境影响|环评|地震|地质灾害|风险评估|职称|绩效|预算|信用评价|社会评价|满意度|教育质量|教学|资产评估|安全评[估价]|等级评|项目评[估价]|服务评价|好差评|房地产|考核|医疗|学校|第三方机构名单"
)
USED = re.compile(
    r"(?:根据|依据|结合|按照)[^。；]{0,20}评[估价][^。；]{0,40}(?:修改|修订|调整|完善|废止|继续|保留|延长)|(?:结果|结论)(?:的)?(?:运用|应用|使用)|(?:予以|建议|决定|拟)[^。；]{0,16}(?:修改|修订|调整|废止|继续(?:施行|执行|实施)|保留|延长)"
)


class EvaluationParameters(Parameters):
    """How many, of which documents, and whether their use must be told."""

    min_count: MinCount = 1
    use: bool = Field(
        default=False, title="公开结果运用情况", description="how the result was used must be published too"
    )
    scope: Scope = EVERYTHING
    period: InPeriod = THIS_YEAR
    per_unit: PerUnit = False


@check(
    "decisions.evaluation",
    parameters=EvaluationParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有公布政策评价结果", Severity.MINOR),
        UNDECIDED: Kind("不能确定是否公布了评价结果和运用情况", Severity.INFO),
    },
    texts=Texts(
        title="公布政策评价结果",
        required="对已施行的政策开展评价，公布评价结果；有要求的一并公布结果运用情况。",
        method="查找标题含评估、评价的稿件和文件，核对所评政策、时间和结果运用的内容。",
        basis="重大行政决策程序暂行条例 第三十六条；年度工作要点",
        remedy="公布评价报告，写明结论和对政策的调整。",
        effort="中",
    ),
)
def evaluation(snapshot: Snapshot, parameters: EvaluationParameters, context: Context) -> Assessment:
    """Results of evaluations of policies (后评估、政策评价) published in the period.

    Inputs: titles of pages, rows and files named as evaluations, their text, publishing unit and date. Fails when fewer than `min_count` of a
    period that is over stand on a site read in full, even with every one that may be a result. Review: rows and files that were not read, calls
    to take part without a result, evaluations of something else than the documents in scope (whose issuer the page does not name), use of the
    result that is not told, a period still running, `per_unit` (which units have evaluated is for a person where none is seen). Unknown: none
    was found and the columns were not read. Serves yearly documents (政策评价).
    """
    days = parameters.period.days(context.as_of, context.year)
    own = snapshot.once(own_region)
    rows = [
        row
        for row in _evaluations(snapshot)
        if (row.on is None or days[0] <= row.on <= days[1]) and (own in row.title or not is_elsewhere(row.title, own))
    ]
    results = [(row, page) for row in rows if (page := _result_page(snapshot, row))]
    sure = [(row, page) for row, page in results if _in_scope(page, row, parameters)]
    missed = gap(snapshot, COLUMNS, days[0])
    if missed and not rows:
        return unknown(missed.reason, missed.words)
    measured = {"evaluations": len(sure), "min_count": parameters.min_count}
    words = f"检查期内公布政策评价结果 {len(sure)} 份"
    if len(sure) >= parameters.min_count:
        findings = tuple(_unused(snapshot, sure)) if parameters.use else ()
        findings += _of_units(sure) if parameters.per_unit else ()
        tail = "；有的内容不能确定，需人工核实。" if findings else "。"
        return Assessment(Outcome.REVIEW if findings else Outcome.PASS, words + tail, measured, findings)
    doubt = ""
    if len(rows) >= parameters.min_count:
        known = {row.url for row, _ in sure}
        first = next(row for row in rows if row.url not in known)
        doubt = f"“{first.title[:40]}”可能是或可能带有评价结果"
    elif parameters.period.is_running(context.as_of, context.year):
        doubt = "期限还没有到"
    elif missed or parameters.scope.important or parameters.scope.affects_public or parameters.per_unit:
        doubt = missed.words if missed else "哪些文件、单位要评价由人判断"
    place = _place(snapshot)
    told = f"{words}，少于 {parameters.min_count} 份" + (f"（{doubt}，需人工核实）" if doubt else "")
    kind, severity = (UNDECIDED, Severity.INFO) if doubt else ("missing", Severity.MINOR)
    evidence = (cite_page(place),) if place else ()
    finding = Finding(kind, f"{told}。", severity, subject=place.url if place else "", evidence=evidence)
    return Assessment(Outcome.REVIEW if doubt else Outcome.FAIL, f"{told}。", measured, (finding,))


def _evaluations(snapshot: Snapshot) -> list[Titled]:
    """Titles that speak of an evaluation of a policy, each address once; those of calls to take part among them."""
    titles = snapshot.once(titles_of)
    found = {row.url: row for word in WORDS for row in titles.holding(word)}
    return [
        row
        for row in found.values()
        if NAMED.search(row.title)
        and not OTHER.search(row.title)
        and row.state is not LinkState.BROKEN
        and (row.kind is None or row.kind in CONTENT_KINDS)
    ]


def _result_page(snapshot: Snapshot, row: Titled) -> Page | None:
    """The page of what is surely a result with a known day; None for rows, files, calls and announcements."""
    if row.kind is None or row.on is None or NO_RESULT.search(row.title) or not RESULT.search(row.title):
        return None
    return snapshot.page_by_id(row.page_id)


def _in_scope(page: Page, row: Titled, parameters: EvaluationParameters) -> bool:
    """Whether it is of a document the clause speaks of, as far as its publisher and title tell."""
    scope, unit = parameters.scope, page.source or row.title
    if scope.any_of and not any(word in row.title for word in scope.any_of):
        return False
    if scope.kind is DocumentClass.DEPARTMENT:
        return not page.source.endswith(GOVERNMENT_ISSUERS)
    if scope.kind is DocumentClass.GOVERNMENT:
        return "政府" in unit or "政府" in row.title
    return True


def _unused(snapshot: Snapshot, results: list[tuple[Titled, Page]]) -> Iterator[Finding]:
    for row, page in results:
        if not USED.search(snapshot.text(page.id)):
            message = f"没有读到评价结果的运用情况，需人工核实：{row.title}"
            evidence = (cite_page(page, row.title),)
            yield Finding(UNDECIDED, message, Severity.INFO, subject=page.url, element="运用情况", evidence=evidence)


def _of_units(results: list[tuple[Titled, Page]]) -> tuple[Finding, ...]:
    """The units that published one, for a person to hold against the list of all."""
    units = sorted({page.source for _, page in results if page.source})
    words = f"公布了评价结果的单位：{'、'.join(units) or '页面没有写明'}；其他单位需人工核实。"
    page = results[0][1]
    return (Finding(UNDECIDED, words, Severity.INFO, subject=page.url, element="单位", evidence=(cite_page(page),)),)


def _place(snapshot: Snapshot) -> Page | None:
    columns = [each for each in snapshot.columns() if COLUMNS.search(each.name) and each.page_id]
    return snapshot.page_by_id(columns[0].page_id) if columns else snapshot.home()
