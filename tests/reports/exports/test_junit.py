"""junit.xml read back as a build server would: what stops a build and what does not."""

from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from lxml import etree

from reports.exports.junit import write_junit
from reports.scorecard import Scorecard
from tests.reports import cards


def suites(card: Scorecard, folder: Path) -> dict[str, TestSuite]:
    report = JUnitXml.fromfile(str(write_junit([card], folder)))
    return {str(suite.name): suite for suite in report if isinstance(suite, TestSuite)}


def case(suite: TestSuite, requirement: str) -> TestCase:
    return next(each for each in suite if str(each.classname).endswith(requirement))


def test_a_suite_per_document_and_a_case_per_requirement(tmp_path: Path) -> None:
    found = suites(cards.full(), tmp_path)
    national = found["www.qiwuxian.gov.cn national-2019"]
    assert list(found) == ["www.qiwuxian.gov.cn national-2019", "www.qiwuxian.gov.cn county-2026"]
    assert (national.tests, national.failures, national.skipped, national.errors) == (6, 2, 4, 0)
    assert etree.parse(tmp_path / "junit.xml").findall(".//property[@name='ruleset_version'][@value='3f9a2c1b']")


def test_only_what_fails_and_is_not_waived_is_a_failure(tmp_path: Path) -> None:
    national = suites(cards.full(), tmp_path)["www.qiwuxian.gov.cn national-2019"]
    (failure,) = case(national, "usable").result
    assert isinstance(failure, Failure)
    assert "14 个打不开" in str(failure.message)
    assert str(failure.text).count("[00000000000000") == 14
    for requirement, words in (
        ("marks", "已豁免"),
        ("ipv6", "无法检查"),
        ("interpreted", "待人工核实"),
        ("dept", "不适用"),
    ):
        (skipped,) = case(national, requirement).result
        assert isinstance(skipped, Skipped)
        assert str(skipped.message).startswith(words)


def test_a_long_list_of_findings_is_cut_and_says_so(tmp_path: Path) -> None:
    suite = suites(cards.large(), tmp_path)["www.qiwuxian.gov.cn county-2026"]
    (failure,) = case(suite, "row-1").result
    assert "另有 350 处" in str(failure.text)


def test_a_site_that_could_not_be_judged_is_an_error_so_that_no_build_is_green(tmp_path: Path) -> None:
    found = suites(cards.unreachable(), tmp_path)
    (whole,) = found["www.qiwuxian.gov.cn site"]
    assert [type(each) for each in whole.result] == [Error]
    assert found["www.qiwuxian.gov.cn site"].errors == 1
    assert found["www.qiwuxian.gov.cn national-2019"].skipped == 2


@pytest.mark.parametrize("words", ["]]><x/>", "\x00\x1b\ufffe", "\ud800", "<!DOCTYPE a>&x;", "长" * 1_000_000])
def test_what_was_crawled_never_breaks_the_xml(tmp_path: Path, words: str) -> None:
    path = write_junit([cards.hostile(words)], tmp_path)
    tree = etree.parse(path)
    assert len(tree.findall(".//testcase")) == 2
    assert path.stat().st_size < 100_000
