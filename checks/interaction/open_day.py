"""Open days (政府开放日、开放月)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinCount, PerUnit
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class OpenDayParameters(Parameters):
    """How many, when, and what must be told of them."""

    min_count: MinCount = 1
    month: int | None = Field(
        default=None, ge=1, le=12, title="活动月份", description="month it must take place in; none: any"
    )
    feedback: bool = Field(
        default=True, title="公开意见采纳情况", description="opinions of visitors and their adoption must be published"
    )
    contains: tuple[str, ...] = Field(
        default=(), title="应有环节", description="what the day must include (e.g. 座谈, 问卷, 答疑); empty: anything"
    )
    period: InPeriod = THIS_YEAR
    per_unit: PerUnit = False


open_day = planned(
    "interaction.open_day",
    parameters=OpenDayParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="开展政府开放活动",
        required="每年按规定次数和月份开展政府开放活动，公开公众意见和采纳情况。",
        method="查找开放日、开放月的公告和报道，核对时间、单位、环节和意见采纳情况。",
        basis="年度工作要点对政府开放日、开放月的要求",
        remedy="开展活动并发布公告、报道和意见采纳情况。",
        effort="中",
    ),
    decides="""Open days of the period: often enough, in the month asked, with the parts asked and what became of visitors' opinions.

    Inputs: notices and articles that name an open day (政府开放日, 开放月, 公众开放), their dates, units and text. Fails when fewer than
    `min_count` (per unit where `per_unit`) are told on a site read in full, or none in `month`. Review: a date of the event that is not
    stated, parts or adoption that are not told, activities under other names. Unknown: columns not read. Serves yearly documents
    (政府开放日、开放月).
    """,
)
