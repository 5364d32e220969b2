"""Articles without a publication time (稿件发布时间)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class DatedParameters(Parameters):
    """How many articles may lack a time."""

    max_undated_rate: float = Field(
        default=0.0,
        ge=0,
        le=1,
        title="最多无日期比例",
        description="share of the articles that may lack a publication time or bear one still to come",
    )


dated = planned(
    "freshness.dated",
    parameters=DatedParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="稿件注明发布时间",
        required="每篇稿件都注明发布时间，时间不晚于当前。",
        method="读取稿件页的发布时间（页面文字、标签、列表日期），没有的和晚于抓取时刻的列出。",
        basis="国办秘函〔2019〕19号（没有注明发布时间的稿件视为没有更新）；国办发〔2017〕47号",
        remedy="在稿件模板中显示发布时间，补上缺失的，改正错误的。",
        effort="小",
    ),
    decides="""Articles that bear no publication time, or one that is still to come.

    Inputs: content pages with the dates read from text, tags and lists, and when each was fetched. Fails when the share of articles without a
    time, or with one after the day they were fetched, is above `max_undated_rate`. Review where only a day in the body could be meant,
    and for pages that may be no articles. Unknown where no article was read. Serves the note of 国办秘函〔2019〕19号 on undated articles.
    """,
)
