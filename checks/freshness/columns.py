"""Stale columns (栏目不更新), by kind of column."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page
from checks.column_search import columns_called
from checks.completeness import Gap, cut_short, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.freshness.column_ages import BLANK, age_of, with_doubt
from checks.freshness.column_kinds import ColumnKind, Kindred, of_kind
from checks.named_items import Item
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Column
from portal.markup.visibility import menu_is_unseen
from portal.site import SiteKind
from portal.storage.snapshot import Snapshot

TWO_WEEKS = 14
SIX_MONTHS = 183
KINDS: dict[str, ColumnKind] = {kind.value: kind for kind in ColumnKind}


class ColumnLimit(Parameters):
    """How old the newest content of some columns may be."""

    column: str = Field(
        min_length=2,
        title="栏目类别或名称",
        description="news, notices, policies, interpretations, other, or the exact name of a column",
    )
    max_days: int = Field(
        ge=1, le=36_500, title="更新期限（天）", description="days since its newest content that are still fresh"
    )

    @property
    def shown(self) -> str:
        """The kind in Chinese, or the column's name."""
        kind = KINDS.get(self.column)
        return kind.words if kind else self.column

    @property
    def words(self) -> str:
        """The column and its limit, for reports."""
        return f"{self.shown} {self.max_days} 天"


USUAL_LIMITS = (
    ColumnLimit(column=ColumnKind.NEWS, max_days=TWO_WEEKS),
    ColumnLimit(column=ColumnKind.NOTICES, max_days=SIX_MONTHS),
    ColumnLimit(column=ColumnKind.POLICIES, max_days=SIX_MONTHS),
    ColumnLimit(column=ColumnKind.INTERPRETATIONS, max_days=SIX_MONTHS),
)


class ColumnsParameters(Parameters):
    """Limits by kind of column, and how many stale ones may stand."""

    limits: tuple[ColumnLimit, ...] = Field(
        default=USUAL_LIMITS, min_length=1, title="各类栏目期限", description="which columns are looked at, and how"
    )
    max_stale: int = Field(default=0, ge=0, le=10_000, title="最多超期栏目数", description="stale ones that may stand")
    veto_at: int | None = Field(
        default=None,
        ge=1,
        le=10_000,
        title="否决的超期数",
        description="number of stale columns that fails outright; below it stale ones are only listed",
    )
    top_level_only: bool = Field(
        default=True,
        title="只看一级栏目",
        description="of notices, policies and interpretations only first-level columns count; news counts at any level",
    )

    @property
    def allowed(self) -> int:
        """Most stale columns that do not fail."""
        return self.max_stale if self.veto_at is None else self.veto_at - 1


@check(
    "freshness.columns",
    parameters=ColumnsParameters,
    worst=Severity.VETO,
    kinds={
        "stale": Kind("栏目超过期限没有更新", Severity.VETO),
        "undated": Kind("栏目内容没有日期，视为没有更新", Severity.VETO),
        "missing": Kind("没有这一类栏目", Severity.MINOR),
        "doubtful": Kind("栏目是否超期要由人核实", Severity.INFO),
        "unread": Kind("未能读取内容的栏目", Severity.INFO),
    },
    texts=Texts(
        title="栏目按期更新",
        required="动态要闻类栏目两周内、通知公告和政策文件等一级栏目六个月内有更新，其他栏目按规则集写明的期限。",
        method="按名称判断栏目类别，取栏目内最新一篇稿件的日期（不用置顶位置）与检查日相比；稿件没有日期的视为没有更新，机构职能等相对固定的栏目不计，空白栏目另查。",
        basis="国办秘函〔2019〕19号 单项否决指标“栏目不更新”、扣分指标“动态要闻”“政策文件”“政策解读”",
        remedy="补发内容；长期没有内容来源的栏目合并或撤下。",
        effort="中",
    ),
)
def columns(snapshot: Snapshot, parameters: ColumnsParameters, context: Context) -> Assessment:
    """Columns whose newest content is older than the limit of their kind.

    Inputs: the column tree with names and levels, rows and articles of each column and those below it with their dates. A column that
    only links elsewhere, is one text or fixed by nature (机构职能, 概况, 指南, 制度) has no limit, a blank one is `freshness.blank`'s; one
    whose articles bear no date counts as not updated. Fails when more than `max_stale` columns are stale, with `veto_at` only when at
    least so many are, and, without `veto_at`, when a portal read in full has no column of a kind or name asked for. Review where a
    column's kind or level is not sure, or its dates are. Unknown where a column was not read or a script writes it and that
    could turn the verdict. Serves 国办秘函〔2019〕19号 栏目不更新, 动态要闻, 政策文件, 政策解读, 其他栏目.
    """
    if not any(True for _ in snapshot.columns()):
        return unknown(Reason.NOT_FETCHED, "没有读到任何栏目")
    judged = [each for limit in parameters.limits for each in _judge(snapshot, limit, parameters, context)]
    absent = [] if parameters.veto_at else list(_absent(snapshot, parameters, context, judged))
    return _verdict(snapshot, parameters, judged, absent)


