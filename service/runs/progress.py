"""How far an audit has got (进度), in figures and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session

from auditing.exits import Exit
from crawler.off_peak import ZONE
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import Audit, AuditState, Run, SiteRow
from service.runs.listing import EXITS, STATES

IN_ORDER = case(
    {
        state.value: place
        for place, state in enumerate(
            (AuditState.RUNNING, AuditState.FAILED, AuditState.QUEUED, AuditState.CANCELLED, AuditState.DONE)
        )
    },
    value=Audit.state,
)
SETTLED = 20  # addresses before the time left is more than a guess


@dataclass(frozen=True)
class AuditLine:
    """One audit of a run. Figures are None before there are any; `left` in seconds; `words` say how it stands."""

    audit: Audit
    words: str
    pages: int | None = None
    rate: float | None = None  # pages per second
    errors: int | None = None
    left: float | None = None
    percent: int | None = None

    @property
    def can_cancel(self) -> bool:
        """Whether it can still be stopped."""
        return self.audit.state in (AuditState.QUEUED, AuditState.RUNNING) and self.audit.cancel_at is None

    @property
    def left_words(self) -> str:
        """Time left, rounded as far as it is known."""
        return "" if self.left is None else duration_words(self.left)


def audits_of(actor: Actor, run: Run) -> Select[Audit]:
    """The run's audits the actor may see: what goes on first, then what needs somebody, then what is done."""
    sites = visible_sites(actor).with_only_columns(SiteRow.id)
    return (
        select(Audit)
        .join(Audit.site)
        .where(Audit.run_id == run.id, Audit.site_id.in_(sites))
        .order_by(IN_ORDER, SiteRow.host, Audit.id)
    )


def lines_of(session: Session, audits: Sequence[Audit], now: datetime | None = None) -> list[AuditLine]:
    """The lines of audits, in their order."""
    busy = _busy_hosts(session, audits)
    return [line_of(audit, busy, now or datetime.now(UTC)) for audit in audits]


def _busy_hosts(session: Session, audits: Sequence[Audit]) -> Mapping[str, set[UUID]]:
    """Audits under way by host, of the hosts for which one waits: a host is never crawled twice at once."""
    hosts = {audit.site.host for audit in audits if audit.state is AuditState.QUEUED}
    rows = session.execute(
        select(SiteRow.host, Audit.id)
        .join(SiteRow, SiteRow.id == Audit.site_id)
        .where(Audit.state == AuditState.RUNNING, SiteRow.host.in_(hosts))
    )
    busy: dict[str, set[UUID]] = {}
    for host, audit in rows:
        busy.setdefault(host, set()).add(audit)
    return busy


def line_of(audit: Audit, busy: Mapping[str, set[UUID]], now: datetime) -> AuditLine:
    """The line of one audit."""
    match audit.state:
        case AuditState.QUEUED:
            return AuditLine(
                audit, waiting_words(audit, audit.site.host in busy, now), pages=audit.progress.get("pages")
            )
        case AuditState.RUNNING:
            return _running(audit)
        case AuditState.DONE:
            words = EXITS[Exit(audit.exit)] if audit.exit in set(EXITS) else STATES[audit.state]
            return AuditLine(audit, words, pages=audit.progress.get("pages"), percent=100)
        case AuditState.FAILED:
            return AuditLine(audit, audit.error or STATES[audit.state])
        case _:
            return AuditLine(audit, STATES[audit.state])


def waiting_words(audit: Audit, host_is_busy: bool, now: datetime) -> str:
    """Why an audit has not begun."""
    if audit.not_before and audit.not_before > now:
        return f"等到 {moment_words(audit.not_before, now)}"
    if host_is_busy:
        return "同一主机的另一项检查在进行，完成后开始"
    return "排队等候" if audit.attempt == 0 else "等候再试"


def moment_words(moment: datetime, now: datetime) -> str:
    """A moment to come as people say it: today only the time."""
    local, today = moment.astimezone(ZONE), now.astimezone(ZONE).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if local.date() == today + timedelta(days=1):
        return f"明天 {local:%H:%M}"
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def _running(audit: Audit) -> AuditLine:
    told = audit.progress
    words = "正在停止" if audit.cancel_at else _phase(told)
    return AuditLine(audit, words, told.get("pages"), told.get("rate"), told.get("errors"), *_left(told))


def _phase(told: Mapping[str, Any]) -> str:
    if not told:
        return "准备中"
    return "抓取结束，正在评判" if told.get("done") else "抓取中"


def _left(told: Mapping[str, Any]) -> tuple[float | None, int | None]:
    """Seconds left and per cent done, of the addresses known so far."""
    checked, queue, elapsed = (float(told.get(name) or 0) for name in ("checked", "queue", "elapsed"))
    if told.get("done"):
        return None, 99
    if checked + queue == 0:
        return None, None
    left = queue * elapsed / checked if checked >= SETTLED else None
    return left, min(99, int(checked * 100 / (checked + queue)))


def duration_words(seconds: float) -> str:
    """A span as people say it."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "不到 1 分钟"
    return f"约 {minutes} 分钟" if minutes < 90 else f"约 {minutes / 60:.1f} 小时"
