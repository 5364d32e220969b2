"""Digests of what a run changed (检查结果摘要邮件): to supervisors of all its sites, to a unit's users of their own, and only where there is something to tell them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auditing.exits import Exit
from reports.earlier_cards import Change
from service.accounts.actor import Actor
from service.database.sessions import Sessions
from service.database.tables import Audit, AuditState, Office, Problem, Purpose, Role, Run, User
from service.followup.ledger import LedgerFilter, LedgerLine, ledger_lines
from service.mail.outbox import put
from service.mail.rendering import rendered

TOLD_OF = (Purpose.AUDIT, Purpose.RECHECK)
TELLING = (Change.NEW, Change.RETURNED, Change.MENDED)
MOST_OVERDUE = 5_000
LISTED = 20  # under one heading
READERS = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.UNIT)
NOT_AUDITED = "整站没有能够检查"


@dataclass(frozen=True)
class Digest:
    """What one reader is told of a run. Lists are whole; the templates show their beginning."""

    run: Run
    audits: Sequence[Audit]
    changed: dict[Change, Sequence[Problem]]
    first_looks: int  # problems of sites that were never compared before
    overdue: Sequence[LedgerLine]
    not_audited: Sequence[tuple[Audit, str]]

    @property
    def says_anything(self) -> bool:
        """Whether there is any news in it."""
        return bool(any(self.changed.values()) or self.first_looks or self.overdue or self.not_audited)


def put_due(sessions: Sessions) -> int:
    """Put the digests of all runs that have ended since the last time; returns how many are new. May be called by any number of workers at once.

    Not in the transaction that ends a run: what is to be told is worked out over all sites and users, and a fault in it must not undo a result.
    """
    total = 0
    while True:
        with sessions.begin() as session:
            ended = Run.finished_at.is_not(None), Run.digested_at.is_(None)
            run = session.scalar(select(Run).where(*ended).limit(1).with_for_update(of=Run, skip_locked=True))
            if run is None:
                return total
            total += put_digests(session, run)
            run.digested_at = func.now()


def put_digests(session: Session, run: Run) -> int:
    """Put the digests of a run that has ended into the outbox; returns how many are new. Quick checks and judging again are no news by mail."""
    if run.purpose not in TOLD_OF:
        return 0
    ended = Audit.run_id == run.id, Audit.state.in_((AuditState.DONE, AuditState.FAILED))
    audits = session.scalars(select(Audit).where(*ended)).all()
    return sum(_put_digest(session, run, audits, user) for user in _readers(session, run))


def _readers(session: Session, run: Run) -> Iterable[User]:
    """Of a re-check, the unit and who asked for it: an office would be told of each mending one by one."""
    wanting = User.role.in_(READERS), User.digest, User.blocked.is_(False), User.email != ""
    asked = select(User).where(*wanting).order_by(User.login)
    if run.purpose is Purpose.RECHECK:
        asked = asked.where((User.role == Role.UNIT) | (User.id == run.started_by))
    return session.scalars(asked).all()


def _put_digest(session: Session, run: Run, audits: Sequence[Audit], user: User) -> bool:
    actor = Actor.of(user)
    own = [each for each in audits if _is_seen(each, actor.only_unit)]
    digest = digest_for(session, actor, run, own)
    if not own or (actor.only_unit and not digest.says_anything):
        return False
    text, html = rendered("digest", session.get(Office, 1), digest=digest, Change=Change, listed=LISTED)
    return put(session, user, f"digest:{run.id}:{user.id}", _subject(digest), text, html)


def _is_seen(audit: Audit, unit: UUID | None) -> bool:
    return audit.site.removed_at is None and (unit is None or audit.site.unit_id == unit)


def digest_for(session: Session, actor: Actor, run: Run, audits: Sequence[Audit]) -> Digest:
    """What an actor is told of these audits of a run."""
    problems = session.scalars(
        select(Problem)
        .where(Problem.audit_id.in_([each.id for each in audits]), Problem.lead.is_(False), Problem.waived.is_(False))
        .order_by(Problem.site_id, Problem.check, Problem.finding)
    ).all()
    sites = {each.site_id for each in audits}
    overdue = ledger_lines(session, actor, LedgerFilter(overdue=True), MOST_OVERDUE)
    return Digest(
        run=run,
        audits=audits,
        changed={change: [each for each in problems if each.state is change] for change in TELLING},
        first_looks=sum(each.state is Change.FIRST_LOOK for each in problems),
        overdue=[line for line in overdue if line.site.id in sites],
        not_audited=list(_not_audited(audits)),
    )


def _not_audited(audits: Sequence[Audit]) -> Iterable[tuple[Audit, str]]:
    for each in audits:
        if each.state is AuditState.FAILED:
            yield each, each.error or "检查没有完成"
        elif each.state is AuditState.DONE and each.exit == Exit.NOT_AUDITED:
            yield each, NOT_AUDITED


def _subject(digest: Digest) -> str:
    what = "复查" if digest.run.purpose is Purpose.RECHECK else "检查"
    counts = [f"{change.words} {len(found)}" for change, found in digest.changed.items() if found]
    sites = (
        digest.audits[0].site.name or digest.audits[0].site.host
        if len(digest.audits) == 1
        else f"{len(digest.audits)} 个网站"
    )
    return f"{what}结果 {digest.run.as_of.isoformat()}：{sites}" + (f"，{'，'.join(counts)}" if counts else "")
