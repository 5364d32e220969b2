"""Problems across sites (问题清单): found by check, requirement, severity, state, unit and words; page by page, and as CSV or workbook."""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select
from sqlalchemy.orm import Session, contains_eager

from checks.catalogue import CATALOGUE
from checks.outcomes import Severity
from reports.earlier_cards import Change
from reports.exports.findings_csv import harmless
from reports.ledgers.workbook import Book, Column, Value, web_link
from reports.wording.plaintext import plain
from service.accounts.actor import Actor
from service.database.tables import Problem, SiteRow
from service.results.choosing import SiteChoice, Typed, Words, chosen_sites, ids_of

PRESENT = (Change.NEW, Change.OPEN, Change.RETURNED, Change.FIRST_LOOK)  # what is there now
MOST = 200_000  # rows of one export
BY_WEIGHT = case({severity.value: place for place, severity in enumerate(Severity)}, value=Problem.severity)
State = Literal["present", "all"] | Change
WhatFor = Literal["problems", "leads", "both"]


class FindingChoice(SiteChoice):
    """What is looked for among the findings of the chosen sites; by default the problems that are there now."""

    site: Annotated[UUID | None, Typed] = None
    check: Words = None
    ruleset: Words = None
    requirement: Words = None  # ruleset/requirement
    severity: Annotated[Severity | None, Typed] = None
    state: Annotated[State, Field(union_mode="left_to_right")] = "present"
    kind_of: WhatFor = "problems"  # leads: 待人工核实
    waived: Literal["", "yes", "no"] = ""
    text: Words = None  # in the message, the page or the address it is about


def findings(actor: Actor, choice: FindingChoice) -> Select[Problem]:
    """The problems of a choice that the actor may see, the gravest first, of these the newest."""
    found = select(Problem).join(Problem.site).options(contains_eager(Problem.site))
    return found.where(*_conditions(actor, choice)).order_by(BY_WEIGHT, Problem.since.desc(), SiteRow.host, Problem.id)


def _conditions(actor: Actor, choice: FindingChoice) -> Iterator[ColumnElement[bool]]:
    yield Problem.site_id.in_(ids_of(chosen_sites(actor, choice)))
    if choice.site:
        yield Problem.site_id == choice.site
    if choice.state != "all":
        yield Problem.state.in_(PRESENT) if choice.state == "present" else Problem.state == choice.state
    if choice.kind_of != "both":
        yield Problem.lead.is_(choice.kind_of == "leads")
    if choice.waived:
        yield Problem.waived.is_(choice.waived == "yes")
    if choice.check:
        yield Problem.check == choice.check
    if choice.severity:
        yield Problem.severity == choice.severity
    if choice.requirement:
        yield Problem.requirements.contains([choice.requirement])
    if choice.ruleset:
        yield _of_ruleset(choice.ruleset)
    if choice.text:
        places = (Problem.message, Problem.url, Problem.target)
        yield or_(*(place.icontains(choice.text, autoescape=True) for place in places))


def _of_ruleset(ruleset: str) -> ColumnElement[bool]:
    """Whether a requirement of the ruleset asks for it."""
    rows = literal("\n").concat(func.array_to_string(Problem.requirements, "\n"))
    return rows.contains(f"\n{ruleset}/", autoescape=True)


def all_of(session: Session, actor: Actor, choice: FindingChoice) -> Iterator[Problem]:
    """All of them, as they come from the database, at most MOST."""
    yield from session.scalars(findings(actor, choice).limit(MOST).execution_options(yield_per=1000))


def checks_found(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Id and title of every check that found anything on a site the actor may see."""
    sites = ids_of(chosen_sites(actor, SiteChoice()))
    found = session.scalars(select(Problem.check).where(Problem.site_id.in_(sites)).distinct().order_by(Problem.check))
    return [(check, check_title(check)) for check in found]


@lru_cache(maxsize=512)
def check_title(check: str) -> str:
    """The Chinese title of a check; the id of one this version does not know."""
    known = CATALOGUE.get(check)
    return known.texts.title if known else check


Cell = Callable[[Problem], str]
COLUMNS: tuple[tuple[Column, Cell], ...] = (
    (Column("网站", 20), lambda one: one.site.name or one.site.host),
    (Column("网址", 24), lambda one: one.site.url),
    (Column("责任单位", 16), lambda one: one.site.unit.name if one.site.unit else ""),
    (Column("检查项", 16), lambda one: check_title(one.check)),
    (Column("条款", 22), lambda one: "、".join(one.requirements)),
    (Column("严重程度", 9), lambda one: one.severity.words),
    (Column("性质", 12), lambda one: "待人工核实" if one.lead else "问题"),
    (Column("问题", 40), lambda one: one.message),
    (Column("页面", 28), lambda one: one.url),
    (Column("指向地址", 28), lambda one: one.target),
    (Column("整改建议", 30), lambda one: one.remedy),
    (Column("状态", 10), lambda one: one.state.words),
    (Column("豁免", 7), lambda one: "已豁免" if one.waived else ""),
    (Column("首次发现", 11), lambda one: one.since.isoformat()),
    (Column("最近看到", 11), lambda one: one.last_seen.isoformat()),
    (Column("问题编号", 18), lambda one: one.finding),
)
ADDRESSES = {"网址", "页面", "指向地址"}
ADDRESS_LENGTH = 2000


def write_csv(rows: Iterable[Problem], path: Path) -> Path:
    """Write problems as CSV with a byte order mark, without which Excel takes it for GBK; no cell runs as a formula. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        table = csv.writer(file)
        table.writerow([column.name for column, _ in COLUMNS])
        for row in rows:
            table.writerow([harmless(_words(column, cell(row))) for column, cell in COLUMNS])
    return path


def write_workbook(rows: Iterable[Problem], path: Path) -> Path:
    """Write problems as a workbook; raises OSError."""
    book = Book()
    table = book.table("问题清单", [column for column, _ in COLUMNS], 1)
    for row in rows:
        table.add([_cell(column, cell(row)) for column, cell in COLUMNS])
    return book.save(path)


def _words(column: Column, text: str) -> str:
    return plain(text, ADDRESS_LENGTH) if column.name in ADDRESSES else plain(text)


def _cell(column: Column, text: str) -> Value:
    return web_link(text, _words(column, text)) if column.name in ADDRESSES else _words(column, text)
