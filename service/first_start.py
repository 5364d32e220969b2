"""What a database must hold before anyone can sign in (首次启动): the office's row and an administrator."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from auditing.exits import BadInputError
from service.accounts.actor import Actor
from service.accounts.links import link_for
from service.accounts.signing_in import one_at_a_time, user_called
from service.database.tables import Office, Role, User
from service.journal import record

FIRST_LOGIN = "admin"


def prepare(session: Session) -> User | None:
    """Make what is missing. Returns the administrator who has to set a password first, None where one can sign in already."""
    session.execute(insert(Office).values(id=1).on_conflict_do_nothing())
    one_at_a_time(session, "first start")
    administrators = _administrators(session)
    if any(user.password_hash and not user.blocked for user in administrators):
        return None
    return next((user for user in administrators if not user.blocked), None) or _make(session)


def new_link(session: Session, login: str | None, signing_key: str) -> tuple[User, str]:
    """A link for a forgotten password: of the user of this login, else of the first administrator. The old password and links count no more.

    Raises BadInputError when there is no such user.
    """
    user = user_called(session, login) if login else next(iter(_administrators(session)), None)
    if user is None:
        raise BadInputError(f"没有登录名为“{login}”的用户" if login else "还没有管理员，请先运行 gongkai serve")
    user.password_hash, user.blocked = None, False
    user.epoch += 1
    record(session, Actor.system(), "user.reset", user.login, by="gongkai db first-login")
    return user, link_for(user, signing_key)


def _administrators(session: Session) -> list[User]:
    return list(session.scalars(select(User).where(User.role == Role.ADMINISTRATOR).order_by(User.created_at)))


def _make(session: Session) -> User:
    login = FIRST_LOGIN if user_called(session, FIRST_LOGIN) is None else f"{FIRST_LOGIN}-2"
    user = User(login=login, name="管理员", role=Role.ADMINISTRATOR)
    session.add(user)
    session.flush()
    record(session, Actor.system(), "user.make", login, role=user.role.value)
    return user
