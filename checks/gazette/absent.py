"""What is said where no issue of a gazette was read (没有读到公报): nothing asked, not seen, or not there."""

from checks.assessment import Assessment, Finding, not_applicable, unknown
from checks.citing import cite_page
from checks.completeness import Gap, gap
from checks.gazette.issues import WHERE, traces
from checks.outcomes import Outcome, Reason, Severity
from portal.markup.visibility import menu_is_unseen
from portal.storage.snapshot import Snapshot


def absent(snapshot: Snapshot, *, required: bool) -> Assessment:
    """The answer for a site without issues; the home page must have been read. A gazette that is named somewhere is for a person to look at."""
    home = snapshot.home()
    named = traces(snapshot)
    missed = gap(snapshot, WHERE)
    if missed is None and home and menu_is_unseen(home, snapshot.links(home.id)):
        missed = Gap("首页导航由脚本生成", Reason.NO_BROWSER)
    doubt = missed.words if missed else ""
    if not named and not required:
        nothing = not_applicable("没有读到政府公报，条款也不要求有。")
        return unknown(missed.reason, missed.words) if missed else nothing
    evidence = tuple(cited for _, cited in named[:3]) or ((cite_page(home),) if home else ())
    if named or doubt:
        why = f"有“{named[0][0]}”，但没有读到各期" if named else f"没有读到政府公报；{doubt}"
        finding = Finding("missing", f"{why}，需人工核实。", Severity.INFO, evidence=evidence)
        return Assessment(Outcome.REVIEW, finding.message, {"issues": 0}, (finding,))
    finding = Finding("missing", "网站没有政府公报。", Severity.MINOR, evidence=evidence)
    return Assessment(Outcome.FAIL, finding.message, {"issues": 0}, (finding,))
