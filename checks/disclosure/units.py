"""Disclosure of each unit (部门、镇街的公开栏目)."""

from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.column_search import FoundColumn, columns_called
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.unit_columns import UnitColumn, UnitList, has_part, unit_list
from checks.named_items import Item
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Page
from portal.states import Fill, PageKind
from portal.storage.snapshot import Snapshot

FEWEST = 2  # units a list names if it is one


class UnitsParameters(Parameters):
    """Which units, and what the column of each must hold."""

    units: tuple[str, ...] = Field(
        default=(), title="单位名单", description="names of departments, townships and sub-districts"
    )
    contains: tuple[str, ...] = Field(
        default=(), title="栏目应含内容", description="names of parts each unit's column must have, such as 标准目录"
    )
    not_empty: bool = Field(default=True, title="栏目不能空白", description="each unit's column has content")
    all_departments: bool = Field(
        default=True,
        title="含全部所列单位",
        description="also every unit that the site itself lists as its department, township or sub-district",
    )


@check(
    "disclosure.units",
    parameters=UnitsParameters,
    worst=Severity.MINOR,
    kinds={
        "unit_missing": Kind("单位没有公开栏目", Severity.MINOR),
        "unit_dead": Kind("单位栏目打不开", Severity.MINOR),
        "unit_empty": Kind("单位栏目没有内容", Severity.MINOR),
        "part_missing": Kind("单位栏目缺少要求的部分", Severity.MINOR),
        "similar": Kind("只找到名称相近的单位", Severity.INFO),
        "unread": Kind("单位栏目没有读到", Severity.INFO),
    },
    texts=Texts(
        title="各单位都有公开栏目",
        required="名单内的部门和镇街在网站上都有自己的政府信息公开栏目，能打开、有内容，并含要求的部分。",
        method="按单位名称（含简称）在公开栏目的单位列表中逐个查找并打开，看内容和要求的部分。",
        basis="国办公开办函〔2019〕61号；各年度政务公开工作要点",
        remedy="为缺少的单位开设栏目，督促栏目空白的单位补充内容。",
        effort="中",
    ),
)
def units(snapshot: Snapshot, parameters: UnitsParameters, context: Context) -> Assessment:
    """Each unit of a list has its own disclosure column, open and filled.

    Inputs: `units`, with `all_departments` also the units the site lists under departments and townships (lists within the disclosure column
    before others); columns and links named after them, the place's name before it aside; what each holds. Fails for a unit of `units` that is
    in none of the lists and no column bears its name, where the lists were read in full; for a column confirmed dead; and,
    where the lists stand within the disclosure column, for one that is empty although `not_empty` asks content, or lacks parts of `contains`. Review where only a short or similar
    name was found, where the unit's column lies on a site of its own or was not read, and where the list may go on. Unknown where the list of
    units was not read, or where there are neither `units` nor a list on the site. Serves 国办公开办函〔2019〕61号 and yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    listed = snapshot.once(unit_list)
    if not listed.units and (not parameters.units or listed.missed):
        return unknown(listed.missed.reason if listed.missed else Reason.NOTHING_IN_SCOPE, "没有读到单位列表")
    found = {name: listed.exact(name) for name in parameters.units}
    asked = {unit.url: unit for unit in found.values() if unit}
    if parameters.all_departments:
        asked |= {unit.url: unit for unit in listed.units}
    findings = [_absent(snapshot, home, listed, name) for name, unit in found.items() if unit is None]
    for unit in asked.values():
        findings += _judge(snapshot, parameters, listed, unit)
    absent = sum(1 for unit in found.values() if unit is None)
    return _verdict(findings, len(asked) + absent, listed)


def _absent(snapshot: Snapshot, home: Page, listed: UnitList, name: str) -> Finding:
    """A unit that is in no list: its column may stand elsewhere, or under a similar name."""
    similar = listed.similar(name)
    if similar:
        message = f"没有找到“{name}”的栏目，名称相近的有“{similar[0].name}”，需人工核实。"
        evidence = (cite_page(similar[0].listed_on, similar[0].name, target=similar[0].url),)
        return Finding("similar", message, Severity.INFO, similar[0].url, name, evidence=evidence)
    page = listed.pages[0] if listed.pages else home
    other = _column_of(snapshot, name)
    doubt = f"列表之外有“{other.name}”" if other else listed.missed.words if listed.missed else ""
    doubt = doubt or ("" if len(listed.units) >= FEWEST else "网站上没有完整的单位列表")
    message = f"单位列表里没有“{name}”" + (f"；{doubt}，需人工核实。" if doubt else "，也没有找到它的公开栏目。")
    severity = Severity.INFO if doubt else Severity.MINOR
    return Finding(
        "unit_missing", message, severity, page.url, name, evidence=(cite_page(page, page.heading or page.title),)
    )


def _column_of(snapshot: Snapshot, name: str) -> FoundColumn | None:
    return next(iter(columns_called(snapshot, Item(name=name))), None) if len(name) > 1 else None


def _judge(snapshot: Snapshot, parameters: UnitsParameters, listed: UnitList, unit: UnitColumn) -> Iterator[Finding]:
    if unit.is_dead:
        yield _about("unit_dead", unit, f"“{unit.name}”的栏目打不开。")
    elif unit.is_elsewhere:
        yield _about("unread", unit, f"“{unit.name}”的栏目在其他网站，需人工核实。", sure=False)
    elif unit.page is None or unit.page.fault:
        yield _about("unread", unit, f"“{unit.name}”的栏目没有读取，需人工核实。", sure=False)
    elif unit.fill in (Fill.SCRIPTED, Fill.UNREAD):
        yield _about("unread", unit, f"“{unit.name}”的栏目内容由脚本生成，需人工核实。", sure=False)
    elif unit.is_empty:
        if parameters.not_empty:
            doubt = "" if listed.in_disclosure else "；单位列表不在公开栏目中，需人工核实"
            yield _about("unit_empty", unit, f"“{unit.name}”的栏目没有内容{doubt}。", sure=not doubt)
    else:
        yield from _lacking(snapshot, parameters, listed, unit)


def _lacking(snapshot: Snapshot, parameters: UnitsParameters, listed: UnitList, unit: UnitColumn) -> Iterator[Finding]:
    """Parts a unit's column lacks; doubtful where the page only describes the unit, or its column may be another one."""
    described = unit.column is None or (unit.page is not None and unit.page.kind is PageKind.ORGANISATION)
    doubt = "读到的可能只是单位介绍" if described else "" if listed.in_disclosure else "单位列表不在公开栏目中"
    for words in parameters.contains:
        if not has_part(snapshot, unit, words):
            message = f"“{unit.name}”的栏目里没有“{words}”" + (f"；{doubt}，需人工核实。" if doubt else "。")
            yield _about("part_missing", unit, message, sure=not doubt, part=words)


