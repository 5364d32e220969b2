"""results.sarif (SARIF 2.1.0, OASIS): a run per site, for code scanning pages and builds that gate on it.

A result per finding of a check, whichever requirements it counts under (they are in its properties). `kind` keeps what the standard's `level`
would blur: only what fails is `fail` with a level; candidates for a person are `review`, what could not be checked `open`, hints `informational`,
all of them with level `none`.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from checks.outcomes import Outcome, Severity
from reports.earlier_cards import Change
from reports.exports.occurrences import Occurrence, occurrences
from reports.exports.sarif_places import locations, related_locations
from reports.exports.sarif_rules import rules
from reports.page.html import write_page
from reports.page.requirements import clause_words
from reports.scorecard import Scorecard
from reports.wording.plaintext import plain

FILE_NAME = "results.sarif"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "gongkaiFinding/v1"
LEVELS = {Severity.VETO: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.INFO: "note"}
BASELINE = {
    Change.NEW: "new",
    Change.RETURNED: "new",
    Change.FIRST_LOOK: "new",
    Change.OPEN: "unchanged",
}  # what is gone is no result: readers without a baseline would count it
KINDS = {Outcome.REVIEW: "review", Outcome.UNKNOWN: "open"}
Json = dict[str, Any]


def write_sarif(cards: Iterable[Scorecard], folder: Path) -> Path:
    """Write results.sarif of one or more cards, whole or not at all, and return its path; raises OSError."""
    return write_page(json.dumps(sarif_log(cards), ensure_ascii=False, indent=1) + "\n", folder / FILE_NAME)


def sarif_log(cards: Iterable[Scorecard]) -> Json:
    """The whole log."""
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(card) for card in cards]}


def _run(card: Scorecard) -> Json:
    descriptors = rules(card)
    places = {descriptor["id"]: index for index, descriptor in enumerate(descriptors)}
    tool = {"name": card.tool.name, "version": plain(card.tool.version), "language": "zh-CN", "rules": descriptors}
    return {
        "tool": {"driver": tool},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"gongkai/{plain(card.site.host)}/{card.as_of.isoformat()}"},
        "invocations": [_invocation(card)],
        "results": [_result(group, places) for group in _findings(card)],
        "properties": _properties(card),
    }


def _invocation(card: Scorecard) -> Json:
    """How the crawl went; what could not be checked is told here, since it is no result."""
    whole = card.site.outcome is None
    times = {"startTimeUtc": card.run.started, "endTimeUtc": card.run.finished}
    notes = [_notification("error", card.site.reason or "", card.site.reason_code)] if not whole else []
    notes += [
        _notification("note", f"{result.requirement} {result.title}：{result.reason}", result.reason_code)
        for ruleset in card.rulesets
        for result in ruleset.results
        if whole and result.outcome is Outcome.UNKNOWN
    ]
    return {
        "executionSuccessful": whole,
        **{name: time.isoformat() for name, time in times.items() if time},
        "toolExecutionNotifications": notes,
    }


def _notification(level: str, text: str, code: str | None) -> Json:
    note: Json = {"level": level, "message": {"text": plain(text)}}
    return {**note, "descriptor": {"id": plain(code)}} if code else note


def _properties(card: Scorecard) -> Json:
    return {
        "asOf": card.as_of.isoformat(),
        "site": plain(card.site.name),
        "url": plain(card.site.url),
        "rulesets": [
            {
                "id": ruleset.id,
                "version": plain(ruleset.version),
                "score": ruleset.score.value,
                "grade": plain(ruleset.score.grade),
                "vetoed": ruleset.score.vetoed,
                "judgedPoints": ruleset.score.judged_points,
                "totalPoints": ruleset.score.total_points,
            }
            for ruleset in card.rulesets
        ],
    }


def _findings(card: Scorecard) -> list[list[Occurrence]]:
    """Occurrences of the same finding under several requirements, together."""
    groups: dict[tuple[str, str, str], list[Occurrence]] = {}
    for one in occurrences([card]):
        groups.setdefault((one.assessment.check, _identity(one), one.message), []).append(one)
    return list(groups.values())


def _identity(one: Occurrence) -> str:
    """The finding's id; a check that failed by its figures alone is known by its requirement."""
    return plain(one.finding.id if one.finding else one.result.requirement)


def _result(group: list[Occurrence], places: dict[str, int]) -> Json:
    heaviest = min(group, key=_weight)
    kind = _kind(heaviest)
    finding = heaviest.finding
    result: Json = {
        "ruleId": plain(heaviest.assessment.check),
        "ruleIndex": places[plain(heaviest.assessment.check)],
        "kind": kind,
        "level": _level(heaviest) if kind == "fail" else "none",
        "message": {"text": plain(heaviest.message) or plain(heaviest.result.title) or "-"},
        "locations": locations(finding.evidence, heaviest.card) if finding else [],
        "relatedLocations": related_locations(finding.evidence) if finding else [],
        "partialFingerprints": {FINGERPRINT: _identity(heaviest)},
        "suppressions": _suppressions(group),
        "properties": {"requirements": [_requirement(one) for one in group]},
    }
    if finding and finding.remedy:
        result["properties"]["remedy"] = plain(finding.remedy)
    if finding and finding.change:
        result["baselineState"] = BASELINE.get(finding.change.state, "new")
        result["properties"]["change"] = finding.change.state.value
        result["properties"]["since"] = finding.change.since.isoformat()
    return result


def _weight(one: Occurrence) -> tuple[bool, int]:
    """What orders occurrences of one finding: those that fail a requirement first, heaviest first."""
    return _kind(one) != "fail", list(Severity).index(one.finding.severity) if one.finding else 1


def _kind(one: Occurrence) -> str:
    failed = one.result.outcome is Outcome.FAIL and one.assessment.outcome is Outcome.FAIL
    if failed:
        return "informational" if one.finding and one.finding.severity is Severity.INFO else "fail"
    return KINDS.get(one.assessment.outcome, "informational")


def _level(one: Occurrence) -> str:
    return LEVELS[one.finding.severity] if one.finding else "error"


def _suppressions(group: list[Occurrence]) -> list[Json]:
    """The waiver, when all it counts under is waived; standing otherwise, it must stop a build."""
    if not all(one.is_waived for one in group):
        return []
    waivers = (one.finding.waiver for one in group if one.finding and one.finding.waiver)
    waiver = next(waivers, None) or next((one.result.waiver for one in group if one.result.waiver), None)
    words = f"{waiver.reason}（{waiver.by}，至 {waiver.until.isoformat()}）" if waiver else "已豁免"
    return [{"kind": "external", "status": "accepted", "justification": plain(words)}]


def _requirement(one: Occurrence) -> Json:
    units = one.result.units
    return {
        "id": plain(one.result.requirement),
        "title": plain(one.result.title),
        "clause": clause_words(one.result.clause, one.ruleset),
        "outcome": one.result.outcome.value,
        "lead": [plain(name, 60) for name in units.lead],
        "cooperating": [plain(name, 60) for name in units.cooperating],
        "due": one.result.due.isoformat() if one.result.due else None,
        "waived": one.is_waived,
        "followup": one.result.followup.state if one.result.followup else None,
        "attestedBy": plain(one.result.attestation.by, 60) if one.result.attestation else None,
    }
