"""The standard catalogue of disclosure (基层政务公开标准目录)."""

import re
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.column_search import FoundColumn, bare, columns_called
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.catalogue_content import CatalogueContent, content_of
from checks.disclosure.catalogue_units import per_unit
from checks.disclosure.entry_links import shown_name
from checks.disclosure.opened_parts import disclosure_menu
from checks.disclosure.parts import Menu
from checks.named_items import Item
from checks.options import PerUnit
from checks.outcomes import Outcome, Reason, Severity
from checks.places import place_of
from portal.facts import Page
from portal.states import PageKind, Worded
from portal.storage.snapshot import Snapshot

ENTRY = Item(name="标准目录", any_of=("标准化目录", "规范化目录", "政务公开基本目录", "基层政务公开", "事项公开目录"))
_EXACT = re.compile(r"标准(?:化|规范化|化规范化)?目录|规范化目录")
_NOT_ENTRY = re.compile(r"通知|方案|工作动态|解读|培训|会议|推进|国务院|指引$")
_TOPIC = re.compile(r"专题|专栏|专区")
_MOST_NAMED = 10  # fields named in one sentence
_TABLE = 5  # fields by which a page under another name is the catalogue


class CataloguePlace(Worded):
    """Where the catalogue has to stand."""

    COLUMN = "column", "政府信息公开栏目"
    PORTAL = "portal", "门户栏目"
    UNIT = "unit", "各单位专栏"
    SPECIAL_PAGE = "special_page", "专题页面"


class CatalogueParameters(Parameters):
    """Where it stands and what it covers."""

    place: CataloguePlace = Field(
        default=CataloguePlace.COLUMN, title="目录位置", description="where its entry must stand"
    )
    fields: tuple[str, ...] = Field(
        default=(), title="应覆盖的领域", description="names of the fields (领域), all of which must be covered"
    )
    min_fields: int | None = Field(
        default=None, ge=1, le=200, title="最少领域数", description="fields it must cover; without it only counted"
    )
    linked: bool = Field(default=True, title="事项链接到内容", description="items lead to what is published")
    web_page: bool = Field(default=False, title="以网页展示", description="shown as a page, not as a file alone")
    per_unit: PerUnit = False


@check(
    "disclosure.catalogue",
    parameters=CatalogueParameters,
    worst=Severity.MAJOR,
    kinds={
        "entry_missing": Kind("没有标准目录入口", Severity.MAJOR),
        "elsewhere": Kind("标准目录不在规定的位置", Severity.INFO),
        "field_uncovered": Kind("标准目录缺少规定的领域", Severity.MINOR),
        "too_few_fields": Kind("标准目录的领域数不足", Severity.MINOR),
        "unlinked": Kind("标准目录没有链接到公开内容", Severity.MINOR),
        "file_only": Kind("标准目录只有文件没有网页", Severity.MINOR),
        "unit_without": Kind("单位栏目里没有标准目录", Severity.MINOR),
        "unread": Kind("标准目录的内容没有读到", Severity.INFO),
    },
    searches=(ENTRY.name,),
    texts=Texts(
        title="标准目录覆盖各领域",
        required="公开基层政务公开标准目录，覆盖规定的领域，目录事项能点到公开内容。",
        method="在规定位置查找标准目录入口，读目录页、表格和附件里的领域名称，与要求的名单比对，再抽看事项的链接。",
        basis="国办发〔2019〕54号；各年度政务公开工作要点",
        remedy="补齐缺少的领域目录，把每个事项链接到实际公开的栏目或内容。",
        effort="大",
    ),
)
def catalogue(snapshot: Snapshot, parameters: CatalogueParameters, context: Context) -> Assessment:
    """An entry of the standard catalogue in its place, the fields covered, items linked to content.

    Inputs: links and columns named 标准目录, catalogue pages, tables and attached sheets with the fields they name, the links of their items; with
    `per_unit` or the place `unit` the columns of the units the site lists. Fails when no entry stands anywhere on a site read in full, when a
    name of `fields` or the number `min_fields` is not reached, when no item leads anywhere although `linked` asks it, when only a file is
    offered although `web_page` asks for a page, or when a unit's column within the disclosure column was read and has no entry. Review where the entry stands in another
    place, only a catalogue of a similar name or a page titled so was found, a field may stand under another name, or a file, script or frame could not be read.
    Unknown where the home page, or for the column the disclosure column, was not read. Serves 国办发〔2019〕54号 and yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    if parameters.per_unit or parameters.place is CataloguePlace.UNIT:
        return per_unit(snapshot)
    menu = snapshot.once(disclosure_menu)
    if parameters.place is CataloguePlace.COLUMN and menu is None:
        return unknown(Reason.NOT_FETCHED, "没有读到政府信息公开栏目")
    found = [each for each in _entries(snapshot, menu) if not _NOT_ENTRY.search(each.name)]
    exact = [each for each in found if _EXACT.search(bare(each.name)) or _is_catalogue(snapshot, each)]
    if not exact:
        return _absent(snapshot, home, found, gap(snapshot) or _published(snapshot))
    placed = [each for each in exact if _is_placed(snapshot, each, parameters.place)]
    chosen = max(placed or exact, key=lambda each: _size(snapshot, each))
    return _judge(snapshot, parameters, home, chosen, is_placed=bool(placed))


def _entries(snapshot: Snapshot, menu: Menu | None) -> list[FoundColumn]:
    """Columns and links of the names, those of the disclosure column's own menu among them."""
    found = columns_called(snapshot, ENTRY)
    known = {each.url for each in found}
    for link in menu.links if menu else ():
        if link.url and link.url not in known and any(name in shown_name(link) for name in (ENTRY.name, *ENTRY.any_of)):
            found.append(FoundColumn(link.label, link.url, False, link=link, place=place_of(snapshot, link.url)))
    return found


