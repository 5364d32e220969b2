"""What was asked of a check is told in Chinese, by the titles of its parameters."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from checks.catalogue import CATALOGUE
from reports.wording.parameters import UNSAID, settings
from tests.reports.test_figures import VALUES


def told(check: str, **parameters: object) -> list[tuple[str, str]]:
    return [(figure.words, figure.value) for figure in settings(check, {}, parameters)]


@pytest.mark.parametrize(
    ("check", "parameters", "words"),
    [
        ("documents.timeliness", {"period": {"months": 12}}, ("时段", "最近 12 个月")),
        ("documents.cleanup", {"period": "this_year"}, ("时段", "本年")),
        ("documents.cleanup", {"period": {"since": "2016-01-01"}}, ("时段", "2016-01-01 起")),
        ("documents.timeliness", {"max_workdays": 20}, ("期限", "20 工作日")),
        ("documents.elements", {"scope": "normative"}, ("文件范围", "行政规范性文件")),
        ("documents.elements", {"elements": ["title", "validity"]}, ("应有要素", "标题、有效性")),
        ("documents.elements", {"min_rate": 0.955}, ("最低比例", "95.5%")),
        ("documents.elements", {"download": True}, ("可下载", "是")),
        ("documents.elements", {"since": "2016-01-01"}, ("起始日期", "2016-01-01")),
        ("evidence.search", {"any_of": [["培训", "轮训"], "政务公开"]}, ("查找用语", "培训 或 轮训；政务公开")),
        ("freshness.columns", {"limits": [{"column": "news", "max_days": 14}]}, ("各类栏目期限", "动态要闻 14 天")),
        ("disclosure.annual_reports", {"since_year": 2008}, ("起始年份", "2008")),
        (
            "disclosure.sections",
            {"sections": [{"names": ["年报", "年度报告"], "stems": ["报"]}]},
            ("应设部分", "年报 或 年度报告"),
        ),
        ("site.identity", {"marks": ["icp", "contact"]}, ("标识要素", "ICP备案编号、联系方式")),
    ],
)
def test_a_parameter_is_told_by_its_own_title(
    check: str, parameters: dict[str, object], words: tuple[str, str]
) -> None:
    assert told(check, **parameters) == [words]


def test_what_asks_nothing_is_not_told() -> None:
    parameters = {"scope": "all", "since": None, "download": False, "period": None, "elements": ["number"]}
    assert told("documents.elements", **parameters) == [("应有要素", "文号")]


def test_what_bounds_a_measured_value_stands_there_and_not_here() -> None:
    shown = settings("interpretation.coverage", {"rate": 1.0}, {"min_rate": 1.0, "sample": 3})
    assert [figure.words for figure in shown] == ["抽查数量"]


@pytest.mark.parametrize("check", ["never.heard_of", "documents.elements"])
def test_parameters_of_another_version_stay_readable(check: str) -> None:
    assert told(check, from_elsewhere=3, nothing=None) == [("from elsewhere", "3")]


def test_signs_in_a_ruleset_cannot_disguise_a_parameter() -> None:
    ((_, value),) = told("documents.regulations", names=["条例\u202egpj"])
    assert "\u202e" not in value


def test_unsaid_parameters_exist() -> None:
    known = {check: set(CATALOGUE[check].parameters.model_fields) for check in UNSAID}
    assert {check: names for check, names in UNSAID.items() if not names <= known[check]} == {}


@hypothesis_settings(max_examples=50, deadline=None)
@given(st.sampled_from(sorted(CATALOGUE)), st.dictionaries(st.text(), VALUES))
def test_any_parameters_can_be_told(check: str, parameters: dict[str, object]) -> None:
    assert all(figure.value for figure in settings(check, {}, parameters))
