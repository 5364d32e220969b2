"""Service guides (办事指南), and what enterprises are told of a policy (惠企政策)."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, not_applicable, unknown
from checks.citing import cite_link, cite_page
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.options import AnyPeriod
from checks.outcomes import Outcome, Reason, Severity
from checks.places import CLICKABLE
from checks.sampling import sample
from checks.services.guide_pages import GuidePage, enterprise_pages, guide_pages, judge
from checks.shares import Share
from portal.content_facts import ServiceGuide
from portal.facts import Page
from portal.states import GuideElement, Worded
from portal.storage.snapshot import Snapshot

GUIDE_COLUMNS = re.compile(r"办事|服务指南|政务服务|惠企|涉企")
ENTRANCE = re.compile(r"办事|政务服务|服务大厅|网上大厅|惠企")
_LONGEST_ENTRANCE = 16  # characters of a label that leads to services; longer ones are titles

TEN_CLASSES = (
    GuideElement.NAME,
    GuideElement.BASIS,
    GuideElement.CONDITIONS,
    GuideElement.MATERIALS,
    GuideElement.PLACE,
    GuideElement.DEPARTMENT,
    GuideElement.FEES,
    GuideElement.HOURS,
    GuideElement.CONTACT,
    GuideElement.PROCESS,
)
"""The ten classes of 国办秘函〔2019〕19号, 办理机构 and 联系电话 being `department` and `contact`."""


class GuideSubject(Worded):
    """What kind of pages are looked at."""

    GUIDES = "guides", "办事指南"
    ENTERPRISE = "enterprise", "惠企政策"


class GuidesParameters(Parameters):
    """Which elements a guide must have, and how many may be missing."""

    elements: tuple[GuideElement, ...] = Field(
        default=TEN_CLASSES, min_length=1, title="指南要素", description="elements each guide must have"
    )
    max_missing: int = Field(
        default=0, ge=0, le=12, title="每项最多缺要素数", description="elements a guide may lack and still be good"
    )
    sample: int | None = Field(
        default=5, ge=1, le=10_000, title="抽查事项数", description="guides looked at; none: all that were read"
    )
    veto_missing: int | None = Field(
        default=None,
        ge=1,
        le=12,
        title="不合用的缺要素数",
        description="elements missing from which on a guide is useless; given, only useless guides count",
    )
    veto_items: int | None = Field(
        default=None,
        ge=1,
        le=10_000,
        title="否决的事项数",
        description="useless guides that fail; without it only when every guide is useless",
    )
    fewer_than: int | None = Field(
        default=None,
        ge=2,
        le=10_000,
        title="只看事项少于",
        description="speaks of sites with fewer guides than this alone; it does not apply to others",
    )
    subject: GuideSubject = Field(
        default=GuideSubject.GUIDES, title="检查对象", description="guides to services, or policies for enterprises"
    )
    contains: tuple[str, ...] = Field(
        default=(), title="另应写明的内容", description="words that each page must hold beside the elements"
    )
    period: AnyPeriod = None


@check(
    "services.guides",
    parameters=GuidesParameters,
    worst=Severity.VETO,
    kinds={
        "no_guide": Kind("事项没有办事指南", Severity.MINOR),
        "element_missing": Kind("指南缺少要素", Severity.MINOR),
        "part_missing": Kind("没有写明另外要求的内容", Severity.MINOR),
        "vague": Kind("材料写法含糊", Severity.MINOR),
        "useless": Kind("指南缺少的要素过多，不能使用", Severity.VETO),
    },
    texts=Texts(
        title="办事指南要素齐全",
        required="办事指南写明规定的各类要素，表述明确；惠企政策写明条件、材料、流程、部门、联系方式等。",
        method="读取办事指南页面的字段和标题，逐项看要素有无；材料写“其他材料”之类兜底话的列出，请人工核实。",
        basis="国办秘函〔2019〕19号 单项否决指标“服务不实用”、扣分指标“办事指南”；各年度政务公开工作要点",
        remedy="按要素清单补全指南；没有收费的也要写明不收费。",
        effort="中",
    ),
)
def guides(snapshot: Snapshot, parameters: GuidesParameters, context: Context) -> Assessment:
    """Guides state the elements a clause asks.

    Inputs: service guides with the elements read on each, for the subject `enterprise` the pages of policies for enterprises in `period`; a page's
    own title is its name. Fails for a guide that lacks more than `max_missing` of `elements` or a word of `contains`, each lacking element being a
    finding; with `veto_missing` only when `veto_items` guides lack so much, or every guide. Not applicable with `fewer_than` on a site that has
    more guides. Review where a page tells an element in other words or in a file, for vague catch-all wording, where guides stand on a service
    platform of another host, where none was found, and for policies that may be no guides. Unknown where no page was read.
    Serves 国办秘函〔2019〕19号 服务不实用, 办事指南, and yearly documents.
    """
    if snapshot.home() is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    missed = gap(snapshot, GUIDE_COLUMNS)
    total, judged = _judged(snapshot, parameters, context)
    if parameters.fewer_than and total >= parameters.fewer_than:
        return not_applicable(f"网站有 {total} 个{parameters.subject.words}，不少于 {parameters.fewer_than} 个。")
    if not judged:
        return _none(snapshot, parameters, missed)
    if parameters.veto_missing:
        return _useless(parameters, judged, total, missed)
    findings = [finding for each in judged for finding in _findings(each, parameters)]
    bad = sum(_fails(each, parameters) for each in judged)
    doubtful = sum(not _fails(each, parameters) and _may_fail(each, parameters) for each in judged)
    share = Share(len(judged) - bad - doubtful, bad, doubtful)
    words = f"查看{parameters.subject.words} {share.total} 个，{share.good} 个要素齐全"
    outcome, reason, _ = share.verdict(words, 1.0)
    chosen = tuple(each.page.url for each in judged) if parameters.sample else ()
    return Assessment(outcome, reason, _measured(total, share), tuple(findings), sample=chosen)


def _judged(snapshot: Snapshot, parameters: GuidesParameters, context: Context) -> tuple[int, list[GuidePage]]:
    """How many pages there are, and those looked at."""
    if parameters.subject is GuideSubject.ENTERPRISE:
        pages = enterprise_pages(snapshot, parameters.period, context)
        known: dict[int, tuple[Page, ServiceGuide | None]] = {page.id: (page, None) for page in pages}
    else:
        known = {page.id: (page, guide) for page, guide in snapshot.once(guide_pages)}
    every = [page for page, _ in known.values()]
    chosen = every if parameters.sample is None else sample(every, parameters.sample)
    asked = parameters.elements, parameters.contains
    return len(every), [judge(snapshot, page, known[page.id][1], *asked) for page in chosen]


def _fails(each: GuidePage, parameters: GuidesParameters) -> bool:
    return each.lacks > parameters.max_missing or bool(each.parts and not each.unsure)


def _may_fail(each: GuidePage, parameters: GuidesParameters) -> bool:
    return each.may_lack > parameters.max_missing or bool(each.parts) or bool(each.vague)


def _findings(each: GuidePage, parameters: GuidesParameters) -> Iterator[Finding]:
    """What one page lacks; nothing where it may lack so much."""
    fails = _fails(each, parameters)
    if each.may_lack > parameters.max_missing:
        for element in (*each.missing, *each.doubtful):
            sure = fails and element in each.missing
            doubt = "" if sure else f"，{each.unsure or '可能用了别的说法'}，需人工核实"
            message = f"“{each.title[:40]}”没有写明{element.words}{doubt}。"
            yield _finding("element_missing", message, each, element.value, sure=sure)
    for part in each.parts:
        doubt = f"，{each.unsure}，需人工核实" if each.unsure else ""
        yield _finding(
            "part_missing", f"“{each.title[:40]}”没有写明“{part}”{doubt}。", each, part, sure=not each.unsure
        )
    if each.vague:
        message = f"“{each.title[:40]}”的材料写着“{each.vague}”，是否含糊需人工核实。"
        yield _finding("vague", message, each, "materials", sure=False, words=each.vague)


def _finding(kind: str, message: str, each: GuidePage, element: str, *, sure: bool, words: str = "") -> Finding:
    severity = Severity.MINOR if sure else Severity.INFO
    evidence = (cite_page(each.page, words or each.title, each.selector),)
    return Finding(kind, message, severity, each.page.url, element, evidence=evidence)


def _useless(parameters: GuidesParameters, judged: list[GuidePage], total: int, missed: Gap | None) -> Assessment:
    """The veto: so many guides lack so much, or every guide does."""
    limit = parameters.veto_missing or 1
    needed = parameters.veto_items or len(judged)
    useless = [each for each in judged if each.lacks >= limit]
    perhaps = [each for each in judged if each.lacks < limit <= each.may_lack]
    doubt = missed.words if missed and not parameters.veto_items else ""
    fails = len(useless) >= needed and not doubt
    severity = Severity.VETO if fails else Severity.INFO
    findings = [
        Finding(
            "useless",
            f"“{each.title[:40]}”没有写明{'、'.join(element.words for element in each.missing)}。",
            severity,
            each.page.url,
            evidence=(cite_page(each.page, each.title, each.selector),),
        )
        for each in useless
    ]
    share = Share(len(judged) - len(useless) - len(perhaps), len(useless), len(perhaps))
    words = f"查看{parameters.subject.words} {len(judged)} 个，{len(useless)} 个缺少 {limit} 类及以上要素"
    measured = _measured(total, share) | {"useless": len(useless)}
    if fails:
        return Assessment(Outcome.FAIL, f"{words}。", measured, tuple(findings))
    if len(useless) + len(perhaps) >= needed or (missed and useless):
        return Assessment(
            Outcome.REVIEW, f"{words}；{doubt or '有的不能确定'}，需人工核实。", measured, tuple(findings)
        )
    return Assessment(Outcome.PASS, f"{words}。", measured, tuple(findings))


def _measured(total: int, share: Share) -> dict[str, Any]:
    return {"guides": total, "sampled": share.total, "complete_guides": share.good, "rate": share.rate}


def _none(snapshot: Snapshot, parameters: GuidesParameters, missed: Gap | None) -> Assessment:
    """No page of the kind was read: where they may stand."""
    subject = parameters.subject.words
    evidence = tuple(_entrances(snapshot))
    home = snapshot.home()
    why = missed.words if missed else "可能在办事平台上" if evidence else "网站上没有找到"
    message = f"没有读到{subject}，{why}，需人工核实。"
    cited = evidence or ((cite_page(home),) if home else ())
    finding = Finding("no_guide", message, Severity.INFO, evidence=cited)
    return Assessment(Outcome.REVIEW, message, {"guides": 0}, (finding,))


def _entrances(snapshot: Snapshot) -> list[Evidence]:
    home = snapshot.home()
    if home is None:
        return []
    links = [link for link in snapshot.links(home.id) if link.url and link.element in CLICKABLE]
    named = [link for link in links if len(link.label) <= _LONGEST_ENTRANCE and ENTRANCE.search(link.label)]
    return [cite_link(home, link) for link in named[:3]]
