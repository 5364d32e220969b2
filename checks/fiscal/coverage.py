"""Budgets, final accounts and debt (预决算、政府债务公开) of every department and its subordinate units."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page, cite_page_of
from checks.column_search import FoundColumn, columns_called
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.unit_columns import UnitList, core, unit_list
from checks.fiscal.debt import debt_told
from checks.fiscal.reports import FiscalReport, Report, fiscal_reports, is_due, of_years
from checks.named_items import Item
from checks.options import InPeriod
from checks.outcomes import Outcome, Reason, Severity
from checks.own_place import own_region
from checks.periods import THIS_YEAR
from portal.markup.visibility import menu_is_unseen
from portal.storage.snapshot import Snapshot

COLUMNS = re.compile(r"财政|预算|决算|预决算|债务|三公|重点领域|法定主动公开")
COLUMN = Item(name="财政预决算", any_of=("预决算公开", "预算决算", "财政信息", "财政资金", "部门预决算"))
DEPARTMENT = re.compile(r"(?:局|委|委员会|厅|办公室|办)$")
SECRET = re.compile(r"国家安全|保密|机要|国防|武装")
FEWEST_OTHERS = 2  # bodies whose reports stand on the site, if the site is where they are published
KINDS = {
    "unit_missing": Kind("单位没有公开预算或决算", Severity.MINOR, may_come=True),
    "debt_missing": Kind("没有公开政府债务的规定内容", Severity.MINOR),
    "doubtful": Kind("要由人核实的预决算或债务公开", Severity.INFO),
}


class CoverageParameters(Parameters):
    """Which reports, of whom, and what of the debt."""

    reports: tuple[FiscalReport, ...] = Field(
        default=tuple(FiscalReport), title="应公开的报告", description="reports each unit must publish in the period"
    )
    subordinate_units: bool = Field(
        default=True, title="包括所属单位", description="subordinate units must publish theirs too"
    )
    debt: tuple[str, ...] = Field(
        default=(), title="债务应公开的内容", description="parts of the government's debt to publish; empty: none asked"
    )
    units: tuple[str, ...] = Field(
        default=(), title="责任单位", description="units that must publish; empty: every department the site lists"
    )
    period: InPeriod = THIS_YEAR


@check(
    "fiscal.coverage",
    parameters=CoverageParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="预决算和债务公开全覆盖",
        required="各部门及所属单位按年度公开预算、决算；政府债务公开限额、余额、使用安排、还本付息等规定内容。",
        method="按单位名单在预决算栏目和附件中逐个查找当年的预算、决算，并查找债务公开内容。",
        basis="预算法 第十四条；条例 第二十条第（七）项；年度工作要点",
        remedy="督促没有公开的单位补公开，补齐债务公开内容。",
        effort="中",
    ),
)
def coverage(snapshot: Snapshot, parameters: CoverageParameters, context: Context) -> Assessment:
    """Budgets and final accounts of every department and its subordinate units, and the parts of the debt asked.

    Inputs: titles of pages, list rows and files named as budget or final accounts, with year, source and breadcrumb, the list of departments
    on the site, texts of reports that may tell of debt and of their files. A budget is looked for of the period's years, final accounts of the
    years before. Fails for a unit without one on a site whose fiscal columns were read in full and where reports of other units stand, when
    the day by which it must be out in any case has passed (30 June, 31 October), and for a part of the debt that no report tells, all of them
    read. Review: subordinate units, whose list is not known, parts that may stand in unread files, reports of all departments together, units
    under a similar name, secret-related units, a site that shows reports of hardly any department. Unknown: no home page was read, or no list
    of departments. Serves 条例 art. 20 (7), yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    days = parameters.period.days(context.as_of, context.year)
    unseen = Gap("首页导航由脚本生成", Reason.NO_BROWSER) if menu_is_unseen(home, snapshot.links(home.id)) else None
    missed = gap(snapshot, COLUMNS) or unseen
    units = parameters.units or _departments(snapshot.once(unit_list))
    if parameters.reports and not units:
        return unknown(Reason.NOTHING_IN_SCOPE, "没有读到部门名单")
    findings: list[Finding] = []
    for kind in parameters.reports:
        findings += _units_without(snapshot, kind, units, days, context.as_of, missed)
    if parameters.reports and parameters.subordinate_units:
        findings.append(_doubt(snapshot, "所属单位的名单没有公开，是否都公开了预算、决算需人工核实。", "所属单位"))
    if parameters.debt:
        findings += _debt(snapshot, parameters.debt, days, missed)
    lacking = {finding.element.partition(" ")[0] for finding in findings if finding.kind == "unit_missing"}
    measured = {"asked_units": len(units) if parameters.reports else 0, "units_lacking": len(lacking)}
    return _verdict(findings, measured)


def _departments(listed: UnitList) -> tuple[str, ...]:
    """The departments a site lists; townships and institutions may have their budgets with another unit."""
    return tuple(dict.fromkeys(unit.name for unit in listed.units if DEPARTMENT.search(unit.name)))


