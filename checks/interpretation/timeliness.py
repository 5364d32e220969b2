"""Timely interpretation (解读及时): published together with, or soon after, the document."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MaxWorkdays, Scope
from checks.outcomes import Severity
from checks.periods import Period
from checks.scopes import EVERYTHING


class TimelinessParameters(Parameters):
    """How soon an interpretation must follow its document."""

    max_workdays: MaxWorkdays = 3
    period: InPeriod = Period(months=12)
    scope: Scope = EVERYTHING
    same_day: bool = Field(
        default=False,
        title="与文件同日发布",
        description="the interpretation must be published on the document's own day",
    )


timeliness = planned(
    "interpretation.timeliness",
    parameters=TimelinessParameters,
    worst=Severity.INFO,
    texts=Texts(
        title="解读及时发布",
        required="解读与文件同步发布，或者在规定的工作日内发布。",
        method="按工作日历计算文件发布到第一篇解读发布之间的工作日；超过的列出请人工核实。",
        basis="国办发〔2017〕47号（期限待核）；年度工作要点对同步解读的要求",
        remedy="解读材料与文件同步组织、同步审签、同步发布。",
        effort="小",
    ),
    decides="""Working days from a document's publication to its first interpretation.

    Inputs: documents and interpretations with publication dates and where these were read, pairings, the calendar of working days.
    No text at hand gives a binding number of days, so a longer lag (or another day, with `same_day`) is review and never fails. Review
    too: interpretations dated before their document, pairings that are only likely, nothing in scope. Unknown: dates not readable.
    Serves 国办发〔2017〕47号 and yearly documents (三同步).
    """,
)
