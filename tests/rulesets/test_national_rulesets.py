"""Facts of the national rulesets, checked by hand against the notes on the documents: sums, figures, scopes, and what is not confirmed."""

from collections import Counter

import pytest

from checks.disclosure.statutory_items import StatutoryItem
from portal.site import SiteKind
from rulesets.loading import load
from rulesets.model import Requirement

NATIONAL = ("national-2019", "platform-2019", "regulation-2019", "annual-report-2021", "ipv6", "accessibility")
SIMULATED = {  # items that need an account, a telephone or a test enquiry: no crawl decides them
    "service-application",
    "service-accuracy",
    "service-forms",
    "submission",
    "login",
    "replies",
    "find-errors-replies",
    "one-account",
    "compatibility",
}
NOT_CONFIRMED = {
    "national-2019": {"veto-4b"},
    "platform-2019": {"system", "statutory", "fields", "report-archive", "application", "units"},
    "regulation-2019": {"art-12-current"},
    "annual-report-2021": {"tables", "carry-over", "name"},
    "ipv6": {"success-rate", "consistency", "second-level-links", "third-level-links"},
}


def rows(ruleset: str) -> dict[str, Requirement]:
    return {requirement.id: requirement for requirement in load(ruleset).requirements}


def call(requirement: Requirement) -> tuple[str, dict[str, object]]:
    """The one check of a row with its parameters."""
    assert not isinstance(requirement.assess, str)
    (only,) = requirement.assess
    return only.check, only.with_


@pytest.mark.parametrize("name", NATIONAL)
def test_national_rulesets_address_every_region(name: str) -> None:
    ruleset = load(name)
    assert ruleset.applies.regions is None
    assert all(row.applies.regions is None for row in ruleset.requirements)
    assert ruleset.year is None  # their periods go by the day judged for


@pytest.mark.parametrize("name", NATIONAL)
def test_what_was_not_read_in_the_text_says_so(name: str) -> None:
    marked = {row.id for row in load(name).requirements if row.confirm}
    assert marked == NOT_CONFIRMED.get(name, set(rows(name)))
    assert [row for row in marked if not rows(name)[row].note] == []


def test_bonus_items_sum_to_thirty_in_five_groups() -> None:
    points = Counter[str]()
    for row in load("national-2019").requirements:
        if row.bonus:
            points[row.clause.section] += int(row.bonus.points)
    assert list(points.values()) == [7, 6, 8, 6, 3]
    assert load("national-2019").bonus_above == 80


def test_points_and_bonus_are_for_portals_alone() -> None:
    for row in load("national-2019").requirements:
        if not row.veto:
            assert row.applies.kinds == (SiteKind.PORTAL,), row.id


def test_every_kind_of_site_is_held_to_all_vetoes() -> None:
    vetoes = [row for row in load("national-2019").requirements if row.veto]
    every = {row.clause.number for row in vetoes}
    assert len(every) == 6
    for kind in SiteKind:
        assert {v.clause.number for v in vetoes if v.applies.kinds is None or kind in v.applies.kinds} == every


def test_missing_services_are_no_veto_by_machine_where_a_unit_may_owe_none() -> None:
    assert rows("national-2019")["veto-6a"].applies.kinds == (SiteKind.PORTAL,)
    assert rows("national-2019")["veto-6a-units"].assess == "manual"


def test_items_that_need_a_trial_stay_with_a_person() -> None:
    manual = {row.id for row in load("national-2019").requirements if row.deduct and row.assess == "manual"}
    assert manual == SIMULATED


def test_national_veto_figures() -> None:
    national = rows("national-2019")
    check, stale = call(national["veto-4a"])
    assert (check, stale["veto_at"]) == ("freshness.columns", 5)
    assert stale["limits"] == [
        {"column": "news", "max_days": 14},
        {"column": "notices", "max_days": 183},
        {"column": "policies", "max_days": 183},
    ]
    assert call(national["veto-4b"])[1]["veto_at"] == 10
    assert call(national["veto-5b"]) == (
        "interaction.replies",
        {"max_months": 3, "window_months": 12, "max_overdue": 0},
    )
    useless, all_useless = call(national["veto-6b"])[1], call(national["veto-6c"])[1]
    assert (useless["veto_missing"], useless["veto_items"], useless["sample"]) == (4, 5, None)
    assert (all_useless["veto_missing"], all_useless["fewer_than"], all_useless["sample"]) == (4, 5, None)
    assert len(set(call(national["service-guides"])[1]["elements"])) == 10  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("item", "points", "costs"),
    [
        ("messages", 6, {"none_public": 6, "field_missing": 1, "stale": 3, "no_statistics": 3}),
        ("search", 4, {"unusable": 4, "not_found": 1, "no_categories": 1}),
        ("service-guides", 8, {"no_guide": 4, "element_missing": 0.5, "vague": 2}),
        ("site-name", 2, {"misnamed": 1, "not_shown": 1}),
        ("find-errors-entry", 1, {"home_without": 1, "page_without": 0.2, "other_code": 0.2}),
    ],
)
def test_national_prices(item: str, points: float, costs: dict[str, float]) -> None:
    deduct = rows("national-2019")[item].deduct
    assert deduct
    assert (deduct.points, deduct.costs) == (points, costs)


def test_every_statutory_item_of_the_regulation_has_a_row() -> None:
    asked = Counter[str]()
    for row in load("regulation-2019").requirements:
        if not isinstance(row.assess, str):
            for one in row.assess:
                asked.update(one.with_["items"] if one.check == "disclosure.statutory" else [])
    assert asked == Counter(item.value for item in StatutoryItem if item is not StatutoryItem.OTHER)
    assert rows("regulation-2019")["art-20-15"].assess == "manual"


def test_articles_of_the_regulation_with_a_consequence_have_a_row() -> None:
    articles = {int(name.split("-")[1]) for name in rows("regulation-2019")}
    assert articles == {10, 12, 14, 15, 16, 19, 20, 21, 24, 26, 28, 29, 30, 32, 33, 34, 42, 46, 49, 50, 52, 53}


def test_figures_of_the_regulation() -> None:
    regulation = rows("regulation-2019")
    assert call(regulation["art-26"])[1]["max_workdays"] == 20
    assert len(call(regulation["art-12-guide"])[1]["elements"]) == 9  # type: ignore[arg-type]
    assert call(regulation["art-49-department"])[1]["publish_by"] == {"department": "01-31"}
    assert call(regulation["art-49-government"])[1]["publish_by"] == {"government": "03-31"}
    assert len(call(regulation["art-50"])[1]["chapters"]) == 5  # type: ignore[arg-type]


def test_yearly_report_has_six_chapters() -> None:
    check, parameters = call(rows("annual-report-2021")["chapters"])
    assert check == "disclosure.annual_reports"
    assert parameters["chapters"] == ["overview", "proactive", "applications", "reviews", "problems", "other"]


def test_no_step_towards_accessibility_fails_a_site() -> None:
    assert all(row.confirm for row in load("accessibility").requirements)
