"""The key of a lab's portal (答案): its facts, what was planted, and the look-alikes.

A defect's ``pages`` are those that show it. Other checks may find consequences of it; only the bundled portals' keys list these.
"""

from collections.abc import Sequence

from demo.keys import Decoy, Defect, Key
from demo.kinds import COVERED, KINDS
from demo.lab.defects import Defect as Planter
from demo.lab.ground import Ground, Planted
from demo.model import AS_OF, Portal


def make_key(portal: Portal, ground: Ground, planted: Sequence[tuple[Planter, Planted]]) -> Key:
    """The key of a portal once everything stands at its address."""
    place = ground.desk.place
    facts = {"host": place.host, "name": place.government, "code": place.code, "level": place.level, "kind": "portal"}
    facts |= {"url": portal.url("/"), "unit": place.office, **_newest_budget(ground)}

    def url(target: str) -> str:
        found = ground.resolve(target)
        return portal.url(found) if found.startswith("/") else found

    defects = [
        Defect(
            id=f"D{number:02}",
            name=planter.plant.__name__,
            check=planter.check,
            kind=planter.kind,
            severity=KINDS[planter.check, planter.kind].severity,
            outcome=KINDS[planter.check, planter.kind].outcome,
            covered=planter.check in COVERED,
            element=trace.element,
            target=url(trace.target) if trace.target else None,
            pages=[url(page) for page in trace.pages],
            note=trace.note,
        )
        for number, (planter, trace) in enumerate(planted, 1)
    ]
    decoys = [
        Decoy(
            f"L{number:02}",
            planter.plant.__name__,
            planter.check,
            url(trace.alike),
            [url(trace.alike)],
            trace.alike_note,
        )
        for number, (planter, trace) in enumerate(planted, 1)
    ]
    return Key(portal.id, facts, AS_OF, defects, decoys)


def _newest_budget(ground: Ground) -> dict[str, str]:
    """Which unit's budget or final accounts are the newest, taken away or not; without the column the office's budget."""
    entries = [ground.desk.entry(e.number) for e in ground.desk.plan.entries if e.kind == "budget"]
    if not entries:
        return {"budget_unit": ground.desk.place.office, "budget_report": "budget"}
    newest = max(entries, key=lambda entry: entry.at)
    report = "budget" if "预算" in newest.title else "final_accounts"
    return {"budget_unit": newest.title.partition("20")[0], "budget_report": report}
