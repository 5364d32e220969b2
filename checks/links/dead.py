"""Dead links (断链), wherever they stand: the verdict on a count of them."""

from collections.abc import Callable

from checks.assessment import Assessment
from checks.links.tally import Tally
from checks.outcomes import Outcome, Reason
from portal.storage.snapshot import Snapshot

ANCHORS_TOLERATED = (
    "places within pages that links lead to in vain and that are still tolerated; without it they are listed only"
)
TooMany = Callable[[int, int], bool]  # dead targets, checked targets -> whether that fails


def verdict_on(snapshot: Snapshot, tally: Tally, too_many: TooMany, *, place: str) -> Assessment:
    """What the links of a place, as counted, come to: what is suspect or was not looked at counts where it could turn the verdict."""
    dead, suspect, checked = len(tally.dead), len(tally.suspect), tally.checked
    measured = tally.measured()
    findings = tally.findings(snapshot)
    counts = f"{place}共 {tally.total} 个不同的链接地址，检查了 {checked} 个"
    if too_many(dead, checked):
        return Assessment(Outcome.FAIL, f"{counts}，{dead} 个打不开。", measured, findings)
    if tally.unchecked and too_many(dead + suspect + tally.unchecked, tally.total):
        reason = Reason.BUDGET if tally.out_of_budget else Reason.NOT_FETCHED
        words = f"{counts}，还有 {tally.unchecked} 个没有检查，不能下结论。"
        return Assessment(Outcome.UNKNOWN, words, measured, findings, reason)
    if too_many(dead + suspect, checked):
        return Assessment(Outcome.REVIEW, f"{counts}，{suspect} 个疑似打不开，需人工核实。", measured, findings)
    blocked = f"，其中 {len(tally.blocked)} 个被对方防护拦截" if tally.blocked else ""
    found = f"{dead} 个打不开，未超过允许的数量" if dead else "没有发现断链"
    return Assessment(Outcome.PASS, f"{counts}{blocked}，{found}。", measured, findings)
