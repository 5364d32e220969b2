"""The lab's defects: one a check, alone and all together, each traceable, each with a look-alike."""

from typing import cast

import pytest

from demo.kinds import KINDS
from demo.lab import Lab, make
from demo.lab.defects import DEFECTS

UNSEEN = {"site.availability", "site.response_time", "ipv6.dns", "ipv6.reachable", "ipv6.consistency"}
"""Defects of the server, not of a page's words."""
INHERENT = {"interpretation.forms", "interpretation.followup"}
"""Portals in good order have such documents: whether they are defects is for a ruleset to say."""


@pytest.fixture(scope="module")
def healthy() -> dict[str, bytes]:
    return bytes_of(make("trs", 200, 3))


@pytest.fixture(scope="module")
def full() -> Lab:
    return make("boda", 800, 3, list(DEFECTS))


def bytes_of(lab: Lab) -> dict[str, bytes]:
    return {path: lab.answer(path).body for path in lab.expected}


def test_every_defect_has_a_weight() -> None:
    assert {(defect.check, defect.kind) for defect in DEFECTS.values()} <= set(KINDS)
    assert len(DEFECTS) == 86


@pytest.mark.parametrize("check", sorted(set(DEFECTS) - UNSEEN - INHERENT)[::11])
def test_a_defect_alone_changes_pages_and_is_in_the_key(healthy: dict[str, bytes], check: str) -> None:
    lab = make("trs", 200, 3, [check])
    assert [defect.check for defect in lab.key.defects] == [check]
    assert bytes_of(lab) != healthy


def test_all_defects_stand_together_on_pages_that_open(full: Lab) -> None:
    assert {defect.check for defect in full.key.defects} == set(DEFECTS)
    own = full.portal.url("/").rstrip("/")
    pages = {page for defect in full.key.defects for page in defect.pages if page.startswith(own)}
    assert {page for page in pages if full.answer(page.removeprefix(own)).status != 200} == set()


def test_every_defect_has_a_look_alike(full: Lab) -> None:
    assert {decoy.check for decoy in full.key.decoys} == set(DEFECTS)
    same = [
        (d.check, d.target)
        for d, decoy in zip(full.key.defects, full.key.decoys, strict=True)
        if d.target == decoy.target
    ]
    assert {check for check, _ in same} <= {
        "disclosure.guide",
        "disclosure.catalogue",
        "decisions.catalogue",
        "gazette.functions",
    }


def test_facts_follow_what_was_planted() -> None:
    lab = make("trs", 300, 7, ["documents.number", "interpretation.phone"])
    number, phone = (defect.target or "" for defect in lab.key.defects)
    own = lab.portal.url("/").rstrip("/")
    document = lab.expected[number.removeprefix(own)].fields["document"]
    assert "〕0" in cast("str", document["number"])
    assert lab.expected[phone.removeprefix(own)].fields["interpretation"]["phone"] is None


def test_unknown_defects_and_too_small_portals_are_refused() -> None:
    with pytest.raises(ValueError, match=r"没有可以为检查项"):
        make("trs", 300, 1, ["links.none"])
    with pytest.raises(ValueError, match=r"门户太小"):
        make("trs", 60, 1, ["freshness.blank"])
