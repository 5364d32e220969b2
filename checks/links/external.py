"""Links to other sites (外链): parked, taken over, hidden (暗链)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_links_to, cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.links.leaving import leave_notice
from checks.links.strangers import is_lure, lures_of, offers_domain
from checks.outcomes import Outcome, Reason, Severity
from checks.places import CLICKABLE
from portal.facts import Link, Target
from portal.states import Fault, LinkState, Scope
from portal.storage.snapshot import Snapshot

KINDS = {
    "parked": Kind("外链打开的是出售域名的页面", Severity.MAJOR),
    "taken_over": Kind("外链打开的是赌博、色情、贷款类页面", Severity.MAJOR),
    "hidden_link": Kind("看不见的赌博、色情、贷款类链接（暗链）", Severity.MAJOR),
    "doubtful": Kind("文字可疑的外链", Severity.INFO),
    "no_notice": Kind("没有看到离开本站的提示", Severity.INFO),
}
NOT_OPENED = (LinkState.PENDING, LinkState.SKIPPED)
OPENED = (LinkState.OK, LinkState.REDIRECTED)
LINKS_READ = 50  # of one target


class ExternalParameters(Parameters):
    """How many doubtful targets may stand, and whether leaving is announced."""

    max_suspect: int = Field(
        default=0, ge=0, le=10_000, title="最多可疑外链数", description="parked, taken-over or hidden targets"
    )
    leave_notice: bool = Field(
        default=True, title="离站要有提示", description="links to sites that are not government's are announced"
    )


@check(
    "links.external",
    parameters=ExternalParameters,
    worst=Severity.MAJOR,
    kinds=KINDS,
    texts=Texts(
        title="外部链接安全可靠",
        required="外部链接没有指向停放、被抢注或不良的网站，没有看不见的链接；离开本网站时有提示。",
        method="打开每个站外链接，看页面标题和开头的文字：出售域名的、赌博色情贷款类的，以及藏在页面里看不见又带这类文字的链接列为问题；文字可疑但不能确定的、没有看到离站提示的请人工核实。",
        basis="国办发〔2017〕47号；国办秘函〔2019〕19号 单项否决指标“安全、泄密事故等严重问题”",
        remedy="立即删除可疑链接，查清是域名过期还是页面被改；给站外链接加统一的离站提示。",
        effort="中",
    ),
)
def external(snapshot: Snapshot, parameters: ExternalParameters, context: Context) -> Assessment:
    """Targets outside the government's sites that are parked, taken over or hidden.

    Inputs: external links, their words and whether they can be seen, and title and first words of the pages behind them. Fails when
    more than `max_suspect` targets are linked with words of gambling, pornography or loans where nobody sees it, or open a page that offers
    its domain for sale or is a casino and the like by title and text; pages that report on such things are none. Review for visible links
    with such words, for one such word alone, for targets
    that did not answer, and, with `leave_notice`, where links lead to sites that are not the government's and no
    notice was seen. Unknown where external targets were not opened that could turn the verdict. Serves 国办发〔2017〕47号.
    """
    if snapshot.home() is None and next(snapshot.pages(), None) is None:
        return unknown(Reason.NOT_FETCHED)
    tally = _Tally()
    for target in snapshot.targets():
        if target.scope is Scope.EXTERNAL:
            tally.add(snapshot, target)
    if parameters.leave_notice:
        tally.doubtful += _notice(snapshot, tally.foreign)
    return _verdict(tally, parameters.max_suspect)


@dataclass
class _Tally:
    """External targets and what was found of them. `foreign`: one link to a site that is not the government's."""

    total: int = 0
    opened: int = 0
    unopened: int = 0
    silent: int = 0  # tried, and it stayed open whether they are there
    out_of_budget: int = 0
    foreign: Target | None = None
    sure: list[Finding] = field(default_factory=list)
    doubtful: list[Finding] = field(default_factory=list)

    def add(self, snapshot: Snapshot, target: Target) -> None:
        """Count and judge one target."""
        links = [link for link in snapshot.links_to(target.id, LINKS_READ) if link.element in CLICKABLE]
        if not links:
            return
        self.total += 1
        if target.state in NOT_OPENED and target.fault is not Fault.PRIVATE:
            self.unopened += 1
            self.out_of_budget += target.fault is not Fault.ROBOTS
        self.opened += target.state in OPENED
        self.silent += target.state is LinkState.SUSPECT
        if self.foreign is None and not _is_government(target) and not all(link.hidden for link in links):
            self.foreign = target
        for finding in (*_of_page(snapshot, target), *_of_words(snapshot, target, links)):
            (self.doubtful if finding.severity is Severity.INFO else self.sure).append(finding)


