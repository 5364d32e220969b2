"""Feedback on a consultation (意见采纳反馈): published, with what was taken up and why the rest was not."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MaxWorkdays, MinRate
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from portal.states import Worded


class FeedbackPart(Worded):
    """What feedback on a consultation must tell (反馈内容)."""

    ADOPTED = "adopted", "采纳情况"
    REASONS = "reasons", "不采纳的理由"


class FeedbackParameters(Parameters):
    """What must be told, and by when after the decision."""

    max_workdays: MaxWorkdays = None
    contains: tuple[FeedbackPart, ...] = Field(
        default=tuple(FeedbackPart), title="应反馈的内容", description="what the feedback must tell"
    )
    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


feedback = planned(
    "consultation.feedback",
    parameters=FeedbackParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="公布意见采纳情况",
        required="征集结束后按时公布意见采纳情况，对集中的意见不采纳的说明理由。",
        method="按标题和链接把征集公告与结果对应起来，读取采纳情况和理由；有期限要求的，与决策文件印发日期比较工作日。",
        basis="重大行政决策程序暂行条例；年度工作要点",
        remedy="公布每次征集的意见数量、采纳情况和不采纳的理由，与征集公告相互链接。",
        effort="中",
    ),
    decides="""Consultations that ended in the period and have a published result: what was adopted, and why the rest was not.

    Inputs: consultations and results paired by title and links, the text of the results, the decision's day of issue, the calendar of
    working days. Fails when the share with a result that tells every part stays below `min_rate`, or a result came later than
    `max_workdays` after the issue of the decision. Reasons are owed only for concentrated opinions: their lack is review. Review too: a
    result that says no opinion came in, pairings that are only likely, a decision that was not found, consultations still open, no figure
    given for time. Unknown: columns not read. Serves yearly documents (意见采纳反馈).
    """,
)
