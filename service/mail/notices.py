"""Mails that ask a unit to mend something (整改通知邮件): one to each of its users for all that one notice asks of it."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.tables import FollowupRow, Office, Role, User
from service.followup.ledger import LedgerLine
from service.mail.outbox import put
from service.mail.rendering import rendered

LISTED = 100  # requirements in one mail
Told = tuple[LedgerLine, FollowupRow]


def put_notices(session: Session, told: Sequence[Told]) -> set[UUID | None]:
    """Mails about steps just taken; returns the units (None: a site without one) that nobody could be written to for."""
    batch = uuid4()
    unreached: set[UUID | None] = set()
    ordered = sorted(told, key=lambda each: str(each[0].site.unit_id))
    for unit, group in groupby(ordered, key=lambda each: each[0].site.unit_id):
        if not _put_notice(session, batch, unit, list(group)):
            unreached.add(unit)
    return unreached


def _put_notice(session: Session, batch: UUID, unit: UUID | None, told: Sequence[Told]) -> bool:
    office = session.get(Office, 1)
    sites = {line.site.id: line.site for line, _ in told}
    due = min((step.due for _, step in told if step.due), default=None)
    text, html = rendered(
        "notice", office, told=told[:LISTED], more=max(0, len(told) - LISTED), sites=list(sites.values()), due=due
    )
    subject = f"整改通知：{len(told)} 项要求需要反馈" + (f"，{due.isoformat()} 前" if due else "")
    put_ones = [
        put(session, user, f"notice:{batch}:{user.id}", subject, text, html) for user in users_of(session, unit)
    ]
    return any(put_ones)


def users_of(session: Session, unit: UUID | None) -> Iterable[User]:
    """Who may answer for a unit."""
    return session.scalars(select(User).where(User.role == Role.UNIT, User.unit_id == unit, User.blocked.is_(False)))
