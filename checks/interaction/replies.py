"""Overdue replies (留言超期未答复)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class RepliesParameters(Parameters):
    """How long an answer may take, in what window, and how many may be late."""

    max_months: int = Field(default=3, ge=1, le=24, title="答复期限（个月）", description="months an answer may take")
    window_months: int = Field(
        default=12, ge=1, le=120, title="检查范围（个月）", description="months back in which messages are looked at"
    )
    max_overdue: int = Field(
        default=0, ge=0, le=10_000, title="允许的超期留言", description="messages that may be overdue"
    )


replies = planned(
    "interaction.replies",
    parameters=RepliesParameters,
    worst=Severity.VETO,
    texts=Texts(
        title="留言没有超期未答复",
        required="政务咨询类栏目的有效留言在三个月内答复。",
        method="读取公开的咨询类留言，计算到检查日仍未答复、或者答复超过期限的留言；在线访谈、调查征集、信访、纪检举报不算。",
        basis="国办秘函〔2019〕19号 单项否决“互动回应差”",
        remedy="立即答复超期留言，建立转办和催办制度。",
        effort="中",
    ),
    decides="""Messages of the window that waited longer than `max_months` for an answer, or still do.

    Inputs: messages of consulting columns with date, state and date of answer; interviews, surveys, petitions and discipline reports do
    not count. Fails when more than `max_overdue` valid messages are unanswered for longer. Review: answered late, messages without a date,
    ones that may be invalid or answered elsewhere. Unknown: messages are not public or were not read. Serves 国办秘函〔2019〕19号 互动回应差
    (a veto).
    """,
)
