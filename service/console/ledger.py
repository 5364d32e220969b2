"""Pages of the ledger and its follow-up (整改台账)."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile

from reports.ledgers.followup import State
from reports.wording.plaintext import web_address
from service.accounts.actor import Actor, Right
from service.accounts.scope import visible_sites
from service.console.ledger_words import ACTS, COLOURS, HINTS
from service.database.tables import SiteRow
from service.followup.clause import clause_of
from service.followup.downloads import filled_upload, proof_answer, workbook_answer
from service.followup.ledger import LedgerFilter, counts_by_state, ledger_page
from service.followup.notifying import Item, Notified, notify
from service.followup.proof_kinds import TAKEN
from service.followup.proofs import MOST_FILES, incoming
from service.followup.rechecking import ask_recheck
from service.followup.replying import reply
from service.followup.steps import LONGEST_NAME, LONGEST_TEXT, WITH_DUE, Said, take_step
from service.refusals import RefusalError
from service.results.choosing import units_of
from service.results.latest import rulesets_judged
from service.typed_text import typed_day
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.paging import WhichPage
from service.web.state import service_of

router = APIRouter(include_in_schema=False)
ONE = "/ledger/{site_id}/{ruleset}/{clause}"
Text = Annotated[str, Form(max_length=LONGEST_TEXT * 2)]
Line = Annotated[str, Form(max_length=LONGEST_NAME)]
Seen = Annotated[int, Form(ge=0, le=2**63 - 1)]
TOLD = 10  # lines of what was not read or not notified


@router.get("/ledger")
def ledger(
    wanted: Annotated[LedgerFilter, Query()], page: Page, session: Db, actor: Who, paging: WhichPage
) -> Response:
    """Failing requirements of all sites and those still followed up."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    return page.render(
        "ledger.html.j2",
        wanted=wanted,
        keep=wanted.model_dump(mode="json", exclude_none=True),
        lines=ledger_page(session, actor, wanted, paging),
        counts=counts_by_state(session, actor, wanted),
        states=[(state.value, state.words) for state in State],
        colours=COLOURS,
        units=[(str(unit.id), unit.name) for unit in units_of(session, actor)],
        rulesets=[(key, title) for key, title, _ in rulesets_judged(session, sites)],
        may_notify=actor.may(Right.SUPERVISE),
        may_import=actor.may(Right.REPLY),
    )


@router.get("/ledger.xlsx")
def workbook(wanted: Annotated[LedgerFilter, Query()], session: Db, actor: Who) -> Response:
    """The same as a workbook to be filled in."""
    return workbook_answer(session, actor, wanted)


@router.post("/ledger/import", dependencies=[needs(Right.REPLY)])
def take_in_workbook(
    request: Request, page: Page, session: Db, actor: Who, file: Annotated[UploadFile, File()]
) -> Response:
    """A filled-in workbook comes back: what was read, and what was not and why."""
    intake = filled_upload(session, actor, file, service_of(request).settings.upload_limit)
    return page.render("ledger_import.html.j2", intake=intake)


@router.post("/ledger/notify", dependencies=[needs(Right.SUPERVISE)])
def notify_many(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    items: Annotated[list[str] | None, Form()] = None,
    due: Line = "",
    text: Text = "",
) -> Response:
    """Notify units of what was ticked."""
    done = notify(session, actor, [_item(each) for each in items or []], typed_day(due, "反馈期限"), text)
    _tell(request, done)
    return page.go("/ledger", state=State.NOTIFIED.value if done.count else None)


def _item(words: str) -> Item:
    """Site, requirement and last step of a ticked line; raises RefusalError (422)."""
    try:
        site, requirement, seen = words.split("|")
        return Item(UUID(site), requirement, int(seen))
    except ValueError as fault:
        raise RefusalError.unusable("选中的条目不对，请刷新页面后再选") from fault


def _tell(request: Request, done: Notified) -> None:
    if done.count:
        flash(request, f"已通知 {done.count} 项")
    for words in done.refused[:TOLD]:
        flash(request, f"没有通知：{words}", "fail")
    if len(done.refused) > TOLD:
        flash(request, f"另有 {len(done.refused) - TOLD} 项没有通知", "fail")
    if done.unreached:
        units = "、".join(done.unreached[:TOLD])
        flash(request, f"没有可以收邮件的用户，请用其他办法告知：{units}", "review")


