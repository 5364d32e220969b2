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
    facts |= {"url": portal.url("/"), "unit": place.office}

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
