"""The five documents drafted by the importer agree with the rulesets made of them by hand; skipped where the documents are not at hand."""

import os
from importlib import import_module
from pathlib import Path

import pytest

DOCUMENTS = Path(os.environ.get("GONGKAI_SEEDS", Path(__file__).parents[4] / "shared" / "seeds"))


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not here")
def test_clauses_units_and_deadlines_agree() -> None:
    benchmark = import_module("benchmarks.import")
    whole = benchmark.Tally()
    for tally in benchmark.round_trips(DOCUMENTS).values():
        whole.add(tally)
    assert whole.hand_made == 306
    assert whole.found / whole.hand_made >= 0.95
    assert whole.found / whole.drafted >= 0.95
    assert whole.units / whole.found >= 0.95
    assert whole.deadlines / whole.found >= 0.95
    assert whole.too_strong == 0
