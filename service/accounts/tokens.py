"""API tokens (接口令牌): shown once, kept as a digest, acting as their user."""

import hashlib
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.accounts.actor import Actor
from service.database.tables import ApiToken
from service.journal import record
from service.refusals import RefusalError

PREFIX = "gk_"
LONGEST_NAME = 80
MOST_DAYS = 366
NOTED_EVERY = timedelta(minutes=5)  # use of a token is written down this often, not at every call


def digest(token: str) -> str:
    """As it is kept. The token is random and long: a plain digest cannot be reversed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def make_token(session: Session, actor: Actor, name: str, days: int = 90) -> tuple[ApiToken, str]:
    """A new token of the actor and its text, which nobody can read again. Raises RefusalError (422).

    One that is made with a token ends with it at the latest: a token that got into wrong hands cannot renew itself.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise RefusalError.unusable(f"请给令牌起个名字，不超过 {LONGEST_NAME} 字，写明用在哪里")
    if not 1 <= days <= MOST_DAYS:
        raise RefusalError.unusable(f"有效期应在 1 至 {MOST_DAYS} 天之间")
    if actor.user_id is None:
        raise RefusalError.forbidden()
    text = PREFIX + secrets.token_urlsafe(32)
    ends = datetime.now(UTC) + timedelta(days=days)
    token = ApiToken(
        user_id=actor.user_id,
        name=name,
        digest=digest(text),
        expires_at=min(ends, actor.until) if actor.until else ends,
    )
    session.add(token)
    session.flush()
    record(session, actor, "token.make", name, days=days)
    return token, text


def tokens_of(actor: Actor) -> Select[ApiToken]:
    """The actor's own that still work, newest first."""
    return (
        select(ApiToken)
        .where(ApiToken.user_id == actor.user_id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.created_at.desc())
    )


def revoke_token(session: Session, actor: Actor, token_id: UUID) -> None:
    """End one of the actor's own tokens. Raises RefusalError (404)."""
    token = session.scalar(tokens_of(actor).where(ApiToken.id == token_id))
    if token is None:
        raise RefusalError.not_found("没有这个令牌，可能已停用")
    token.revoked_at = datetime.now(UTC)
    record(session, actor, "token.revoke", token.name)


def actor_of_token(session: Session, text: str, address: str) -> Actor | None:
    """The user a token acts as; None when it is unknown, revoked, expired, or its user is blocked."""
    token = session.scalar(select(ApiToken).where(ApiToken.digest == digest(text)))
    now = datetime.now(UTC)
    if token is None or token.revoked_at or token.user.blocked or (token.expires_at and token.expires_at <= now):
        return None
    if token.used_at is None or now - token.used_at > NOTED_EVERY:
        token.used_at = now
    return replace(Actor.of(token.user, address), until=token.expires_at)
