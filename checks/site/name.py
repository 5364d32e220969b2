"""Site name (网站名称): named after its region or unit, and shown on every page."""

from pydantic import Field

from checks.contract import Kind, Parameters, Texts, planned
from checks.options import Pages
from checks.outcomes import Severity


class NameParameters(Parameters):
    """On how many pages the name must stand."""

    pages: Pages = 10
    min_rate: float = Field(
        default=1.0, ge=0, le=1, title="展示名称的比例", description="share of the pages whose header shows the name"
    )


name = planned(
    "site.name",
    parameters=NameParameters,
    worst=Severity.MINOR,
    kinds={
        "misnamed": Kind("网站没有以本地区或本部门名称命名", Severity.MINOR),
        "not_shown": Kind("页头没有展示网站名称", Severity.MINOR),
    },
    texts=Texts(
        title="网站名称规范展示",
        required="网站以本地区或本部门的规范名称命名，并在每个页面的页头显著展示。",
        method="看首页和抽查页面的页头文字、徽标说明和 SiteName 标签，与站点清单或页脚主办单位比对；只有图片而没有说明文字的请人工看一眼。",
        basis="国办秘函〔2019〕19号 扣分指标“域名名称”；国办发〔2017〕47号",
        remedy="统一页头模板，写明网站规范名称；名称用图片的补上替代文字。",
        effort="小",
    ),
    decides="""The site bears the name of its region or unit, and every page shows it in its header.

    Inputs: header text, logo texts and SiteName tags of the home page and sampled pages, the name the site list states, the sponsor in the
    footer. Fails when the name is that of no region or unit, and when fewer than `min_rate` of the pages show it: one finding each.
    Review where the header is a picture without words, and where list, tag and footer disagree on the name. Unknown where headers come
    from a script and no browser read them. Serves 国办秘函〔2019〕19号 域名名称.
    """,
)
