"""Links to other sites (外链): parked, taken over, hidden (暗链)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class ExternalParameters(Parameters):
    """How many doubtful targets may stand, and whether leaving is announced."""

    max_suspect: int = Field(
        default=0, ge=0, le=10_000, title="最多可疑外链数", description="parked, taken-over or hidden targets"
    )
    leave_notice: bool = Field(
        default=True, title="离站要有提示", description="links to sites that are not government's are announced"
    )


external = planned(
    "links.external",
    parameters=ExternalParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="外部链接安全可靠",
        required="外部链接没有指向停放、被抢注或不良的网站，没有看不见的链接；离开本网站时有提示。",
        method="看站外链接的去处：域名停放页、内容与链接文字无关的、藏在页面里看不见的列为可疑；再看离站提示。",
        basis="国办发〔2017〕47号；国办秘函〔2019〕19号 单项否决指标“安全、泄密事故等严重问题”",
        remedy="立即删除可疑链接，查清是域名过期还是页面被改；给站外链接加统一的离站提示。",
        effort="中",
    ),
    decides="""Targets outside the government's sites that are parked, taken over or hidden.

    Inputs: external links, where they stand and whether they can be seen, the pages behind them, and the notice shown on leaving. Fails when
    more than `max_suspect` links are hidden with keywords of gambling, pornography or loans, or lead to a page that offers the domain for
    sale. Review for other targets whose content has nothing to do with the link's words, and where no notice was seen although
    `leave_notice` asks for one. Unknown where external targets were not opened. Serves 国办发〔2017〕47号.
    """,
)
