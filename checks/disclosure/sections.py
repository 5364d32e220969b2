"""The four parts of the disclosure column (政府信息公开栏目的四个部分)."""

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.column_search import EMPTY_FILLS
from checks.contract import Kind, Parameters, Texts, check
from checks.disclosure.entry_links import EntryParameters, shown_name
from checks.disclosure.parts import FOUR_PARTS, Menu, Part, Section, find_menu
from checks.outcomes import Outcome, Reason, Severity
from checks.places import is_same_page, place_of
from portal.facts import Link, Page, Target
from portal.states import Fill, LinkState, PageKind, Scope
from portal.storage.snapshot import Snapshot

KINDS = {
    "part_missing": Kind("缺少规定的部分", Severity.MAJOR),
    "part_misnamed": Kind("部分名称不规范", Severity.MAJOR),
    "part_dead": Kind("规定的部分打不开", Severity.MAJOR),
    "part_empty": Kind("规定的部分没有内容", Severity.MAJOR),
    "part_unread": Kind("规定的部分未能读取", Severity.INFO),
    "order": Kind("各部分的顺序与规定不同", Severity.INFO),
}
FAILING = {"part_missing", "part_misnamed", "part_dead", "part_empty"}


class SectionsParameters(Parameters):
    """Which parts, and how the column is found."""

    sections: tuple[Section, ...] = Field(
        default=FOUR_PARTS, title="应设部分", description="the parts the column must have, in order"
    )
    entry: EntryParameters = Field(
        default=EntryParameters(), title="栏目入口", description="how the column is found on the home page"
    )


@check(
    "disclosure.sections",
    parameters=SectionsParameters,
    worst=Severity.MAJOR,
    kinds=KINDS,
    texts=Texts(
        title="政府信息公开栏目四个部分齐全",
        required="政府信息公开栏目设有指南、制度、法定主动公开内容、年报四个部分，名称规范，点开有内容。",
        method="打开首页的政府信息公开栏目，按规定名称查找四个部分（忽略空白和换行），逐个打开看有没有内容；由脚本生成、静态读不到的请人工核实。",
        basis="国办公开办函〔2019〕61号",
        remedy="在政府信息公开栏目内设置四个部分，按规定命名，补齐内容。",
        effort="中",
    ),
)
def sections(snapshot: Snapshot, parameters: SectionsParameters, context: Context) -> Assessment:
    """The parts of the disclosure column: each named as required, open and not empty.

    Inputs: the column page reached from the home page (also under a near name, or over a page that leads on to it), the links on it and
    in its frames, and the pages behind them. Fails for a part that is missing, misnamed, confirmed dead or empty. Review where a part
    is filled by script, has no address, was not read, leads to another website or nowhere new, and where the menu itself may be written
    by script. Unknown where the column could not be read. The order is reported only. Serves 国办公开办函〔2019〕61号.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    menu = find_menu(snapshot, home, parameters.entry, parameters.sections)
    if menu is None:
        return unknown(Reason.NOT_FETCHED, "没有读到首页的政府信息公开栏目")
    parts = menu.parts(snapshot, parameters.sections)
    read = menu.was_read(parts)
    findings = [finding for part in parts if (finding := _judge(snapshot, home, menu, part, read))]
    findings += _order(menu.column, parts)
    return _verdict(menu.column, parts, findings)


def _judge(snapshot: Snapshot, home: Page, menu: Menu, part: Part, read: bool) -> Finding | None:
    column = menu.column
    if part.is_column_page:
        return _judge_content(snapshot, column, part, column)
    if part.link is None:
        return _absent(snapshot, column, part, read)
    if not part.link.url:
        return _finding(
            snapshot, "part_unread", f"“{part.name}”没有链接地址，需人工点开确认。", part, column, part.link
        )
    target = snapshot.target_by_id(part.link.target_id)
    if target and target.state is LinkState.BROKEN:
        why = target.fault.words if target.fault else target.state.words
        return _finding(snapshot, "part_dead", f"“{part.name}”打不开：{why}。", part, column, part.link)
    doubt = _doubt(snapshot, home, column, part.link, target)
    if doubt:
        return _finding(snapshot, "part_unread", f"“{part.name}”{doubt}，需人工核实。", part, column, part.link)
    page = place_of(snapshot, part.link.url).page
    return _judge_content(snapshot, page, part, column) if page else None


def _doubt(snapshot: Snapshot, home: Page, column: Page, link: Link, target: Target | None) -> str:
    """Why the content behind a part's link was not seen; empty when it was, or is a file that opens."""
    place = place_of(snapshot, link.url)
    if place.scope is Scope.EXTERNAL:
        return "打开的是其他网站"
    if place.page is None:
        is_file = bool(target and target.content_type and "html" not in target.content_type)
        opens = target is not None and target.state in (LinkState.OK, LinkState.REDIRECTED)
        return "" if is_file and opens else "没有读取到"
    if is_same_page(place, home):
        return "点开是首页"
    if is_same_page(place, column):
        return "点开仍是栏目页"
    return "打开的像是出错页面" if place.page.fault or place.page.kind is PageKind.ERROR else ""


