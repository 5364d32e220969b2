"""Users (用户): making, changing, blocking them. Only administrators; there is always one who can sign in."""

import re
import unicodedata
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import func

from service.accounts.actor import Actor, Right
from service.accounts.passwords import hashed, matches, refuse_weak
from service.accounts.signing_in import one_at_a_time, own_password_fits, user_called
from service.database.tables import ApiToken, Role, User
from service.journal import record
from service.refusals import RefusalError
from service.sites.units import Units

LOGIN = re.compile(r"[\w.@+-]{2,60}")
MAIL = re.compile(r"[^@\s<>\"',;]{1,64}@[^@\s<>\"',;]{1,190}")
Words = Annotated[str, Field(max_length=80)]


class UserFields(BaseModel):
    """What an administrator sets of a user. `unit` is a name; asked for where the role is a unit's."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: Words = ""
    email: Annotated[str, Field(max_length=254)] = ""
    role: Role = Role.VIEWER
    unit: Words = ""


def all_users() -> Select[User]:
    """By login."""
    return select(User).order_by(func.lower(User.login))


def user_for(session: Session, actor: Actor, user_id: UUID) -> User:
    """The user, for an administrator; raises RefusalError (403, 404). Whoever manages users waits for whoever does so now, before any row is locked:
    two who block each other at once would each hold what the other waits for."""
    actor.require(Right.MANAGE_USERS)
    one_at_a_time(session, "administrators")
    user = session.get(User, user_id, with_for_update={"of": User})
    if user is None:
        raise RefusalError.not_found("没有这个用户")
    return user


def make_user(session: Session, actor: Actor, login: str, fields: UserFields) -> User:
    """A user without password: the first-login link sets it. Raises RefusalError (403, 409, 422)."""
    actor.require(Right.MANAGE_USERS)
    login = unicodedata.normalize("NFKC", login).strip()
    if not LOGIN.fullmatch(login):
        raise RefusalError.unusable("登录名应为 2 至 60 个字符，只用汉字、字母、数字和 . _ - @ +")
    one_at_a_time(session, f"user:{login.lower()}")
    if user_called(session, login):
        raise RefusalError.conflict(f"登录名“{login}”已有人用")
    user = User(login=login, role=Role.VIEWER)
    _set(session, user, fields)
    session.add(user)
    session.flush()
    record(session, actor, "user.make", login, role=user.role.value, unit=fields.unit)
    return user


def change_user(session: Session, actor: Actor, user_id: UUID, fields: UserFields) -> User:
    """Set what an administrator may set. Raises RefusalError (403, 404, 409, 422)."""
    user = user_for(session, actor, user_id)
    if fields.role is not Role.ADMINISTRATOR:
        _keep_an_administrator(session, user)
    _set(session, user, fields)
    record(session, actor, "user.change", user.login, role=user.role.value, unit=fields.unit)
    return user


def block_user(session: Session, actor: Actor, user_id: UUID) -> User:
    """The user can no longer sign in; sessions and tokens end. Raises RefusalError (403, 404, 409)."""
    user = user_for(session, actor, user_id)
    _keep_an_administrator(session, user)
    user.blocked = True
    end_access(session, user)
    record(session, actor, "user.block", user.login)
    return user


def unblock_user(session: Session, actor: Actor, user_id: UUID) -> User:
    """The user can sign in again with the old password. Raises RefusalError (403, 404)."""
    user = user_for(session, actor, user_id)
    user.blocked = False
    record(session, actor, "user.unblock", user.login)
    return user


def reset_password(session: Session, actor: Actor, user_id: UUID) -> User:
    """The password counts no more, sessions and tokens end; a first-login link opens. Raises RefusalError (403, 404)."""
    user = user_for(session, actor, user_id)
    user.password_hash = None
    end_access(session, user)
    record(session, actor, "user.reset", user.login)
    return user


def force_change(session: Session, actor: Actor, user_id: UUID) -> User:
    """The user must choose a new password before doing anything else. Raises RefusalError (403, 404)."""
    user = user_for(session, actor, user_id)
    user.must_change = True
    record(session, actor, "user.must_change", user.login)
    return user


def end_access(session: Session, user: User) -> None:
    """End sessions, links and tokens."""
    user.epoch += 1
    session.execute(
        update(ApiToken)
        .where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
        .values(revoked_at=func.now())
        .execution_options(synchronize_session=False)
    )


def set_password(session: Session, user: User, password: str, *, address: str) -> None:
    """Raises RefusalError (422) when it is weak. Ends every session and link there is."""
    refuse_weak(password, login=user.login, name=user.name)
    if user.must_change and matches(user.password_hash, password):
        raise RefusalError.unusable("新口令不能与原口令相同")
    user.password_hash = hashed(password)
    user.must_change = False
    user.epoch += 1
    record(session, Actor.of(user, address), "password.set", user.login)


def change_password(session: Session, actor: Actor, old: str, new: str) -> User:
    """The actor's own. Raises RefusalError: 422 when the old one is wrong or the new one weak, 429 after too many wrong ones."""
    user = own_user(session, actor)
    if not own_password_fits(session, actor, user.password_hash, old):
        raise RefusalError.unusable("原口令不对")
    set_password(session, user, new, address=actor.address)
    return user


def own_user(session: Session, actor: Actor) -> User:
    """Whom the actor is."""
    user = session.get(User, actor.user_id) if actor.user_id else None
    if user is None:
        raise RefusalError.forbidden()
    return user


def set_own(session: Session, actor: Actor, *, name: str, email: str, digest: bool) -> User:
    """What users set of themselves. Raises RefusalError (422)."""
    user = own_user(session, actor)
    user.name, user.email, user.digest = _short(name), checked_mail(email), digest
    record(session, actor, "account.change", user.login, digest=digest)
    return user


def checked_mail(address: str) -> str:
    """A mail address or nothing; raises RefusalError (422). Refuses line breaks, which could add headers to mails."""
    address = address.strip()
    if address and not MAIL.fullmatch(address):
        raise RefusalError.unusable("邮箱地址不对，应像 name@example.gov.cn")
    return address


def _short(name: str) -> str:
    if len(name.strip()) > 80:
        raise RefusalError.unusable("姓名不能超过 80 字")
    return name.strip()


def _set(session: Session, user: User, fields: UserFields) -> None:
    if fields.role is Role.UNIT and not fields.unit:
        raise RefusalError.unusable("责任单位的用户要写明单位名称")
    user.name, user.email, user.role = fields.name, checked_mail(fields.email), fields.role
    unit = " ".join(fields.unit.split())
    user.unit = Units(session, [unit]).named(unit)
    user.unit_id = user.unit.id if user.unit else None


def _keep_an_administrator(session: Session, leaving: User) -> None:
    """Raises RefusalError (409) when nobody else could administer."""
    others = select(User.id).where(
        User.role == Role.ADMINISTRATOR,
        User.blocked.is_(False),
        User.password_hash.is_not(None),
        User.id != leaving.id,
    )
    if leaving.role is Role.ADMINISTRATOR and not leaving.blocked and session.scalar(others) is None:
        raise RefusalError.conflict("这是最后一位能登录的管理员，不能停用或改作其他角色")
