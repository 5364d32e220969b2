"""Time for comments (征求意见期限)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class PeriodParameters(Parameters):
    """How long a draft must be open."""

    min_days: int | None = Field(
        default=None,
        ge=1,
        le=365,
        title="最短期限（天）",
        description="calendar days it must be open; none: measured only, answer review",
    )
    reason_excuses: bool = Field(
        default=True, title="说明理由可缩短", description="a reason stated on the page excuses a shorter time"
    )
    period: InPeriod = THIS_YEAR


period = planned(
    "consultation.period",
    parameters=PeriodParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="征求意见期限达标",
        required="公开征求意见的期限不少于规定天数；确需缩短的说明理由。",
        method="读取征集页写明的起止日期，没有写明开始日期的从发布日期算起，计算自然日。",
        basis="重大行政决策程序暂行条例 第十五条；年度工作要点",
        remedy="延长征集期限；确需缩短的在公告中写明理由。",
        effort="小",
    ),
    decides="""Calendar days for which each draft of the period was open to comment.

    Inputs: consultations with publication date, first and last day as stated, words that give a reason for a shorter time. Fails for one
    open for fewer days than `min_days`, unless a reason stands on the page and `reason_excuses`. Review: a last day that is not stated or
    stands in an unread attachment, dates that contradict each other, no figure given (measured only), no consultation found. Unknown: the
    columns for consultations were not read. Serves 重大行政决策程序暂行条例 art. 15, yearly documents.
    """,
)
