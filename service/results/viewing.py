"""Passes to archived copies (存档查看凭据).

An archived page is shown sandboxed, without an origin: a browser sends no cookie with what such a page loads. So the address of everything below it
begins with a pass: of whom, for which audit, for some hours. It counts only while its holder may still see the audit, and what a person opens by
itself asks for the session too, so that an address passed on opens nothing.
"""

from typing import NamedTuple
from uuid import UUID

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from service.accounts.actor import Actor
from service.accounts.scope import audit_for
from service.database.tables import Audit, User
from service.refusals import RefusalError

HOURS = 12
EXPIRED = "查看存档的凭据已过期，请从检查结果页重新打开"


class Viewing(NamedTuple):
    """Whose pass it is, and for what."""

    user: UUID
    audit: Audit


def make_pass(session: Session, actor: Actor, audit: Audit, key: str) -> str:
    """A pass for an audit the actor may see."""
    user = session.get_one(User, actor.user_id)
    return _signer(key).dumps([audit.id.hex, user.id.hex, user.epoch])


def read_pass(session: Session, token: str, key: str) -> Viewing:
    """What a pass is for; raises RefusalError (404) when it is forged, too old, or its holder may see the audit no more."""
    try:
        audit, holder, epoch = _signer(key).loads(token, max_age=HOURS * 3600)
    except BadSignature:
        raise RefusalError.not_found(EXPIRED) from None
    user = session.get(User, UUID(holder))
    if user is None or user.blocked or user.epoch != epoch:
        raise RefusalError.not_found(EXPIRED)
    return Viewing(user.id, audit_for(session, Actor.of(user), UUID(audit)))


def _signer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="gongkai.archived")
