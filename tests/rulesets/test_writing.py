"""The YAML written for a ruleset says what the ruleset says, in the order and style of the built-in files."""

import string

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rulesets.lint import examine
from rulesets.loading import accepted, builtin_ids, load
from rulesets.model import CheckCall, Clause, Deduction, Requirement, Ruleset, Units
from rulesets.writing import HEAD, ROW, flow, ruleset_yaml

PRINTABLE = st.characters(codec="utf-8", exclude_categories=["Cs", "Cn", "Co"])
TEXTS = st.text(PRINTABLE, max_size=12) | st.sampled_from(
    ["yes", "否", "2024-01-01", "1", "1_0", "0x1f", "~", "null", "a: b", "a #b", "- a", "[a", "&a", "=cmd", "一\n二"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.dates() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("name", builtin_ids())
def test_builtin_ruleset_is_the_same_when_written_and_read(name: str) -> None:
    ruleset = load(name)
    assert accepted(ruleset_yaml(ruleset), "rules.yaml") == ruleset


def test_written_ruleset_reads_like_one_written_by_hand() -> None:
    ruleset = Ruleset(
        id="qingyuanxia-2024",
        title="清源市2024年要点",
        requirements=(
            Requirement(
                id="row-1",
                title="设置公开栏目",
                clause=Clause(section="任务表", number="1"),
                units=Units(lead=("市档案局", "市政府各部门、单位")),
                weight=3,
                assess=(CheckCall.model_validate({"check": "links.site", "with": {"max_dead_rate": 0.01}}),),
            ),
            Requirement(
                id="row-2", title="组织培训: 每年一次", clause=Clause(section="任务表"), assess="manual", proof="通知"
            ),
        ),
    )
    assert ruleset_yaml(ruleset, {"": ["草稿。"], "row-2": ["期限不能确定：\n年底前？"]}) == (
        "# 草稿。\n"
        "id: qingyuanxia-2024\n"
        "title: 清源市2024年要点\n"
        "scoring: ledger\n"
        "requirements:\n"
        "  - id: row-1\n"
        '    clause: {section: 任务表, number: "1"}\n'
        "    title: 设置公开栏目\n"
        "    units: {lead: [市档案局, 市政府各部门、单位]}\n"
        "    weight: 3\n"
        "    assess:\n"
        "      - check: links.site\n"
        "        with: {max_dead_rate: 0.01}\n"
        "\n"
        "  # 期限不能确定： 年底前？\n"
        "  - id: row-2\n"
        "    clause: {section: 任务表}\n"
        '    title: "组织培训: 每年一次"\n'
        "    assess: manual\n"
        "    proof: 通知\n"
    )


def test_no_field_of_the_model_is_forgotten() -> None:
    assert set(HEAD) | {"grades", "requirements"} == set(Ruleset.model_fields)
    assert set(ROW) == set(Requirement.model_fields)


def test_long_lists_are_broken_into_lines() -> None:
    units = tuple(f"第{number}号责任单位名称" for number in range(20))
    row = Requirement(
        id="a", title="标题", clause=Clause(section="表"), units=Units(lead=units), assess="manual", proof="无"
    )
    written = ruleset_yaml(Ruleset(id="x", title="标题", requirements=(row,)))
    assert max(map(len, written.splitlines())) <= 120
    assert accepted(written, "x.yaml").requirements == (row,)


@given(VALUES)
def test_any_value_survives_on_one_line(value: object) -> None:
    written = flow(value)
    assert "\n" not in written
    assert yaml.safe_load(f"{{a: [{written}]}}") == {"a": [value]}


@settings(max_examples=60)
@given(
    st.builds(
        Requirement,
        id=st.text(string.ascii_lowercase, min_size=1, max_size=9),
        title=TEXTS.filter(lambda text: len(text) > 1),
        clause=st.builds(
            Clause, section=TEXTS.filter(bool), number=st.none() | TEXTS, row=st.none() | st.integers(1), text=TEXTS
        ),
        units=st.builds(Units, lead=st.lists(TEXTS.filter(lambda text: len(text) > 1)).map(tuple)),
        deduct=st.builds(Deduction, points=st.floats(1, 9), costs=st.dictionaries(TEXTS, st.floats(0, 1), max_size=2)),
        note=TEXTS,
        proof=TEXTS,
        assess=st.lists(
            st.builds(CheckCall, check=TEXTS, **{"with": st.dictionaries(TEXTS, VALUES, max_size=3)}),
            min_size=1,
            max_size=2,
        ).map(tuple),
    )
)
def test_any_requirement_survives(requirement: Requirement) -> None:
    ruleset = Ruleset(id="x", title="标题", requirements=(requirement,))
    written = ruleset_yaml(ruleset, {requirement.id: ["一\n# 二\x07"]})
    assert Ruleset.model_validate(yaml.safe_load(written)) == ruleset
    assert not [fault for fault in examine(written, "x.yaml").faults if "YAML" in fault.what]
