"""How portals are made: the same bytes each time, defects one at a time, pages in their own encoding."""

import os
import subprocess
import sys

import pytest

from demo.building import build
from demo.draft import load_draft
from demo.keys import make_key
from demo.model import Portal
from demo.plans import YANXI
from demo.planting import Plan, Planting
from demo.portals import PORTALS

DIGEST = (
    "import hashlib;from demo.portals import PORTALS;"
    "print(*(hashlib.sha256(repr(sorted(p().pages.items())).encode()).hexdigest() for p in PORTALS.values()))"
)


def planted(*plans: Plan) -> tuple[Portal, Planting]:
    planting = Planting(load_draft("yanxi"))
    for plan in plans:
        plan.plant(planting)
    return build(planting.draft), planting


HEALTHY = planted()[0]


def test_two_processes_make_the_same_bytes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.parametrize("portal", PORTALS)
def test_a_portal_has_between_sixty_and_a_hundred_and_twenty_pages(portal: str) -> None:
    responses = PORTALS[portal]().pages.values()
    assert (
        60
        <= sum(r.content_type.startswith("text/html") and r.status == 200 and r.body != b"" for r in responses)
        <= 120
    )


@pytest.mark.parametrize("number", range(len(YANXI)))
def test_a_plan_alone_leaves_one_entry_in_the_key(number: int) -> None:
    portal, planting = planted(YANXI[number])
    key = make_key(planting.draft, portal, planting)
    assert len(key.defects) + len(key.decoys) == 1
    if key.defects:
        assert (dict(portal.pages), portal.ipv6) != (dict(HEALTHY.pages), HEALTHY.ipv6)


def test_a_mislabelled_page_is_gbk_with_letters_that_gb2312_lacks() -> None:
    (body,) = (r.body for r in PORTALS["yanxi"]().pages.values() if b'<meta charset="gb2312">' in r.body)
    assert "瞭望哨" in body.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")


def test_an_edit_of_a_page_that_does_not_stand_is_an_error() -> None:
    draft = load_draft("yanxi")
    draft.edit("/none.htm", lambda page: page.retag("PubDate", None))
    with pytest.raises(KeyError):
        build(draft)
