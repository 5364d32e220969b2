"""Checks proposed for a clause, and the figures and names that fill their parameters."""

from typing import Any

import pytest
import yaml

from checks.catalogue import CATALOGUE
from rulesets.importing.clauses import FoundClause
from rulesets.importing.drafting import drafted
from rulesets.importing.figures import Bound, figures_in
from rulesets.importing.head import Head
from rulesets.importing.proposals import proposals
from rulesets.importing.strength import passages
from rulesets.importing.terms import Term, offline, terms, themes, topics
from rulesets.importing.titles import LONGEST, title_of
from rulesets.lint import examine


def proposed(text: str) -> dict[str, dict[str, Any]]:
    return {each.check: each.parameters for each in proposals(passages(text), text, "任务") if each.confidence > 0.5}


def test_figures_with_their_bounds() -> None:
    text = (
        "期限不少于30日，解读率不低于百分之六十，10个工作日内反馈，邀请2人以上，不得超过３次，覆盖26个领域，至少两次。"
    )
    found = [(each.value, each.unit, each.bound) for each in figures_in(text)]
    least, most, exact = Bound.LEAST, Bound.MOST, Bound.EXACT
    assert found == [
        (30, "日", least),
        (0.6, "%", least),
        (10, "工作日", most),
        (2, "人", least),
        (3, "次", most),
        (26, "个", exact),
        (2, "次", least),
    ]


@pytest.mark.parametrize(
    ("text", "check", "parameters"),
    [
        ("公开征求意见的期限一般不少于30日。", "consultation.period", {"min_days": 30}),
        ("多元化解读率不得低于60%。", "interpretation.diversity", {"min_rate": 0.6, "period": "this_year"}),
        ("决策出台后10个工作日内公开意见采纳情况和不予采纳的原因。", "consultation.feedback", {"max_workdays": 10, "contains": ["adopted", "reasons"]}),
        ("邀请代表列席政府常务会不少于5次，每次2人以上。", "decisions.attendance", {"government": 5, "min_people": 2}),
        ("提供公报查阅、复制、下载服务。", "gazette.functions", {"functions": ["read", "copy", "download"]}),
        ("公布留言时间、答复时间和答复内容。", "interaction.messages", {"fields": ["asked_on", "answered_on", "answer"]}),
        ("在“执行与落实”专栏公布结果。", "columns.required", {"items": ["执行与落实"]}),
        ("通过“惠企通”等平台同步发布政策，及时向“惠企通”平台推送。", "policy.platforms", {"platforms": [{"name": "惠企通"}]}),
        ("按时公布应急预案。", "documents.required", {"items": [{"name": "应急预案", "any_of": ["应急预案", "总体预案", "专项预案"]}], "period": "this_year"}),
    ],
)  # fmt: skip
def test_parameters_come_from_the_clause(text: str, check: str, parameters: dict[str, Any]) -> None:
    assert proposed(text)[check] == parameters


def test_forms_of_governments_and_departments_are_told_apart() -> None:
    text = "以区政府名义印发的重要文件至少采用不少于5种解读形式；以部门名义印发的至少采用不少于3种解读形式。"
    found = proposed(text)["interpretation.forms"]
    assert (found["government"], found["department"]) == (5, 3)


@pytest.mark.parametrize("text", ["召开新闻发布会宣传成果。", "完善领导体制，配齐工作力量。", "公布车辆停放办法。"])
def test_other_words_point_to_no_check(text: str) -> None:
    assert proposed(text) == {}


def test_an_encouraged_part_with_a_check_is_a_requirement_of_its_own() -> None:
    clause = FoundClause("一", "公布常见问题。鼓励创办政府公报。", row=1)
    must, mild = (each.values for each in drafted(clause, "row-1", Head()))
    assert (must["id"], must.get("strength"), must["assess"]) == ("row-1a", None, [{"check": "interaction.faq"}])
    assert (mild["id"], mild["strength"]) == ("row-1b", "encouraged")
    assert mild["assess"] == [{"check": "gazette.functions", "with": {"required": False}}]


def test_what_is_unsure_is_noted() -> None:
    (drawn,) = drafted(
        FoundClause("一", "公布栏目。鼓励各镇创新。", row=1, doubts=("没有写明责任单位",)), "row-1", Head()
    )
    assert drawn.values["note"].startswith("待核对：没有写明责任单位；其中有鼓励性内容")


@pytest.mark.parametrize("term", terms(), ids=lambda term: f"{term.check}:{term.when.pattern[:12]}")
def test_every_term_fills_parameters_that_its_check_has(term: Term) -> None:
    values = {
        **term.with_,
        **dict.fromkeys(term.figures, 1),
        **{name: list(dict.fromkeys(words.values())) for name, words in term.words.items()},
        **{name: [{"name": "名称"} if rule.as_mapping else "名称"] for name, rule in term.names.items()},
        **{name: next(iter(words.values())) for name, words in term.choices.items()},
    }
    CATALOGUE[term.check].parameters.model_validate(values)
    for name, words in term.choices.items():
        for value in words.values():
            CATALOGUE[term.check].parameters.model_validate({**values, name: value})


def test_tables_of_words_can_be_used() -> None:
    assert len({topic.name for topic in topics()}) == len(topics())
    assert all(1 < len(word) <= 12 for topic in topics() for word in topic.any_of)
    assert all(each.proof.endswith("。") for each in offline())
    assert "重点领域公开" in themes()


@pytest.mark.parametrize(
    "text",
    [
        "公布预算",
        "（1）公布预算、决算和债务。另行说明。",
        "公" * 80,
        "公布预算（含债务、采购、资产和项目支出明细情况说明）及决算",
        "。",
    ],
)
def test_titles_are_short(text: str) -> None:
    assert 2 <= len(title_of(text, "财政")) <= LONGEST


def test_every_proposal_alone_makes_a_ruleset_that_lints() -> None:
    rows = [
        drafted(FoundClause("表", term.when.pattern, row=number), f"row-{number}", Head())[0].values
        for number, term in enumerate(terms(), 1)
    ]
    text = yaml.safe_dump({"id": "own", "title": "清单", "year": 2031, "requirements": rows}, allow_unicode=True)
    assert [str(fault) for fault in examine(text, "own.yaml").faults if "锚点" not in str(fault)] == []
