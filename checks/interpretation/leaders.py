"""Interpretation by principal officials (主要负责同志解读)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinCount
from checks.outcomes import Severity
from checks.periods import THIS_YEAR

OFFICIALS = ("主要负责人", "主要负责同志", "区长", "县长", "市长", "局长", "主任", "镇长")


class LeadersParameters(Parameters):
    """How many, and by whom."""

    min_count: MinCount = 1
    period: InPeriod = THIS_YEAR
    by: tuple[str, ...] = Field(
        default=OFFICIALS, min_length=1, title="解读人职务", description="titles of the officials who count"
    )


leaders = planned(
    "interpretation.leaders",
    parameters=LeadersParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="主要负责人带头解读",
        required="部门、单位主要负责人带头解读政策。",
        method="在解读的标题和正文中查找主要负责人的职务以及解读、访谈、发布等字样。",
        basis="年度工作要点对主要负责人解读的要求",
        remedy="安排主要负责人以署名文章、访谈、发布会等方式解读。",
        effort="中",
    ),
    decides="""Interpretations given by a principal official (主要负责人) in the period.

    Inputs: titles, authors and text of interpretations and interviews, names and titles on the leaders' pages. Passes when at least
    `min_count` name such an official as the one who interprets. Fails when none does and every interpretation of the period was read as
    text. Review: titles of deputies or of officials of other units, an official only mentioned, films and pictures not read as text.
    Unknown: interpretation columns not read. Serves yearly documents (主要负责人解读).
    """,
)
