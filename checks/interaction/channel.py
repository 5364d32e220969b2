"""One entry for interaction and one for services (统一互动入口、统一办事入口)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity
from portal.states import Worded


class ChannelEntry(Worded):
    """What an entry leads to (入口)."""

    INTERACTION = "interaction", "互动交流入口"
    SERVICES = "services", "办事服务入口"


class ChannelParameters(Parameters):
    """Which entries, and whether they must work."""

    entries: tuple[ChannelEntry, ...] = Field(
        default=tuple(ChannelEntry), min_length=1, title="应有入口", description="entries the home page must have"
    )
    opens: bool = Field(default=True, title="入口能打开", description="each entry must open")


channel = planned(
    "interaction.channel",
    parameters=ChannelParameters,
    worst=Severity.VETO,
    texts=Texts(
        title="统一的互动和办事入口",
        required="首页设有统一的互动交流入口和办事服务入口，能打开、能使用。",
        method="在首页查找互动交流和办事服务的入口，逐个打开，查看有没有可以提交的表单或办理渠道；信访、纪检举报不算。",
        basis="国办秘函〔2019〕19号 单项否决“互动回应差”；年度工作要点",
        remedy="设置或修复统一入口，合并分散的入口。",
        effort="中",
    ),
    decides="""An entry on the home page for interaction (咨询建言) and one for services, each of which opens.

    Inputs: links of the home page, the pages behind them, forms there; petitions (信访) and discipline reports do not count. Fails when an
    entry asked is not on a home page read in full, or is confirmed dead. Review: several entries side by side, an entry on another
    platform whose form needs a login, a form that a script builds. Unknown: home page not read, target blocked. Serves 国办秘函〔2019〕19号
    互动回应差, yearly documents.
    """,
)
