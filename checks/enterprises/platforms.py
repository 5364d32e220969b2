"""Disclosure by public enterprises and institutions (公共企事业单位信息公开)."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page, cite_page_of
from checks.column_search import EMPTY_FILLS
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import files_by_page
from checks.enterprises.bodies import (
    Platform,
    Shown,
    address_in,
    lists_of_bodies,
    of_field,
    platforms_in,
    read_rows,
    shown_bodies,
)
from checks.enterprises.complaints import parts_told
from checks.outcomes import Outcome, Reason, Severity
from checks.places import place_of
from portal.markup.visibility import menu_is_unseen
from portal.states import Fill, LinkState, Scope
from portal.storage.snapshot import Snapshot

COLUMNS = re.compile(r"企事业|重点领域|法定主动公开|公益事业")  # in which it may stand unread
KINDS = {
    "column_missing": Kind("没有公共企事业单位信息公开的内容", Severity.MAJOR),
    "list_missing": Kind("没有适用主体清单", Severity.MAJOR),
    "platform_dead": Kind("单位的公开平台打不开", Severity.MAJOR),
    "platform_empty": Kind("单位的公开平台没有内容", Severity.MAJOR),
    "field_missing": Kind("领域没有公开的单位", Severity.MINOR),
    "channel_missing": Kind("没有写明规定的内容", Severity.MINOR),
    "late": Kind("公布晚于期限", Severity.MINOR),
    "doubtful": Kind("要由人核实的公共企事业单位信息公开", Severity.INFO),
}


class PlatformsParameters(Parameters):
    """What the site must hold about the bodies that disclose."""

    list_of_bodies: bool = Field(
        default=True, title="公布适用主体清单", description="a list of the bodies that must disclose (适用主体清单)"
    )
    platforms_open: bool = Field(
        default=True,
        title="各单位平台能打开",
        description="each listed body's platform or page must open and hold content",
    )
    contains: tuple[str, ...] = Field(
        default=(), title="应写明的内容", description="parts that must be published (e.g. 投诉渠道, 处理期限, 处理流程)"
    )
    fields: tuple[str, ...] = Field(
        default=(),
        alias="fields",
        title="领域",
        description="fields that must be covered (e.g. 教育, 供水); empty: any",
    )
    by: date | None = Field(default=None, title="公布期限", description="last day as a fixed date; none: any day")


@check(
    "enterprises.platforms",
    parameters=PlatformsParameters,
    worst=Severity.MAJOR,
    kinds=KINDS,
    texts=Texts(
        title="公共企事业单位公开",
        required="公布公共企事业单位信息公开适用主体清单，各单位的公开平台能打开，写明投诉渠道等规定内容。",
        method="查找公共企事业单位信息公开栏目和主体清单，逐个打开所列平台，核对规定内容和领域。",
        basis="条例 第五十五条；国办发〔2020〕50号；年度工作要点",
        remedy="公布主体清单，开通或修复各单位平台，补充规定内容。",
        effort="大",
    ),
)
def platforms(snapshot: Snapshot, parameters: PlatformsParameters, context: Context) -> Assessment:
    """Disclosure by public enterprises and institutions: the list of bodies, their platforms, how to complain.

    Inputs: columns of that name and what they hold, titles of lists of bodies, links that bear names of bodies and whether these open,
    texts of the column's pages. Fails on a site read in full that shows nothing of the kind, has no list of bodies and names none, or
    names no body of a field asked; for a platform that is confirmed dead or empty; for a part asked that no page of the column holds, or
    that none of a body's own disclosure pages holds while others' do and no page speaks for all; for content that was all published after
    `by`. Review: near names of the column, bodies shown without a list, parts that may stand in a file, platforms on other hosts that were
    not read, content without dates, columns not read. Unknown: no home page was read. Serves 国办发〔2020〕50号, yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    shown = snapshot.once(shown_bodies)
    unseen = Gap("首页导航由脚本生成", Reason.NO_BROWSER) if menu_is_unseen(home, snapshot.links(home.id)) else None
    missed = gap(snapshot, COLUMNS) or unseen
    listed = list(platforms_in(snapshot, shown))
    findings = (
        list(_judge(snapshot, shown, parameters, listed)) if shown.rows or shown.columns else [_absent(snapshot, shown)]
    )
    if missed:
        findings = [_doubted(each, missed) if each.kind in SEEN_IN_FULL else each for each in findings]
    measured = {"bodies": len(listed), "pages": len(shown.rows)}
    return _verdict(findings, measured)


SEEN_IN_FULL = {"column_missing", "list_missing", "field_missing", "channel_missing", "late"}


def _judge(
    snapshot: Snapshot, shown: Shown, parameters: PlatformsParameters, listed: list[Platform]
) -> Iterator[Finding]:
    if parameters.list_of_bodies:
        yield from _list(snapshot, shown, listed)
    if parameters.platforms_open:
        for platform in listed:
            yield from _platform(snapshot, platform)
    for name in parameters.fields:
        if not of_field(shown, name):
            doubt = _doubt_of_column(shown)
            message = f"公共企事业单位信息公开中没有“{name}”领域的单位"
            yield _finding(snapshot, shown, "field_missing", message, name, doubt)
    yield from _parts(snapshot, shown, parameters.contains)
    yield from _late(snapshot, shown, parameters.by)


