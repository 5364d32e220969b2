"""Scores, cards, problems and what fails most often (检查结果) for programs."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

from checks.outcomes import Outcome, Severity
from reports.earlier_cards import Change
from service.accounts.scope import audit_for, site_for
from service.database.tables import Problem, RequirementResult
from service.results.audits import audit_view
from service.results.choosing import SiteChoice, Words, chosen_sites, ids_of
from service.results.files import attachment, blocks_of, download_name, kind_of, stored_blocks
from service.results.findings import FindingChoice, findings
from service.results.frequent import most_frequent
from service.results.latest import rulesets_judged
from service.results.ranking import Standing, ranking
from service.results.run_reports import report_kind, report_name
from service.results.trend import Trend, group_trend, site_trends
from service.runs.listing import run_for
from service.web.dependencies import Db, Who
from service.web.paging import Listed, WhichPage
from service.web.state import service_of

router = APIRouter(prefix="/api/v1", tags=["results"])


class Judged(BaseModel):
    """A ruleset by which sites were judged, and how many."""

    id: str
    title: str
    sites: int


class StandingOut(BaseModel):
    """A site's place. `value` is null where too little was judged; `change` in points, null where it cannot be told (`why`)."""

    rank: int | None
    site: UUID
    name: str
    url: str
    unit: str | None
    tags: list[str]
    audit: UUID
    as_of: date | None
    grade: str
    value: float | None
    value_before_waivers: float | None
    vetoed: bool
    change: float | None
    why: str

    @classmethod
    def of(cls, each: Standing) -> "StandingOut":
        """As the ranking shows it."""
        site = each.site
        taken = {
            name: getattr(each, name)
            for name in ("rank", "audit", "as_of", "grade", "value", "vetoed", "change", "why")
        }
        unit = site.unit.name if site.unit else None
        return cls(
            **taken,
            site=site.id,
            name=site.name,
            url=site.url,
            unit=unit,
            tags=site.tags,
            value_before_waivers=each.before_waivers,
        )


class PointOut(BaseModel):
    """A score at a time."""

    label: str
    value: float | None
    grade: str
    version: str
    audit: UUID | None
    sites: int


class TrendOut(BaseModel):
    """Scores under one ruleset over time, oldest first. Values of different versions cannot be compared."""

    ruleset: str
    title: str
    points: list[PointOut]

    @classmethod
    def of(cls, trend: Trend) -> "TrendOut":
        """As it is drawn."""
        return cls(ruleset=trend.ruleset, title=trend.title, points=[PointOut(**vars(point)) for point in trend.points])


class FindingOut(BaseModel):
    """A problem of a site through all its audits."""

    id: UUID
    site: UUID
    name: str
    finding: str
    check: str
    requirements: list[str]
    message: str
    remedy: str
    severity: Severity
    url: str
    target: str
    state: Change
    lead: bool
    waived: bool
    since: date
    last_seen: date
    audit: UUID

    @classmethod
    def of(cls, row: Problem) -> "FindingOut":
        """As a list shows it."""
        taken = {name: getattr(row, name) for name in cls.model_fields if name not in ("site", "name", "audit")}
        return cls(**taken, site=row.site_id, name=row.site.name, audit=row.audit_id)


class FrequentOut(BaseModel):
    """A requirement and on how many sites it fails."""

    requirement: str
    title: str
    failed: int
    judged: int
    findings: int


