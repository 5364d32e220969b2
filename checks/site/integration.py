"""Portal, disclosure and services as one site (融合发展)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity
from portal.states import Worded


class SiteArea(Worded):
    """Parts of a government's web presence that are often sites of their own."""

    PORTAL = "portal", "门户"
    DISCLOSURE = "disclosure", "政府信息公开"
    SERVICES = "services", "政务服务"


class IntegrationParameters(Parameters):
    """Which parts must lead to each other."""

    cross_links: tuple[SiteArea, ...] = Field(
        default=tuple(SiteArea), min_length=2, title="应互通的板块", description="parts that must link to each other"
    )
    one_search: bool = Field(
        default=True, title="搜索要统一", description="the site's search must find content of all of them"
    )


integration = planned(
    "site.integration",
    parameters=IntegrationParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="门户与服务平台互通",
        required="门户网站、政府信息公开平台和政务服务平台相互链接，一处搜索能找到各处内容。",
        method="看各板块首页之间的链接是否双向可达，再看站内搜索结果是否包含其他板块；融合程度由人判断。",
        basis="各年度政务公开工作要点；国办发〔2017〕47号 集约共享",
        remedy="在各板块页头互设入口，把公开和服务内容纳入统一搜索。",
        effort="大",
    ),
    decides="""Portal, disclosure platform and service platform lead to each other and share one search.

    Inputs: links between the home pages of the parts, the states of their targets, and results of the site's search by host. Fails when a part
    that `cross_links` names is not linked from another one at all or the link is dead. Review for everything else: how far the parts have
    grown together is for a person, the links and hosts found are listed. Unknown where a part's home page was not read. Serves yearly documents.
    """,
)
