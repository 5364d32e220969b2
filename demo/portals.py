"""The bundled portals: their registry, and how each is made."""

from collections.abc import Callable
from functools import cache

from demo.building import build
from demo.draft import load_draft
from demo.keys import Key, make_key
from demo.model import Portal
from demo.plans import PLANS
from demo.planting import Planting


@cache
def _made(portal: str) -> tuple[Portal, Key]:
    draft = load_draft(portal)
    planting = Planting(draft)
    for defect in PLANS[portal]:
        defect.plant(planting)
    made = build(draft)
    return made, make_key(draft, made, planting)


def lanchuan() -> Portal:
    """澜川市: a city's portal in good order."""
    return _made("lanchuan")[0]


def yanxi() -> Portal:
    """砚溪县: a county's portal with planted defects."""
    return _made("yanxi")[0]


def key_of(portal: str) -> Key:
    """What was planted on the portal and what must not be flagged."""
    return _made(portal)[1]


PORTALS: dict[str, Callable[[], Portal]] = {"lanchuan": lanchuan, "yanxi": yanxi}
"""Portal id to the function that makes it."""
