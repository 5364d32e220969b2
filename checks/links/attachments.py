"""Attached files (附件): they open and are what their suffix says."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class AttachmentsParameters(Parameters):
    """How many attached files may be faulty."""

    max_broken_rate: float = Field(
        default=0.0, ge=0, le=1, title="最多坏附件比例", description="share of the attached files that may be faulty"
    )


attachments = planned(
    "links.attachments",
    parameters=AttachmentsParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="附件可以打开",
        required="页面上的附件都能下载，格式与后缀一致，没有损坏。",
        method="逐个下载附件的开头（小文件下载全部），看状态、文件头和内部结构；需要密码或过大的请人工核实。",
        basis="国办秘函〔2019〕19号 扣分指标“可用性”",
        remedy="重新上传损坏或错传的附件，改正后缀。",
        effort="小",
    ),
    decides="""Attached files open and are what their suffix says.

    Inputs: links to files, the state of each target, its first bytes and what was read of it. Fails when the share of files that are
    confirmed dead, empty, broken or of another format than their suffix says is above `max_broken_rate`. Review for encrypted ones and
    for those only suspected dead. Unknown where blocked or unopened files could turn the verdict. Serves 国办秘函〔2019〕19号 可用性.
    """,
)