def _is_government(target: Target) -> bool:
    host = target.url.partition("://")[2].partition("/")[0].partition(":")[0]
    return host == "gov.cn" or host.endswith(".gov.cn")


def _of_page(snapshot: Snapshot, target: Target) -> Iterator[Finding]:
    """What the page behind a target is."""
    page = snapshot.other_page(target)
    if page is None:
        return
    shown = f"“{page.title or page.words[:30]}”"
    evidence = cite_links_to(snapshot, target)
    if offers_domain(page):
        message = f"外链打开的是出售域名的页面：{target.url}（{shown}）"
        yield Finding("parked", message, Severity.MAJOR, subject=target.url, evidence=evidence)
    elif is_lure(page):
        message = f"外链打开的是赌博、色情、贷款类页面：{target.url}（{shown}）"
        yield Finding("taken_over", message, Severity.MAJOR, subject=target.url, evidence=evidence)
    elif lures := lures_of(page.title):
        message = f"外链打开的页面标题里有“{lures[0]}”，需人工核实：{target.url}（{shown}）"
        yield Finding("doubtful", message, Severity.INFO, subject=target.url, element=lures[0], evidence=evidence)


def _of_words(snapshot: Snapshot, target: Target, links: Iterable[Link]) -> Iterator[Finding]:
    """What a target's links say of it: those nobody sees first."""
    luring = sorted((link for link in links if lures_of(link.label)), key=lambda link: not link.hidden)
    page = snapshot.page_by_id(luring[0].page_id) if luring else None
    if page is None:
        return
    link, word = luring[0], lures_of(luring[0].label)[0]
    kind, severity = ("hidden_link", Severity.MAJOR) if link.hidden else ("doubtful", Severity.INFO)
    how = "页面里有看不见的可疑链接" if link.hidden else "外链的文字可疑，需人工核实"
    message = f"{how}：“{link.label[:40]}” {target.url}"
    yield Finding(kind, message, severity, subject=target.url, element=word, evidence=(cite_link(page, link),))


def _notice(snapshot: Snapshot, foreign: Target | None) -> list[Finding]:
    if foreign is None or leave_notice(snapshot):
        return []
    home = snapshot.home()
    evidence = cite_links_to(snapshot, foreign, 3) or ((cite_page(home),) if home else ())
    message = "页面链接到政府网站以外的网站，没有看到离开本站的提示；提示可能由脚本弹出，需人工点开一个站外链接确认。"
    return [Finding("no_notice", message, Severity.INFO, evidence=evidence)]


def _verdict(tally: _Tally, tolerated: int) -> Assessment:
    bad = len(tally.sure)
    measured = {
        "external": tally.total,
        "opened_outside": tally.opened,
        "suspicious": bad,
        "doubtful": len(tally.doubtful),
    }
    findings = (*tally.sure, *tally.doubtful)
    words = f"站外链接 {tally.total} 个，打开了 {tally.opened} 个"
    if bad > tolerated:
        return Assessment(Outcome.FAIL, f"{words}，其中 {bad} 个可疑。", measured, findings)
    if bad + tally.unopened > tolerated and tally.unopened:
        reason = Reason.BUDGET if tally.out_of_budget else Reason.NOT_FETCHED
        return Assessment(Outcome.UNKNOWN, f"{words}，其余没有打开，不能下结论。", measured, findings, reason)
    if tally.doubtful:
        return Assessment(Outcome.REVIEW, f"{words}；有 {len(tally.doubtful)} 处需人工核实。", measured, findings)
    if bad + tally.silent > tolerated and tally.silent:
        return Assessment(Outcome.REVIEW, f"{words}，{tally.silent} 个没有应答，需人工核实。", measured, findings)
    found = f"{bad} 个可疑，未超过允许的数量" if bad else "没有发现可疑的"
    return Assessment(Outcome.PASS, f"{words}，{found}。", measured, findings)
