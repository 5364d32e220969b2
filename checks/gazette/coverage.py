"""Normative documents printed in the gazette (公报刊登规范性文件)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, Scope
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from checks.scopes import DocumentClass, DocumentScope


class CoverageParameters(Parameters):
    """Which documents, how soon, and of which period."""

    scope: Scope = DocumentScope(kind=DocumentClass.NORMATIVE)
    max_days: int | None = Field(
        default=None,
        ge=1,
        le=3660,
        title="刊登期限（天）",
        description="days from a document to the issue that prints it; without it only measured",
    )
    period: InPeriod = THIS_YEAR


coverage = planned(
    "gazette.coverage",
    parameters=CoverageParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="规范性文件登公报",
        required="范围内的行政规范性文件都在政府公报刊登，公报及时上网。",
        method="把时段内的文件按标题和文号与公报各期目录、正文对照，列出没有刊登的和相隔的天数。",
        basis="国办发〔2018〕22号 政府公报工作；各年度政务公开工作要点",
        remedy="在下一期公报补登缺少的文件，建立文件印发与公报的衔接。",
        effort="中",
    ),
    decides="""Each document of the scope is printed in an issue of the gazette.

    Inputs: documents of `scope` in `period`, issues of the gazette with contents and text. Fails for documents older than the newest issue read
    that no issue prints, where all issues since were read as text, and for those printed more than `max_days` later. Review for documents newer
    than the newest issue, for issues that are pictures, and where a title is only similar. Not applicable on a site without a gazette.
    Unknown where the issues were not read. Serves yearly documents.
    """,
)
