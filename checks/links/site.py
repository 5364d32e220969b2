"""Dead links (断链) on the whole site, by rate."""

from decimal import Decimal

from pydantic import Field

from checks.assessment import Assessment, Context, unknown
from checks.contract import Parameters, Texts, check
from checks.links.anchors import ANCHOR_KINDS, Anchors
from checks.links.dead import ANCHORS_TOLERATED, verdict_on
from checks.links.tally import KINDS, Tally
from checks.outcomes import Reason, Severity
from portal.storage.snapshot import Snapshot


class SiteParameters(Parameters):
    """What share of dead links fails."""

    max_dead_rate: float = Field(
        default=0.0, ge=0, le=1, title="允许的断链占比", description="share of checked targets that may be dead"
    )
    exclude_home: bool = Field(
        default=False, title="不含首页链接", description="leave out targets the home page links to"
    )
    max_missing_anchors: int | None = Field(default=None, ge=0, title="允许的缺失锚点", description=ANCHORS_TOLERATED)


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
    verdict = verdict_on(snapshot, tally, lambda dead, checked: dead > rate * checked, place="全站")
    return Anchors.of(snapshot).joined(verdict, parameters.max_missing_anchors)


def _home_targets(snapshot: Snapshot) -> frozenset[int]:
    home = snapshot.home()
    return frozenset(link.target_id for link in snapshot.links(home.id)) if home else frozenset()
