"""Clean-up of documents (文件清理): its result is published, and what it voids is marked so."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinCount, Scope
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from checks.scopes import DocumentClass, DocumentScope


class CleanupParameters(Parameters):
    """When the clean-up took place, and what must follow from it."""

    period: InPeriod = THIS_YEAR
    scope: Scope = DocumentScope(kind=DocumentClass.NORMATIVE)
    marks_void: bool = Field(
        default=True,
        title="废止文件已标注",
        description="documents the result lists as void must be marked so on their page",
    )
    min_count: MinCount = Field(default=1, title="清理结果份数", description="how many results must be published")


cleanup = planned(
    "documents.cleanup",
    parameters=CleanupParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="公布文件清理结果",
        required="在规定时段内公布文件清理结果，被废止、失效的文件在网页上相应标明。",
        method="查找清理结果、废止目录等公告，读取所列文件名和文号，逐一核对本网站文件页的有效性标注。",
        basis="年度工作要点对规范性文件清理的要求",
        remedy="公布清理结果，把所列废止、失效文件的网页标注改过来。",
        effort="中",
    ),
    decides="""Results of a clean-up of documents (清理结果, 废止目录) in the period, and whether the site follows them.

    Inputs: documents, notices and attachments named as clean-up results or repeals, the titles and numbers they list, validity on the
    documents' pages. Fails when fewer results than `min_count` stand on a site read in full, or a listed document that the site still
    carries is marked valid. Review: lists in unread attachments, names that fit several documents, listed documents without any mark.
    Unknown: the columns for documents and notices were not read. Serves yearly documents (清理).
    """,
)
