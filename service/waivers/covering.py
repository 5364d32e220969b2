"""What waivers cover now (豁免目前的作用): of the problems that are there, those that fit.

The table knows the first page of a problem only, while a waiver of addresses covers one when all its pages fit: there the number is the most it can be.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditing.today import today
from checks.outcomes import Outcome
from reports.people.waivers import Waiver
from reports.scorecard import EvidenceCard, FindingCard
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import Problem, RequirementResult, SiteRow, WaiverRow
from service.followup.latest import Latest
from service.results.findings import PRESENT
from service.waivers.as_file import waiver_of
from service.web.paging import Paged, Paging

NAMED = 5  # problems shown of one waiver
MOST = 20_000  # problems looked through for one waiver
Failing = defaultdict[str, list[UUID]]


@dataclass(frozen=True)
class Covered:
    """A waiver, the number of problems it covers now, and the first of them. `at_most`: it goes by addresses; `clauses`: requirements that fail
    now and that it covers as a whole, also where no problem is listed."""

    row: WaiverRow
    count: int
    problems: Sequence[Problem]
    at_most: bool
    clauses: int = 0

    @property
    def is_expired(self) -> bool:
        """Whether its last day is over."""
        return self.row.until < today()

    @property
    def is_in_force(self) -> bool:
        """Whether it counts today."""
        return not self.is_expired and self.row.revoked_at is None

    @property
    def is_without_effect(self) -> bool:
        """Whether it counts, and there is nothing it speaks of."""
        return self.is_in_force and not self.count and not self.clauses


def waivers_page(session: Session, actor: Actor, paging: Paging, *, revoked: bool = False) -> Paged[Covered]:
    """Waivers that bear on a site the actor may see, those that end first before; `revoked`: the ended ones instead."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    asked = select(WaiverRow).where(WaiverRow.site_id.is_(None) | WaiverRow.site_id.in_(sites))
    ended = WaiverRow.revoked_at.is_not(None) if revoked else WaiverRow.revoked_at.is_(None)
    page = paging.rows(session, asked.where(ended).order_by(WaiverRow.until, WaiverRow.id))
    failing = _failing_now(session, actor, page.items)
    items = [_covered(session, actor, row, failing) for row in page.items]
    return Paged(items, page.total, page.page, page.size)


def covered(session: Session, actor: Actor, row: WaiverRow) -> Covered:
    """What one covers of what the actor may see."""
    return _covered(session, actor, row, _failing_now(session, actor, [row]))


def _covered(session: Session, actor: Actor, row: WaiverRow, failing: Failing) -> Covered:
    waiver = waiver_of(row)
    found = [problem for problem in _candidates(session, actor, row) if not row.url or _fits(waiver, problem)]
    clauses = failing[row.requirement] if waiver.is_whole and not row.check else []
    count = sum(row.site_id in (None, site) for site in clauses)
    return Covered(row, len(found), found[:NAMED], at_most=bool(row.url), clauses=count)


def _failing_now(session: Session, actor: Actor, rows: Iterable[WaiverRow]) -> Failing:
    """Sites on which each requirement that a waiver names fails now."""
    named = {row.requirement for row in rows if row.requirement}
    failing: Failing = defaultdict(list)
    if not named:
        return failing
    latest = Latest.of(session, visible_sites(actor).with_only_columns(SiteRow.id))
    fails = RequirementResult.requirement.in_(named), RequirementResult.outcome == Outcome.FAIL
    for result, site, _ in session.execute(latest.select().where(*fails)):
        failing[result.requirement].append(site.id)
    return failing


def _candidates(session: Session, actor: Actor, row: WaiverRow) -> Iterable[Problem]:
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    asked = select(Problem).where(Problem.site_id.in_(sites), Problem.lead.is_(False), Problem.state.in_(PRESENT))
    if row.site_id:
        asked = asked.where(Problem.site_id == row.site_id)
    if row.requirement:
        asked = asked.where(Problem.requirements.contains([row.requirement]))
    if row.check:
        asked = asked.where(Problem.check == row.check)
    if row.finding:
        asked = asked.where(Problem.finding == row.finding)
    return session.scalars(asked.order_by(Problem.since, Problem.id).limit(MOST))


def _fits(waiver: Waiver, problem: Problem) -> bool:
    place = EvidenceCard(url=problem.url, page_title="", target=problem.target or None)
    finding = FindingCard(
        id=problem.finding,
        kind="",
        message=problem.message,
        severity=problem.severity,
        remedy=problem.remedy,
        evidence=[place] if problem.url else [],
    )
    return waiver.covers(finding)