def _absent(snapshot: Snapshot, shown: Shown) -> Finding:
    """No column of the name was read: what comes nearest decides whether that is sure."""
    message = "没有找到公共企事业单位信息公开的栏目"
    near = [each.name for each in (*shown.exact, *shown.near)] or [each.title for each in shown.spoken_of]
    doubt = f"相近的有“{near[0]}”" if near else ""
    return _finding(snapshot, shown, "column_missing", message, "", doubt)


def _doubt_of_column(shown: Shown) -> str:
    """Why more may be shown than was read; empty where the column was read."""
    if any(each.is_elsewhere for each in shown.exact):
        return "同名栏目在其他网站上"
    if any(column.fill in (Fill.SCRIPTED, Fill.UNREAD) for column in shown.columns):
        return "有的栏目没有读取到"
    return f"站内还有“{shown.spoken_of[0].title}”" if shown.spoken_of else ""


def _list(snapshot: Snapshot, shown: Shown, listed: list[Platform]) -> Iterator[Finding]:
    if lists_of_bodies(snapshot, shown):
        return
    doubt = f"栏目里列有“{listed[0].link.label}”等 {len(listed)} 个单位" if listed else _doubt_of_column(shown)
    if not doubt and any(re.search("清单|名单|名录", name) for name in shown.names):
        doubt = "栏目里有其他名称的清单"
    yield _finding(snapshot, shown, "list_missing", "没有找到公共企事业单位信息公开适用主体清单", "适用主体清单", doubt)


def _platform(snapshot: Snapshot, platform: Platform) -> Iterator[Finding]:
    target = snapshot.target_by_id(platform.link.target_id)
    name = platform.link.label
    if target and target.state is LinkState.BROKEN:
        why = target.fault.words if target.fault else target.state.words
        yield _of_platform("platform_dead", f"“{name}”的公开平台打不开：{why}。", platform)
        return
    place = place_of(snapshot, platform.link.url)
    if place.page and place.page.fill in EMPTY_FILLS:
        yield _of_platform("platform_empty", f"“{name}”的公开页面没有内容。", platform)
    elif place.scope is Scope.EXTERNAL and (target is None or snapshot.other_page(target) is None):
        yield _of_platform("doubtful", f"“{name}”的公开平台在其他网站，没有读到，需人工核实。", platform)
    elif place.page is None and target and target.state in (LinkState.SUSPECT, LinkState.BLOCKED, LinkState.PENDING):
        yield _of_platform("doubtful", f"“{name}”的公开平台没有读到，需人工核实。", platform)


def _of_platform(kind: str, message: str, platform: Platform) -> Finding:
    evidence = (cite_link(platform.page, platform.link),)
    return Finding(
        kind, message, KINDS[kind].severity, platform.link.url, element=platform.link.label, evidence=evidence
    )


def _parts(snapshot: Snapshot, shown: Shown, parts: tuple[str, ...]) -> Iterator[Finding]:
    told = parts_told(snapshot, shown, parts)
    files = snapshot.once(files_by_page)
    attached = any(files.get(page.id) for _, page in read_rows(snapshot, shown)) if told.nowhere else False
    for part in told.nowhere:
        doubt = "可能在附件里" if attached else _doubt_of_column(shown)
        yield _finding(snapshot, shown, "channel_missing", f"公共企事业单位信息公开的页面没有写明“{part}”", part, doubt)
    for each in told.lacking:
        message = f"“{each.row.title}”没有写明“{each.part}”{f'；{each.why}，需人工核实' if each.why else ''}。"
        kind = "doubtful" if each.why else "channel_missing"
        evidence = (cite_page(each.page, each.row.title),)
        yield Finding(kind, message, KINDS[kind].severity, each.page.url, element=each.part, evidence=evidence)


def _late(snapshot: Snapshot, shown: Shown, by: date | None) -> Iterator[Finding]:
    if by is None or not shown.rows or any(row.on and row.on <= by for row in shown.rows):
        return
    undated = any(row.on is None for row in shown.rows)
    message = f"没有 {by} 以前公布的公共企事业单位信息"
    yield _finding(snapshot, shown, "late", message, "公布期限", "有的内容读不到日期" if undated else "")


def _finding(snapshot: Snapshot, shown: Shown, kind: str, message: str, element: str, doubt: str) -> Finding:
    """About the column as a whole; a doubt makes it one for a person."""
    page_id = next((column.page_id for column in shown.columns if column.page_id), 0)
    home = snapshot.home()
    evidence = cite_page_of(snapshot, page_id or (home.id if home else 0), "")
    words = f"{message}；{doubt}，需人工核实。" if doubt else f"{message}。"
    told = "doubtful" if doubt else kind
    return Finding(told, words, KINDS[told].severity, address_in(snapshot, shown), element=element, evidence=evidence)


def _doubted(finding: Finding, missed: Gap) -> Finding:
    """What was not found where not everything was read is for a person."""
    words = f"{finding.message.rstrip('。')}；{missed.words}，需人工核实。"
    return Finding(
        "doubtful", words, Severity.INFO, finding.subject, element=finding.element, evidence=finding.evidence
    )


def _verdict(findings: list[Finding], measured: dict[str, int]) -> Assessment:
    sure = [finding for finding in findings if finding.severity is not Severity.INFO]
    if sure:
        return Assessment(Outcome.FAIL, sure[0].message, measured, tuple(findings))
    if findings:
        reason = findings[0].message if len(findings) == 1 else f"{len(findings)} 处要由人核实。"
        return Assessment(Outcome.REVIEW, reason, measured, tuple(findings))
    return Assessment(Outcome.PASS, "公共企事业单位信息公开的内容合乎要求。", measured)
