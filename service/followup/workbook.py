"""The ledger across sites as a workbook (整改台账工作簿), with the columns of the ledgers that checks write, so that it is filled in and read back."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditing.today import today
from checks.outcomes import Outcome
from reports.ledgers.index_xlsx import LEDGER
from reports.ledgers.ledger_rows import LedgerRow
from reports.ledgers.ledger_sheet import Filled, Kept, ledger_cells
from reports.ledgers.workbook import Book, Link, Value
from reports.people.attesting import OPEN
from reports.wording.plaintext import plain, web_address
from service.accounts.actor import Actor
from service.attestations.as_file import attestations_of
from service.attestations.standing import is_attestable, standing_attestations
from service.database.tables import Problem, RequirementResult, SiteRow
from service.followup.as_file import followup_of
from service.followup.ledger import LedgerFilter, LedgerLine, ledger_lines
from service.followup.steps import name_of
from service.results.findings import PRESENT

FILE_NAME = "整改台账.xlsx"
MOST_LINES = 50_000
FROZEN = 2
PROOFS = 5  # pages named at one requirement


def write_workbook(session: Session, actor: Actor, wanted: LedgerFilter, address: str, path: Path) -> Path:
    """Write what is asked for of the ledger; `address` is where the console is reached, for links. Raises OSError."""
    lines = ledger_lines(session, actor, wanted, MOST_LINES)
    book = Book()
    table = book.table("整改台账", LEDGER, FROZEN)
    number = 0
    for _, group in groupby(lines, key=lambda line: line.site.id):
        of_site = list(group)
        for row in _rows_of_site(session, of_site, address):
            number += 1
            table.add([number, *row])
    return book.save(path)


def _rows_of_site(session: Session, lines: Sequence[LedgerLine], address: str) -> Iterable[list[Value]]:
    site = lines[0].site
    filled = Filled.of(Kept(followup_of(session, site), attestations_of(session, site)), today())
    problems = _problems_of(session, site)
    attested = standing_attestations(session, site)
    for line in lines:
        card = f"{address.rstrip('/')}/audits/{line.result.audit_id}/scorecard.html"
        row = _row(line, problems.get(line.result.requirement, ()), attestable=is_attestable(line.result, attested))
        _, *others = ledger_cells(row, site.folder, filled, card)
        if not web_address(card):
            others = [each.words if isinstance(each, Link) and each.target == card else each for each in others]
        yield [plain(name_of(site)), plain(line.document), *others]


def _problems_of(session: Session, site: SiteRow) -> Mapping[str, Sequence[Problem]]:
    """The problems of a site that are there now, by requirement."""
    found: dict[str, list[Problem]] = {}
    there = Problem.site_id == site.id, Problem.lead.is_(False), Problem.state.in_(PRESENT)
    for problem in session.scalars(select(Problem).where(*there)):
        for requirement in problem.requirements:
            found.setdefault(requirement, []).append(problem)
    return found


def _row(line: LedgerLine, problems: Sequence[Problem], *, attestable: bool) -> LedgerRow:
    result = line.result
    failed = result.outcome is Outcome.FAIL
    return LedgerRow(
        number=0,
        requirement=result.requirement,
        task="",
        title=plain(result.title),
        place="",
        lead=tuple(plain(name, 60) for name in result.units),
        cooperating=(),
        due=result.due,
        timing="",
        overdue=is_overdue(result, line),
        outcome=result.outcome,
        problem="" if result.outcome is Outcome.PASS else plain(result.reason),
        proof=" ".join(plain(url, 300) for url in list(dict.fromkeys(p.url for p in problems if p.url))[:PROOFS]),
        remedy=" ".join(dict.fromkeys(plain(p.remedy) for p in problems if p.remedy)) if failed else "",
        waived=result.waived,
        since=min((problem.since for problem in problems), default=None) if failed else None,
        attestable=attestable,
    )


def is_overdue(result: RequirementResult, line: LedgerLine) -> bool:
    """Whether the document's own deadline has come and nobody can call the requirement met (到期)."""
    return line.is_document_due and result.outcome in (*OPEN, Outcome.FAIL, Outcome.NOT_DUE)
