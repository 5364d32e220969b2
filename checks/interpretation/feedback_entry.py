"""Entry for comments on an interpretation (解读评论、反馈入口)."""

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinRate
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class FeedbackEntryParameters(Parameters):
    """When, and what share of the interpretations."""

    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


feedback_entry = planned(
    "interpretation.feedback_entry",
    parameters=FeedbackEntryParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="解读页可以评论提问",
        required="公众能在解读页上评论、提问或评价。",
        method="查看解读页上有没有提问、评论、评价的表单或入口，入口能不能打开。",
        basis="年度工作要点对解读互动的要求",
        remedy="在解读页增加提问或评论入口，安排专人答复。",
        effort="中",
    ),
    decides="""Interpretation pages on which a visitor can comment, rate or ask.

    Inputs: forms and links on interpretation pages, where these lead, scripts that build them. Fails when the share with an entry that
    works stays below `min_rate`. Review: an entry that a script provides or that needs a login, a site-wide mailbox alone, nothing in
    scope. Unknown: interpretations not read. Serves yearly documents (解读互动).
    """,
)