def _units_without(
    snapshot: Snapshot,
    kind: FiscalReport,
    units: tuple[str, ...],
    days: tuple[date, date],
    as_of: date,
    missed: Gap | None,
) -> Iterator[Finding]:
    """Units of which no report of a kind was found."""
    region = snapshot.once(own_region)
    every = snapshot.once(fiscal_reports)
    reports = of_years(every, kind, days)
    without = [unit for unit in units if not any(each.is_of(unit, region) for each in reports)]
    general = _doubt_of_all(snapshot, reports, every, kind, days, as_of, missed)
    for unit in without:
        doubt = general or _doubt_of(unit, region, reports)
        words = f"没有找到{unit}的{kind.words}"
        element = f"{unit} {kind.words}"
        if doubt:
            yield _doubt(snapshot, f"{words}；{doubt}，需人工核实。", element)
        else:
            yield Finding(
                "unit_missing", f"{words}。", Severity.MINOR, _place(snapshot), element, evidence=_evidence(snapshot)
            )


def _doubt_of_all(
    snapshot: Snapshot,
    reports: list[Report],
    every: list[Report],
    kind: FiscalReport,
    days: tuple[date, date],
    as_of: date,
    missed: Gap | None,
) -> str:
    """Why no unit's report can be called missing; empty where it can."""
    if missed:
        return missed.words
    if not is_due(kind, days, as_of):
        return "公开的期限可能还没有到"
    elsewhere = next((each for each in _columns(snapshot) if each.is_elsewhere), None)
    if elsewhere:
        return f"“{elsewhere.name}”在其他网站上"
    together = next((each for each in reports if each.is_together), None)
    if together:
        return f"“{together.row.title}”可能是各部门汇总公开的"
    publishers = {each.publisher for each in every} - {""}
    return "" if len(publishers) >= FEWEST_OTHERS else "网站上几乎没有各部门的预决算，可能公开在别处"


def _doubt_of(unit: str, region: str, reports: list[Report]) -> str:
    """Why one unit's report may exist all the same."""
    if SECRET.search(unit):
        return "该单位可能涉密"
    own = core(unit, region)
    stem = re.sub(r"(?:局|委员会|委|办公室|办|厅)$", "", own)
    near = next((each for each in reports if len(stem) > 1 and stem[:2] in each.told_by.partition("/")[0]), None)
    return f"名称相近的有“{near.row.title}”" if near else ""


def _debt(snapshot: Snapshot, parts: tuple[str, ...], days: tuple[date, date], missed: Gap | None) -> Iterator[Finding]:
    told = debt_told(snapshot, parts, days)
    elsewhere = any(each.is_elsewhere for each in _columns(snapshot))
    doubt = (
        missed.words
        if missed
        else "有的报告或附件没有读到"
        if told.unread
        else "同名栏目在其他网站上"
        if elsewhere
        else ""
    )
    shown = tuple(each for row in told.reports[:3] for each in cite_page_of(snapshot, row.page_id, row.title))
    for part in told.lacking:
        words = f"没有找到政府债务“{part}”的公开内容"
        if doubt:
            yield _doubt(snapshot, f"{words}；{doubt}，需人工核实。", part, shown)
        else:
            evidence = shown or _evidence(snapshot)
            yield Finding("debt_missing", f"{words}。", Severity.MINOR, _place(snapshot), part, evidence=evidence)


def _columns(snapshot: Snapshot) -> list[FoundColumn]:
    return columns_called(snapshot, COLUMN)


def _place(snapshot: Snapshot) -> str:
    """The fiscal column's address, else the home page's."""
    own = next((each.url for each in _columns(snapshot) if each.column), "")
    home = snapshot.home()
    return own or (home.url if home else "")


def _evidence(snapshot: Snapshot) -> tuple[Evidence, ...]:
    page, home = snapshot.page(_place(snapshot)), snapshot.home()
    shown = page or home
    return (cite_page(shown),) if shown else ()


def _doubt(snapshot: Snapshot, message: str, element: str, evidence: tuple[Evidence, ...] = ()) -> Finding:
    cited = evidence or _evidence(snapshot)
    return Finding("doubtful", message, Severity.INFO, _place(snapshot), element, evidence=cited)


def _verdict(findings: list[Finding], measured: dict[str, int]) -> Assessment:
    sure = [finding for finding in findings if finding.severity is not Severity.INFO]
    if sure:
        more = f"等 {len(sure)} 项" if len(sure) > 1 else ""
        return Assessment(Outcome.FAIL, f"{sure[0].message.rstrip('。')}{more}。", measured, tuple(findings))
    if findings:
        reason = findings[0].message if len(findings) == 1 else f"{len(findings)} 处要由人核实。"
        return Assessment(Outcome.REVIEW, reason, measured, tuple(findings))
    return Assessment(Outcome.PASS, "规定的预算、决算和债务内容都已公开。", measured)
