"""List of the government's accounts on social media (政务新媒体名录)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import AnyPeriod, PerUnit
from checks.outcomes import Severity
from portal.states import Worded


class AccountPart(Worded):
    """What a list tells of an account."""

    UNIT = "unit", "主办单位"
    LINK = "link", "链接"
    QR_CODE = "qr_code", "二维码"


class NewMediaParameters(Parameters):
    """How many accounts, and what is told of each."""

    min_accounts: int = Field(default=1, ge=1, le=10_000, title="最少账号数", description="accounts the list must hold")
    contains: tuple[AccountPart, ...] = Field(
        default=(AccountPart.UNIT, AccountPart.LINK), title="账号应列内容", description="what is told of each account"
    )
    period: AnyPeriod = None
    per_unit: PerUnit = False


newmedia = planned(
    "site.newmedia",
    parameters=NewMediaParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="公开政务新媒体名录",
        required="网站集中列出政务新媒体账号，写明主办单位，并有可以打开的链接或二维码。",
        method="查找政务新媒体、微信微博矩阵等栏目，逐个读账号名称、单位、链接和二维码图片，打开链接看是否有效；账号内容是否更新不在检查范围。",
        basis="各年度政务公开工作要点；国办发〔2018〕123号",
        remedy="在首页设置政务新媒体栏目，列全账号、主办单位和入口，注销的及时移除。",
        effort="小",
    ),
    decides="""The site lists its government's accounts on social media with unit and a way to each.

    Inputs: columns and pages that list accounts, the names, units, links and pictures on them, the state of the links, and the period the list
    was renewed in. Fails when no list is found on a site read in full, when it holds fewer than `min_accounts`, or when an account lacks what
    `contains` asks. Review where the list is one picture or accounts cannot be told from other links. Unknown where the pages were not read.
    Whether an account itself is alive is not judged. Serves yearly documents.
    """,
)
