"""results.sarif against the standard's rules, and what a build that gates on it sees."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reports.exports.sarif import sarif_log, write_sarif
from reports.exports.sarif_places import address_uri
from reports.scorecard import Scorecard
from tests.reports import cards
from tests.reports.changed_cards import changed
from tests.reports.exports.sarif_subset import LOG

HOSTILE = ("=1+1", "\x00\x1b\x07", "\ud800", "\u202e", "\ufffe", " ", "<script>", "长" * 1_000_000)
CARDS = [cards.full(), changed(), cards.unreachable(), cards.yearly(), *map(cards.hostile, HOSTILE)]


def results_of(card: Scorecard) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = sarif_log([card])["runs"][0]["results"]
    return results


@pytest.mark.parametrize("card", CARDS)
def test_the_log_keeps_to_the_standard_whatever_was_crawled(tmp_path: Path, card: Scorecard) -> None:
    log = json.loads(write_sarif([card], tmp_path).read_text(encoding="utf-8"))
    faults = [f"{list(fault.path)}: {fault.message[:120]}" for fault in Draft202012Validator(LOG).iter_errors(log)]
    assert faults == []
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [file.name for file in tmp_path.iterdir()] == ["results.sarif"]


def test_a_finding_that_counts_under_two_documents_is_one_result_with_both() -> None:
    dead = [one for one in results_of(cards.full(dead=3)) if one["ruleId"] == "links.site"]
    assert [one["partialFingerprints"] for one in dead] == [{"gongkaiFinding/v1": f"{n:016x}"} for n in (1, 2, 3)]
    assert [row["id"] for row in dead[0]["properties"]["requirements"]] == ["national-2019/usable", "county-2026/row-1"]
    assert dead[0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("000001.html")


def test_only_what_fails_has_a_level_and_what_is_waived_is_suppressed() -> None:
    by_check = {one["ruleId"]: one for one in results_of(cards.full())}
    assert (by_check["freshness.homepage"]["kind"], by_check["freshness.homepage"]["level"]) == ("fail", "error")
    assert (by_check["links.site"]["kind"], by_check["links.site"]["level"]) == ("fail", "warning")
    candidate = by_check["interpretation.coverage"]
    assert (candidate["kind"], candidate["level"]) == ("review", "none")
    assert [one["status"] for one in by_check["site.identity"]["suppressions"]] == ["accepted"]
    assert by_check["links.site"]["suppressions"] == []


def test_what_became_of_a_finding_since_the_last_run_is_its_baseline_state() -> None:
    stated = {
        one["properties"]["change"]: one["baselineState"] for one in results_of(changed()) if "baselineState" in one
    }
    assert stated == {"new": "new", "open": "unchanged", "returned": "new", "first_look": "new"}
    assert [one for one in results_of(cards.full()) if "baselineState" in one] == []


def test_a_failed_check_without_findings_is_a_result_only_where_its_requirement_fails() -> None:
    not_due = next(one for one in results_of(cards.full()) if one["ruleId"] == "disclosure.sections")
    assert (not_due["kind"], not_due["level"]) == ("informational", "none")


def test_a_site_that_could_not_be_judged_is_an_unsuccessful_run_and_no_clean_one() -> None:
    (run,) = sarif_log([cards.unreachable()])["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["descriptor"] == {"id": "unreachable"}
    assert run["results"] == []


@given(st.one_of(st.text(), st.text().map(lambda rest: f"http://a.gov.cn{rest}"), st.from_regex(r"https?://\S+")))
def test_every_address_becomes_an_ascii_uri_or_none(url: str) -> None:
    uri = address_uri(url)
    if uri is not None:
        assert uri.isascii()
        assert not set(uri) & set(' "<>\\^`{|}')
        assert urlsplit(uri).hostname


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("http://a.gov.cn/政?x=[1]#b#c", "http://a.gov.cn/%E6%94%BF?x=%5B1%5D#b%23c"),
        ("http://[::1]:8080/a%zz%20", "http://[::1]:8080/a%25zz%20"),
        ("http://a.gov.cn:99999/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_addresses_are_escaped_as_the_standard_wants(url: str, uri: str | None) -> None:
    assert address_uri(url) == uri