@router.get(ONE)
def one(page: Page, session: Db, actor: Who, site_id: UUID, ruleset: str, clause: str) -> Response:
    """One requirement of one site."""
    return page.render("ledger_clause.html.j2", **_context(session, actor, site_id, f"{ruleset}/{clause}"))


@router.get(f"{ONE}/recheck")
def recheck_part(page: Page, session: Db, actor: Who, site_id: UUID, ruleset: str, clause: str) -> Response:
    """The part of that page which tells of the re-check, for refreshing; at its end the whole page is loaded anew."""
    known = _context(session, actor, site_id, f"{ruleset}/{clause}")
    answer = page.render("ledger_recheck.html.j2", **known)
    found = known["clause"].recheck
    if found is None or not found.is_under_way:
        answer.headers["HX-Refresh"] = "true"
    return answer


def _context(session: Db, actor: Actor, site_id: UUID, requirement: str) -> dict[str, Any]:
    clause = clause_of(session, actor, site_id, requirement)
    return {
        "web_address": web_address,
        "clause": clause,
        "line": clause.line,
        "here_path": f"/ledger/{site_id}/{requirement}",
        "acts": [(state, ACTS[state]) for state in clause.next if state is not State.REPLIED],
        "may_reply": State.REPLIED in clause.next,
        "may_recheck": actor.may(Right.RECHECK),
        "may_supervise": actor.may(Right.SUPERVISE),
        "with_due": WITH_DUE,
        "hints": HINTS,
        "colours": COLOURS,
        "proof_kinds": TAKEN,
        "most_files": MOST_FILES,
        "longest": LONGEST_TEXT,
    }


@router.post(f"{ONE}/steps", dependencies=[needs(Right.SUPERVISE)])
def step(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    site_id: UUID,
    ruleset: str,
    clause: str,
    state: Annotated[State, Form()],
    text: Text = "",
    due: Line = "",
    seen: Seen = 0,
) -> Response:
    """What the office says next. A notice of one requirement writes a mail, as one of many does."""
    requirement, day = f"{ruleset}/{clause}", typed_day(due, "反馈期限")
    if state is State.NOTIFIED:
        done = notify(session, actor, [Item(site_id, requirement, seen)], day, text)
        if done.refused:
            raise RefusalError.conflict(done.refused[0])
        _tell(request, done)
    else:
        take_step(session, actor, site_id, requirement, Said(state, text, due=day), seen)
        flash(request, f"已记为“{state.words}”")
    return page.go(_path(site_id, ruleset, clause))


@router.post(f"{ONE}/replies", dependencies=[needs(Right.REPLY)])
def replied(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    site_id: UUID,
    ruleset: str,
    clause: str,
    text: Text = "",
    note: Text = "",
    by: Line = "",
    seen: Seen = 0,
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """What the unit says it has mended, with proof files."""
    service = service_of(request)
    said = Said(State.REPLIED, text, note, by)
    limit = service.settings.upload_limit
    reply(session, service.store, actor, site_id, f"{ruleset}/{clause}", said, incoming(files or []), seen, limit)
    flash(request, "反馈已提交")
    return page.go(_path(site_id, ruleset, clause))


@router.post(f"{ONE}/recheck", dependencies=[needs(Right.RECHECK)])
def recheck(
    request: Request, page: Page, session: Db, actor: Who, site_id: UUID, ruleset: str, clause: str
) -> Response:
    """Have the site checked again at once."""
    ask_recheck(session, actor, site_id, f"{ruleset}/{clause}")
    flash(request, "已安排复查")
    return page.go(_path(site_id, ruleset, clause))


def _path(site_id: UUID, ruleset: str, clause: str) -> str:
    return f"/ledger/{site_id}/{ruleset}/{clause}"


@router.get("/proofs/{proof_id}")
def proof(request: Request, session: Db, actor: Who, proof_id: UUID) -> Response:
    """A proof file, as a download."""
    return proof_answer(session, service_of(request).store, actor, proof_id)
