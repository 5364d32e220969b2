"""Sessions (会话), decision 32: the user's id and epoch in a signed cookie; the epoch in the table ends all of a user's at once."""

import secrets
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from service.accounts.actor import Actor
from service.database.tables import User

LIFETIME = 12 * 3600  # seconds: one working day


def begin(cookie: dict[str, Any], user: User) -> None:
    """Sign in. Nothing of the session before survives, so that one planted by somebody else is worth nothing."""
    cookie.clear()
    cookie |= {"user": str(user.id), "epoch": user.epoch, "csrf": secrets.token_urlsafe(24)}


def end(session: Session, cookie: dict[str, Any], actor: Actor) -> None:
    """Sign out, in every browser: a copy of the cookie is worth nothing any more."""
    user = session.get(User, actor.user_id)
    if user:
        user.epoch += 1
    cookie.clear()


def actor_of_session(session: Session, cookie: dict[str, Any], address: str) -> Actor | None:
    """Who is signed in; None when nobody is, the user is blocked, or the session is of an earlier epoch."""
    if "user" not in cookie:
        return None
    user = session.get(User, UUID(cookie["user"]))
    if user is None or user.blocked or user.epoch != cookie.get("epoch"):
        return None
    return Actor.of(user, address)
