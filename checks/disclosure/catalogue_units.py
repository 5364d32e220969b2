"""The standard catalogue in each unit's own column (各单位栏目中的标准目录)."""

from checks.assessment import Assessment, Finding, unknown
from checks.citing import cite_page
from checks.disclosure.unit_columns import UnitColumn, has_part, unit_list
from checks.outcomes import Outcome, Reason, Severity
from portal.states import PageKind
from portal.storage.snapshot import Snapshot

NAME = "标准目录"
MANY = 6  # units with one doubt in common from which on one look at the list, not one at each unit, settles it
NAMED = 3


def per_unit(snapshot: Snapshot) -> Assessment:
    """One finding for each listed unit without an entry in its column; a fail only where it is a column within the disclosure column and was read;
    one for all where many share a doubt about the list."""
    listed = snapshot.once(unit_list)
    if not listed.units:
        return unknown(listed.missed.reason if listed.missed else Reason.NOTHING_IN_SCOPE, "没有读到单位列表")
    without = [unit for unit in listed.units if not has_part(snapshot, unit, NAME)]
    common = listed.missed.words if listed.missed else "" if listed.in_disclosure else "单位列表不在公开栏目中"
    findings = (
        [_together(without, common)]
        if common and len(without) >= MANY
        else [_finding(unit, doubt=common or _doubt(unit)) for unit in without]
    )
    measured = {"listed": len(listed.units), "without": len(without)}
    words = f"读到 {len(listed.units)} 个单位，{len(without)} 个单位的栏目里没有看到标准目录"
    if any(finding.severity is not Severity.INFO for finding in findings):
        return Assessment(Outcome.FAIL, f"{words}。", measured, tuple(findings))
    if findings:
        return Assessment(Outcome.REVIEW, f"{words}，需人工核实。", measured, tuple(findings))
    return Assessment(Outcome.PASS, f"{len(listed.units)} 个单位的栏目里都有标准目录。", measured)


def _doubt(unit: UnitColumn) -> str:
    """Why the entry may stand where it was not looked for; empty when the unit's own column was read."""
    if unit.is_elsewhere:
        return "单位栏目在其他网站"
    if unit.page is None:
        return "单位栏目没有读取"
    if unit.column is None or unit.page.kind is PageKind.ORGANISATION:
        return "读到的是单位介绍，不是公开栏目"
    return ""


def _together(units: list[UnitColumn], doubt: str) -> Finding:
    """All units without an entry in one finding, where the same doubt holds for each of them."""
    names = "、".join(f"“{unit.name}”" for unit in units[:NAMED])
    message = f"{names}等 {len(units)} 个单位的栏目里没有标准目录；{doubt}，需人工核实。"
    evidence = tuple(cite_page(unit.page or unit.listed_on, unit.name, target=unit.url) for unit in units[:NAMED])
    return Finding("unit_without", message, Severity.INFO, units[0].listed_on.url, evidence=evidence)


def _finding(unit: UnitColumn, doubt: str) -> Finding:
    page = unit.page or unit.listed_on
    message = f"“{unit.name}”的栏目里没有标准目录" + (f"；{doubt}，需人工核实。" if doubt else "。")
    severity = Severity.INFO if doubt else Severity.MINOR
    return Finding(
        "unit_without", message, severity, unit.url, unit.name, evidence=(cite_page(page, unit.name, target=unit.url),)
    )
