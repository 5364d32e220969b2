"""Interpretation of drafts (草案解读)."""

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinRate
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class InterpretationParameters(Parameters):
    """When, and what share of the drafts."""

    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


interpretation = planned(
    "consultation.interpretation",
    parameters=InterpretationParameters,
    worst=Severity.INFO,
    texts=Texts(
        title="草案同步解读",
        required="征求意见时对草案作出解读，说明主要内容和理由。",
        method="查找征集页链接的解读，以及标题点明该草案的解读。",
        basis="年度工作要点对意见征集阶段解读的要求",
        remedy="征求意见时一并发布草案解读，并与征集公告相互链接。",
        effort="中",
    ),
    decides="""Consultations of the period whose draft carries an interpretation.

    Inputs: consultations, interpretations, links between them, titles. Fails when the share that has one stays below `min_rate`; an
    explanation (起草说明) alone is review, since documents tell the two apart. Review too: attachments that were not read, likely
    pairings, no consultation found. Unknown: columns not read. Serves yearly documents (草案解读, mostly encouraged).
    """,
)
