"""objection.docx (异议申诉表): a block per finding with the evidence it rests on, and room for the unit to say why it is wrong.

No more blocks than the notice lists: one objects to few findings, and an empty block can be copied.
"""

from dataclasses import dataclass
from pathlib import Path

from reports.scorecard import Scorecard
from reports.word.notice import SiteFacts, site_facts
from reports.word.problems import LISTED, Problem, ProblemFinding, findings_count, problem_groups
from reports.word.templates import Templates, builtin, write_document
from reports.word.wording import addressee, chinese_day

FILE_NAME = "objection.docx"


@dataclass(frozen=True)
class Block:
    """One finding to object to. `id` is what waivers and the next check know it by."""

    number: int
    id: str
    requirement: str
    title: str
    clause: str
    message: str
    page: str
    target: str
    observed: str
    excerpt: str
    screenshot: str
    command: str


@dataclass(frozen=True)
class ObjectionForm:
    """Everything a template of the form may use (docs/word.md)."""

    site: SiteFacts
    unit: str
    as_of: str
    blocks: tuple[Block, ...]
    more: int


def write_objection_form(card: Scorecard, folder: Path, templates: Templates = builtin) -> Path | None:
    """Write objection.docx into a site's folder and return its path; None, and nothing written, where there is nothing to object to.

    Raises WordTemplateError, OSError.
    """
    view = objection_view(card)
    if not view.blocks:
        return None
    return write_document(FILE_NAME, vars(view), folder, templates)


def objection_view(card: Scorecard) -> ObjectionForm:
    """Words for the form: each finding once, in the order of the notice's list."""
    blocks: dict[str, Block] = {}
    for group in problem_groups(card):
        for problem in group.problems:
            for finding in problem.findings:
                blocks.setdefault(finding.id, _block(len(blocks) + 1, problem, finding))
            if not problem.findings:
                blocks.setdefault(f"requirement {problem.requirement}", _whole(len(blocks) + 1, problem))
    every = tuple(blocks.values())
    return ObjectionForm(
        site=site_facts(card),
        unit=addressee(card),
        as_of=chinese_day(card.as_of),
        blocks=every[:LISTED],
        more=max(findings_count(card) - len(every[:LISTED]), 0),
    )


def _block(number: int, problem: Problem, finding: ProblemFinding) -> Block:
    return Block(
        number=number,
        id=finding.id,
        requirement=problem.requirement,
        title=problem.title,
        clause=problem.clause,
        message=finding.message,
        page=finding.page,
        target=finding.target,
        observed=finding.observed,
        excerpt=finding.excerpt,
        screenshot=finding.screenshot,
        command=finding.command,
    )


def _whole(number: int, problem: Problem) -> Block:
    """A requirement that failed by its figures, or by what a person found."""
    return Block(
        number,
        "",
        problem.requirement,
        problem.title,
        problem.clause,
        problem.reason,
        "",
        "",
        "",
        problem.figures,
        "",
        "",
    )
