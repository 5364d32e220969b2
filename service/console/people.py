"""Pages of waivers and of people's verdicts (豁免、核实结论)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from sqlalchemy.orm import Session

from auditing.today import today
from service.accounts.actor import Actor, Right
from service.accounts.scope import visible_sites
from service.attestations.acts import NewAttestation, attest, revoke_attestation
from service.attestations.waiting import WaitingFilter, attestations_page, waiting_page
from service.database.tables import SiteRow
from service.followup.proofs import incoming, keep_proofs
from service.followup.steps import name_of
from service.refusals import RefusalError
from service.results.choosing import units_of
from service.results.findings import check_title, checks_found
from service.results.latest import rulesets_judged
from service.typed_text import typed_day
from service.waivers.acts import NewWaiver, make_waiver, revoke_waiver
from service.waivers.covering import waivers_page
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.paging import WhichPage
from service.web.state import service_of

router = APIRouter(include_in_schema=False)
Words = Annotated[str, Form(max_length=4000)]
Line = Annotated[str, Form(max_length=2000)]
Given = Annotated[str, Query(max_length=2000)]


@router.get("/waivers")
def waivers(
    page: Page,
    session: Db,
    actor: Who,
    paging: WhichPage,
    revoked: bool = False,
    site: Given = "",
    requirement: Given = "",
    finding: Given = "",
) -> Response:
    """What is excused, what it covers now, and a form for a further one, which may be filled in beforehand."""
    return page.render(
        "waivers.html.j2",
        waivers=waivers_page(session, actor, paging, revoked=revoked),
        revoked=revoked,
        given={"site": site, "requirement": requirement, "finding": finding},
        may_supervise=actor.may(Right.SUPERVISE),
        sites=_sites(session, actor) if actor.may(Right.SUPERVISE) else [],
        checks=checks_found(session, actor),
        check_title=check_title,
        today=today(),
    )


@router.post("/waivers", dependencies=[needs(Right.SUPERVISE)])
def add_waiver(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    reason: Words = "",
    by: Line = "",
    until: Line = "",
    site: Line = "",
    requirement: Line = "",
    check: Line = "",
    url: Line = "",
    finding: Line = "",
) -> Response:
    """A waiver."""
    last = typed_day(until, "有效期至")
    if last is None:
        raise RefusalError.unusable("没有填有效期；豁免要写明到哪一天")
    new = NewWaiver(reason, last, by, _key(site), requirement, check, url, finding)
    make_waiver(session, actor, new)
    flash(request, "已登记，从下次评判起生效")
    return page.go("/waivers")


@router.post("/waivers/{waiver_id}/revoke", dependencies=[needs(Right.SUPERVISE)])
def end_waiver(request: Request, page: Page, session: Db, actor: Who, waiver_id: UUID) -> Response:
    """It counts no more."""
    revoke_waiver(session, actor, waiver_id)
    flash(request, "已撤销，从下次评判起不再起作用")
    return page.go("/waivers")


@router.get("/attestations")
def attestations(
    wanted: Annotated[WaitingFilter, Query()], page: Page, session: Db, actor: Who, paging: WhichPage
) -> Response:
    """The work list: what a person must look at."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    return page.render(
        "attestations.html.j2",
        waiting=waiting_page(session, actor, wanted, paging),
        wanted=wanted,
        keep=wanted.model_dump(mode="json", exclude_none=True),
        units=[(str(unit.id), unit.name) for unit in units_of(session, actor)],
        rulesets=[(key, title) for key, title, _ in rulesets_judged(session, sites)],
        may_supervise=actor.may(Right.SUPERVISE),
    )


@router.get("/attestations/given")
def given(page: Page, session: Db, actor: Who, paging: WhichPage, revoked: bool = False) -> Response:
    """Verdicts that were given."""
    return page.render(
        "attestations_given.html.j2",
        given=attestations_page(session, actor, paging, revoked=revoked),
        revoked=revoked,
        may_supervise=actor.may(Right.SUPERVISE),
        today=today(),
    )


@router.post("/attestations", dependencies=[needs(Right.SUPERVISE)])
def add_attestation(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    site: Annotated[UUID, Form()],
    requirement: Line = "",
    verdict: Line = "",
    what: Words = "",
    on: Line = "",
    by: Line = "",
    link: Line = "",
    until: Line = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """A person's verdict, with files that prove it."""
    service, sent = service_of(request), incoming(files or [])
    looked = typed_day(on, "核实日期") or today()
    last = typed_day(until, "有效期至")
    named = link or "、".join(each.name for each in sent)
    row = attest(session, actor, NewAttestation(site, requirement, verdict, what, looked, by, named, last))
    keep_proofs(session, service.store, actor, row, sent, service.settings.upload_limit)
    flash(request, "已登记，从下次评判起生效")
    return page.go("/attestations")


@router.post("/attestations/{attestation_id}/revoke", dependencies=[needs(Right.SUPERVISE)])
def end_attestation(request: Request, page: Page, session: Db, actor: Who, attestation_id: UUID) -> Response:
    """It counts no more."""
    revoke_attestation(session, actor, attestation_id)
    flash(request, "已撤销，从下次评判起不再起作用")
    return page.go("/attestations/given")


def _key(words: str) -> UUID | None:
    """A site chosen in a form, None for all; raises RefusalError (422)."""
    try:
        return UUID(words) if words.strip() else None
    except ValueError as fault:
        raise RefusalError.unusable("选择的网站不对，请刷新页面后再选") from fault


def _sites(session: Session, actor: Actor) -> list[tuple[str, str]]:
    asked = visible_sites(actor).order_by(SiteRow.name, SiteRow.host)
    return [(str(site.id), f"{name_of(site)}（{site.host}）") for site in session.scalars(asked)]
