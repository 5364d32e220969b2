"""Entry for reporting errors (我为政府网站找错)."""

from pydantic import Field

from checks.contract import Kind, Parameters, Texts, planned
from checks.options import Pages
from checks.outcomes import Severity


class FindErrorsParameters(Parameters):
    """On how many pages the entry must stand."""

    pages: Pages = 10
    min_rate: float = Field(
        default=1.0,
        ge=0,
        le=1,
        title="有入口的比例",
        description="share of the pages beside the home page that carry the entry",
    )


find_errors = planned(
    "site.find_errors",
    parameters=FindErrorsParameters,
    worst=Severity.MINOR,
    kinds={
        "home_without": Kind("首页没有找错入口", Severity.MINOR),
        "page_without": Kind("其他页面没有找错入口", Severity.MINOR),
        "other_code": Kind("找错入口指向别的网站", Severity.MINOR),
    },
    texts=Texts(
        title="有“找错”入口",
        required="首页和其他页面的页脚都有“我为政府网站找错”入口，指向本网站的标识码。",
        method="在首页和抽查页面的页脚查找找错平台的链接、图标或脚本，核对其中的网站标识码；由脚本写入的用浏览器确认。",
        basis="国办秘函〔2019〕19号 扣分指标“我为政府网站找错”",
        remedy="把平台提供的监督举报代码放进全站页脚模板，标识码填本网站的。",
        effort="小",
    ),
    decides="""The home page and the other pages carry the entry of the national platform for reporting errors.

    Inputs: marks of the footers of the home page and sampled pages, how each was read, and the site code in the entry's address. Fails when
    the home page has no entry, when fewer than `min_rate` of the other pages have one, or when it bears another site's code. Review where
    only a script that may write it was seen. Unknown where the home page was not read. Serves 国办秘函〔2019〕19号 我为政府网站找错.
    """,
)
