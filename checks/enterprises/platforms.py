"""Disclosure by public enterprises and institutions (公共企事业单位信息公开)."""

from datetime import date

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class PlatformsParameters(Parameters):
    """What the site must hold about the bodies that disclose."""

    list_of_bodies: bool = Field(
        default=True, title="公布适用主体清单", description="a list of the bodies that must disclose (适用主体清单)"
    )
    platforms_open: bool = Field(
        default=True,
        title="各单位平台能打开",
        description="each listed body's platform or page must open and hold content",
    )
    contains: tuple[str, ...] = Field(
        default=(), title="应写明的内容", description="parts that must be published (e.g. 投诉渠道, 处理期限, 处理流程)"
    )
    fields: tuple[str, ...] = Field(
        default=(),
        alias="fields",
        title="领域",
        description="fields that must be covered (e.g. 教育, 供水); empty: any",
    )
    by: date | None = Field(default=None, title="公布期限", description="last day as a fixed date; none: any day")


platforms = planned(
    "enterprises.platforms",
    parameters=PlatformsParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="公共企事业单位公开",
        required="公布公共企事业单位信息公开适用主体清单，各单位的公开平台能打开，写明投诉渠道等规定内容。",
        method="查找公共企事业单位信息公开栏目和主体清单，逐个打开所列平台，核对规定内容和领域。",
        basis="条例 第五十五条；国办发〔2020〕50号；年度工作要点",
        remedy="公布主体清单，开通或修复各单位平台，补充规定内容。",
        effort="大",
    ),
    decides="""Disclosure by public enterprises and institutions: the list of bodies, their platforms, how to complain.

    Inputs: columns and documents under that name, the bodies they list, links to platforms and whether these open, text on complaints.
    Fails when the list is lacking on a site read in full, a listed platform is confirmed dead or empty, a field asked has no body, or a
    part asked is lacking in pages read in full. Review: lists in unread attachments, platforms on other hosts that were not read or are
    accounts in an app, publication after `by` that cannot be dated. Unknown: columns not read. Serves 国办发〔2020〕50号, yearly documents.
    """,
)