def _absent(snapshot: Snapshot, column: Page, part: Part, read: bool) -> Finding:
    if part.near:
        message = f"没有“{part.name}”，最接近的是“{shown_name(part.near)}”。"
        return _finding(snapshot, "part_misnamed", message, part, column, part.near)
    if not read:
        message = f"栏目目录可能由脚本生成，没有读到“{part.name}”，需人工核实。"
        return _finding(snapshot, "part_unread", message, part, column)
    return _finding(snapshot, "part_missing", f"政府信息公开栏目没有“{part.name}”。", part, column)


def _judge_content(snapshot: Snapshot, page: Page, part: Part, column: Page) -> Finding | None:
    if page.fill in EMPTY_FILLS:
        words = f"（页面写着“{page.fill_words}”）" if page.fill_words else ""
        message = f"“{part.name}”点开没有内容{words}。"
        return _finding(snapshot, "part_empty", message, part, column, part.link, page)
    if page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        message = f"“{part.name}”的内容由脚本生成，需人工核实。"
        return _finding(snapshot, "part_unread", message, part, column, part.link, page)
    return None


def _finding(
    snapshot: Snapshot,
    kind: str,
    message: str,
    part: Part,
    column: Page,
    link: Link | None = None,
    page: Page | None = None,
) -> Finding:
    holder = (snapshot.page_by_id(link.page_id) if link else None) or column
    evidence = [cite_link(holder, link) if link else cite_page(column)]
    if page and page.id != holder.id:
        evidence.append(cite_page(page, excerpt=page.fill_words))
    severity = Severity.MAJOR if kind in FAILING else Severity.INFO
    return Finding(
        kind, message, severity, subject=link.url if link else column.url, element=part.name, evidence=tuple(evidence)
    )


def _order(column: Page, parts: list[Part]) -> list[Finding]:
    links = [part.link for part in parts if part.link]
    positions = [link.position for link in links]
    if len(links) < len(parts) or positions == sorted(positions) or len({link.page_id for link in links}) > 1:
        return []
    names = "、".join(shown_name(link) for link in sorted(links, key=lambda link: link.position))
    return [Finding("order", f"各部分的排列顺序是：{names}。", Severity.INFO, evidence=(cite_page(column),))]


def _verdict(column: Page, parts: list[Part], findings: list[Finding]) -> Assessment:
    kinds = {finding.kind for finding in findings}
    faulty = [finding.element for finding in findings if finding.kind in FAILING]
    unread = [finding.element for finding in findings if finding.kind == "part_unread"]
    measured = {"required": len(parts), "good": len(parts) - len(faulty) - len(unread), "column": column.url}
    if kinds & FAILING:
        reason = f"规定的 {len(parts)} 个部分中，{'、'.join(f'“{name}”' for name in faulty)}有问题。"
        return Assessment(Outcome.FAIL, reason, measured, tuple(findings))
    if unread:
        reason = f"{'、'.join(f'“{name}”' for name in unread)}未能读取，需人工核实。"
        return Assessment(Outcome.REVIEW, reason, measured, tuple(findings))
    return Assessment(Outcome.PASS, f"规定的 {len(parts)} 个部分都有，可以打开并有内容。", measured, tuple(findings))
