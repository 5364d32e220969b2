"""The five documents drafted by the importer agree with the rulesets made of them by hand; skipped where the documents are not at hand."""

import os
from importlib import import_module
from pathlib import Path

import pytest

DOCUMENTS = Path(os.environ.get("GONGKAI_SEEDS", Path(__file__).parents[4] / "shared" / "seeds"))


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here")
def test_clauses_units_and_deadlines_agree() -> None:
    tallies = import_module("benchmarks.import").round_trips(DOCUMENTS)
    assert sum(tally.hand_made for tally in tallies.values()) == 306
    for tally in tallies.values():
        assert tally.found >= 0.95 * max(tally.hand_made, tally.drafted)
        assert tally.units >= 0.95 * tally.found
        assert tally.deadlines >= 0.95 * tally.found
        assert tally.too_strong == 0
