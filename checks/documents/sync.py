"""Documents passed on to the superior's library (同步到上级文件库)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import MinRate, Scope
from checks.outcomes import Severity
from checks.scopes import DocumentClass, DocumentScope


class SyncParameters(Parameters):
    """Which documents, and where they must stand too."""

    superior: str = Field(default="", title="上级文件库", description="address or name of the superior's library")
    scope: Scope = DocumentScope(kind=DocumentClass.NORMATIVE)
    min_rate: MinRate = 1.0


sync = planned(
    "documents.sync",
    parameters=SyncParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="文件同步到上级文件库",
        required="本级文件库中的文件同步收录到上级文件库。",
        method="比较本网站和上级文件库两次抓取的结果，按文号和标题逐份对应；没有上级文件库的抓取结果时无法检查。",
        basis="年度工作要点对文件库上下同步的要求",
        remedy="把没有收录的文件报送上级文件库。",
        effort="中",
    ),
    decides="""Documents of this site that stand in the superior government's library too.

    Inputs: documents of this snapshot and of one of the superior's library, matched by number (文号) and title. Fails when the share that
    is found there stays below `min_rate` and both libraries were read in full. Review: matches by near titles alone, a superior library
    read in part. Unknown: there is no snapshot of the superior's library. Serves yearly documents (文件库 of two levels).
    """,
)
