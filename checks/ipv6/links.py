"""Links over IPv6 (站内链接的 IPv6 支持率): pages one and two steps from the home page."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class LinksParameters(Parameters):
    """How many links are tried, and what share must open."""

    min_rate: float = Field(
        default=0.95, ge=0, le=1, title="最低支持率", description="share of the tried links that must open over IPv6"
    )
    second_level: int = Field(
        default=20, ge=0, le=1000, title="二级链接抽查数", description="pages linked from the home page that are tried"
    )
    third_level: int = Field(
        default=20, ge=0, le=1000, title="三级链接抽查数", description="pages linked from those that are tried"
    )


links = planned(
    "ipv6.links",
    parameters=LinksParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="站内链接支持 IPv6",
        required="二级、三级站内链接通过 IPv6 能打开的比例达到要求。",
        method="从首页链接和其下一级链接中抽样，逐个通过 IPv6 打开；只看本网站的链接，IPv4 也打不开的不计。",
        basis="政府门户网站 IPv6 支持情况评测指标“二级、三级链接支持率”",
        remedy="为站内用到的各个主机和图片、附件服务器配置 IPv6 地址，检查防火墙和负载均衡。",
        effort="中",
    ),
    decides="""Share of the site's own second- and third-level links that open over IPv6.

    Inputs: sampled internal links one and two steps from the home page and the result of opening each over both families. A level with no
    pages to sample, or whose number is 0, is left out. Fails when the share of a level is below `min_rate`; links that do not open over IPv4
    either do not count. Review where blocked links could turn the verdict. Unknown where the checking machine has no IPv6 route or the
    links were not tried. Serves the portal assessment's items six and seven.
    """,
)
