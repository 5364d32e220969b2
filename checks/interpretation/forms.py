"""Forms of interpretation (解读形式): how many different ones each policy has."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, Scope
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING

LEAST = "different forms each document must have; none: measured only, answer review"


class FormsParameters(Parameters):
    """How many forms, by who issued the document."""

    government: int | None = Field(
        default=None,
        ge=1,
        le=20,
        title="政府文件最少形式数",
        description=f"documents of the government or its office: {LEAST}",
    )
    department: int | None = Field(
        default=None,
        ge=1,
        le=20,
        title="部门文件最少形式数",
        description=f"documents of departments and townships: {LEAST}",
    )
    forms: tuple[str, ...] = Field(
        default=(), title="计入的形式", description="names of forms that count; empty: the closed list of forms"
    )
    scope: Scope = EVERYTHING
    period: InPeriod = THIS_YEAR


forms = planned(
    "interpretation.forms",
    parameters=FormsParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="解读形式数量达标",
        required="每份文件按发文机关达到规定的解读形式种数。",
        method="汇总每份文件的全部解读，辨认形式并去重计数；政府（含办公室）文件和部门、镇街文件分别比较。",
        basis="年度工作要点对解读形式的要求",
        remedy="为形式不足的文件补充其他形式的解读。",
        effort="中",
    ),
    decides="""Number of different forms in which each policy of the period is interpreted.

    Inputs: interpretations with their forms, pairings, issuers. Fails for a document with fewer forms than its issuer's class asks
    (`government`, `department`). Review: where the scope is important documents only (`important`: which these are is for a person),
    forms that cannot be told or stand on other platforms, issuers that are not stated, no figure given (measured only), nothing in
    scope. Unknown: the interpretation columns were not read. Serves yearly documents (number of forms).
    """,
)
