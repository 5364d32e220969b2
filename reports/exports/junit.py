"""junit.xml (JUnit 结果): a suite per site and document, a case per requirement, so that a contractor's build stops where a requirement fails.

fail → failure; review, unknown, not_due, not_applicable and what is waived → skipped with the reason: a machine's doubt stops no build. A site
that could not be judged at all is an error of its own: else a build would be green because nothing was looked at.
"""

from collections.abc import Iterable
from pathlib import Path

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from checks.outcomes import Outcome
from reports.exports.occurrences import Occurrence, occurrences
from reports.page.requirements import clause_words
from reports.scorecard import ResultCard, RulesetCard, Scorecard
from reports.wording.plaintext import plain
from reports.wording.words import number

FILE_NAME = "junit.xml"
LISTED = 50  # findings told of one requirement
WHOLE = "site"  # case for the site as a whole


def write_junit(cards: Iterable[Scorecard], folder: Path) -> Path:
    """Write junit.xml of one or more cards, whole or not at all, and return its path; raises OSError."""
    path = folder / FILE_NAME
    draft = path.with_name(path.name + ".new")
    junit_xml(cards).write(str(draft), pretty=True)
    return draft.replace(path)


def junit_xml(cards: Iterable[Scorecard]) -> JUnitXml:
    """The results of all cards."""
    report = JUnitXml("gongkai")
    for card in cards:
        for suite in _suites(card):
            report.add_testsuite(suite)
    report.update_statistics()  # type: ignore[no-untyped-call]  # junitparser does not annotate it
    return report


def _suites(card: Scorecard) -> list[TestSuite]:
    suites = [_suite(card, ruleset) for ruleset in card.rulesets]
    return [_whole_site(card), *suites] if card.site.outcome is not None else suites


def _whole_site(card: Scorecard) -> TestSuite:
    suite = TestSuite(f"{plain(card.site.host)} {WHOLE}")
    case = TestCase("网站能够检查", classname=f"{plain(card.site.host)}.{WHOLE}")
    case.result = [Error(plain(card.site.reason or ""), card.site.reason_code or "unknown")]
    suite.add_testcase(case)
    return suite


def _suite(card: Scorecard, ruleset: RulesetCard) -> TestSuite:
    suite = TestSuite(f"{plain(card.site.host)} {plain(ruleset.id)}")
    suite.hostname = plain(card.site.host)
    suite.timestamp = card.run.started.replace(microsecond=0, tzinfo=None).isoformat()
    for name, value in _properties(card, ruleset).items():
        suite.add_property(name, value)
    narrowed = card.model_copy(update={"rulesets": [ruleset]})
    told: dict[str, list[Occurrence]] = {}
    for one in occurrences([narrowed]):
        told.setdefault(one.result.requirement, []).append(one)
    for result in ruleset.results:
        suite.add_testcase(_case(card, ruleset, result, told.get(result.requirement, [])))
    return suite


def _properties(card: Scorecard, ruleset: RulesetCard) -> dict[str, str]:
    score = ruleset.score
    values = {
        "site": plain(card.site.name),
        "as_of": card.as_of.isoformat(),
        "ruleset": plain(ruleset.title),
        "ruleset_version": plain(ruleset.version),
        "grade": plain(score.grade),
        "score": "" if score.value is None else number(score.value),
        "judged_points": f"{number(score.judged_points)}/{number(score.total_points)}",
        "tool": f"{card.tool.name} {card.tool.version}",
    }
    return {name: value for name, value in values.items() if value}


def _case(card: Scorecard, ruleset: RulesetCard, result: ResultCard, told: list[Occurrence]) -> TestCase:
    case = TestCase(plain(result.title), classname=f"{plain(card.site.host)}.{plain(result.requirement)}")
    reason = plain(result.reason)
    if result.outcome is Outcome.FAIL and not result.waived:
        failure = Failure(reason, "veto" if result.veto else "fail")
        failure.text = _account(ruleset, result, told)
        case.result = [failure]
    elif result.outcome is not Outcome.PASS:
        words = "已豁免" if result.waived else result.outcome.words
        case.result = [Skipped(f"{words}：{reason}", result.reason_code or result.outcome.value)]
    return case


def _account(ruleset: RulesetCard, result: ResultCard, told: list[Occurrence]) -> str:
    """The clause and the findings, one a line."""
    accusing = [one for one in told if one.accuses]
    lines = [clause_words(result.clause, ruleset), *map(_line, accusing[:LISTED])]
    more = len(accusing) - LISTED
    return "\n".join([*lines, f"另有 {more} 处，见 scorecard.html"] if more > 0 else lines)


def _line(one: Occurrence) -> str:
    places = one.finding.evidence if one.finding else []
    addresses = [plain(address, 300) for address in (places[0].target, places[0].url) if address] if places else []
    identity = f"[{plain(one.finding.id)}] " if one.finding else ""
    return f"{identity}{plain(one.message)} {' ← '.join(addresses)}".strip()
