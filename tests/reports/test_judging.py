"""A snapshot under rulesets: outcomes of requirements, shared assessments, and cards that come out the same every time."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from checks.catalogue import CATALOGUE
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import DnsAnswer, Page, PageFacts
from portal.site import Level, Site, SiteKind
from portal.states import PageKind
from portal.storage.manifest import Health, Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot
from reports.judging.judge import judge
from reports.judging.verdict import failed
from reports.scorecard import ResultCard, Scorecard, Tool
from rulesets.model import Ruleset

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
URL = "http://www.qinghexia.gov.cn/"
TOOL = Tool(name="gongkai", version="test")
NO_AAAA = {"assess": [{"check": "ipv6.dns"}]}  # fails on the snapshot below
UNASKED = {"assess": [{"check": "ipv6.reachable"}]}


def snapshot(*, site: dict[str, Any] | None = None, health: Health | None = None, aaaa: bool = False) -> Snapshot:
    database = connect(":memory:")
    recorder = Recorder(database)
    recorder.page(PageFacts(Page(URL, 200, NOW, kind=PageKind.HOME, confidence=1.0, title="青禾县人民政府")))
    answer = DnsAnswer("www.qinghexia.gov.cn", "AAAA", value="2001:db8::1", source="hosts_file") if aaaa else None
    recorder.network([answer or DnsAnswer("www.qinghexia.gov.cn", "AAAA", source="test", error="no_answer")], [])
    recorder.commit()
    stated = Site.model_validate({"url": URL, **(site or {})})
    manifest = Manifest(
        site=stated, as_of=date(2026, 3, 1), run=Run(started=NOW, finished=NOW), health=health or Health()
    )
    return Snapshot(database, manifest)


def ruleset(*requirements: dict[str, Any], **fields: Any) -> Ruleset:
    rows = [{"id": f"r{number}", "title": "某项要求", **row} for number, row in enumerate(requirements)]
    return Ruleset.model_validate({"id": "rules", "title": "某要点", "requirements": rows, **fields})


def only(card: Scorecard) -> ResultCard:
    return card.rulesets[0].results[0]


def judged(row: dict[str, Any], **how: Any) -> ResultCard:
    return only(judge(snapshot(), [ruleset(row)], tool=TOOL, **how))


def test_failed_check_fails_its_requirement_with_evidence() -> None:
    row = judged(NO_AAAA)
    assert row.outcome is Outcome.FAIL
    assert row.assessments[0].findings[0].evidence[0].url == URL


@pytest.mark.parametrize(("as_of", "outcome"), [(date(2026, 5, 31), Outcome.NOT_DUE), (date(2026, 6, 1), Outcome.FAIL)])
def test_unmet_requirement_is_not_due_before_its_deadline_and_failed_from_it_on(as_of: date, outcome: Outcome) -> None:
    assert judged({**NO_AAAA, "due": "2026-06-01"}, as_of=as_of).outcome is outcome


@pytest.mark.parametrize(("year", "outcome"), [(2027, Outcome.NOT_DUE), (2025, Outcome.FAIL)])
def test_nothing_is_missing_in_a_year_that_has_not_begun(year: int, outcome: Outcome) -> None:
    clause = {"assess": [{"check": "interaction.open_day", "with": {"period": "this_year", "min_count": 1}}]}
    row = only(judge(snapshot(), [ruleset(clause, year=year)], tool=TOOL))
    assert row.outcome is outcome
    assert bool(row.assessments[0].findings) is (outcome is Outcome.FAIL)


@pytest.mark.parametrize(
    ("due", "as_of", "outcome"),
    [
        (None, date(2026, 3, 1), Outcome.NOT_DUE),  # may come until the year ends
        (None, date(2026, 12, 31), Outcome.FAIL),
        ("2026-02-01", date(2026, 3, 1), Outcome.FAIL),  # the document gives a day of its own
    ],
)
def test_what_is_missing_may_still_come_while_its_year_runs(due: str | None, as_of: date, outcome: Outcome) -> None:
    call = {"check": "interaction.open_day", "with": {"period": "this_year", "min_count": 1}}
    row = judged({"assess": [call], **({"due": due} if due else {})}, as_of=as_of)
    assert row.outcome is outcome
    assert row.assessments[0].findings


def test_what_is_wrong_is_wrong_while_its_year_runs() -> None:
    """Only what may still come waits for the end of the period: not a part that a page lacks."""
    kinds = CATALOGUE["documents.required"].kinds
    assert (kinds["missing"].may_come, kinds["part_missing"].may_come) == (True, False)


def test_an_effort_without_an_end_is_for_a_person() -> None:
    row = judged({**NO_AAAA, "strength": "should"})
    assert row.outcome is Outcome.REVIEW
    assert "逐步推进的要求" in row.reason
    assert {finding.severity for finding in row.assessments[0].findings} != {Severity.INFO}


def test_encouraged_requirement_never_fails_and_its_findings_are_hints() -> None:
    row = judged({**NO_AAAA, "strength": "encouraged"})
    assert row.outcome is Outcome.REVIEW
    assert {finding.severity.value for finding in row.assessments[0].findings} == {"info"}


def test_hints_of_an_encouraged_requirement_leave_the_same_answer_elsewhere_as_it_is() -> None:
    card = judge(snapshot(), [ruleset({**NO_AAAA, "strength": "encouraged"}, NO_AAAA)], tool=TOOL)
    encouraged, asked = card.rulesets[0].results
    assert encouraged.assessments[0].findings[0].severity is Severity.INFO
    assert asked.assessments[0].findings[0].severity is not Severity.INFO


def test_whoever_waits_hears_of_every_requirement_of_all_rulesets() -> None:
    heard: list[tuple[int, int]] = []
    judge(
        snapshot(),
        [ruleset(NO_AAAA, UNASKED), ruleset({"assess": "manual"})],
        tool=TOOL,
        told=lambda done, total: heard.append((done, total)),
    )
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_unconfirmed_figure_leads_to_review_not_to_fail() -> None:
    assert judged({**NO_AAAA, "confirm": True}).outcome is Outcome.REVIEW


def test_bonus_that_is_not_earned_is_no_fail_and_no_work_for_anybody() -> None:
    card = judge(snapshot(), [ruleset({**NO_AAAA, "bonus": {"points": 2}}, scoring="national")], tool=TOOL)
    row = only(card)
    assert (row.outcome, row.bonus, row.points, row.worth) == (Outcome.NOT_APPLICABLE, True, 0.0, 2.0)
    assert {finding.severity.value for finding in row.assessments[0].findings} == {"info"}
    assert not failed(card)


def test_bonus_that_is_earned_passes_with_its_points() -> None:
    rules = ruleset({**NO_AAAA, "bonus": {"points": 2}}, scoring="national")
    assert only(judge(snapshot(aaaa=True), [rules], tool=TOOL)).points == 2.0


def test_worst_assessment_decides_and_unknown_says_why() -> None:
    row = judged({"assess": [{"check": "ipv6.dns"}, {"check": "freshness.blank"}]})
    assert row.outcome is Outcome.FAIL
    assert judged({"assess": [{"check": "freshness.blank"}]}).reason_code == Reason.NOT_FETCHED.value


def test_manual_clause_is_review_with_the_proof_to_ask_for() -> None:
    row = judged({"assess": "manual", "proof": "培训通知和签到表"})
    assert (row.outcome, row.proof, row.assessments) == (Outcome.REVIEW, "培训通知和签到表", [])


@pytest.mark.parametrize(
    ("level", "outcome"), [(Level.COUNTY, Outcome.FAIL), (Level.CITY, Outcome.NOT_APPLICABLE), (None, Outcome.UNKNOWN)]
)
def test_level_chooses_which_clauses_apply(level: Level | None, outcome: Outcome) -> None:
    row = judged({**NO_AAAA, "applies": {"levels": ["county"]}}, level=level)
    assert row.outcome is outcome
    assert row.reason_code == (Reason.LEVEL_NOT_STATED.value if outcome is Outcome.UNKNOWN else None)


def test_kind_of_the_site_list_counts_and_the_command_line_overrides_it() -> None:
    facts = snapshot(site={"kind": "department"})
    rules = ruleset({**NO_AAAA, "applies": {"kinds": ["portal"]}})
    assert only(judge(facts, [rules], tool=TOOL)).outcome is Outcome.NOT_APPLICABLE
    assert only(judge(facts, [rules], tool=TOOL, kind=SiteKind.PORTAL)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("level", "kind"), [(Level.COUNTY, SiteKind.PORTAL), (Level.DEPARTMENT, SiteKind.DEPARTMENT), (None, None)]
)
def test_stated_level_without_a_kind_means_the_governments_own_site(level: Level | None, kind: SiteKind | None) -> None:
    assert judge(snapshot(), [ruleset(NO_AAAA)], tool=TOOL, level=level).site.kind is kind


def test_unreachable_site_is_unknown_as_a_whole_never_a_list_of_fails() -> None:
    health = Health(ok=False, reason_code="unreachable", detail="域名无法解析")
    card = judge(snapshot(health=health), [ruleset(NO_AAAA, {"assess": "manual"})], tool=TOOL)
    assert card.site.outcome is Outcome.UNKNOWN
    assert {row.outcome for row in card.rulesets[0].results} == {Outcome.UNKNOWN}
    assert {row.reason_code for row in card.rulesets[0].results} == {"unreachable"}
    assert card.rulesets[0].score.value is None


def test_other_site_than_the_listed_one_is_unknown_as_a_whole() -> None:
    card = judge(snapshot(site={"name": "白石县人民政府"}), [ruleset(NO_AAAA)], tool=TOOL)
    assert card.site.reason_code == "wrong_site"


def test_name_that_only_differs_in_form_is_the_same_site() -> None:
    card = judge(snapshot(site={"name": "青禾县政府门户网站"}), [ruleset(NO_AAAA)], tool=TOOL)
    assert card.site.outcome is None


def test_document_issued_after_the_day_is_judged_and_marked() -> None:
    card = judge(snapshot(), [ruleset(NO_AAAA, issued="2026-07-01")], tool=TOOL)
    assert card.rulesets[0].after_as_of
    assert only(card).outcome is Outcome.FAIL


def test_document_whose_number_is_of_a_later_year_is_marked_too() -> None:
    assert judge(snapshot(), [ruleset(NO_AAAA, number="某办函〔2027〕3号")], tool=TOOL).rulesets[0].after_as_of


def test_judging_twice_gives_the_same_card() -> None:
    facts = snapshot()
    rules = [ruleset(NO_AAAA, UNASKED, {"assess": "manual"})]
    assert judge(facts, rules, tool=TOOL).to_json() == judge(facts, rules, tool=TOOL).to_json()


def test_same_defect_has_the_same_id_under_every_ruleset_and_date() -> None:
    first = judge(snapshot(), [ruleset(NO_AAAA)], tool=TOOL)
    second = judge(snapshot(), [ruleset(NO_AAAA, id="other")], tool=TOOL, as_of=date(2026, 9, 1))
    assert only(first).assessments[0].findings[0].id == only(second).assessments[0].findings[0].id


def test_clauses_that_compare_two_sites_are_given_the_other_one() -> None:
    row = {"assess": [{"check": "documents.sync"}]}
    alone = judged(row)
    assert (alone.reason_code, "--other" in alone.reason) == (Reason.NOT_FETCHED, True)
    assert judged(row, others=(snapshot(),)).reason_code is not Reason.NOT_FETCHED
