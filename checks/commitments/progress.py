"""Progress of commitments (重点任务、民生实事进展): every item of a named list reports in the year."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.named_items import Item
from checks.options import InPeriod, Place
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class ProgressParameters(Parameters):
    """Which items, what each must tell, and how often."""

    items: tuple[Item, ...] = Field(
        default=(),
        title="任务事项",
        description="items of the list, by name; empty: the list the site itself publishes",
    )
    parts: tuple[str, ...] = Field(
        default=(),
        title="应公开的内容",
        description="what each item must tell (e.g. 任务分工, 工作计划, 落实措施, 进展情况)",
    )
    period: InPeriod = THIS_YEAR
    max_gap_days: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        title="最长间隔（天）",
        description="days between two reports; longer is review; none: any",
    )
    min_items: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        title="最少事项数",
        description="items that must report; none: every one of the list",
    )
    place: Place = ()


progress = planned(
    "commitments.progress",
    parameters=ProgressParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="重点任务公开进展",
        required="清单上的每项重点任务、民生实事在时段内公开分工、措施和进展等规定内容。",
        method="按事项名称逐项查找相应页面，核对规定内容、发布时间和间隔。",
        basis="年度工作要点对重点任务执行和落实情况公开的要求",
        remedy="为没有公开进展的事项补发信息，按期更新。",
        effort="中",
    ),
    decides="""Items of a named list of commitments, each with a page of its own in the period that tells the parts asked.

    Inputs: topics, columns, articles and attachments with titles, text and dates; the list in `items`, or the one the site publishes. Fails
    when fewer than `min_items` (all, where it is not given) have any page or table row on a site read in full, or an item's pages read in
    full lack a part. Review: several items in one article, items found by words of their name alone, gaps longer than `max_gap_days`, no
    list at all. Unknown: columns not read. Serves yearly documents (重点任务, 民生实事).
    """,
)
