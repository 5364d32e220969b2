"""Wrong links (错链): links that lead nowhere, inwards, or not where their words say."""

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.contract import Kind, Parameters, Texts, check
from checks.links.contradicted import contradicted
from checks.links.inward import TEST_HOSTS, inward
from checks.links.nowhere import nowhere
from checks.outcomes import Outcome, Reason, Severity
from portal.storage.snapshot import Snapshot

KINDS = {
    "internal_address": Kind("指向内网、本机或测试地址的链接", Severity.MAJOR),
    "local_file": Kind("指向编辑人员本机文件的链接", Severity.MINOR),
    "malformed": Kind("地址写错、无法打开的链接", Severity.MINOR),
    "bare_address": Kind("用 IP 地址代替域名的链接", Severity.INFO),
    "no_address": Kind("没有地址的链接", Severity.INFO),
    "contradicted": Kind("文字与去处疑似不符的链接", Severity.INFO),
}


class WrongParameters(Parameters):
    """Which links are wrong by themselves, and how many may stand."""

    max_wrong: int = Field(
        default=0, ge=0, le=100_000, title="最多错链数", description="distinct wrong links that may stand"
    )
    hosts_not_allowed: tuple[str, ...] = Field(
        default=TEST_HOSTS,
        title="不应出现的主机",
        description="hosts no public page may link to, `*` for any part; private addresses and names without a dot always count",
    )


@check(
    "links.wrong",
    parameters=WrongParameters,
    worst=Severity.MAJOR,
    kinds=KINDS,
    texts=Texts(
        title="没有错链",
        required="页面上的链接都有去处，不指向内网、本机、测试地址，文字与去处一致。",
        method="看每个可见链接的地址：指向内网、本机、测试主机、编辑电脑里的文件，或者地址写错的列为错链；用 IP 地址代替域名的、看着像标题却没有地址的、"
        "文字与打开的页面明显不符的（首页和抽查的栏目页）列为疑似，由人核实。",
        basis="国办秘函〔2019〕19号 扣分指标“可用性”；国办发〔2017〕47号",
        remedy="按清单改正链接地址，或删除没有去处的链接。",
        effort="小",
    ),
)
def wrong(snapshot: Snapshot, parameters: WrongParameters, context: Context) -> Assessment:
    """Links that are wrong whatever their target answers.

    Inputs: visible links of all pages, their words and addresses, and the titles of the pages they lead to. Wrong are links to private or
    loopback addresses, to host names without a dot and to `hosts_not_allowed` (the audited host itself excepted), to files on the editor's
    own machine, and addresses no browser can read. Fails when more than `max_wrong` distinct ones stand. Review for public addresses written as numbers,
    for links worded like titles that have no address (a script may serve them), and where the words of a link on the home page or a
    sampled column have nothing in common with the page it opens. Unknown where no page was read. Serves 国办秘函〔2019〕19号 可用性.
    """
    if next(snapshot.pages(), None) is None:
        return unknown(Reason.NOT_FETCHED)
    findings = (*inward(snapshot, parameters.hosts_not_allowed), *nowhere(snapshot), *contradicted(snapshot))
    sure = [finding for finding in findings if finding.severity is not Severity.INFO]
    doubtful = len(findings) - len(sure)
    measured = {"wrong": len(sure), "doubtful": doubtful}
    outcome, reason = _verdict(sure, doubtful, parameters.max_wrong)
    return Assessment(outcome, reason, measured, findings)


def _verdict(sure: list[Finding], doubtful: int, tolerated: int) -> tuple[Outcome, str]:
    if len(sure) > tolerated:
        return Outcome.FAIL, f"有 {len(sure)} 个错链。"
    words = f"有 {len(sure)} 个错链，未超过允许的数量" if sure else "没有发现错链"
    if len(sure) + doubtful > tolerated:
        return Outcome.REVIEW, f"{words}；{doubtful} 个疑似错链，需人工核实。"
    return Outcome.PASS, f"{words}。"
