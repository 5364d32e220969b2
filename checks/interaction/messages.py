"""Public messages (留言公开): what each shows, and the statistics."""

from pydantic import Field

from checks.contract import Kind, Parameters, Texts, planned
from checks.options import MaxAge, MinRate, Sample
from checks.outcomes import Severity
from portal.states import Worded


class MessageField(Worded):
    """What a public message shows (留言要素)."""

    ASKED_ON = "asked_on", "留言时间"
    ANSWERED_ON = "answered_on", "答复时间"
    ANSWERED_BY = "answered_by", "答复单位"
    ANSWER = "answer", "答复内容"


class MessagesParameters(Parameters):
    """What must be shown, and of how many messages it is read."""

    fields: tuple[MessageField, ...] = Field(
        default=tuple(MessageField),
        min_length=1,
        title="应公开的要素",
        description="what every public message must show",
    )
    sample: Sample = 5
    min_rate: MinRate = 1.0
    statistics: bool = Field(
        default=False, title="公开统计数据", description="figures of messages received and answered must be published"
    )
    max_age_days: MaxAge = None


messages = planned(
    "interaction.messages",
    parameters=MessagesParameters,
    worst=Severity.MINOR,
    kinds={
        "none_public": Kind("没有公开的留言", Severity.MINOR),
        "field_missing": Kind("公开的留言缺少要素", Severity.MINOR),
        "stale": Kind("留言栏目没有按期更新", Severity.MINOR),
        "no_statistics": Kind("没有受理反馈统计", Severity.MINOR),
    },
    texts=Texts(
        title="留言公开要素齐全",
        required="公开的留言写明留言时间、答复时间、答复单位、答复内容；有要求的公布受理反馈统计，栏目按期更新。",
        method="抽查最近公开的留言，逐条核对规定要素，并查找统计数据和最近更新时间。",
        basis="国办秘函〔2019〕19号 扣分指标“留言公开”；年度工作要点",
        remedy="补齐留言页的要素，公布统计数据，按期公开新的留言。",
        effort="中",
    ),
    decides="""Public messages that show when they were asked, when, by whom and what was answered; statistics; freshness.

    Inputs: message lists and messages with their dates, unit and answer, counts of received and answered ones. Fails when nothing is
    public on a site read in full, the share of sampled messages with every field stays below `min_rate`, the newest is older than
    `max_age_days`, or `statistics` are asked and lacking. Review: lists that a script fills, fields that only the list or only a login
    shows. Unknown: the columns were not read. Serves 国办秘函〔2019〕19号 留言公开, yearly documents.
    """,
)
