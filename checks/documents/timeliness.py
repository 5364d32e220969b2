"""Timely publication of documents (公开时限)."""

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MaxWorkdays, Scope
from checks.outcomes import Severity
from checks.periods import Period
from checks.scopes import EVERYTHING


class TimelinessParameters(Parameters):
    """How long publication may take after a document was written."""

    scope: Scope = EVERYTHING
    max_workdays: MaxWorkdays = 20
    period: InPeriod = Period(months=12)


timeliness = planned(
    "documents.timeliness",
    parameters=TimelinessParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="文件按时公开",
        required="应主动公开的文件自形成或变更之日起在规定的工作日内公开，发布日期不早于成文日期。",
        method="用法定节假日和调休安排计算成文日期到发布日期之间的工作日，与期限比较。",
        basis="条例 第二十六条",
        remedy="文件印发后及时上网；日期填写有误的更正日期。",
        effort="小",
    ),
    decides="""Working days from the day a document was written (成文日期) to the day it was published on the site.

    Inputs: documents with both dates and where each was read, the Chinese calendar of working days. Fails for documents published later
    than `max_workdays`, or before they were written. Review: a date that stands only in page tags or script, reposts of other issuers,
    years the calendar does not hold, no figure given (measured only), nothing in scope. Documents without both dates are counted, not
    judged. Serves 条例 art. 26.
    """,
)
