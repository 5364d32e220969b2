"""Pages of rulesets (规则集): the list, one ruleset, upload, thresholds, earlier states."""

import re
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from sqlalchemy import select

from checks.catalogue import CATALOGUE
from reports.wording.ruleset_words import (
    EVERYONE,
    SCORING_WORDS,
    STRENGTH_WORDS,
    clause_words,
    judging_words,
    scope_words,
    scoring_words,
    units_words,
)
from rulesets.coverage import Coverage, Reach
from rulesets.model import Requirement, Ruleset
from rulesets.years import in_year
from service.accounts.actor import Right
from service.api.rulesets import KINDS, YAML, attachment
from service.api.sites import WORKBOOK
from service.console.sites import Fields
from service.database.tables import RulesetFile, User
from service.refusals import RefusalError
from service.rulesets import states
from service.rulesets.downloads import safe_name, workbook_of, yaml_of
from service.rulesets.known import known_ruleset, known_rulesets, of_file, usable_ruleset
from service.rulesets.thresholds import RequirementThresholds, change_thresholds, thresholds_of
from service.rulesets.uploading import Examination, examine_upload
from service.uploads import read_upload
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.pages import Paper
from service.web.paging import Paged, WhichPage
from service.web.state import service_of

router = APIRouter(prefix="/rulesets", include_in_schema=False)
MANAGES = needs(Right.MANAGE_RULESETS)
MOST_FAULTS = 200  # shown on a page
PAGE = re.compile(r"[1-9]\d{0,4}", re.ASCII)
AT_A_TIME = 60  # requirements whose numbers stand on one page: a form holds a thousand fields


@router.get("")
def rulesets(page: Page, session: Db, actor: Who) -> Response:
    """All rulesets in force."""
    known = known_rulesets(session)
    counts = {each.id: Coverage.of(each.ruleset) for each in known if each.ruleset}
    return page.render(
        "rulesets.html.j2",
        known=known,
        counts=counts,
        reaches=list(Reach),
        scope_words=scope_words,
        manages=actor.may(Right.MANAGE_RULESETS),
    )


@router.get("/upload", dependencies=[MANAGES])
def upload_page(page: Page) -> Response:
    """Where a ruleset is uploaded."""
    return page.render("rulesets_upload.html.j2", examination=None, file="", error="", most=MOST_FAULTS)


@router.post("/upload", dependencies=[MANAGES])
def upload(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    file: Annotated[UploadFile, File()],
    note: Annotated[str, Form()] = "",
    only: Annotated[str, Form()] = "",
) -> Response:
    """Examine a file; without faults, and unless it is only to be examined, put it in force."""
    examination: Examination | None = None
    try:
        given = read_upload(file, kinds=KINDS, limit=service_of(request).settings.upload_limit)
        examination = examine_upload(given.name, given.content)
        if only or examination.ruleset is None:
            return _upload_page(page, examination, given.name, "", 200 if examination.ruleset else 422)
        state = states.save_examined(session, actor, examination, note)
    except RefusalError as fault:
        return _upload_page(page, None, file.filename or "", fault.words, fault.status)
    flash(request, f"规则集 {state.ruleset} 已生效，版本 {state.version}")
    return page.go(f"/rulesets/{state.ruleset}")


@router.get("/{name}")
def ruleset(page: Page, session: Db, actor: Who, name: str) -> Response:
    """One ruleset, requirement by requirement, and its earlier states."""
    known = known_ruleset(session, name)
    saved = states.history(session, name)
    return page.render(
        "ruleset.html.j2",
        known=known,
        saved=saved,
        who=_names(session, saved),
        manages=actor.may(Right.MANAGE_RULESETS),
        **_said(known.ruleset),
    )


@router.get("/{name}/ruleset.yaml")
def ruleset_as_yaml(session: Db, actor: Who, name: str) -> Response:  # noqa: ARG001
    """The file."""
    return attachment(yaml_of(known_ruleset(session, name)), YAML, f"{safe_name(name)}.yaml")


@router.get("/{name}/ruleset.xlsx")
def ruleset_as_workbook(session: Db, actor: Who, name: str) -> Response:  # noqa: ARG001
    """The workbook."""
    return attachment(workbook_of(usable_ruleset(session, name)), WORKBOOK, f"{safe_name(name)}.xlsx")


@router.get("/{name}/thresholds", dependencies=[MANAGES])
def thresholds(page: Page, session: Db, name: str, paging: WhichPage) -> Response:
    """The form of its numbers."""
    return _thresholds_page(page, session, name, paging.page)


