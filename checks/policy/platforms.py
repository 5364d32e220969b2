"""Policies on other platforms (惠企政策同步发布): the same documents on the site and on each named platform, the same day."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, Scope
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from checks.scopes import DocumentClass, DocumentScope


class Platform(Parameters):
    """A platform outside the site."""

    name: str = Field(min_length=2, title="名称", description="its name, exactly")
    url: str = Field(default="", title="网址", description="its address; empty: found by its name on the site")


class PlatformsParameters(Parameters):
    """Which platforms, and which documents."""

    platforms: tuple[Platform, ...] = Field(
        min_length=1, title="平台", description="where the documents must stand too"
    )
    same_day: bool = Field(default=True, title="同日发布", description="on the same day as on the site")
    scope: Scope = DocumentScope(kind=DocumentClass.ENTERPRISE)
    period: InPeriod = THIS_YEAR


platforms = planned(
    "policy.platforms",
    parameters=PlatformsParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="政策在各平台同步发布",
        required="涉企政策在本网站和规定的平台同日发布。",
        method="比较本网站与各平台抓取到的文件，按文号和标题对应，核对发布日期；没有平台的抓取结果时无法检查。",
        basis="年度工作要点对惠企政策集中发布的要求",
        remedy="把没有发布的政策补发到规定平台，今后同日发布。",
        effort="中",
    ),
    decides="""Documents in scope that stand on the site and on each named platform, published the same day.

    Inputs: documents of this snapshot and of one of each platform, matched by number (文号) and title, publication dates; links to the
    platforms. Fails for a document that a platform read in full does not hold, or holds under a later day where `same_day` is asked.
    Review: matches by near titles, documents whose class is not sure, platforms that need a login. Unknown: there is no snapshot of the
    platform. Serves yearly documents (惠企政策).
    """,
)
