"""Dead links (断链): on the home page and on the whole site."""

from collections.abc import Callable
from decimal import Decimal

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.contract import Parameters, Texts, check
from checks.links.anchors import ANCHOR_KINDS, Anchors
from checks.links.tally import KINDS, Tally
from checks.outcomes import Outcome, Reason, Severity
from portal.states import Fill
from portal.storage.snapshot import Snapshot

_ANCHORS_TOLERATED = (
    "places within pages that links lead to in vain and that are still tolerated; without it they are listed only"
)


class HomepageParameters(Parameters):
    """How many dead links fail."""

    max_dead: int = Field(default=0, ge=0, title="允许的断链", description="dead links that are still tolerated")
    max_missing_anchors: int | None = Field(default=None, ge=0, title="允许的缺失锚点", description=_ANCHORS_TOLERATED)


@check(
    "links.homepage",
    parameters=HomepageParameters,
    worst=Severity.MINOR,
    kinds=KINDS | ANCHOR_KINDS,
    texts=Texts(
        title="首页链接可用",
        required="首页上的链接（含图片、附件和外部链接）都能打开。",
        method="逐个打开首页上的每个链接，打不开的间隔一段时间再试，几次都打不开才算断链；被对方防护拦截的只列出，不算断链；页面引用的脚本、样式文件打不开的也只列出；页面能打开、只是链接中“#”后面的位置找不到的，另行列出。",
        basis="国办秘函〔2019〕19号 扣分指标“可用性”",
        remedy="恢复或更换打不开的地址；对方网站已停用的删除链接。",
        effort="小",
    ),
)
def homepage(snapshot: Snapshot, parameters: HomepageParameters, context: Context) -> Assessment:
    """Dead links on the home page.

    Inputs: the home page's links and what became of each target. Fails with more than `max_dead` targets that stayed
    broken after spaced retries; suspect ones (not confirmed, or on the intranet) lead to review where they could turn that; targets
    not looked at lead to unknown likewise, and so does a home page that scripts fill; blocked ones answered and are listed only, and so are
    places within pages that links lead to in vain, unless `max_missing_anchors` bounds them.
    Serves 国办秘函〔2019〕19号 可用性.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    ids = dict.fromkeys(link.target_id for link in snapshot.links(home.id) if link.url)
    ids |= dict.fromkeys(snapshot.targets_in_sheets(home.id))
    tally = Tally.of(snapshot, (target for target in map(snapshot.target_by_id, ids) if target))
    verdict = _verdict(snapshot, tally, lambda dead, _: dead > parameters.max_dead, place="首页")
    if verdict.outcome is Outcome.PASS and (home.fill is Fill.SCRIPTED or not tally.total):
        reason = f"{Reason.NO_BROWSER.words}：首页内容由脚本生成，只读到 {tally.total} 个链接地址"
        verdict = Assessment(Outcome.UNKNOWN, reason, verdict.measured, verdict.findings, Reason.NO_BROWSER)
    return Anchors.of(snapshot, home.id).joined(verdict, parameters.max_missing_anchors)


class SiteParameters(Parameters):
    """What share of dead links fails."""

    max_dead_rate: float = Field(
        default=0.0, ge=0, le=1, title="允许的断链占比", description="share of checked targets that may be dead"
    )
    exclude_home: bool = Field(
        default=False, title="不含首页链接", description="leave out targets the home page links to"
    )
    max_missing_anchors: int | None = Field(default=None, ge=0, title="允许的缺失锚点", description=_ANCHORS_TOLERATED)


@check(
    "links.site",
    parameters=SiteParameters,
    worst=Severity.MINOR,
    kinds=KINDS | ANCHOR_KINDS,
    texts=Texts(
        title="全站链接可用",
        required="各页面上的链接（含图片、附件和外部链接）都能打开。",
        method="抓取全站，逐个打开页面上出现的每个地址，打不开的间隔一段时间再试，几次都打不开才算断链；同一地址只计一次；页面能打开、只是链接中“#”后面的位置找不到的，另行列出。",
        basis="国办秘函〔2019〕19号 扣分指标“可用性”",
        remedy="恢复或更换打不开的地址；成批出现的，先查模板和栏目迁移时留下的旧地址。",
        effort="中",
    ),
)
def site(snapshot: Snapshot, parameters: SiteParameters, context: Context) -> Assessment:
    """Dead links on the whole site, by rate.

    Inputs: every target any read page links to. Fails when the share of dead targets among the checked ones exceeds
    `max_dead_rate`; when it does not but the unchecked ones could turn that, unknown; where suspect ones could, review. Blocked ones
    count as checked and are listed; missing places within pages (one template's count once) are listed, too, unless
    `max_missing_anchors` bounds them. Serves 国办秘函〔2019〕19号 可用性.
    """
    on_home = _home_targets(snapshot) if parameters.exclude_home else frozenset()
    tally = Tally.of(snapshot, (target for target in snapshot.targets() if target.id not in on_home))
    if not tally.checked:
        return unknown(Reason.NOT_FETCHED, "没有检查过任何链接")
    rate = Decimal(str(parameters.max_dead_rate))
    verdict = _verdict(snapshot, tally, lambda dead, checked: dead > rate * checked, place="全站")
    return Anchors.of(snapshot).joined(verdict, parameters.max_missing_anchors)


def _home_targets(snapshot: Snapshot) -> frozenset[int]:
    home = snapshot.home()
    return frozenset(link.target_id for link in snapshot.links(home.id)) if home else frozenset()


TooMany = Callable[[int, int], bool]  # dead targets, checked targets -> whether that fails


def _verdict(snapshot: Snapshot, tally: Tally, too_many: TooMany, *, place: str) -> Assessment:
    dead, suspect, checked = len(tally.dead), len(tally.suspect), tally.checked
    measured = tally.measured()
    findings = tally.findings(snapshot)
    counts = f"{place}共 {tally.total} 个不同的链接地址，检查了 {checked} 个"
    if too_many(dead, checked):
        return Assessment(Outcome.FAIL, f"{counts}，{dead} 个打不开。", measured, findings)
    if tally.unchecked and too_many(dead + suspect + tally.unchecked, tally.total):
        reason = Reason.BUDGET if tally.out_of_budget else Reason.NOT_FETCHED
        words = f"{counts}，还有 {tally.unchecked} 个没有检查，不能下结论。"
        return Assessment(Outcome.UNKNOWN, words, measured, findings, reason)
    if too_many(dead + suspect, checked):
        return Assessment(Outcome.REVIEW, f"{counts}，{suspect} 个疑似打不开，需人工核实。", measured, findings)
    blocked = f"，其中 {len(tally.blocked)} 个被对方防护拦截" if tally.blocked else ""
    found = f"{dead} 个打不开，未超过允许的数量" if dead else "没有发现断链"
    return Assessment(Outcome.PASS, f"{counts}{blocked}，{found}。", measured, findings)