def _about(kind: str, unit: UnitColumn, message: str, *, sure: bool = True, part: str = "") -> Finding:
    page = unit.page if unit.page and unit.is_empty else unit.listed_on
    element = f"{unit.name}/{part}" if part else unit.name
    evidence = (cite_page(page, page.fill_words or unit.name, target=unit.url),)
    return Finding(kind, message, Severity.MINOR if sure else Severity.INFO, unit.url, element, evidence=evidence)


def _verdict(findings: list[Finding], asked: int, listed: UnitList) -> Assessment:
    faulty = [finding for finding in findings if finding.severity is not Severity.INFO]
    names = dict.fromkeys(finding.element.partition("/")[0] for finding in findings)
    measured = {"asked_units": asked, "good_units": asked - len(names), "listed": len(listed.units)}
    words = f"{asked} 个单位，{asked - len(names)} 个的公开栏目符合要求"
    if faulty:
        more = f"等 {len(faulty)} 处问题" if len(faulty) > 1 else ""
        return Assessment(Outcome.FAIL, f"{words}；{faulty[0].message.rstrip('。')}{more}。", measured, tuple(findings))
    if findings:
        return Assessment(Outcome.REVIEW, f"{words}；{findings[0].message}", measured, tuple(findings))
    if listed.missed:
        return Assessment(Outcome.REVIEW, f"{words}；{listed.missed.words}，需人工核实。", measured)
    return Assessment(Outcome.PASS, f"{words}。", measured)
