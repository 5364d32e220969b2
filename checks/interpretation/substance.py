"""Substance of interpretations (解读质量): they explain, and do not only repeat the document."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, Scope
from checks.outcomes import Severity
from checks.periods import Period
from checks.scopes import EVERYTHING


class SubstanceParameters(Parameters):
    """What an interpretation must speak of, and how much of it may be copied."""

    contains: tuple[str, ...] = Field(
        default=(), title="应解读的内容", description="parts it must speak of (e.g. 背景, 决策依据); empty: none asked"
    )
    min_parts: int | None = Field(
        default=None, ge=1, le=20, title="至少解读部分数", description="how many of these parts it needs; none: all"
    )
    max_copied: float = Field(
        default=0.6, ge=0, le=1, title="照抄原文上限", description="share of its text that may be the document's own"
    )
    period: InPeriod = Period(months=12)
    scope: Scope = EVERYTHING


substance = planned(
    "interpretation.substance",
    parameters=SubstanceParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="解读有实质内容",
        required="解读讲清背景、依据、目的、举措等规定内容，不照抄文件、不只罗列标题。",
        method="查找解读正文中各部分的标题和关键词，并计算与文件正文相同文字的比例。",
        basis="年度工作要点对实质性解读的要求",
        remedy="补写缺少的内容，用自己的话说明政策要点、适用对象和办理方式。",
        effort="中",
    ),
    decides="""Interpretations that speak of the parts asked and are not the document over again (形式化解读).

    Inputs: text and headings of interpretations, text of the paired documents. Fails for an interpretation whose share of copied text
    exceeds `max_copied`, or that bears no trace of so many parts that fewer than `min_parts` can be there. Review: charts, films and
    attachments whose words were not read, parts told in other words than those asked, texts of headings alone, nothing in scope.
    Unknown: interpretations not read. Serves yearly documents (实质性解读).
    """,
)
