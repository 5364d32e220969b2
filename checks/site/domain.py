"""Domain name (域名名称): the host obeys the naming rule of its level, and the site has one."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity
from checks.patterns import HostPattern


class DomainParameters(Parameters):
    """What a host must look like."""

    one_host: bool = Field(
        default=True, title="只用一个域名", description="the site answers under one host; others lead there"
    )
    portal_pattern: HostPattern = Field(
        default=r"^www\.[a-z0-9-]+\.gov\.cn$", title="门户域名格式", description="form of a portal's host"
    )
    department_pattern: HostPattern = Field(
        default=r"^[a-z0-9-]+\.[a-z0-9-]+\.gov\.cn$", title="部门域名格式", description="form of a department's host"
    )


domain = planned(
    "site.domain",
    parameters=DomainParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="域名规范且唯一",
        required="门户网站用 www.□□□.gov.cn，部门网站用其政府门户域名下的 ○○○.□□□.gov.cn；一个网站只用一个英文域名。",
        method="按网站类型比对主机名的格式；再看站内链接和跳转里有没有以另一个域名提供同样内容。",
        basis="国办发〔2017〕47号 域名管理；国办秘函〔2019〕19号 扣分指标“域名名称”",
        remedy="向主管单位申请规范的域名，旧域名跳转到新域名后按程序注销。",
        effort="中",
    ),
    decides="""The host obeys the naming rule of the site's kind, and the site has one host.

    Inputs: the audited host and the site's kind, the hosts named as its aliases, redirects between them, and pages of another host with
    the same content. Fails when the host does not match the pattern of its kind, or when a second host serves the same pages without
    leading to the first. Review for a special site, whose name no rule gives, and for an address instead of a name. Unknown where the
    kind is not stated. www.gov.cn itself is right, and a Chinese domain name beside the English one is no second host. Serves
    国办发〔2017〕47号 and 国办秘函〔2019〕19号 域名名称.
    """,
)
