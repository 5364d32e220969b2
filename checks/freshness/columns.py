"""Stale columns (栏目不更新), by kind of column."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity
from portal.states import Worded

TWO_WEEKS = 14
SIX_MONTHS = 183


class ColumnKind(Worded):
    """Kinds of columns that national clauses tell apart; a limit may name a column instead."""

    NEWS = "news", "动态要闻"
    NOTICES = "notices", "通知公告"
    POLICIES = "policies", "政策文件"
    INTERPRETATIONS = "interpretations", "政策解读"
    OTHER = "other", "其他栏目"


class ColumnLimit(Parameters):
    """How old the newest content of some columns may be."""

    column: str = Field(
        min_length=2,
        title="栏目类别或名称",
        description="news, notices, policies, interpretations, other, or the exact name of a column",
    )
    max_days: int = Field(
        ge=1, le=36_500, title="更新期限（天）", description="days since its newest content that are still fresh"
    )

    @property
    def words(self) -> str:
        """The column and its limit, for reports."""
        kinds: dict[str, str] = {kind.value: kind.words for kind in ColumnKind}
        return f"{kinds.get(self.column, self.column)} {self.max_days} 天"


USUAL_LIMITS = (
    ColumnLimit(column=ColumnKind.NEWS, max_days=TWO_WEEKS),
    ColumnLimit(column=ColumnKind.NOTICES, max_days=SIX_MONTHS),
    ColumnLimit(column=ColumnKind.POLICIES, max_days=SIX_MONTHS),
    ColumnLimit(column=ColumnKind.INTERPRETATIONS, max_days=SIX_MONTHS),
)


class ColumnsParameters(Parameters):
    """Limits by kind of column, and how many stale ones may stand."""

    limits: tuple[ColumnLimit, ...] = Field(
        default=USUAL_LIMITS, min_length=1, title="各类栏目期限", description="which columns are looked at, and how"
    )
    max_stale: int = Field(default=0, ge=0, le=10_000, title="最多超期栏目数", description="stale ones that may stand")
    veto_at: int | None = Field(
        default=None,
        ge=1,
        le=10_000,
        title="否决的超期数",
        description="number of stale columns that fails outright; below it stale ones are only listed",
    )
    top_level_only: bool = Field(
        default=True,
        title="只看一级栏目",
        description="of notices, policies and interpretations only first-level columns count; news counts at any level",
    )


columns = planned(
    "freshness.columns",
    parameters=ColumnsParameters,
    worst=Severity.VETO,
    texts=Texts(
        title="栏目按期更新",
        required="动态要闻类栏目两周内、通知公告和政策文件等一级栏目六个月内有更新，其他栏目按规则集写明的期限。",
        method="按名称判断栏目类别，取栏目内最新一篇稿件的日期（不用置顶位置）与检查日相比；稿件没有日期的视为没有更新，机构职能等相对固定的栏目不计。",
        basis="国办秘函〔2019〕19号 单项否决指标“栏目不更新”、扣分指标“动态要闻”“政策文件”“政策解读”",
        remedy="补发内容；长期没有内容来源的栏目合并或撤下。",
        effort="中",
    ),
    decides="""Columns whose newest content is older than the limit of their kind.

    Inputs: the column tree with names and levels, rows and articles of each column with their dates. A column that only links elsewhere or is
    fixed by nature (机构职能, 概况, 指南, 制度) has no limit; one whose articles bear no date counts as not updated. Fails when more than
    `max_stale` columns are stale, with `veto_at` only when at least so many are, and when a kind that is named has no column at all.
    Review where a column's kind or level is not sure, or its dates are. Unknown where a column was not read or a script writes it and that
    could turn the verdict. Serves 国办秘函〔2019〕19号 栏目不更新, 动态要闻, 政策文件, 政策解读, 其他栏目.
    """,
)
