"""The four parts of the disclosure column (政府信息公开栏目的四个部分)."""

import re
from dataclasses import dataclass

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.contract import Parameters, Texts, check
from checks.disclosure_entry import EntryParameters, find_entries
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Link, Page
from portal.snapshot import Snapshot
from portal.states import Fill, LinkState

KINDS = {
    "part_missing": "缺少规定的部分",
    "part_misnamed": "部分名称不规范",
    "part_dead": "规定的部分打不开",
    "part_empty": "规定的部分没有内容",
    "part_unread": "规定的部分未能读取",
    "order": "各部分的顺序与规定不同",
}
FAILING = {"part_missing", "part_misnamed", "part_dead", "part_empty"}
EMPTY_FILLS = {Fill.EMPTY, Fill.SAYS_NONE}
LONGEST_LABEL = 14  # a menu label; longer ones are titles of articles
YEAR = re.compile(
    r"\d{4}|年度报表"
)  # titles of single reports, and the yearly statement of the website, are other things


class Section(Parameters):
    """One part: the `names` it may bear, first is the one reported; a label ending in one of `stems` shows the part under a wrong name."""

    names: tuple[str, ...]
    stems: tuple[str, ...] = ()


FOUR_PARTS = (
    Section(names=("政府信息公开指南",), stems=("公开指南",)),
    Section(names=("政府信息公开制度",), stems=("公开制度", "公开规定")),
    Section(names=("法定主动公开内容",), stems=("主动公开内容", "公开目录", "法定公开内容", "主动公开")),
    Section(
        names=("政府信息公开年报", "政府信息公开工作年度报告", "政府信息公开年度报告"),
        stems=("公开年报", "年度报告", "公开工作年报"),
    ),
)


class SectionsParameters(Parameters):
    """`sections`: the parts the column must have, in order; `entry`: how the column is found on the home page."""

    sections: tuple[Section, ...] = FOUR_PARTS
    entry: EntryParameters = EntryParameters()


@dataclass(frozen=True)
class Part:
    """A part as found: its link, or the column page itself where that is the part."""

    section: Section
    link: Link | None = None
    near: Link | None = None
    is_column_page: bool = False

    @property
    def name(self) -> str:
        """The part's official name."""
        return self.section.names[0]


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

    Inputs: the column page reached from the home page (also under a near name), its links, and the pages behind them. Fails for a part
    that is missing, misnamed, confirmed dead or empty; review where a part is filled by script or has no address; unknown where the
    column itself could not be read. The order is reported only. Serves 国办公开办函〔2019〕61号.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    entry = find_entries(snapshot, home, parameters.entry).best
    if entry is None:
        return unknown(Reason.NOT_FETCHED, "首页上没有找到政府信息公开栏目的入口")
    column = snapshot.landing(entry.url)
    if column is None or column.fault:
        return unknown(Reason.NOT_FETCHED, f"政府信息公开栏目 {entry.url}")
    links = [link for link in snapshot.links(column.id) if _is_label(link.label)]
    parts = [_find(section, links, column) for section in parameters.sections]
    findings = [finding for part in parts if (finding := _judge(snapshot, column, part, links))]
    findings += _order(column, parts)
    return _verdict(column, parts, findings)


def _is_label(label: str) -> bool:
    return 0 < len(label) <= LONGEST_LABEL and not YEAR.search(label)


def _find(section: Section, links: list[Link], column: Page) -> Part:
    exact = [link for link in links if link.label in section.names]
    if exact:
        return Part(section, link=next((link for link in exact if link.url), exact[0]))
    own_names = {"".join(words.split()) for words in (column.heading, *column.breadcrumb[-1:])}
    if own_names & set(section.names):
        return Part(section, is_column_page=True)
    near = next((link for stem in section.stems for link in links if link.label.endswith(stem)), None)
    return Part(section, near=near)


def _judge(snapshot: Snapshot, column: Page, part: Part, links: list[Link]) -> Finding | None:
    if part.is_column_page:
        return _judge_content(column, part, column)
    if part.link is None:
        return _absent(column, part, links)
    if not part.link.url:
        return _finding("part_unread", f"“{part.name}”没有链接地址，需人工点开确认。", part, column, part.link)
    target = snapshot.target_by_id(part.link.target_id)
    if target and target.state is LinkState.BROKEN:
        why = target.fault.words if target.fault else target.state.words
        return _finding("part_dead", f"“{part.name}”打不开：{why}。", part, column, part.link)
    page = snapshot.landing(part.link.url)
    if page is None:
        if target and target.state is LinkState.OK:  # an attachment or another site: it opens
            return None
        return _finding("part_unread", f"“{part.name}”没有读取到，需人工核实。", part, column, part.link)
    return _judge_content(page, part, column)


def _absent(column: Page, part: Part, links: list[Link]) -> Finding:
    if part.near:
        message = f"“{part.name}”的名称写成了“{part.near.label}”。"
        return _finding("part_misnamed", message, part, column, part.near)
    if column.fill is Fill.SCRIPTED or not links:
        return _finding("part_unread", f"栏目内容由脚本生成，没有读到“{part.name}”，需人工核实。", part, column)
    return _finding("part_missing", f"政府信息公开栏目没有“{part.name}”。", part, column)


def _judge_content(page: Page, part: Part, column: Page) -> Finding | None:
    if page.fill in EMPTY_FILLS:
        words = f"（页面写着“{page.fill_words}”）" if page.fill_words else ""
        return _finding("part_empty", f"“{part.name}”点开没有内容{words}。", part, column, part.link, page)
    if page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return _finding("part_unread", f"“{part.name}”的内容由脚本生成，需人工核实。", part, column, part.link, page)
    return None


def _finding(
    kind: str, message: str, part: Part, column: Page, link: Link | None = None, page: Page | None = None
) -> Finding:
    evidence = [cite_link(column, link) if link else cite_page(column)]
    if page and page.id != column.id:
        evidence.append(cite_page(page, excerpt=page.fill_words))
    severity = Severity.MAJOR if kind in FAILING else Severity.INFO
    return Finding(
        kind, message, severity, subject=link.url if link else column.url, element=part.name, evidence=tuple(evidence)
    )


def _order(column: Page, parts: list[Part]) -> list[Finding]:
    positions = [part.link.position for part in parts if part.link]
    if len(positions) < len(parts) or positions == sorted(positions):
        return []
    found = sorted((part for part in parts if part.link), key=lambda part: part.link.position if part.link else 0)
    names = "、".join(part.name for part in found)
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