@router.post("/{name}/thresholds", dependencies=[MANAGES])
def set_thresholds(request: Request, page: Page, session: Db, actor: Who, name: str, form: Fields) -> Response:
    """Save them."""
    prefix = "number:"
    typed = {
        key.removeprefix(prefix): value
        for key, value in form.items()
        if key.startswith(prefix) and isinstance(value, str)
    }
    note, number = form.get("note", ""), form.get("page", "1")
    try:
        state = change_thresholds(session, actor, name, typed, note if isinstance(note, str) else "")
    except RefusalError as fault:
        return _thresholds_page(page, session, name, _page_number(number), typed, fault)
    flash(request, f"已保存，规则集 {state.ruleset} 现在是版本 {state.version}；{state.note}")
    return page.go(f"/rulesets/{name}")


@router.get("/states/{state_id}")
def state(page: Page, session: Db, actor: Who, state_id: UUID) -> Response:
    """An earlier state."""
    saved = states.state_of(session, state_id)
    known = of_file(saved)
    return page.render(
        "ruleset_state.html.j2",
        known=known,
        state=saved,
        who=_names(session, [saved]),
        manages=actor.may(Right.MANAGE_RULESETS),
        **_said(known.ruleset),
    )


@router.post("/states/{state_id}/restore", dependencies=[MANAGES])
def restore(request: Request, page: Page, session: Db, actor: Who, state_id: UUID) -> Response:
    """Put it in force again."""
    saved = states.restore_state(session, actor, state_id)
    flash(request, f"已恢复规则集 {saved.ruleset} 的版本 {saved.version}")
    return page.go(f"/rulesets/{saved.ruleset}")


@router.post("/{name}/withdraw", dependencies=[MANAGES])
def withdraw(request: Request, page: Page, session: Db, actor: Who, name: str) -> Response:
    """Back to the built-in one, or out of use."""
    states.withdraw(session, actor, name)
    flash(request, f"规则集 {name} 已停用本单位的修改")
    return page.go("/rulesets")


def _upload_page(page: Paper, examination: Examination | None, file: str, error: str, status: int) -> Response:
    return page.render(
        "rulesets_upload.html.j2", status=status, examination=examination, file=file, error=error, most=MOST_FAULTS
    )


def _thresholds_page(
    page: Paper,
    session: Db,
    name: str,
    number: int,
    typed: dict[str, str] | None = None,
    fault: RefusalError | None = None,
) -> Response:
    usable = usable_ruleset(session, name)
    rows: list[RequirementThresholds] = thresholds_of(usable)
    first = (number - 1) * AT_A_TIME
    return page.render(
        "ruleset_thresholds.html.j2",
        status=fault.status if fault else 200,
        error=fault.words if fault else "",
        ruleset=usable,
        paged=Paged(rows[first : first + AT_A_TIME], len(rows), number, AT_A_TIME),
        typed=typed or {},
    )


def _page_number(sent: object) -> int:
    """The page of the form that was sent."""
    return int(str(sent)) if PAGE.fullmatch(str(sent)) else 1


def _said(said: Ruleset | None) -> dict[str, Any]:
    """What a ruleset says, in words."""
    if said is None:
        return {"said": None}
    placed = in_year(said, None)  # a parameter with a placeholder for the year has no words yet
    return {
        "said": placed,
        "scope": scope_words(placed.applies),
        "scoring": SCORING_WORDS[placed.scoring],
        "coverage": Coverage.of(placed),
        "reaches": list(Reach),
        "requirements": [_requirement(requirement) for requirement in placed.requirements],
    }


def _requirement(requirement: Requirement) -> dict[str, Any]:
    narrowed = scope_words(requirement.applies)
    return {
        "id": requirement.id,
        "theme": requirement.theme,
        "clause": clause_words(requirement.clause),
        "title": f"{requirement.title}{STRENGTH_WORDS[requirement.strength]}",
        "scope": "" if narrowed == EVERYONE else narrowed,
        "units": units_words(requirement.units),
        "due": requirement.due,
        "points": scoring_words(requirement),
        "judging": [line for line in judging_words(requirement).splitlines() if line not in CATALOGUE],
        "note": requirement.note,
    }


def _names(session: Db, saved: list[RulesetFile]) -> dict[UUID | None, str]:
    """Who saved them."""
    ids = {state.saved_by for state in saved if state.saved_by}
    users = session.scalars(select(User).where(User.id.in_(ids))) if ids else ()
    return {user.id: user.name or user.login for user in users}
