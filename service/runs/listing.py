"""Runs (批次列表), each with how far its audits have got; of a unit user, only what concerns the unit's sites."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from auditing.exits import Exit
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import Audit, AuditState, Purpose, Run, SiteRow
from service.database.tables.runs import ENDED
from service.refusals import RefusalError

PURPOSES = {
    Purpose.AUDIT: "检查",
    Purpose.QUICK: "快速检查",
    Purpose.RECHECK: "复查",
    Purpose.REJUDGE: "重新评判",
    Purpose.PROBE: "可用性探测",
}
STATES = {
    AuditState.QUEUED: "排队",
    AuditState.RUNNING: "检查中",
    AuditState.DONE: "完成",
    AuditState.FAILED: "未能检查",
    AuditState.CANCELLED: "已取消",
}
EXITS = {Exit.OK: "没有不合格项", Exit.FAILED: "有不合格项", Exit.NOT_AUDITED: "网站无法检查"}


@dataclass(frozen=True)
class RunLine:
    """A run and how many of its audits are in each state. `site` is named where there is only one."""

    run: Run
    counts: Mapping[AuditState, int]
    unreached: int = 0  # done, but the site could not be audited
    site: SiteRow | None = None

    @property
    def total(self) -> int:
        """Audits of the run."""
        return sum(self.counts.values())

    @property
    def ended(self) -> int:
        """Audits that have ended."""
        return sum(self.counts.get(state, 0) for state in ENDED)

    @property
    def going_on(self) -> bool:
        """Whether something is still to come."""
        return self.ended < self.total

    @property
    def faulty(self) -> int:
        """Audits that came to nothing."""
        return self.counts.get(AuditState.FAILED, 0) + self.unreached

    @property
    def told(self) -> list[tuple[AuditState, str, int]]:
        """States that there are."""
        return [(state, words, self.counts[state]) for state, words in STATES.items() if self.counts.get(state)]


def visible_audits(actor: Actor) -> Select[UUID]:
    """Keys of the audits the actor may see."""
    return select(Audit.id).where(Audit.site_id.in_(visible_sites(actor).with_only_columns(SiteRow.id)))


def visible_runs(actor: Actor) -> Select[Run]:
    """Runs with an audit the actor may see, the newest first."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    return (
        select(Run)
        .where(exists().where(Audit.run_id == Run.id, Audit.site_id.in_(sites)))
        .order_by(Run.created_at.desc(), Run.name.desc())
    )


def run_for(session: Session, actor: Actor, run_id: UUID) -> Run:
    """The run, if the actor may see any of its audits; raises RefusalError (404)."""
    run = session.scalar(visible_runs(actor).where(Run.id == run_id))
    if run is None:
        raise RefusalError.not_found("没有这个批次，可能已被删除")
    return run


def run_lines(session: Session, actor: Actor, runs: list[Run]) -> list[RunLine]:
    """The lines of runs, in their order."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    rows = session.execute(
        select(Audit.run_id, Audit.state, func.count(), func.count().filter(Audit.exit == int(Exit.NOT_AUDITED)))
        .where(Audit.run_id.in_([run.id for run in runs]), Audit.site_id.in_(sites))
        .group_by(Audit.run_id, Audit.state)
    )
    counts: dict[UUID, dict[AuditState, int]] = {}
    unreached: dict[UUID, int] = {}
    for run_id, state, count, lost in rows:
        counts.setdefault(run_id, {})[state] = count
        unreached[run_id] = unreached.get(run_id, 0) + (lost if state is AuditState.DONE else 0)
    alone = _only_sites(session, [key for key, states in counts.items() if sum(states.values()) == 1], sites)
    return [RunLine(run, counts.get(run.id, {}), unreached.get(run.id, 0), alone.get(run.id)) for run in runs]


def _only_sites(session: Session, runs: list[UUID], sites: Select[UUID]) -> dict[UUID, SiteRow]:
    found = session.scalars(select(Audit).where(Audit.run_id.in_(runs), Audit.site_id.in_(sites)))
    return {audit.run_id: audit.site for audit in found}
