"""Follow-up interpretation (跟踪解读、二次解读): after a policy took effect."""

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinCount, Scope
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING


class FollowupParameters(Parameters):
    """How many, and of which policies."""

    min_count: MinCount = 1
    period: InPeriod = THIS_YEAR
    scope: Scope = EVERYTHING


followup = planned(
    "interpretation.followup",
    parameters=FollowupParameters,
    worst=Severity.INFO,
    texts=Texts(
        title="政策实施后跟踪解读",
        required="文件施行以后，结合执行情况和公众疑问再次解读。",
        method="查找同一文件在施行日之后发布的第二篇及以后的解读。",
        basis="年度工作要点对跟踪解读、二次解读的要求",
        remedy="针对执行中的疑问补充解读，并与文件和首次解读相互链接。",
        effort="中",
    ),
    decides="""Interpretations published after their policy took effect and after a first interpretation (跟踪解读).

    Inputs: interpretations with dates and forms, pairings, the day the document takes effect (施行), titles such as 二次解读. Fails when
    fewer than `min_count` stand on a site whose interpretations were all read. Review: a later one that only repeats the first in another
    form, no date of effect, pairings that are only likely, none found though some interpretations were not read. Unknown: interpretation
    columns not read. Serves yearly documents (跟踪解读).
    """,
)
