"""Which rulesets and clauses apply: yes, no, or unknown where the level or kind is not stated."""

from typing import Any

import pytest

from portal.site import Level, Site, SiteKind
from rulesets.loading import builtins, load
from rulesets.model import Applies, Requirement, Ruleset
from rulesets.selection import Fit, audience_fit, covers, default_rulesets, requirement_fit, site_region

CITY_PORTAL = (Level.CITY, SiteKind.PORTAL)
NATIONAL = ["national-2019", "accessibility", "annual-report-2021", "ipv6", "platform-2019", "regulation-2019"]


def site(**stated: Any) -> Site:
    return Site(url="https://www.qingyuanxia.gov.cn/", **stated)


def chosen(**stated: Any) -> list[str]:
    return [ruleset.id for ruleset in default_rulesets(builtins(), site(**stated))]


@pytest.mark.parametrize(
    ("applies", "level", "kind", "fit"),
    [
        ({}, None, None, Fit.YES),
        ({"levels": ["city"]}, Level.CITY, None, Fit.YES),
        ({"levels": ["city"]}, Level.COUNTY, None, Fit.NO),
        ({"levels": ["city"]}, None, None, Fit.UNKNOWN),
        ({"kinds": ["portal"]}, None, None, Fit.UNKNOWN),
        ({"kinds": ["portal"]}, None, SiteKind.DEPARTMENT, Fit.NO),
        ({"levels": ["city"], "kinds": ["portal"]}, Level.CITY, None, Fit.UNKNOWN),
        ({"levels": ["city"], "kinds": ["portal"]}, None, SiteKind.DEPARTMENT, Fit.NO),
        ({"levels": ["city"], "kinds": ["portal"]}, *CITY_PORTAL, Fit.YES),
    ],
)
def test_audience(applies: dict[str, Any], level: Level | None, kind: SiteKind | None, fit: Fit) -> None:
    assert audience_fit(Applies.model_validate(applies), level, kind) is fit


def fit_of(ruleset: Ruleset, name: str, level: Level | None, kind: SiteKind | None) -> Fit:
    return requirement_fit(ruleset, requirement(ruleset, name), level, kind)


def requirement(ruleset: Ruleset, name: str) -> Requirement:
    return next(row for row in ruleset.requirements if row.id == name)


def test_deductions_are_for_portals_and_vetoes_for_all() -> None:
    national = load("national-2019")
    assert fit_of(national, "identity", *CITY_PORTAL) is Fit.YES
    assert fit_of(national, "identity", Level.CITY, SiteKind.DEPARTMENT) is Fit.NO
    assert fit_of(national, "identity", Level.CITY, None) is Fit.UNKNOWN
    assert fit_of(national, "veto-3", None, None) is Fit.YES


def test_clause_cannot_widen_the_scope_of_its_document() -> None:
    ruleset = load("ipv6")
    assert fit_of(ruleset, "record", Level.TOWNSHIP, SiteKind.PORTAL) is Fit.NO


def test_clause_narrows_the_scope_of_its_document() -> None:
    zibo = load("zibo-2020")
    assert fit_of(zibo, "row-74a", *CITY_PORTAL) is Fit.YES
    assert fit_of(zibo, "row-74a", Level.COUNTY, SiteKind.PORTAL) is Fit.NO
    assert fit_of(zibo, "row-64b", Level.DEPARTMENT, SiteKind.DEPARTMENT) is Fit.YES


@pytest.mark.parametrize(
    ("stated", "region"),
    [
        ({"code": "3703000019"}, "370300"),
        ({"code": "3703000019", "region": "370302"}, "370302"),
        ({"code": "bm07000001"}, None),
        ({"code": "37030000"}, None),
        ({}, None),
    ],
)
def test_region_is_the_stated_one_or_the_head_of_the_code(stated: dict[str, str], region: str | None) -> None:
    assert site_region(site(**stated)) == region


def test_local_ruleset_covers_its_region_alone() -> None:
    zibo = load("zibo-2020")
    assert covers(zibo, "370300")
    assert covers(zibo, "370302")
    assert not covers(zibo, "370481")
    assert not covers(zibo, None)


def test_portal_of_the_region_gets_national_and_local_rulesets() -> None:
    stated = {"code": "3703020001", "level": "county", "kind": "portal"}
    assert chosen(**stated) == [*NATIONAL, "zibo-2020"]


def test_department_gets_no_ruleset_that_is_for_portals() -> None:
    for_everyone = [name for name in NATIONAL if name != "ipv6"]
    assert chosen(code="3703000020", level="department", kind="department") == [*for_everyone, "zibo-2020"]


def test_site_that_states_nothing_gets_the_national_rulesets() -> None:
    assert chosen() == NATIONAL


@pytest.mark.parametrize(
    ("code", "level", "local"),
    [
        ("3703000001", "city", "zibo-2020"),
        ("3703020001", "county", "zibo-2020"),
        ("3708300001", "county", "wenshang-2020"),
        ("3717020001", "county", "mudan-2021"),
        ("3704810001", "county", "tengzhou-2022"),
        ("3701120001", "county", "licheng-2023"),
    ],
)
def test_the_code_of_a_site_brings_the_document_of_its_region(code: str, level: str, local: str) -> None:
    names = chosen(code=code, level=level, kind="portal")
    assert names[0] == "national-2019"
    assert names[-1] == local
    assert {"platform-2019", "regulation-2019", "annual-report-2021", "ipv6", "accessibility"} < set(names)
    assert [name for name in names if load(name).applies.regions] == [local]


def test_a_department_of_the_region_gets_its_document_too() -> None:
    assert "tengzhou-2022" in chosen(code="3704810005", level="department", kind="department")
    assert "ipv6" not in chosen(code="3704810005", level="department", kind="department")