@dataclass(frozen=True)
class Judged:
    """A column that was looked at: the kind of its finding, empty where it is fresh, and its words."""

    column: Column
    limit: ColumnLimit
    kind: str = ""
    words: str = ""


def _judge(snapshot: Snapshot, limit: ColumnLimit, parameters: ColumnsParameters, context: Context) -> Iterator[Judged]:
    seen: set[tuple[str, ...]] = set()
    for each in _meant(snapshot, limit, parameters):
        if each.column.path not in seen and each.column.fill not in BLANK:
            seen.add(each.column.path)
            yield _one(snapshot, each, limit, context)


def _meant(snapshot: Snapshot, limit: ColumnLimit, parameters: ColumnsParameters) -> list[Kindred]:
    """Columns a limit speaks of."""
    kind = KINDS.get(limit.column)
    if kind:
        return of_kind(snapshot, kind, top_level_only=parameters.top_level_only)
    found = columns_called(snapshot, Item(name=limit.column))
    return [Kindred(each.column, "" if each.exact else "名称相近，是不是所指栏目") for each in found if each.column]


def _one(snapshot: Snapshot, each: Kindred, limit: ColumnLimit, context: Context) -> Judged:
    column, age = each.column, age_of(snapshot, each.column)
    place = f"栏目“{' > '.join(column.path or (column.name,))}”"
    if age.is_unread:
        return Judged(column, limit, "unread", f"{place}：{column.fill.words}。")
    days = (context.as_of - age.newest).days if age.newest else None
    if not age.has_rows or (days is not None and days <= limit.max_days):
        return Judged(column, limit)
    age = with_doubt(snapshot, column, age, context.as_of - timedelta(days=limit.max_days))
    told = (
        f"最近的内容是 {age.newest} 的，距检查日 {days} 天，超过 {limit.max_days} 天"
        if age.newest
        else "内容都没有日期，视为没有更新"
    )
    doubt = each.doubt or age.doubt
    if doubt:
        return Judged(column, limit, "doubtful", f"{place}{told}；{doubt}，需人工核实。")
    return Judged(column, limit, "stale" if age.newest else "undated", f"{place}{told}。")


def _absent(
    snapshot: Snapshot, parameters: ColumnsParameters, context: Context, judged: list[Judged]
) -> Iterator[Finding]:
    """Kinds and names asked for of which there is no column; sure only of a portal whose menus were read in full."""
    there = {each.limit for each in judged}
    home = snapshot.home()
    for limit in parameters.limits:
        if limit in there or limit.column == ColumnKind.OTHER or home is None or _meant(snapshot, limit, parameters):
            continue
        links = columns_called(snapshot, Item(name=limit.shown))
        missed = gap(snapshot) or _menu_gap(snapshot)
        sure = not links and not missed and context.kind is SiteKind.PORTAL
        doubt = f"，首页有“{links[0].name}”的链接" if links else f"，{missed.words}" if missed else ""
        message = f"没有“{limit.shown}”栏目。" if sure else f"没有找到“{limit.shown}”栏目{doubt}，需人工核实。"
        kind, weight = ("missing", Severity.MINOR) if sure else ("doubtful", Severity.INFO)
        yield Finding(kind, message, weight, element=limit.column, evidence=(cite_page(home),))


