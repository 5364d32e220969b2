"""Pages of results (检查结果): an audit, its files, ranking, trend, problems."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from sqlalchemy.orm import Session

from auditing.today import today
from checks.outcomes import Severity
from reports.earlier_cards import Change
from reports.wording.plaintext import web_address
from service.accounts.actor import Actor, Right
from service.accounts.scope import audit_for, site_for
from service.console.downloads import CSV, made_file, sandboxed
from service.console.site_filter import site_filter
from service.results import findings as problems
from service.results.audits import audit_view, audits_of_site, events_page, last_events
from service.results.choosing import SiteChoice, Typed, Words, chosen_sites, ids_of
from service.results.files import FILES, SHEET, attachment, blocks_of, download_name, files_of, kind_of, stored_blocks
from service.results.findings import FindingChoice
from service.results.frequent import most_frequent
from service.results.latest import rulesets_judged
from service.results.ranking import mean_of, ranking, write_ranking
from service.results.run_reports import audit_in, report_kind, report_name
from service.results.trend import group_trend, site_trends
from service.runs.event_details import event_detail
from service.runs.event_words import event_words
from service.runs.listing import PURPOSES, run_for
from service.runs.progress import lines_of
from service.store.faults import StoreError
from service.web.dependencies import Db, Page, Who
from service.web.paging import WhichPage
from service.web.state import service_of

router = APIRouter(include_in_schema=False)
EVENTS = 12  # shown on an audit's page


class RulesetChoice(SiteChoice):
    """Of which ruleset, which sites; by default of the ruleset of most sites."""

    ruleset: Words = None


class TrendChoice(RulesetChoice):
    """Of one site, or of a group."""

    site: Annotated[UUID | None, Typed] = None


# one audit


@router.get("/audits/{audit_id}")
def audit(audit_id: UUID, request: Request, page: Page, session: Db, actor: Who) -> Response:
    """What an audit found, or how far it is."""
    found = audit_for(session, actor, audit_id)
    events, count = last_events(session, found.id, EVENTS)
    try:
        files, away = files_of(service_of(request).store, found), ""
    except StoreError:
        files, away = [], "文件存储暂时不能用，结果单和文书请稍后再打开。"
    return page.render(
        "audit.html.j2",
        view=audit_view(session, found),
        line=lines_of(session, [found])[0],
        purposes=PURPOSES,
        files=[(name, FILES[name]) for name in files],
        away=away,
        events=events,
        event_count=count,
        may_start=actor.may(Right.START_RUNS),
        words_of=event_words,
        detail_of=event_detail,
    )


@router.get("/audits/{audit_id}/live")
def audit_live(audit_id: UUID, page: Page, session: Db, actor: Who) -> Response:
    """The part of the page that changes while it goes on."""
    found = audit_for(session, actor, audit_id)
    return page.render("audit_live.html.j2", line=lines_of(session, [found])[0], may_start=actor.may(Right.START_RUNS))


@router.get("/audits/{audit_id}/events")
def audit_events(audit_id: UUID, page: Page, session: Db, actor: Who, paging: WhichPage) -> Response:
    """Its whole log."""
    found = audit_for(session, actor, audit_id)
    return page.render(
        "audit_events.html.j2",
        audit=found,
        paged=paging.rows(session, events_page(found.id)),
        words_of=event_words,
        detail_of=event_detail,
    )


@router.get("/audits/{audit_id}/{name}")
def file(audit_id: UUID, name: str, request: Request, session: Db, actor: Who, download: str = "") -> Response:
    """A file of it: the card to look at, the others as downloads."""
    found = audit_for(session, actor, audit_id)
    kind = kind_of(name)
    answer = StreamingResponse(blocks_of(service_of(request).store, found, name), media_type=kind.media_type)
    if name.endswith(".html") and not download:
        return sandboxed(answer)
    answer.headers["Content-Disposition"] = attachment(download_name(found, name))
    return answer


# a run as a whole


@router.get("/runs/{run_id}/report/{name}")
def run_report(run_id: UUID, name: str, request: Request, page: Page, session: Db, actor: Who) -> Response:
    """Index, workbook or bulletin of a run; while it is being made, a page that says so."""
    run = run_for(session, actor, run_id)
    service, kind = service_of(request), report_kind(name)
    key = service.run_reports.ready(session, actor, run)
    if key is None:
        return page.render("run_report_waiting.html.j2", run=run, words=kind.words, path=request.url.path, status=202)
    answer = StreamingResponse(stored_blocks(service.store, f"{key}/{name}", kind.absent), media_type=kind.media_type)
    if name.endswith(".html"):
        return sandboxed(answer)
    answer.headers["Content-Disposition"] = attachment(report_name(run, name))
    return answer


@router.get("/runs/{run_id}/report/{folder}/scorecard.html")
def card_of_run(run_id: UUID, folder: str, session: Db, actor: Who) -> Response:
    """Where the index leads: the card of one of its sites."""
    found = audit_in(session, actor, run_for(session, actor, run_id), folder)
    return RedirectResponse(f"/audits/{found}/scorecard.html", 303)


# across sites


def _filters(session: Session, actor: Actor, choice: SiteChoice) -> dict[str, Any]:
    """What the filter of a page offers, and what its other pages carry on."""
    kept = choice.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {**site_filter(session, actor, choice), "kept": kept}


@router.get("/ranking")
def ranking_page(choice: Annotated[RulesetChoice, Query()], page: Page, session: Db, actor: Who) -> Response:
    """The newest scores under one ruleset, and what fails most often."""
    judged = rulesets_judged(session, ids_of(chosen_sites(actor, SiteChoice())))
    ruleset = choice.ruleset or (judged[0][0] if judged else "")
    standings = ranking(session, actor, ruleset, choice) if ruleset else []
    frequent = most_frequent(session, actor, choice, ruleset=ruleset) if ruleset else []
    return page.render(
        "ranking.html.j2",
        **_filters(session, actor, choice),
        judged=judged,
        ruleset=ruleset,
        standings=standings,
        mean=mean_of(standings),
        frequent=frequent,
    )


@router.get("/ranking.xlsx")
def ranking_file(choice: Annotated[RulesetChoice, Query()], session: Db, actor: Who) -> Response:
    """The same as a workbook."""
    standings = ranking(session, actor, choice.ruleset or "", choice)
    return made_file(f"排名-{today():%Y%m%d}.xlsx", SHEET, lambda path: write_ranking(standings, path))


@router.get("/trend")
def trend(choice: Annotated[TrendChoice, Query()], page: Page, session: Db, actor: Who) -> Response:
    """Scores over time: of one site under each ruleset, else of a group under one."""
    judged = rulesets_judged(session, ids_of(chosen_sites(actor, SiteChoice())))
    site = site_for(session, actor, choice.site) if choice.site else None
    ruleset = choice.ruleset or (judged[0][0] if judged else "")
    group = group_trend(session, actor, ruleset, choice) if ruleset and site is None else None
    return page.render(
        "trend.html.j2",
        **_filters(session, actor, choice),
        judged=judged,
        ruleset=ruleset,
        site=site,
        trends=site_trends(session, actor, site.id) if site else tuple(filter(None, (group,))),
        audits=lines_of(session, audits_of_site(session, site.id)) if site else [],
        purposes=PURPOSES,
    )


@router.get("/findings")
def findings_page(
    choice: Annotated[FindingChoice, Query()], page: Page, session: Db, actor: Who, paging: WhichPage
) -> Response:
    """Problems across sites."""
    return page.render(
        "findings.html.j2",
        **_filters(session, actor, choice),
        paged=paging.rows(session, problems.findings(actor, choice)),
        checks=problems.checks_found(session, actor),
        check_title=problems.check_title,
        severities=[(severity.value, severity.words) for severity in Severity],
        states=[("present", "现有的"), ("all", "全部"), *((state.value, state.words) for state in Change)],
        site=site_for(session, actor, choice.site) if choice.site else None,
        web_address=web_address,
        judged=rulesets_judged(session, ids_of(chosen_sites(actor, SiteChoice()))),
    )


@router.get("/findings.csv")
def findings_csv(choice: Annotated[FindingChoice, Query()], session: Db, actor: Who) -> Response:
    """The same, all of it, as CSV."""
    rows = problems.all_of(session, actor, choice)
    return made_file(f"问题清单-{today():%Y%m%d}.csv", CSV, lambda path: problems.write_csv(rows, path))


@router.get("/findings.xlsx")
def findings_workbook(choice: Annotated[FindingChoice, Query()], session: Db, actor: Who) -> Response:
    """The same as a workbook."""
    rows = problems.all_of(session, actor, choice)
    return made_file(f"问题清单-{today():%Y%m%d}.xlsx", SHEET, lambda path: problems.write_workbook(rows, path))
