"""Writes the journal (操作日志): every act that changes something, and every refusal."""

from typing import Any

from sqlalchemy.orm import Session

from service.accounts.actor import Actor
from service.database.tables import JournalEntry

LONGEST = 500  # characters of a word or value; what was typed can be long


def record(session: Session, actor: Actor, action: str, what: str = "", **detail: Any) -> JournalEntry:
    """Note an act (`site.import`, `login.failed`…) on an object in words. Committed with the act itself, or not at all."""
    entry = JournalEntry(
        user_id=actor.user_id,
        who=_shown(actor.login),
        address=_shown(actor.address),
        action=action,
        what=_shown(what),
        detail={name: _shown(value) for name, value in detail.items()},
    )
    session.add(entry)
    return entry


def _shown(value: Any) -> Any:
    """As JSON can hold it, without the NUL PostgreSQL refuses."""
    if isinstance(value, list | tuple):
        return [_shown(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _shown(each) for name, each in value.items()}
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST]