def _homeless(snapshot: Snapshot) -> Gap | None:
    return Gap("首页没有读到", Reason.NOT_FETCHED) if snapshot.home() is None else None


def _menu_gap(snapshot: Snapshot) -> Gap | None:
    home = snapshot.home()
    unseen = home is not None and (home.hollow or menu_is_unseen(home, snapshot.links(home.id)))
    return Gap("首页导航由脚本生成", Reason.NO_BROWSER) if unseen else None


def _verdict(
    snapshot: Snapshot, parameters: ColumnsParameters, judged: list[Judged], absent: list[Finding]
) -> Assessment:
    stale = [each for each in judged if each.kind in ("stale", "undated")]
    doubtful = [each for each in judged if each.kind == "doubtful"]
    unread = [each for each in judged if each.kind == "unread"]
    over = len(stale) > parameters.allowed
    weight = Severity.VETO if over and parameters.veto_at else Severity.MINOR
    findings = (*(_finding(snapshot, each, weight) for each in stale), *absent)
    hints = tuple(_finding(snapshot, each, Severity.INFO) for each in (*doubtful, *unread))
    measured = {"looked_at": len(judged), "stale": len(stale), "unsure": len(doubtful), "unread": len(unread)}
    words = f"检查了 {len(judged)} 个有更新期限的栏目，{len(stale)} 个超期没有更新"
    missing = [finding for finding in absent if finding.kind == "missing"]
    if over or missing:
        more = f"；{'；'.join(finding.message.rstrip('。') for finding in missing)}" if missing else ""
        return Assessment(Outcome.FAIL, f"{words}{more}。", measured, (*findings, *hints))
    return _open(snapshot, parameters, measured, words, findings, hints)


def _open(
    snapshot: Snapshot,
    parameters: ColumnsParameters,
    measured: dict[str, int],
    words: str,
    findings: tuple[Finding, ...],
    hints: tuple[Finding, ...],
) -> Assessment:
    """What is no fail: whether doubts, or columns nobody read, could still turn it."""
    stale, unsure, unread = measured["stale"], measured["unsure"], measured["unread"]
    missed = cut_short(snapshot) or _homeless(snapshot)  # a page that does not open holds no column that is updated
    if missed:
        told = f"{words}；{missed.words}，其余栏目没有看到。"
        return Assessment(Outcome.UNKNOWN, told, measured, (*findings, *hints), missed.reason)
    turned = stale + unsure > parameters.allowed and bool(unsure)
    if turned or any(finding.kind == "doubtful" for finding in findings):
        told = f"{words}；有的栏目不能确定，需人工核实。"
        return Assessment(Outcome.REVIEW, told, measured, (*findings, *hints))
    if unread and stale + unsure + unread > parameters.allowed:
        told = f"{words}，另有 {unread} 个没有读到内容。"
        return Assessment(Outcome.UNKNOWN, told, measured, (*findings, *hints), Reason.NOT_FETCHED)
    if not measured["looked_at"]:
        told = "没有读到有更新期限的栏目，需人工核实。"
        return Assessment(Outcome.REVIEW, told, measured, (*findings, *hints), Reason.NOTHING_IN_SCOPE)
    return Assessment(Outcome.PASS, f"{words}。", measured, findings)


def _finding(snapshot: Snapshot, each: Judged, severity: Severity) -> Finding:
    page = snapshot.page_by_id(each.column.page_id) if each.column.page_id else None
    evidence = cite_page(page, each.column.name) if page else Evidence(url=each.column.url, excerpt=each.column.name)
    return Finding(each.kind, each.words, severity, subject=each.column.url, evidence=(evidence,))
