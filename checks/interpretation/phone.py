"""Telephone for questions (政策咨询电话) on interpretations."""

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinRate
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class PhoneParameters(Parameters):
    """When, and what share of the interpretations."""

    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


phone = planned(
    "interpretation.phone",
    parameters=PhoneParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="解读页公布咨询电话",
        required="解读页面写明政策咨询电话。",
        method="在解读正文中查找电话号码及其前后的咨询字样；页脚的网站电话不算。",
        basis="年度工作要点对政策咨询电话的要求",
        remedy="在解读材料末尾注明负责解答的单位和电话。",
        effort="小",
    ),
    decides="""Interpretations that state a telephone number for questions (政策咨询电话).

    Inputs: text of interpretations, its numbers and the words beside them; numbers of the footer do not count. Fails when the share with
    a number stays below `min_rate` even if every doubtful one had it. Review: a number without a word that says what it is for,
    interpretations in pictures, films or unread attachments, nothing in scope. Unknown: interpretations not read. Serves yearly
    documents (政策咨询电话).
    """,
)