def _page_of(snapshot: Snapshot, found: FoundColumn) -> Page | None:
    return snapshot.page_by_id(found.column.page_id) if found.column else found.page


def _published(snapshot: Snapshot) -> Gap | None:
    """A page or file of this name that no entry leads to: whether it is the catalogue is for a person."""
    hits = snapshot.search((ENTRY.name,), limit=5)
    named = next((hit for hit in hits if _EXACT.search(bare(hit.title)) or hit.attachment), None)
    return Gap(f"但有“{named.title}”（{named.url}）", Reason.NOT_FETCHED) if named else None


def _is_catalogue(snapshot: Snapshot, found: FoundColumn) -> bool:
    """Whether a column of a similar name shows the fields of the standard catalogue."""
    page = _page_of(snapshot, found)
    return page is not None and "目录" in found.name and content_of(snapshot, page).count() >= _TABLE


def _size(snapshot: Snapshot, found: FoundColumn) -> int:
    page = _page_of(snapshot, found)
    return len(content_of(snapshot, page).names) if page else -1


def _is_placed(snapshot: Snapshot, found: FoundColumn, place: CataloguePlace) -> bool:
    if place is CataloguePlace.PORTAL:
        return True
    above = found.column.path[:-1] if found.column else ()
    if place is CataloguePlace.COLUMN:
        menu = snapshot.once(disclosure_menu)
        linked = menu is not None and found.url in {link.url for link in menu.links}
        return linked or any("公开" in name for name in above)
    page = _page_of(snapshot, found)
    return any(_TOPIC.search(name) for name in (*above, found.name)) or (
        page is not None and page.kind is PageKind.TOPIC
    )


def _absent(snapshot: Snapshot, home: Page, near: list[FoundColumn], missed: Gap | None) -> Assessment:
    doubt = f"名称相近的有“{near[0].name}”" if near else missed.words if missed else ""
    message = f"没有找到标准目录入口；{doubt}，需人工核实。" if doubt else "网站各栏目都没有标准目录入口。"
    severity, outcome = (Severity.INFO, Outcome.REVIEW) if doubt else (Severity.MAJOR, Outcome.FAIL)
    evidence = _cited(snapshot, home, near[0]) if near else (cite_page(home),)
    finding = Finding("entry_missing", message, severity, subject=near[0].url if near else "", evidence=evidence)
    return Assessment(outcome, message, findings=(finding,))


