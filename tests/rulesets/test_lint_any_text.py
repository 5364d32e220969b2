"""Lint ends with faults, never with an exception, whatever stands in the file."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rulesets.lint import examine, lint
from rulesets.loading import builtin_ids

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    WORDS,
    st.dates(),
    st.sampled_from(["manual", "links.site", "2024-13-01"]),
)
NAMES = st.one_of(
    st.sampled_from(
        [
            "id",
            "title",
            "requirements",
            "clause",
            "assess",
            "check",
            "with",
            "grades",
            "min",
            "deduct",
            "bonus",
            "costs",
            "due",
            "applies",
        ]
    ),
    WORDS,
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=25
)
BUILTIN = (Path(__file__).parents[2] / "rulesets" / "data" / "national-2019.yaml").read_text(encoding="utf-8")


def told(text: str) -> None:
    examined = examine(text, "rules.yaml")
    assert (examined.ruleset is None) == bool(examined.faults)
    for fault in examined.faults:
        assert "\n" not in str(fault)
        assert fault.what
        assert fault.mend
    assert list(examined.faults) == sorted(examined.faults, key=lambda fault: fault.line or 0)


@given(st.text(st.characters(codec="utf-8")))
@example("id: x\ntitle: =\nrequirements: <<\n")
@example("? [a, b]\n: c\n")
@example("a: 2024-01-01 99:99:99\n")
@example("%YAML 9.9\n---\na: b\n")
@example("\ufeffid: x")
@example("a: 0x\nb: 1_000\nc: " + "9" * 5000)
def test_any_text_is_told_in_lines(text: str) -> None:
    told(text)


@given(TREES)
def test_any_tree_is_told_in_lines(tree: object) -> None:
    told(yaml.safe_dump(tree, allow_unicode=True))


@given(st.data())
def test_mutated_ruleset_is_told_in_lines(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(BUILTIN)))
    end = start + data.draw(st.integers(0, 30))
    told(BUILTIN[:start] + data.draw(st.text(st.characters(codec="utf-8"), max_size=8)) + BUILTIN[end:])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_are_told_in_lines(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "rules.yaml"
    path.write_bytes(body)
    for fault in lint(path):
        assert "\n" not in str(fault)


@pytest.mark.parametrize("name", builtin_ids())
def test_builtin_ruleset_is_sound_and_bears_the_name_of_its_file(name: str) -> None:
    path = Path(__file__).parents[2] / "rulesets" / "data" / f"{name}.yaml"
    examined = examine(path.read_text(encoding="utf-8"), str(path))
    assert examined.faults == ()
    assert examined.ruleset is not None
    assert examined.ruleset.id == name
