"""Dead links (断链) on the home page."""

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.contract import Parameters, Texts, check
from checks.links.anchors import ANCHOR_KINDS, Anchors
from checks.links.dead import ANCHORS_TOLERATED, verdict_on
from checks.links.tally import KINDS, Tally
from checks.outcomes import Outcome, Reason, Severity
from portal.states import Fill
from portal.storage.snapshot import Snapshot


class HomepageParameters(Parameters):
    """How many dead links fail."""

    max_dead: int = Field(default=0, ge=0, title="允许的断链", description="dead links that are still tolerated")
    max_missing_anchors: int | None = Field(default=None, ge=0, title="允许的缺失锚点", description=ANCHORS_TOLERATED)


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
    verdict = verdict_on(snapshot, tally, lambda dead, _: dead > parameters.max_dead, place="首页")
    if verdict.outcome is Outcome.PASS and (home.fill is Fill.SCRIPTED or not tally.total):
        reason = f"{Reason.NO_BROWSER.words}：首页内容由脚本生成，只读到 {tally.total} 个链接地址"
        verdict = Assessment(Outcome.UNKNOWN, reason, verdict.measured, verdict.findings, Reason.NO_BROWSER)
    return Anchors.of(snapshot, home.id).joined(verdict, parameters.max_missing_anchors)
