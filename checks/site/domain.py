"""Domain name (域名名称): the host obeys the naming rule of its level, and the site has one."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_links_to, cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from checks.own_place import own_region
from checks.patterns import HostPattern
from portal.facts import Page
from portal.site import Level, SiteKind
from portal.states import LinkState
from portal.storage.snapshot import Snapshot

STATE_COUNCIL = "www.gov.cn"
GOVERNMENT = ".gov.cn"
AROUND_NAME = re.compile(
    r"欢迎(?:访问|您)|官方|人民政府|政府|门户|网站|官网|首页|旧版|老版|网|[\W_]"
)  # what may stand beside a name
OTHER_AUDIENCE = re.compile(r"手机版|移动版|触屏|English|英文|繁体|无障碍|长者|App|APP|客户端")


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


@check(
    "site.domain",
    parameters=DomainParameters,
    worst=Severity.MINOR,
    kinds={
        "off_domain": Kind("域名不合规范，或网站另有域名", Severity.MINOR),
        "doubtful": Kind("域名需要人工核实", Severity.INFO),
    },
    texts=Texts(
        title="域名规范且唯一",
        required="门户网站用 www.□□□.gov.cn，部门网站用其政府门户域名下的 ○○○.□□□.gov.cn；一个网站只用一个英文域名。",
        method="按网站类型比对主机名的格式；再看首页链接的站外页面里，有没有以另一个域名提供的同名网站。",
        basis="国办发〔2017〕47号 域名管理；国办秘函〔2019〕19号 扣分指标“域名名称”",
        remedy="向主管单位申请规范的域名，旧域名跳转到新域名后按程序注销。",
        effort="中",
    ),
)
def domain(snapshot: Snapshot, parameters: DomainParameters, context: Context) -> Assessment:
    """The host obeys the naming rule of the site's kind, and the site has one host.

    Inputs: the audited host, the site's kind and level, and titles of pages outside the site that the home page links to. Fails when the
    host does not match the pattern of its kind, or when the home page leads to a page outside .gov.cn that bears the site's own name and
    stays there. Review for a special site, whose name no rule gives, for an address instead of a name, for a department below the
    national level whose host has the form of a portal's, and for a second .gov.cn host that bears the site's name. Unknown where the kind
    is not stated. www.gov.cn itself is right; a Chinese domain name beside the English one and versions for other visitors on hosts of
    the same domain are no second host. Serves 国办发〔2017〕47号 and 国办秘函〔2019〕19号 域名名称.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    if context.kind is None:
        return unknown(Reason.LEVEL_NOT_STATED)
    host = snapshot.site.host
    findings = [*_by_form(host, home, parameters, context.kind, context.level)]
    if parameters.one_host:
        findings += _second_hosts(snapshot, home, host)
    faults = [finding for finding in findings if finding.kind == "off_domain"]
    outcome = Outcome.FAIL if faults else Outcome.REVIEW if findings else Outcome.PASS
    reason = (
        (faults or findings)[0].message
        if findings
        else f"域名 {host} 符合规范{'，没有看到第二个域名' if parameters.one_host else ''}。"
    )
    return Assessment(outcome, reason, {"host": host, "other_hosts": len(findings)}, tuple(findings))


def _by_form(
    host: str, home: Page, parameters: DomainParameters, kind: SiteKind, level: Level | None
) -> Iterator[Finding]:
    if host == STATE_COUNCIL:
        return
    if _is_address(host):
        yield _doubt(home, host, f"检查用的是地址 {host}，域名是否规范需人工核实。")
    elif kind is SiteKind.SPECIAL:
        yield _doubt(home, host, f"专项网站的域名没有统一规定，{host} 需人工核实。")
    elif kind is SiteKind.PORTAL and not re.fullmatch(parameters.portal_pattern, host):
        yield _fault(home, host, f"门户网站的域名应为 www.□□□.gov.cn，现为 {host}。")
    elif kind is SiteKind.DEPARTMENT and not re.fullmatch(parameters.department_pattern, host):
        yield _fault(home, host, f"部门网站的域名应为 ○○○.□□□.gov.cn，现为 {host}。")
    elif kind is SiteKind.DEPARTMENT and host.startswith("www.") and level is not Level.NATIONAL:
        yield _doubt(home, host, f"部门网站的域名 {host} 是门户网站的形式，是不是政府门户域名下的域名需人工核实。")


def _second_hosts(snapshot: Snapshot, home: Page, host: str) -> Iterator[Finding]:
    """Pages outside the site that the home page leads to and that bear its own name."""
    names = _own_names(snapshot, home)
    seen = {host}
    for link in snapshot.links(home.id):
        target = snapshot.target_by_id(link.target_id)
        if target is None or target.state not in (LinkState.OK, LinkState.REDIRECTED):
            continue
        other = urlsplit(target.final_url or target.url).hostname or ""
        page = snapshot.other_page(target)
        if (
            other in seen
            or page is None
            or _is_same_domain(other, host)
            or OTHER_AUDIENCE.search(page.title + link.label)
        ):
            continue
        seen.add(other)
        if _bears_name(page.title, names):
            message = f"首页链接的 {other} 也以“{page.title[:40]}”为名"
            evidence = cite_links_to(snapshot, target)
            if other.endswith(GOVERNMENT):
                yield Finding(
                    "doubtful",
                    f"{message}，是不是同一网站的另一个域名需人工核实。",
                    Severity.INFO,
                    target.url,
                    other,
                    "",
                    evidence,
                )
            else:
                yield Finding(
                    "off_domain",
                    f"{message}，网站还在使用 .gov.cn 以外的域名。",
                    Severity.MINOR,
                    target.url,
                    other,
                    "",
                    evidence,
                )


def _bears_name(title: str, names: set[str]) -> bool:
    """Whether a title is one of the names and nothing else: an article about the government names it, too."""
    return any(name in title and not AROUND_NAME.sub("", title.replace(name, "")) for name in names)


def _own_names(snapshot: Snapshot, home: Page) -> set[str]:
    """What the site is called: as stated, and by the place it belongs to; nothing shorter than three characters."""
    own = snapshot.once(own_region)
    stated = snapshot.site.name or ""
    return {name for name in (stated, f"{own}人民政府" if own else "", home.heading) if len(name) >= 3}


def _is_same_domain(other: str, host: str) -> bool:
    """Whether a host lies below the site's own domain: a version for phones, another language."""
    own = host.removeprefix("www.")
    return other == own or other.endswith(f".{own}") or other.startswith("xn--")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." not in host
    return True


def _fault(home: Page, host: str, message: str) -> Finding:
    return Finding("off_domain", message, Severity.MINOR, element=host, evidence=(cite_page(home),))


def _doubt(home: Page, host: str, message: str) -> Finding:
    return Finding("doubtful", message, Severity.INFO, element=host, evidence=(cite_page(home),))
