"""Every check gives every case the verdict written beside it, with exactly the findings named there."""

from collections import Counter

import pytest

from checks.catalogue import CATALOGUE
from tests.checks.casebook import HERE, Case, cases

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}: {case.name}")
def test_case_gets_its_verdict(case: Case) -> None:
    assessment = case.assess()
    found = [f"{finding.kind} {finding.element}".strip() for finding in assessment.findings]
    assert assessment.outcome.value == case.expect, assessment
    assert Counter(found) == Counter(case.findings), assessment
    assert (assessment.reason_code.value if assessment.reason_code else None) == case.reason_code, assessment
    assert {name: assessment.measured.get(name) for name in case.measured} == case.measured
    assert assessment.reason


@pytest.mark.parametrize("check", CATALOGUE.values(), ids=lambda check: check.id)
def test_every_check_has_cases_that_pass_fail_and_stay_undecided(check: object) -> None:
    outcomes = {case.expect for case in CASES if case.check == check.id}  # type: ignore[attr-defined]
    assert "pass" in outcomes
    assert "fail" in outcomes
    assert outcomes & {"review", "unknown"}


@pytest.mark.parametrize("check", CATALOGUE.values(), ids=lambda check: check.id)
def test_every_finding_kind_of_a_check_is_shown_by_a_case(check: object) -> None:
    shown = {finding.split()[0] for case in CASES if case.check == check.id for finding in case.findings}  # type: ignore[attr-defined]
    assert set(check.kinds) == shown  # type: ignore[attr-defined]


def test_every_page_file_is_used_by_a_case() -> None:
    used = {HERE / case.check / file for case in CASES for file in case.pages.values()}
    assert {path for path in HERE.glob("*/*.html")} == used
