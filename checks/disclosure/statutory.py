"""The statutory content (法定主动公开内容): a column, content and freshness for each item."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.disclosure.statutory_items import StatutoryItem
from checks.options import MaxAge
from checks.outcomes import Severity


class StatutoryParameters(Parameters):
    """Which items, how fresh, and how many of them."""

    items: tuple[StatutoryItem, ...] = Field(
        default=(),
        title="法定公开事项",
        description="items of articles 20 and 21; empty: all that the level of the site owes",
    )
    max_age_days: MaxAge = None
    min_rate: float = Field(
        default=1.0, ge=0, le=1, title="有内容的比例", description="share of the items that must have content"
    )


statutory = planned(
    "disclosure.statutory",
    parameters=StatutoryParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="法定公开事项有内容",
        required="条例第二十条、第二十一条所列事项在法定主动公开内容中各有栏目和内容，并按时更新。",
        method="按惯用的栏目名称给每一事项找栏目，看有没有内容、最近何时更新；名称对不上的列出相近栏目，请人工确认。",
        basis="《政府信息公开条例》第十九条至第二十一条",
        remedy="按事项补设栏目、补齐内容；确无此项职能的在栏目中说明。",
        effort="大",
    ),
    decides="""Each statutory item has a column with content, fresh where a figure says how.

    Inputs: the column tree under 法定主动公开内容 and elsewhere, matched to items by the usual names; what each column holds; its newest
    date. Fails when the share of items whose column is surely empty or missing brings the rest below `min_rate`, for an owed item only where the
    whole tree was read. Review where no column bears a usual name, where an item may not concern the unit, and for `max_age_days`
    passed. Unknown where the site's level is not stated, or columns were not read. Serves 条例 art. 19, 20, 21.
    """,
)
