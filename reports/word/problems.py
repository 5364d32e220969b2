"""Problems that documents name (问题): failed requirements that nobody waived and nobody found to be a false alarm, each told once.

A document accuses, so only what failed stands here: no candidates for a person, nothing that could not be checked. Requirements of several documents
that failed by the very same findings are one problem with several clauses.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checks.outcomes import Outcome, Severity
from reports.ledgers.ledger import answers_for
from reports.page.places import SNAPSHOT_FOLDER, moment
from reports.page.requirements import clause_words
from reports.scorecard import EvidenceCard, FindingCard, ResultCard, RulesetCard, Scorecard
from reports.word.changes import change_words, changes_words
from reports.word.wording import chinese_day, document_words, fourth_level, joined, second_level
from reports.wording.figures import figures
from reports.wording.plaintext import ADDRESS_LENGTH, plain, view_command

FALSE_ALARM = "false_alarm"
EXAMPLES = 3  # findings told under a problem
LISTED = 50  # findings listed in an attachment, and of one problem at most
MESSAGE_LENGTH = 240
LONGEST_COMMAND = 1000  # characters of an address one would still type or paste


@dataclass(frozen=True)
class ProblemFinding:
    """One finding of a problem, with everything an objection to it needs."""

    number: str  # （1）
    id: str
    message: str
    page: str
    page_title: str
    target: str
    excerpt: str
    observed: str
    screenshot: str
    command: str  # that shows the archived copy
    places: int
    change: str
    severity: str
    remedy: str


@dataclass(frozen=True)
class Problem:
    """One failed requirement. `clause` names all clauses it breaks; `findings` are the first of `count`, `examples` the first of these."""

    number: int
    requirement: str
    title: str
    theme: str
    reason: str
    figures: str
    clause: str
    units: str
    due: str
    veto: bool
    remedy: str
    change: str
    count: int
    findings: tuple[ProblemFinding, ...]

    @property
    def examples(self) -> tuple[ProblemFinding, ...]:
        """The findings told in the text."""
        return self.findings[:EXAMPLES]

    @property
    def more(self) -> int:
        """Findings beside the examples."""
        return self.count - len(self.examples)


@dataclass(frozen=True)
class ProblemGroup:
    """Problems under one document, numbered （一）, （二）…"""

    number: str
    title: str
    problems: tuple[Problem, ...]


def is_problem(result: ResultCard) -> bool:
    """Whether a requirement failed, no waiver covers it, and the office has not called it a false alarm."""
    return result.outcome is Outcome.FAIL and not result.waived and not is_false_alarm(result)


def is_false_alarm(result: ResultCard) -> bool:
    """Whether a requirement failed and the office found that it should not have (误报); grade and points are still those of the check."""
    return result.outcome is Outcome.FAIL and result.followup is not None and result.followup.state == FALSE_ALARM


def false_alarms(card: Scorecard) -> tuple[str, ...]:
    """Titles of the requirements found to be false alarms, each once."""
    results = (result for ruleset in card.rulesets for result in ruleset.results)
    return tuple(dict.fromkeys(plain(result.title, 120).rstrip("。") for result in results if is_false_alarm(result)))


def problem_results(card: Scorecard) -> Iterator[tuple[RulesetCard, ResultCard]]:
    """Failed requirements with their documents; of a card narrowed to a unit only those it answers for."""
    for ruleset in card.rulesets:
        for result in ruleset.results:
            if is_problem(result) and (card.unit is None or answers_for(result.units, card.unit)):
                yield ruleset, result


def accusations(result: ResultCard) -> list[FindingCard]:
    """Findings that say what is wrong: of failed checks, no hints, none waived, each once."""
    failed = (assessment for assessment in result.assessments if assessment.outcome is Outcome.FAIL)
    found = (finding for assessment in failed for finding in assessment.findings)
    kept = [finding for finding in found if finding.severity is not Severity.INFO and finding.waiver is None]
    return list({finding.id: finding for finding in kept}.values())


def problem_groups(card: Scorecard) -> tuple[ProblemGroup, ...]:
    """All problems by the first document each breaks, numbered within it."""
    groups: dict[str, list[list[tuple[RulesetCard, ResultCard]]]] = {}
    titles: dict[str, str] = {}
    for same in _merged(card):
        first, _ = same[0]
        titles[first.id] = document_words(first)
        groups.setdefault(first.id, []).append(same)
    return tuple(
        ProblemGroup(second_level(place), titles[identity], tuple(_problem(n, one) for n, one in enumerate(same, 1)))
        for place, (identity, same) in enumerate(groups.items(), 1)
    )


def findings_count(card: Scorecard) -> int:
    """Findings of all problems, each once; a requirement that failed without any counts as one."""
    named = [(result, accusations(result)) for _, result in problem_results(card)]
    return len({finding.id for _, found in named for finding in found}) + sum(not found for _, found in named)


def waived_count(card: Scorecard) -> int:
    """Problems that a waiver keeps out of a document: whole requirements, else single findings, each once."""
    ids: set[str] = set()
    for ruleset in card.rulesets:
        for result in ruleset.results:
            if result.outcome is Outcome.FAIL and (card.unit is None or answers_for(result.units, card.unit)):
                waived = [f.id for a in result.assessments for f in a.findings if f.waiver is not None]
                ids.update(waived or ([result.requirement] if result.waived else []))
    return len(ids)


def _merged(card: Scorecard) -> list[list[tuple[RulesetCard, ResultCard]]]:
    same: dict[tuple[str, ...], list[tuple[RulesetCard, ResultCard]]] = {}
    for ruleset, result in problem_results(card):
        ids = tuple(sorted(finding.id for finding in accusations(result)))
        same.setdefault(ids or (result.requirement,), []).append((ruleset, result))
    return list(same.values())


def _problem(number: int, same: list[tuple[RulesetCard, ResultCard]]) -> Problem:
    _, result = same[0]
    findings = accusations(result)
    units = dict.fromkeys(name for _, one in same for name in one.units.lead)
    dues = [one.due for _, one in same if one.due]
    return Problem(
        number=number,
        requirement=plain(result.requirement, 120),
        title=plain(result.title, 160).rstrip("。"),
        theme=plain(result.theme, 80),
        reason=_sentence(_attestation(result) or plain(result.reason, MESSAGE_LENGTH)),
        figures=_figures(result),
        clause="；".join(dict.fromkeys(clause_words(one.clause, ruleset) for ruleset, one in same)),
        units=joined(units),
        due=chinese_day(min(dues)) if dues else "",
        veto=any(one.veto for _, one in same),
        remedy="".join(dict.fromkeys(plain(finding.remedy, MESSAGE_LENGTH) for finding in findings)),
        change=changes_words(findings),
        count=len(findings),
        findings=tuple(_finding(place, finding) for place, finding in enumerate(findings[:LISTED], 1)),
    )


def _figures(result: ResultCard) -> str:
    """Measured figures of the failed checks, beside what was required of them."""
    failed = (assessment for assessment in result.assessments if assessment.outcome is Outcome.FAIL)
    told = (figure for assessment in failed for figure in figures(assessment.measured, assessment.parameters))
    lines = dict.fromkeys(f"{one.words} {one.value}（要求{one.required}）" for one in told if one.required)
    return "；".join(lines)


def _attestation(result: ResultCard) -> str:
    """Who found it so, where a person did."""
    said = result.attestation
    if said is None:
        return ""
    proof = f"，佐证：{plain(said.link, ADDRESS_LENGTH)}" if said.link else ""
    return f"{plain(said.by, 60)}于{chinese_day(said.on)}人工核实：{plain(said.what, MESSAGE_LENGTH)}{proof}"


def _command(place: EvidenceCard | None) -> str:
    """How to look at the archived copy, in the site's folder; empty where there is none."""
    if place is None or place.archive is None or len(place.url) > LONGEST_COMMAND:
        return ""
    return plain(view_command(SNAPSHOT_FOLDER, place.url), 4 * LONGEST_COMMAND)


def _sentence(words: str) -> str:
    """With its full stop: more words follow it."""
    return words if words.endswith(("。", "！", "？")) or not words else f"{words}。"


def _finding(place: int, finding: FindingCard) -> ProblemFinding:
    first = finding.evidence[0] if finding.evidence else None
    targets = dict.fromkeys(one.target for one in finding.evidence if one.target)
    return ProblemFinding(
        number=fourth_level(place),
        id=plain(finding.id, 64),
        message=_sentence(plain(finding.message, MESSAGE_LENGTH)),
        page=plain(first.url, ADDRESS_LENGTH) if first else "",
        page_title=plain(first.page_title, 80) if first else "",
        target=plain(next(iter(targets)), ADDRESS_LENGTH) if targets else "",
        excerpt=plain(first.excerpt, MESSAGE_LENGTH) if first else "",
        observed=moment(first.observed_at) if first else "",
        screenshot=next((plain(one.screenshot, 120) for one in finding.evidence if one.screenshot), ""),
        command=_command(first),
        places=len(finding.evidence),
        change=change_words(finding.change),
        severity=finding.severity.words,
        remedy=plain(finding.remedy, MESSAGE_LENGTH),
    )
