"""Signing in with a password (登录), and how often one may try."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from service.accounts.actor import Actor
from service.accounts.passwords import LONGEST, hashed, is_outdated, matches
from service.database.tables import JournalEntry, Role, User
from service.journal import record
from service.refusals import RefusalError

WINDOW = timedelta(minutes=15)
TRIES_OF_A_LOGIN = 8
TRIES_OF_AN_ADDRESS = 40  # a whole office may sit behind one address
FAILED, LIMITED = "login.failed", "login.limited"
NOTED_EVERY = timedelta(
    minutes=1
)  # that an address tries too often is written down this often, or it could fill the disk with it
TOO_OFTEN = f"口令错误次数太多，请 {int(WINDOW.total_seconds() // 60)} 分钟后再试"


@dataclass(frozen=True)
class Attempt:
    """What came of it: the user, or a status and words."""

    user: User | None
    status: int = HTTPStatus.OK
    words: str = ""


def sign_in(session: Session, login: str, password: str, address: str) -> Attempt:
    """Try a password. Noted in the journal either way; too many failures in 15 minutes end in 429. Unknown logins take as long as known ones."""
    login = login.strip()
    one_at_a_time(session, f"login:{login.lower()}")
    nobody = Actor(None, login, "", Role.VIEWER, address=address)
    if _too_often(session, login, address):
        _note_limited(session, nobody)
        return Attempt(None, HTTPStatus.TOO_MANY_REQUESTS, TOO_OFTEN)
    user = user_called(session, login)
    right = matches(user.password_hash if user else None, password[: LONGEST + 1])
    if user is None or not right or user.blocked:
        record(session, nobody, FAILED)
        return Attempt(None, HTTPStatus.UNAUTHORIZED, "登录名或口令不对")
    welcome(session, user, password, address)
    return Attempt(user)


def own_password_fits(session: Session, actor: Actor, password_hash: str | None, password: str) -> bool:
    """Whether whoever is signed in knows the password. A wrong one is noted at once and counts as at signing in: a session somebody left open or
    lost does not serve to find the password out. Raises RefusalError (429)."""
    one_at_a_time(session, f"login:{actor.login.lower()}")
    if _too_often(session, actor.login, actor.address):
        raise RefusalError.too_often(TOO_OFTEN)
    fits = matches(password_hash, password[: LONGEST + 1])
    if not fits:
        record(session, actor, FAILED)
        session.commit()  # what comes of it is a refusal, which would undo it
    return fits


def user_called(session: Session, login: str) -> User | None:
    """The user of this login, however it is capitalised."""
    return session.scalar(select(User).where(func.lower(User.login) == func.lower(_storable(login))))


def one_at_a_time(session: Session, what: str) -> None:
    """Whoever does the same waits until this transaction ends, so that counting before acting counts right."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))"), {"what": _storable(what)})


def welcome(session: Session, user: User, password: str, address: str) -> None:
    """Note that a user has signed in; the password's hash is renewed where it is of an older kind."""
    if user.password_hash and is_outdated(user.password_hash):
        user.password_hash = hashed(password)
    user.last_login_at = datetime.now(UTC)
    record(session, Actor.of(user, address), "login")


def _too_often(session: Session, login: str, address: str) -> bool:
    since = datetime.now(UTC) - WINDOW
    last_success = select(func.max(JournalEntry.at)).where(
        JournalEntry.action == "login", func.lower(JournalEntry.who) == func.lower(_storable(login))
    )
    start = max(since, session.scalar(last_success) or since)
    of_login = _failures(start).where(func.lower(JournalEntry.who) == func.lower(_storable(login)))
    of_address = _failures(since).where(JournalEntry.address == address)
    return (session.scalar(of_login) or 0) >= TRIES_OF_A_LOGIN or (
        bool(address) and (session.scalar(of_address) or 0) >= TRIES_OF_AN_ADDRESS
    )


def _note_limited(session: Session, nobody: Actor) -> None:
    since = datetime.now(UTC) - NOTED_EVERY
    noted = select(JournalEntry.id).where(
        JournalEntry.action == LIMITED, JournalEntry.at >= since, JournalEntry.address == nobody.address
    )
    if session.scalar(noted.limit(1)) is None:
        record(session, nobody, LIMITED)


def _failures(since: datetime) -> Select[int]:
    return select(func.count()).select_from(JournalEntry).where(JournalEntry.action == FAILED, JournalEntry.at >= since)


def _storable(words: str) -> str:
    """As the journal keeps it."""
    return words.replace("\0", "").encode("utf-8", "replace").decode()[:500]
