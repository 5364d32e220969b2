"""Every check gives every case the verdict written beside it, with exactly the findings named there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from checks.assessment import Assessment, Finding
from checks.catalogue import CATALOGUE
from checks.contract import Check
from checks.outcomes import Outcome, Severity
from tests.checks.casebook import HERE, SHARED, Case, cases
from tests.checks.searchrows import pages_of_search

LONGEST = 55  # lines of a page: the tables of a yearly report take so many
CASES = cases()
EACH_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}: {case.name}")
EACH_CHECK = pytest.mark.parametrize("check", CATALOGUE.values(), ids=lambda check: check.id)


@EACH_CASE
def test_case_gets_its_verdict_and_the_verdict_keeps_the_rules(case: Case) -> None:
    """One test a case: working out the answer is what costs time."""
    assessment = case.assess()
    is_as_expected(case, assessment)
    has_evidence(assessment)
    weighs_no_more_than_its_kind_may(case.check, assessment)
    accuses_only_where_it_fails(case, assessment)
    if len(case.pages) > 1:
        does_not_depend_on_the_order_of_pages(case, assessment)


def is_as_expected(case: Case, assessment: Assessment) -> None:
    found = [f"{finding.kind} {finding.element}".strip() for finding in assessment.findings]
    assert assessment.outcome.value == case.expect, assessment
    assert Counter(found) == Counter(case.findings), assessment
    assert (assessment.reason_code.value if assessment.reason_code else None) == case.reason_code, assessment
    assert {name: assessment.measured.get(name) for name in case.measured} == case.measured
    assert assessment.reason


def has_evidence(assessment: Assessment) -> None:
    assert assessment.findings or assessment.outcome is not Outcome.FAIL
    assert all(finding.evidence and finding.message for finding in assessment.findings)


def weighs_no_more_than_its_kind_may(check: str, assessment: Assessment) -> None:
    kinds, order = CATALOGUE[check].kinds, list(Severity)
    for finding in assessment.findings:
        assert order.index(finding.severity) >= order.index(kinds[finding.kind].severity), finding


def accuses_only_where_it_fails(case: Case, assessment: Assessment) -> None:
    """Beside a review or unknown verdict stand hints; only findings within a tolerated number keep their weight."""
    if assessment.outcome in (Outcome.REVIEW, Outcome.UNKNOWN) and not case.parameters:
        assert [finding for finding in assessment.findings if finding.severity is not Severity.INFO] == []


def does_not_depend_on_the_order_of_pages(case: Case, forwards: Assessment) -> None:
    backwards = replace(case, pages=dict(reversed(case.pages.items()))).assess()
    assert backwards.outcome is forwards.outcome
    assert Counter(map(places, backwards.findings)) == Counter(map(places, forwards.findings))


def places(finding: Finding) -> tuple[str, str, str]:
    return finding.kind, finding.subject, finding.element


@EACH_CHECK
def test_every_check_has_cases_that_pass_fail_and_stay_undecided(check: Check) -> None:
    """A check that can only put something before a person (worst severity: info) needs cases of that."""
    outcomes = Counter(case.expect for case in CASES if case.check == check.id)
    assert outcomes["review"] + outcomes["unknown"] >= 2
    if check.worst is Severity.INFO:
        assert outcomes["pass"] + outcomes["review"] >= 5
    else:
        assert outcomes["pass"] >= 3
        assert outcomes["fail"] >= 4


@EACH_CHECK
def test_every_finding_kind_of_a_check_is_shown_by_a_case(check: Check) -> None:
    shown = {finding.split()[0] for case in CASES if case.check == check.id for finding in case.findings}
    assert set(check.kinds) == shown


def test_no_two_cases_of_a_check_bear_one_name() -> None:
    names = Counter((case.check, case.name) for case in CASES)
    assert max(names.values()) == 1


def test_every_page_file_is_used_by_a_case() -> None:
    used = {case.file(name) for case in CASES for name in names_of_pages(case)}
    assert set(HERE.rglob("*.html")) == used


def names_of_pages(case: Case) -> Iterator[str]:
    """Pages of the site, of other sites and of neighbours, results of its search, and attached files that are pages."""
    yield from (*case.pages.values(), *case.others.values())
    yield from pages_of_search(case.search)
    yield from (name for name in case.files.values() if name.endswith(".html"))
    yield from (name for neighbour in case.neighbours for name in neighbour.get("pages", {}).values())


def test_pages_are_small_enough_to_read_beside_their_verdict() -> None:
    assert {
        path.name: lines for path in HERE.rglob("*.html") if (lines := len(path.read_bytes().splitlines())) > LONGEST
    } == {}


def test_shared_pages_are_no_check() -> None:
    assert SHARED.rstrip("/") not in CATALOGUE
