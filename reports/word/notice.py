"""notice.docx (整改通知书): what a site was found to lack, clause by clause, what is asked of its unit, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from checks.outcomes import Outcome
from reports.ledgers.ledger import answers_for
from reports.page.overview import score_view
from reports.page.places import moment
from reports.page.requirements import clause_words
from reports.scorecard import ResultCard, RulesetCard, Scorecard
from reports.word.changes import comparison_words
from reports.word.problems import (
    LISTED,
    MESSAGE_LENGTH,
    Problem,
    ProblemGroup,
    false_alarms,
    findings_count,
    is_problem,
    problem_groups,
    problem_results,
    waived_count,
)
from reports.word.templates import Templates, builtin, write_document
from reports.word.wording import addressee, chinese_day, document_words, documents_words, second_level, site_words
from reports.wording.plaintext import plain

FILE_NAME = "notice.docx"
DOUBTS = 10  # things to look into that are named


@dataclass(frozen=True)
class SiteFacts:
    """The site as documents call it. `words` says that it is a site where the name alone does not."""

    name: str
    words: str
    url: str
    host: str
    code: str


@dataclass(frozen=True)
class ScoreFacts:
    """The result under one document."""

    number: str
    title: str
    version: str
    grade: str
    value: str
    judged: str
    why: str
    failed: int
    vetoes: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """Something a person must look at: no problem yet."""

    number: int
    title: str
    reason: str
    clause: str


@dataclass(frozen=True)
class Row:
    """A line of the attached list: one finding, or a requirement that failed as a whole."""

    number: int
    title: str
    clause: str
    place: str  # of the problem in the text: （一）2
    message: str
    id: str
    page: str
    target: str
    change: str


@dataclass(frozen=True)
class Notice:
    """Everything a template of the notice may use (docs/word.md)."""

    site: SiteFacts
    addressee: str
    unit: str
    as_of: str
    captured: str
    pages: str
    quick: bool
    documents: str
    scores: tuple[ScoreFacts, ...]
    comparison: str
    groups: tuple[ProblemGroup, ...]
    problems_count: int
    failed_count: int
    findings_count: int
    waived: int
    false_alarms: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    doubts_more: int
    rows: tuple[Row, ...]
    rows_more: int


def write_notice(card: Scorecard, folder: Path, templates: Templates = builtin) -> Path | None:
    """Write notice.docx into a site's folder and return its path; None, and nothing written, where there is no problem to tell.

    Raises WordTemplateError, OSError.
    """
    view = notice_view(card)
    if not view.groups:
        return None
    return write_document(FILE_NAME, vars(view), folder, templates)


def notice_view(card: Scorecard) -> Notice:
    """Words for the notice."""
    groups = problem_groups(card)
    rows = _rows(groups)
    count = findings_count(card)
    doubts = _doubts(card)
    applied = [ruleset for ruleset in card.rulesets if any(_applies(result) for result in ruleset.results)]
    return Notice(
        site=site_facts(card),
        addressee=addressee(card),
        unit=plain(card.unit or "", 60),
        as_of=chinese_day(card.as_of),
        captured=moment(card.run.started),
        pages=f"{card.run.pages:,}",
        quick=card.run.quick,
        documents=documents_words(applied),
        scores=tuple(_score(card, ruleset, number) for number, ruleset in enumerate(applied, 1)),
        comparison=comparison_words(card.comparison),
        groups=groups,
        problems_count=sum(len(group.problems) for group in groups),
        failed_count=sum(1 for _ in problem_results(card)),
        findings_count=count,
        waived=waived_count(card),
        false_alarms=false_alarms(card),
        doubts=doubts[:DOUBTS],
        doubts_more=len(doubts[DOUBTS:]),
        rows=rows,
        rows_more=max(count - len(rows), 0),
    )


def site_facts(card: Scorecard) -> SiteFacts:
    """The site in words."""
    site = card.site
    return SiteFacts(
        name=plain(site.name or site.host, 80),
        words=site_words(card),
        url=plain(site.url, 200),
        host=plain(site.host, 120),
        code=plain(site.code or "", 40),
    )


def _applies(result: ResultCard) -> bool:
    return result.outcome is not Outcome.NOT_APPLICABLE


def _score(card: Scorecard, ruleset: RulesetCard, number: int) -> ScoreFacts:
    view = score_view(card, ruleset, "")
    failing = [result for result in ruleset.results if is_problem(result)]
    return ScoreFacts(
        number=second_level(number),
        title=document_words(ruleset),
        version=view.version,
        grade="" if card.run.quick else plain(ruleset.score.grade, 40),
        value="" if card.run.quick else view.value,
        judged=view.judged,
        why=view.why,
        failed=len(failing),
        vetoes=tuple(plain(result.title, 120) for result in failing if result.veto),
    )


def _rows(groups: tuple[ProblemGroup, ...]) -> tuple[Row, ...]:
    """The attached list: each finding once, under the first problem that has it; no more than `LISTED`, some of every problem."""
    told: set[str] = set()
    by_problem: list[list[Row]] = []
    for group in groups:
        for problem in group.problems:
            rows = [row for row in _rows_of(problem, f"{group.number}{problem.number}") if row.id not in told]
            told.update(row.id for row in rows if row.id)
            by_problem.append(rows)
    most = _most_each([len(rows) for rows in by_problem])
    listed = [row for rows in by_problem for row in rows[:most]][:LISTED]
    return tuple(replace(row, number=number) for number, row in enumerate(listed, 1))


def _most_each(counts: list[int]) -> int:
    """How many rows each problem may have, so that a single one with thousands does not leave the others out."""
    return max(
        (most for most in range(1, LISTED + 1) if sum(min(count, most) for count in counts) <= LISTED), default=1
    )


def _rows_of(problem: Problem, place: str) -> Iterator[Row]:
    about = (0, problem.title, problem.clause, place)
    for one in problem.findings:
        target = "" if one.target in one.message else one.target  # told once
        yield Row(*about, one.message, one.id, one.page, target, one.change)
    if not problem.findings:
        yield Row(*about, problem.reason, "", "", "", problem.change)


def _doubts(card: Scorecard) -> tuple[Doubt, ...]:
    """Requirements with candidates that a person must look at, in the order of the documents."""
    found: dict[str, tuple[RulesetCard, ResultCard]] = {}
    for ruleset in card.rulesets:
        for result in ruleset.results:
            mine = card.unit is None or answers_for(result.units, card.unit)
            if result.outcome is Outcome.REVIEW and mine and any(a.findings for a in result.assessments):
                found.setdefault(result.title, (ruleset, result))
    return tuple(
        Doubt(
            number, plain(result.title, 120), plain(result.reason, MESSAGE_LENGTH), clause_words(result.clause, ruleset)
        )
        for number, (ruleset, result) in enumerate(found.values(), 1)
    )