class ResultOut(BaseModel):
    """The verdict on a requirement."""

    requirement: str
    title: str
    outcome: Outcome
    reason: str
    waived: bool
    findings: int
    units: list[str]
    due: date | None

    @classmethod
    def of(cls, row: RequirementResult) -> "ResultOut":
        """As the audit's page shows it."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class ScoreOut(BaseModel):
    """The score under one ruleset."""

    ruleset: str
    title: str
    version: str
    value: float | None
    grade: str
    vetoed: bool
    change: float | None
    counts: dict[Outcome, int]


class VerdictsOut(BaseModel):
    """What an audit found: scores, what fails, and what turned since the crawl before."""

    scores: list[ScoreOut]
    failing: list[ResultOut]
    waived: list[ResultOut]
    reviews: int
    turned: list[ResultOut]


class Making(BaseModel):
    """What is being made."""

    making: str


class RankingChoice(SiteChoice):
    """Of which ruleset, which sites."""

    ruleset: Annotated[str, Field(max_length=80)]


class FrequentChoice(SiteChoice):
    """Of which ruleset, which sites."""

    ruleset: Words = None


@router.get("/rulesets-judged")
def judged(session: Db, actor: Who) -> list[Judged]:
    """Rulesets by which any site was judged, those of most sites first."""
    rows = rulesets_judged(session, ids_of(chosen_sites(actor, SiteChoice())))
    return [Judged(id=key, title=title, sites=sites) for key, title, sites in rows]


@router.get("/ranking")
def ranked(choice: Annotated[RankingChoice, Query()], session: Db, actor: Who) -> Listed[StandingOut]:
    """The newest score of every site under a ruleset."""
    items = [StandingOut.of(each) for each in ranking(session, actor, choice.ruleset, choice)]
    return Listed(items=items, total=len(items))


@router.get("/trend")
def trend(choice: Annotated[RankingChoice, Query()], session: Db, actor: Who) -> TrendOut | None:
    """The mean score of sites month by month."""
    found = group_trend(session, actor, choice.ruleset, choice)
    return TrendOut.of(found) if found else None


@router.get("/sites/{site_id}/trend")
def site_trend(site_id: UUID, session: Db, actor: Who) -> list[TrendOut]:
    """A site's scores, crawl by crawl."""
    return [TrendOut.of(each) for each in site_trends(session, actor, site_for(session, actor, site_id).id)]


@router.get("/findings")
def found(choice: Annotated[FindingChoice, Query()], session: Db, actor: Who, paging: WhichPage) -> Listed[FindingOut]:
    """Problems across sites."""
    page = paging.rows(session, findings(actor, choice))
    return Listed(items=[FindingOut.of(row) for row in page.items], total=page.total)


@router.get("/frequent")
def frequent(choice: Annotated[FrequentChoice, Query()], session: Db, actor: Who) -> list[FrequentOut]:
    """What fails on most sites."""
    return [FrequentOut(**vars(each)) for each in most_frequent(session, actor, choice, ruleset=choice.ruleset)]


@router.get("/audits/{audit_id}/verdicts")
def verdicts(audit_id: UUID, session: Db, actor: Who) -> VerdictsOut:
    """What an audit found."""
    view = audit_view(session, audit_for(session, actor, audit_id))
    return VerdictsOut(
        scores=[
            ScoreOut(
                ruleset=line.score.ruleset,
                title=line.score.title,
                version=line.score.version,
                value=line.value,
                grade=line.score.grade,
                vetoed=line.score.vetoed,
                change=line.change,
                counts=dict(line.counts),
            )
            for line in view.scores
        ],
        failing=[ResultOut.of(row) for row in view.failing],
        waived=[ResultOut.of(row) for row in view.waived],
        reviews=view.reviews,
        turned=[ResultOut.of(turn.result) for turn in view.turns],
    )


@router.get("/runs/{run_id}/report/{name}", response_class=StreamingResponse, responses={202: {"model": Making}})
def run_report(run_id: UUID, name: str, request: Request, session: Db, actor: Who) -> Response:
    """What a run came to: index.html, index.xlsx, bulletin.docx. Made when first asked for: until then 202, ask again."""
    run = run_for(session, actor, run_id)
    kind, service = report_kind(name), service_of(request)
    key = service.run_reports.ready(session, actor, run)
    if key is None:
        return JSONResponse(Making(making=kind.words).model_dump(), 202)
    blocks = stored_blocks(service.store, f"{key}/{name}", kind.absent)
    headers = {"Content-Disposition": attachment(report_name(run, name))}
    return StreamingResponse(blocks, media_type=kind.media_type, headers=headers)


@router.get("/audits/{audit_id}/{name}", response_class=StreamingResponse)
def file(audit_id: UUID, name: str, request: Request, session: Db, actor: Who) -> StreamingResponse:
    """A file of an audit: scorecard.json, scorecard.html, ledger.xlsx, notice.docx, objection.docx."""
    audit = audit_for(session, actor, audit_id)
    kind = kind_of(name)
    blocks = blocks_of(service_of(request).store, audit, name)
    headers = {"Content-Disposition": attachment(download_name(audit, name))}
    return StreamingResponse(blocks, media_type=kind.media_type, headers=headers)
