"""Frequent questions (常见问题解答): exist, cover what is asked, and are kept up to date."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.named_items import Item
from checks.options import MaxAge, MinCount
from checks.outcomes import Severity


class FaqParameters(Parameters):
    """How many, how fresh, and about what."""

    min_count: MinCount = 1
    max_age_days: MaxAge = None
    items: tuple[Item, ...] = Field(
        default=(), title="问答库和主题", description="collections or topics that must be there, by name; empty: any"
    )


faq = planned(
    "interaction.faq",
    parameters=FaqParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="常见问题解答有更新",
        required="设有常见问题解答（政策问答库），内容覆盖规定主题并及时更新。",
        method="按名称查找问答栏目，统计问答条数、主题和最近更新时间。",
        basis="年度工作要点对问答库的要求",
        remedy="根据留言和来电整理问答，定期更新。",
        effort="中",
    ),
    decides="""Collections of frequent questions and answers: present, large enough, on the topics asked, fresh.

    Inputs: columns and topics named as questions and answers, their items with dates, messages marked as frequent. Fails when none stands
    on a site read in full, there are fewer answers than `min_count`, a named collection is lacking or empty, or the newest is older than
    `max_age_days`. Review: collections that a script or a chat robot provides, near names, undated answers. Unknown: columns not read.
    Serves yearly documents (常见问题解答库, 政策问答库).
    """,
)
