"""Columns a clause names (专栏): present, filled, fresh, holding what the clause asks."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.named_items import Item
from checks.options import AnyPeriod, MaxAge, PerUnit
from checks.outcomes import Severity
from portal.states import Worded


class Needed(Worded):
    """How many of the columns must be there."""

    ALL = "all", "全部"
    ANY = "any", "任意一个"


class ColumnPlace(Worded):
    """Where a column's entry must stand."""

    HOME = "home", "首页"
    ANYWHERE = "anywhere", "网站任意位置"


class RequiredParameters(Parameters):
    """Which columns, where, and what they hold."""

    items: tuple[Item, ...] = Field(
        min_length=1, title="应有栏目", description="columns by name, each with the parts it must hold"
    )
    mode: Needed = Field(default=Needed.ALL, title="具备方式", description="all of them, or any one")
    not_empty: bool = Field(default=True, title="栏目不能空白", description="each has content")
    max_age_days: MaxAge = None
    place: ColumnPlace = Field(
        default=ColumnPlace.ANYWHERE, title="入口位置", description="where the entry of each must stand"
    )
    period: AnyPeriod = Field(
        default=None, title="内容时段", description="each must hold content of this time; none: of any time"
    )
    per_unit: PerUnit = False


required = planned(
    "columns.required",
    parameters=RequiredParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="规定的栏目齐全",
        required="条款点名的栏目都已设置，能打开，有内容，包含要求的部分并按期更新。",
        method="按名称和别名在栏目、导航和首页中查找，打开后看内容、最近日期和要求的部分；只找到相近名称的列出，请人工确认。",
        basis="各年度政务公开工作要点；国办秘函〔2019〕19号",
        remedy="设置缺少的栏目，补齐内容；已有而名称不同的改用规定名称。",
        effort="中",
    ),
    decides="""Named columns are there, filled, fresh and hold what they must.

    Inputs: the column tree, menus and home page, what each column holds with titles and dates. A column is found under its name or one of
    `any_of`; `contains` is looked for in names of columns below it and in titles. Fails when a column is missing from menus read in full, dead,
    empty although `not_empty` asks content, older than `max_age_days` or its item's own limit, without content of `period`, or lacks a part; with
    mode `any` only when no column is good. Review for near names, parts found elsewhere, and where freshness has no figure but dates are
    old. Unknown where menus or columns were not read. Serves 国办秘函〔2019〕19号 发布解读 and yearly documents.
    """,
)
