"""Meetings attended by representatives of the public (列席会议)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, PerUnit
from checks.outcomes import Severity
from checks.periods import THIS_YEAR


class AttendanceParameters(Parameters):
    """How many meetings, and how many people at each."""

    government: int | None = Field(
        default=None,
        ge=1,
        le=100,
        title="政府会议最少次数",
        description="meetings of the government in the period; none: measured only, answer review",
    )
    department: int | None = Field(
        default=None,
        ge=1,
        le=100,
        title="部门会议最少次数",
        description="meetings of each department in the period; none: measured only, answer review",
    )
    min_people: int | None = Field(
        default=None, ge=1, le=100, title="每次最少代表人数", description="representatives at each meeting; none: any"
    )
    adoption: bool = Field(
        default=True, title="公开意见采纳情况", description="what they said and what was adopted must be published"
    )
    period: InPeriod = THIS_YEAR
    per_unit: PerUnit = False


attendance = planned(
    "decisions.attendance",
    parameters=AttendanceParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="公众代表列席会议",
        required="邀请利益相关方、公众、专家、媒体等代表列席会议，达到规定次数和人数，公开他们的意见和采纳情况。",
        method="在会议报道和会议公开栏目中查找列席、邀请代表的字样，统计会议次数和代表人数。",
        basis="年度工作要点对代表列席会议的要求",
        remedy="按计划邀请代表列席，会后公开代表意见和采纳情况。",
        effort="中",
    ),
    decides="""Meetings of the period to which representatives of the public were invited, and what became of their opinions.

    Inputs: articles about meetings with date, holding body, the words that tell who attended and how many, what they said. Fails when
    fewer meetings than `government` or `department` are told on a site whose meeting columns were read in full, or a meeting had fewer
    people than `min_people`. Review: numbers of people or adoption that are not told, meetings of which only a headline was read, no
    figure given (measured only). Unknown: the columns were not read. Serves yearly documents (列席).
    """,
)
