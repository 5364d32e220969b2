"""Required documents and lists (应公开的文件、清单): each exists, in time, and holds what is asked of it."""

from datetime import date

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.named_items import Item
from checks.options import AnyPeriod, MinCount, PerUnit, Place
from checks.outcomes import Severity


class RequiredParameters(Parameters):
    """Which documents, when and where they must stand."""

    items: tuple[Item, ...] = Field(
        min_length=1, title="应公开的文件", description="the documents or lists, each by name"
    )
    period: AnyPeriod = None
    per_unit: PerUnit = False
    queryable: bool = Field(default=False, title="可查询", description="the list can be searched, not only read")
    min_count: MinCount = Field(default=1, title="每项最少数量", description="how many of each there must be")
    by: date | None = Field(
        default=None, title="公布期限", description="last day on which it may be published; none: any"
    )
    place: Place = ()


required = planned(
    "documents.required",
    parameters=RequiredParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="应有文件清单已公开",
        required="规定的文件、清单都已公开，内容包含要求写明的部分。",
        method="按名称在文件、稿件、附件和栏目中逐项查找，核对发布时间、责任单位和应写明的内容。",
        basis="年度工作要点；条例 第二十条",
        remedy="公开缺少的文件或清单，补充缺少的内容。",
        effort="中",
    ),
    decides="""Named documents and lists: each published, by its unit, in the period, with the parts asked.

    Inputs: documents, articles, attachments and columns with titles, text, dates and publishing unit; list rows. Fails for an item of
    which nothing on a site read in full bears one of its names, whose page is empty, or that lacks a part its whole text was read for;
    for one published after `by`. Review: near names, parts that may stand in an unread attachment, dates or units that are not stated,
    `queryable` where a script may offer the search, lists on other platforms. Unknown: the crawl did not read the columns it may stand
    in. Serves yearly documents (named lists and plans).
    """,
)
