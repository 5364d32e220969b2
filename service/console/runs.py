"""Pages of runs (检查批次): list, start, live progress, cancel, start again."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts.actor import Actor, Right
from service.accounts.scope import audit_for, visible_sites
from service.console.site_filter import site_filter
from service.database.tables import Run, SiteRow
from service.refusals import RefusalError
from service.results.choosing import SiteChoice, chosen_sites, ids_of
from service.rulesets.known import ruleset_ids
from service.runs import starting, stopping
from service.runs.listing import PURPOSES, STATES, run_for, run_lines, visible_runs
from service.runs.progress import audits_of, lines_of
from service.runs.wishes import HIGHEST, RunWish
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.pages import Paper
from service.web.paging import Paging, WhichPage
from service.web.state import service_of

router = APIRouter(include_in_schema=False)
LISTED = 200  # sites that can be ticked on one page
AUDITS_SIZE = 100
HURRIES = ((0, "一般"), (HIGHEST // 2, "优先"), (HIGHEST, "最优先"))
WISHED = ("audit", "quick", "rejudge")


class StartForm(BaseModel):
    """What the form to start a run sends. `which`: all sites of the choice, or the ticked ones."""

    model_config = ConfigDict(extra="ignore")

    which: str = "all"
    site: list[str] = []
    search: str = ""
    tag: str = ""
    level: str = ""
    kind: str = ""
    unit: str = ""
    purpose: str = "audit"
    ruleset: list[str] = []
    as_of: str = ""
    year: str = ""
    at_once: str = ""
    priority: str = "0"

    def wish(self) -> RunWish:
        """What is wished; raises RefusalError (422) with the first thing that does not fit."""
        sites: dict[str, Any] = {"sites": self.site} if self.which == "ticked" else {"matching": self._choice()}
        try:
            return RunWish.model_validate(
                {
                    **sites,
                    "purpose": self.purpose,
                    "rulesets": self.ruleset,
                    "as_of": self.as_of,
                    "year": self.year,
                    "at_once": self.at_once == "yes",
                    "priority": self.priority,
                }
            )
        except ValidationError as fault:
            raise RefusalError.unusable(_words(fault)) from fault

    def _choice(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in SiteChoice.model_fields}


FIELDS = {
    "as_of": "检查日",
    "year": "年份",
    "priority": "优先程度",
    "purpose": "检查方式",
    "sites": "网站",
    "rulesets": "规则集",
}


def _words(fault: ValidationError) -> str:
    names = dict.fromkeys(FIELDS.get(str(each["loc"][0]), "填写的内容") for each in fault.errors())
    return f"{'、'.join(names)}不对，请改正后再提交"


@router.get("/runs")
def runs(page: Page, session: Db, actor: Who, paging: WhichPage) -> Response:
    """All runs."""
    found = paging.rows(session, visible_runs(actor))
    lines = run_lines(session, actor, found.items)
    return page.render(
        "runs.html.j2", paged=found, lines=lines, purposes=PURPOSES, may_start=actor.may(Right.START_RUNS)
    )


@router.get("/runs/new", dependencies=[needs(Right.START_RUNS)])
def new_run(
    page: Page,
    session: Db,
    actor: Who,
    choice: Annotated[SiteChoice, Query()],
    request: Request,
) -> Response:
    """The form to start one. `?site=` ticks sites, the rest narrows the list."""
    ticked = [one for one in map(_uuid, request.query_params.getlist("site")) if one]
    return page.render("runs_new.html.j2", **_form(session, actor, choice, ticked))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _form(session: Session, actor: Actor, choice: SiteChoice, ticked: Sequence[UUID]) -> dict[str, Any]:
    found = chosen_sites(actor, choice)
    total = session.scalar(select(func.count()).select_from(ids_of(found).subquery())) or 0
    listed = session.scalars(found.order_by(SiteRow.name, SiteRow.host).limit(LISTED)).all()
    first = session.scalars(visible_sites(actor).where(SiteRow.id.in_(ticked)).order_by(SiteRow.name)).all()
    return {
        **site_filter(session, actor, choice),
        "total": total,
        "sites": [*first, *(site for site in listed if site not in first)],
        "ticked": set(ticked),
        "most": LISTED,
        "rulesets": ruleset_ids(session),
        "purposes": [(name, PURPOSES[name]) for name in PURPOSES if name in WISHED],
        "hurries": HURRIES,
    }


@router.post("/runs", dependencies=[needs(Right.START_RUNS)])
def start(request: Request, page: Page, session: Db, actor: Who, typed: Annotated[StartForm, Form()]) -> Response:
    """Start one, and lead to its page."""
    run = starting.start(session, actor, typed.wish(), allow_private=service_of(request).settings.allow_private)
    flash(request, f"批次 {run.name} 已开始")
    return page.go(f"/runs/{run.id}")


@router.get("/runs/{run_id}")
def run(run_id: UUID, page: Page, session: Db, actor: Who, paging: WhichPage) -> Response:
    """A run: its sites, what goes on first. A reload shows how far they are; with script it does so by itself."""
    return _render(page, session, actor, run_for(session, actor, run_id), paging, "run.html.j2")


@router.get("/runs/{run_id}/live")
def live(run_id: UUID, page: Page, session: Db, actor: Who, paging: WhichPage) -> Response:
    """The part of the page that changes."""
    return _render(page, session, actor, run_for(session, actor, run_id), paging, "run_live.html.j2")


def _render(page: Paper, session: Session, actor: Actor, found: Run, paging: Paging, template: str) -> Response:
    line = run_lines(session, actor, [found])[0]
    paged = Paging(paging.page, min(paging.size, AUDITS_SIZE)).rows(session, audits_of(actor, found))
    return page.render(
        template,
        line=line,
        run=found,
        paged=paged,
        audits=lines_of(session, paged.items),
        purposes=PURPOSES,
        states=STATES,
        titles=ruleset_ids(session),
        may_start=actor.may(Right.START_RUNS),
    )


@router.post("/runs/{run_id}/cancel", dependencies=[needs(Right.START_RUNS)])
def cancel_run(run_id: UUID, request: Request, page: Page, session: Db, actor: Who) -> Response:
    """Ask all of it to end."""
    count = stopping.cancel_run(session, actor, run_id)
    flash(request, f"已要求停止 {count} 项检查")
    return page.go(f"/runs/{run_id}")


@router.post("/runs/{run_id}/again", dependencies=[needs(Right.START_RUNS)])
def again(run_id: UUID, request: Request, page: Page, session: Db, actor: Who) -> Response:
    """Start again what could not be checked."""
    made = starting.start_again(session, actor, run_id)
    flash(request, f"已把未能检查的网站重新列入批次 {made.name}")
    return page.go(f"/runs/{made.id}")


@router.post("/audits/{audit_id}/cancel", dependencies=[needs(Right.START_RUNS)])
def cancel_audit(audit_id: UUID, request: Request, page: Page, session: Db, actor: Who) -> Response:
    """Ask one site's audit to end."""
    audit = stopping.cancel_audit(session, actor, audit_for(session, actor, audit_id).id)
    flash(request, f"已要求停止 {audit.site.name or audit.site.host} 的检查")
    return page.go(f"/runs/{audit.run_id}")
