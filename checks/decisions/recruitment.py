"""Open call for representatives (公开遴选列席代表)."""

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinCount
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class RecruitmentParameters(Parameters):
    """How many calls, and when."""

    min_count: MinCount = 1
    period: InPeriod = THIS_YEAR


recruitment = planned(
    "decisions.recruitment",
    parameters=RecruitmentParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="公开遴选列席代表",
        required="会前向社会公开征集列席会议的代表。",
        method="查找征集、遴选、招募列席代表的公告，并与有代表列席的会议核对先后。",
        basis="年度工作要点对公开遴选代表的要求",
        remedy="会前发布遴选公告，写明会议、条件、人数和报名方式。",
        effort="小",
    ),
    decides="""Open calls for representatives that precede the meetings they attend.

    Inputs: notices that call for representatives (遴选, 征集, 招募), articles about meetings with representatives, dates. Fails when fewer
    than `min_count` calls stand on a site whose notices were read in full. Review: a call after the meeting, or one whose meeting cannot
    be told; standing pools of representatives. Unknown: the columns were not read. Serves yearly documents (公开遴选).
    """,
)
