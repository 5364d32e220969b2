"""The main job on the bundled portals: the healthy one has no fail, and of the other exactly what was planted is found."""

import pytest

from checks.outcomes import Outcome, Severity
from cli.demo import RULESETS
from demo.keys import Finding
from demo.kinds import COVERED
from demo.portals import key_of
from reports.scorecard import AssessmentCard, FindingCard, Scorecard
from tests.acceptance.conftest import CITY, COUNTY, Run

FOR_A_PERSON = {"disclosure.statutory"}
"""Checks that leave something of the healthy portal to a person: it has no column for some items of the regulation."""


def accusations(card: Scorecard) -> dict[str, tuple[AssessmentCard, FindingCard]]:
    """Every finding that accuses, once, however many rulesets hold it."""
    return {
        finding.id: (assessment, finding)
        for ruleset in card.rulesets
        for result in ruleset.results
        for assessment in result.assessments
        for finding in assessment.findings
        if finding.severity is not Severity.INFO
    }


def every_finding(card: Scorecard) -> list[tuple[AssessmentCard, FindingCard]]:
    """Hints too: a planted oddity that a person must look at is one."""
    assessments = [a for ruleset in card.rulesets for result in ruleset.results for a in result.assessments]
    return [(assessment, finding) for assessment in assessments for finding in assessment.findings]


def agrees(expected: Finding, assessment: AssessmentCard, finding: FindingCard) -> bool:
    return expected.agrees(assessment.check, finding.kind, finding.element, finding.subject)


def test_healthy_portal_has_no_fail(demo_run: Run) -> None:
    card = demo_run.card(CITY)
    failed = [result for ruleset in card.rulesets for result in ruleset.results if result.outcome is Outcome.FAIL]
    assert failed == []
    assert accusations(card) == {}
    assert [ruleset.id for ruleset in card.rulesets] == list(RULESETS)


def test_healthy_portal_passes_what_the_key_covers(demo_run: Run) -> None:
    every = [a for ruleset in demo_run.card(CITY).rulesets for r in ruleset.results for a in r.assessments]
    covered = [a for a in every if a.check in COVERED and not a.parameters.get("delegation")]
    left = {a.check for a in covered if a.outcome is not Outcome.PASS}
    assert left <= FOR_A_PERSON
    # Names that come from a host table have no name servers to ask.
    assert {a.reason_code for a in every if a.parameters.get("delegation")} == {"not_measured"}


def test_every_planted_defect_is_found(demo_run: Run) -> None:
    found = every_finding(demo_run.card(COUNTY))
    missed = [
        expected
        for expected in key_of("yanxi").expected()
        if not any(agrees(expected, assessment, finding) for assessment, finding in found)
    ]
    assert missed == []


def test_nothing_is_found_that_was_not_planted(demo_run: Run) -> None:
    key = key_of("yanxi").allowed()
    unexpected = [
        (assessment.check, finding.kind, finding.element, finding.subject, finding.message)
        for assessment, finding in accusations(demo_run.card(COUNTY)).values()
        if not any(agrees(expected, assessment, finding) for expected in key)
    ]
    assert unexpected == []


def test_no_look_alike_is_flagged(demo_run: Run) -> None:
    decoys = {decoy.target for decoy in key_of("yanxi").decoys if decoy.check.startswith("links.")}
    flagged = {f.subject for a, f in accusations(demo_run.card(COUNTY)).values() if a.check.startswith("links.")}
    assert decoys & flagged == set()


def test_key_has_some_thirty_defects_most_of_them_covered() -> None:
    key = key_of("yanxi")
    assert len(key.defects) >= 30
    assert sum(defect.covered for defect in key.defects) >= 20


def test_run_ends_with_exit_one_and_the_files_of_the_design(demo_run: Run) -> None:
    assert demo_run.exit == 1
    assert (demo_run.folder / "index.html").stat().st_size > 5000
    assert (demo_run.folder / "index.xlsx").stat().st_size > 5000
    assert (demo_run.folder / "gongkai.log").stat().st_size > 0
    assert (demo_run.folder / "bulletin.docx").stat().st_size > 5000
    for site, documents in ((CITY, set()), (COUNTY, {"notice.docx", "objection.docx"})):  # the city's has no problem
        names = {path.name for path in (demo_run.folder / site).iterdir()}
        assert names == {"ledger.xlsx", "scorecard.html", "scorecard.json", "snapshot", *documents}
        assert {"manifest.json", "pages.warc.gz", "facts.sqlite"} <= {p.name for p in demo_run.snapshot(site).iterdir()}


@pytest.mark.parametrize("site", [CITY, COUNTY])
def test_every_finding_carries_evidence_with_an_archived_copy(demo_run: Run, site: str) -> None:
    for assessment, finding in accusations(demo_run.card(site)).values():
        assert finding.evidence, finding
        if not assessment.check.startswith("ipv6."):
            assert any(evidence.archive for evidence in finding.evidence), finding
