"""Issues of the gazette (政府公报各期): the newest one, and those of earlier years."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import MaxAge
from checks.outcomes import Severity


class FreshnessParameters(Parameters):
    """How new the newest issue is, and how far back issues go."""

    max_age_days: MaxAge = None
    back_issues: bool = Field(default=True, title="保留往期", description="issues of earlier years stand there too")
    since_year: int | None = Field(
        default=None,
        ge=1949,
        le=2100,
        title="往期起始年份",
        description="year from which on every issue must stand; without it how far they go is only measured",
    )
    required: bool = Field(
        default=True, title="应当有公报", description="without it a site that has no gazette is not judged"
    )


freshness = planned(
    "gazette.freshness",
    parameters=FreshnessParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="政府公报按期更新",
        required="政府公报最新一期及时上网，往期保留可查。",
        method="读公报栏目中各期的年份、期号和日期，看最新一期的时间、中间有没有缺期、最早到哪一年。",
        basis="国办发〔2018〕22号 政府公报工作；各年度政务公开工作要点",
        remedy="补传缺少的期次，新一期出版后及时上网。",
        effort="中",
    ),
    decides="""The newest issue is fresh and the back issues stand.

    Inputs: issues with year, number and date. Fails when a gazette is required and none is found on a site read in full, when the newest issue is
    older than `max_age_days`, when there are only issues of one year although `back_issues` are asked and older ones were printed, or when a
    year since `since_year` has none. Gaps in the numbering are review, since numbers may be joint. Not applicable where there is none and none
    is required; without figures measured and review. Unknown where the column was not read. Serves 国办发〔2018〕22号 and yearly documents.
    """,
)
