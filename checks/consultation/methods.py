"""Means of asking for opinions (征求意见方式)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod
from checks.outcomes import Severity
from checks.periods import THIS_YEAR

METHODS = ("座谈会", "书面", "走访", "听证会", "问卷", "民意调查")


class MethodsParameters(Parameters):
    """Which means count, how many are asked, and who must be asked."""

    methods: tuple[str, ...] = Field(
        default=METHODS, min_length=1, title="征求意见方式", description="means that count, by the words that name them"
    )
    min_methods: int | None = Field(
        default=None,
        ge=1,
        le=20,
        title="最少方式种数",
        description="different means each consultation must use; none: measured only, answer review",
    )
    audiences: tuple[str, ...] = Field(
        default=(), title="征求意见对象", description="people who must be asked (e.g. 企业, 行业协会); empty: anybody"
    )
    period: InPeriod = THIS_YEAR


methods = planned(
    "consultation.methods",
    parameters=MethodsParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="多种方式征求意见",
        required="用座谈会、问卷、听证会、走访等多种方式征求意见，覆盖规定的对象。",
        method="在征集公告、结果和相关报道中查找所用的方式和征求对象。",
        basis="年度工作要点对公众参与方式的要求",
        remedy="按事项选择多种方式征求意见，并在反馈中写明方式和对象。",
        effort="中",
    ),
    decides="""Different means by which opinions on drafts of the period were asked, and whom they reached.

    Inputs: consultations, their results and articles about them, with the words that name a means or an audience. Fails for a consultation
    that has a result read in full and tells fewer means than `min_methods`. Review: means that only news of the unit names, audiences
    that are not named, no figure given (measured only), no consultation found. Unknown: columns not read. Serves yearly documents
    (征求意见方式).
    """,
)
