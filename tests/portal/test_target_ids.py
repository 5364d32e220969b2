"""Known addresses are found whether they are still in memory or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.facts import Target
from portal.states import Scope
from portal.storage import target_ids
from portal.storage.recorder import Recorder, connect


@pytest.fixture(autouse=True)
def small_generations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target_ids, "_GENERATION", 3)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=60))
def test_an_address_has_one_id_however_long_ago_it_was_met(steps: list[tuple[bool, int]]) -> None:
    recorder = Recorder(connect(":memory:"))
    known: dict[str, int] = {}
    for stored, number in steps:
        url = f"http://www.example.gov.cn/{number}.html"
        assert recorder.target_id(url) == known.get(url)
        if stored:
            found = recorder.target(Target(url=url, scope=Scope.INTERNAL))
            assert known.setdefault(url, found) == found
    assert len(set(known.values())) == len(known)