def _cited(snapshot: Snapshot, home: Page, found: FoundColumn) -> tuple[Evidence, ...]:
    page = _page_of(snapshot, found)
    if page:
        return (cite_page(page, found.name),)
    holder = snapshot.page_by_id(found.link.page_id) if found.link else None
    return (
        (cite_link(holder, found.link),) if holder and found.link else (cite_page(home, found.name, target=found.url),)
    )


def _judge(
    snapshot: Snapshot, parameters: CatalogueParameters, home: Page, chosen: FoundColumn, *, is_placed: bool
) -> Assessment:
    findings: list[Finding] = []
    if not is_placed:
        message = f"标准目录“{chosen.name}”不在{parameters.place.words}，需人工核实。"
        findings.append(
            Finding("elsewhere", message, Severity.INFO, chosen.url, evidence=_cited(snapshot, home, chosen))
        )
    page = _page_of(snapshot, chosen)
    if page is None:
        message = f"标准目录“{chosen.name}”没有读取，需人工核实。"
        findings.append(Finding("unread", message, Severity.INFO, chosen.url, evidence=_cited(snapshot, home, chosen)))
        return _verdict(findings, {})
    content = content_of(snapshot, page)
    missing = [field for field in parameters.fields if not content.covers(field)]
    count = len(parameters.fields) - len(missing) if parameters.fields else content.count()
    findings += [_uncovered(content, field) for field in missing]
    if not missing and parameters.min_fields and count < parameters.min_fields:
        findings.append(
            _fault("too_few_fields", f"标准目录读到 {count} 个领域，应有 {parameters.min_fields} 个", content)
        )
    if parameters.linked and not content.links:
        findings.append(_fault("unlinked", "标准目录里没有链接到公开内容的事项", content))
    if parameters.web_page and content.is_file_alone:
        message = "标准目录只提供了文件，没有网页。"
        findings.append(Finding("file_only", message, Severity.MINOR, page.url, evidence=(cite_page(page),)))
    if not findings and content.unread and not parameters.fields:
        findings.append(
            Finding("unread", f"{content.unread}，需人工核实。", Severity.INFO, page.url, evidence=(cite_page(page),))
        )
    return _verdict(findings, {"fields": count})


def _uncovered(content: CatalogueContent, field: str) -> Finding:
    doubt = content.doubt or ("可能用了别的名称" if content.may_cover(field) else "")
    return _fault("field_uncovered", f"标准目录里没有“{field}”领域", content, field, doubt)


def _fault(kind: str, message: str, content: CatalogueContent, element: str = "", doubt: str | None = None) -> Finding:
    """A defect of the catalogue, a hint only where more may be in it than was read."""
    why = content.doubt if doubt is None else doubt
    words = f"{message}；{why}，需人工核实。" if why else f"{message}。"
    severity = Severity.INFO if why else Severity.MINOR
    return Finding(
        kind, words, severity, content.page.url, element, evidence=(cite_page(content.page, content.page.title),)
    )


def _verdict(findings: list[Finding], measured: dict[str, Any]) -> Assessment:
    if not findings:
        return Assessment(Outcome.PASS, "标准目录在规定的位置，覆盖要求的领域，可以点到公开内容。", measured)
    faulty = [finding for finding in findings if finding.severity is not Severity.INFO]
    fields = [finding.element for finding in faulty or findings if finding.kind == "field_uncovered"]
    shown = "、".join(fields[:_MOST_NAMED]) + ("等" if len(fields) > _MOST_NAMED else "")
    parts = [f"标准目录缺少 {len(fields)} 个领域：{shown}"] if fields else []
    parts += [f.message.rstrip("。") for f in faulty or findings if f.kind != "field_uncovered"]
    reason = "；".join(parts) + ("。" if faulty or not fields else "，需人工核实。")
    return Assessment(Outcome.FAIL if faulty else Outcome.REVIEW, reason, measured, tuple(findings))
