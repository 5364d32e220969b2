"""Links counted by what became of them (链接统计), and the findings they make."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from checks.assessment import Finding
from checks.citing import PAGES_CITED, cite_links_to, cite_sheets_with
from checks.contract import Kind
from checks.outcomes import Severity
from portal.facts import Target
from portal.states import Fault, LinkState
from portal.storage.snapshot import Snapshot

KINDS = {
    "dead": Kind("打不开的链接", Severity.MINOR),
    "suspect": Kind("疑似打不开的链接", Severity.INFO),
    "blocked": Kind("被防护拦截、未能判断的链接", Severity.INFO),
    "asset": Kind("打不开的脚本、样式文件", Severity.INFO),
    "in_sheet": Kind("样式文件里引用、打不开的图片或样式文件", Severity.INFO),
}
DATA = "data"  # element of links read from a script's data: what the script makes of them was not seen
ASSETS = ("script", "css")  # what a page is made with; no visitor follows them, and the clause speaks of links
GROUPED_FROM = 20  # addresses of one host in doubt for one reason that are told as one
HOST_FAULTS = frozenset(  # reasons that lie with a host, not with one address of it
    (
        Fault.DNS,
        Fault.REFUSED,
        Fault.CONNECTION,
        Fault.TLS,
        Fault.TIMEOUT,
        Fault.FORBIDDEN,
        Fault.RATE_LIMITED,
        Fault.CHALLENGE,
        Fault.PRIVATE,
    )
)
REMEDY = {
    Fault.DNS: "核对域名；对方网站已停用的，删除或更换链接。",
    Fault.TO_HOME: "恢复原页面，或删除链接；不要把不存在的页面一律跳回首页。",
    Fault.SOFT_404: "恢复原页面，或删除链接；不存在的页面应返回 404 状态码。",
    Fault.EMPTY: "补上页面内容，或删除链接。",
}
COMMON_REMEDY = "恢复该地址的内容，或删除、更换页面上的链接。"


@dataclass
class Tally:
    """Targets by what became of them."""

    dead: list[Target] = field(default_factory=list)
    suspect: list[Target] = field(default_factory=list)
    blocked: list[Target] = field(default_factory=list)
    assets: list[Target] = field(default_factory=list)  # broken ones; no part of the total
    in_sheets: list[Target] = field(
        default_factory=list
    )  # broken ones that only style sheets name; no part of it either
    unchecked: int = 0
    out_of_budget: int = 0  # of the unchecked ones
    total: int = 0

    def add(self, target: Target) -> None:
        """Count one target; those that never were addresses of web pages do not count.

        An intranet address cannot be tried from outside and does not open for visitors either: suspect, and no gap in the check.
        """
        if target.fault is Fault.SCHEME and target.state is LinkState.SKIPPED:
            return
        self.total += 1
        match target.state:
            case LinkState.BROKEN:
                self.dead.append(target)
            case LinkState.SUSPECT:
                self.suspect.append(target)
            case LinkState.BLOCKED:
                self.blocked.append(target)
            case LinkState.SKIPPED if target.fault is Fault.PRIVATE:
                self.suspect.append(target)
            case LinkState.PENDING | LinkState.SKIPPED:
                self.unchecked += 1
                self.out_of_budget += target.fault is not Fault.ROBOTS

    @classmethod
    def of(cls, snapshot: Snapshot, targets: Iterable[Target]) -> "Tally":
        """Tally of those of the given targets that some page leads to; addresses tried for other reasons are no links."""
        tally = cls()
        linked = snapshot.once(linked_by_visible)
        for target in targets:
            if target.id in linked:
                tally.add(target)
            elif snapshot.is_linked(target.id, besides=ASSETS):
                tally.add(_doubted(target))
            elif target.state is LinkState.BROKEN and snapshot.is_linked(target.id):
                tally.assets.append(target)
            elif target.state is LinkState.BROKEN and snapshot.is_in_a_sheet(target.id):
                tally.in_sheets.append(target)
        return tally

    @property
    def checked(self) -> int:
        """Targets something was learned about."""
        return self.total - self.unchecked

    def measured(self) -> dict[str, float | int]:
        """The numbers behind the verdict."""
        return {
            "targets": self.total,
            "checked": self.checked,
            "dead": len(self.dead),
            "suspect": len(self.suspect),
            "blocked": len(self.blocked),
            "unchecked": self.unchecked,
            "dead_rate": round(len(self.dead) / self.checked, 4) if self.checked else 0.0,
        }

    def findings(self, snapshot: Snapshot) -> tuple[Finding, ...]:
        """One finding per dead target; suspect and blocked ones of a host that is in doubt as a whole are told as one."""
        return (
            *(_finding(snapshot, target, "dead", Severity.MINOR) for target in self.dead),
            *_doubts(snapshot, self.suspect, "suspect"),
            *_doubts(snapshot, self.blocked, "blocked"),
            *(_finding(snapshot, target, "asset", Severity.INFO) for target in self.assets),
            *(_sheet_finding(snapshot, target) for target in self.in_sheets),
        )


def linked_by_visible(snapshot: Snapshot) -> set[int]:
    """Ids of targets that a link leads to which is neither an asset nor data. Give it to `Snapshot.once`."""
    return snapshot.linked_targets(besides=(*ASSETS, DATA))


def _doubted(target: Target) -> Target:
    """The target with a fault that is not certain."""
    return replace(target, state=LinkState.SUSPECT) if target.state is LinkState.BROKEN else target


def _doubts(snapshot: Snapshot, targets: list[Target], kind: str) -> Iterator[Finding]:
    groups: dict[tuple[str, Fault | None], list[Target]] = defaultdict(list)
    for target in targets:
        groups[urljoin(target.url, "/"), target.fault].append(target)
    for (host, fault), members in groups.items():
        if len(members) >= GROUPED_FROM and fault in HOST_FAULTS:
            yield _host_finding(snapshot, host, fault, members, kind)
        else:
            yield from (_finding(snapshot, target, kind, Severity.INFO) for target in members)


def _host_finding(snapshot: Snapshot, host: str, fault: Fault | None, targets: list[Target], kind: str) -> Finding:
    why = fault.words if fault else targets[0].state.words
    evidence = [cited for target in targets[:PAGES_CITED] for cited in cite_links_to(snapshot, target, 1)]
    return Finding(
        kind=kind,
        message=f"{KINDS[kind].words}：{host} 的 {len(targets)} 个地址（{why}）",
        severity=Severity.INFO,
        subject=host,
        element=fault.value if fault else "",
        remedy=REMEDY.get(fault, COMMON_REMEDY) if fault and kind != "blocked" else "",
        evidence=tuple(evidence),
    )


def _finding(snapshot: Snapshot, target: Target, kind: str, severity: Severity) -> Finding:
    fault = target.fault
    why = fault.words if fault else target.state.words
    pages = snapshot.count_links_to(target.id)
    return Finding(
        kind=kind,
        message=f"{KINDS[kind].words}：{target.url}（{why}；{pages} 个页面上有此链接）",
        severity=severity,
        subject=target.url,
        element=fault.value if fault else "",
        remedy=REMEDY.get(fault, COMMON_REMEDY) if fault and kind != "blocked" else "",
        evidence=cite_links_to(snapshot, target),
    )


def _sheet_finding(snapshot: Snapshot, target: Target) -> Finding:
    """A dead address of a style sheet: pages that use the sheet are cited, with the link to it."""
    why = target.fault.words if target.fault else target.state.words
    return Finding(
        kind="in_sheet",
        message=f"{KINDS['in_sheet'].words}：{target.url}（{why}）",
        severity=Severity.INFO,
        subject=target.url,
        element=target.fault.value if target.fault else "",
        remedy="恢复该图片或样式文件，或从样式文件中删去引用。",
        evidence=cite_sheets_with(snapshot, target),
    )
