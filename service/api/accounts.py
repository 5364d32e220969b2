"""API of accounts (账户接口): who one is, one's tokens, users."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from service.accounts.actor import RIGHTS, Right
from service.accounts.links import link_for
from service.accounts.tokens import MOST_DAYS, make_token, revoke_token, tokens_of
from service.accounts.users import (
    UserFields,
    all_users,
    block_user,
    change_user,
    make_user,
    own_user,
    reset_password,
    unblock_user,
    user_for,
)
from service.database.tables import ApiToken, Role, User
from service.web.dependencies import PERSONAL, Db, Who, needs
from service.web.paging import Listed, WhichPage
from service.web.state import service_of

router = APIRouter(prefix="/api/v1", tags=["accounts"])
MANAGES = needs(Right.MANAGE_USERS)


class Me(BaseModel):
    """Who is asking, and what this role may do."""

    id: UUID
    login: str
    name: str
    role: Role
    unit: str | None
    rights: list[Right]


class UserAnswer(BaseModel):
    """A user. `ready`: has set a password."""

    id: UUID
    login: str
    name: str
    email: str
    role: Role
    unit: str | None
    blocked: bool
    ready: bool
    must_change: bool
    created_at: datetime
    last_login_at: datetime | None


class NewUser(UserFields):
    """A user to be made."""

    login: Annotated[str, Field(min_length=2, max_length=60)]


class UserWithLink(UserAnswer):
    """A user and the path of the link that sets the password. It is shown once."""

    link: str


class TokenAnswer(BaseModel):
    """A token without its text."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


class NewToken(BaseModel):
    """A token to be made. `days`: how long it works."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 90


class TokenWithText(TokenAnswer):
    """A token and its text. It is shown once."""

    token: str


@router.get("/me")
def me(session: Db, actor: Who) -> Me:
    """Who is asking."""
    user = own_user(session, actor)
    unit = user.unit.name if user.unit else None
    rights = sorted(RIGHTS[user.role])
    return Me(id=user.id, login=user.login, name=user.name, role=user.role, unit=unit, rights=rights)


@router.get("/tokens")
def tokens(session: Db, actor: Who, which: WhichPage) -> Listed[TokenAnswer]:
    """One's own tokens that were not revoked."""
    found = which.rows(session, tokens_of(actor))
    return Listed(items=[TokenAnswer.model_validate(token) for token in found.items], total=found.total)


@router.post("/tokens", dependencies=[PERSONAL], status_code=201)
def add_token(session: Db, actor: Who, wanted: NewToken) -> TokenWithText:
    """A token of one's own."""
    token, text = make_token(session, actor, wanted.name, wanted.days)
    return TokenWithText(**_token(token).model_dump(), token=text)


@router.delete("/tokens/{token_id}", dependencies=[PERSONAL], status_code=204)
def end_token(session: Db, actor: Who, token_id: UUID) -> None:
    """The token works no more."""
    revoke_token(session, actor, token_id)


@router.get("/users", dependencies=[MANAGES])
def users(session: Db, which: WhichPage) -> Listed[UserAnswer]:
    """All users by login."""
    found = which.rows(session, all_users())
    return Listed(items=[_answer(user) for user in found.items], total=found.total)


@router.post("/users", dependencies=[MANAGES], status_code=201)
def add_user(request: Request, session: Db, actor: Who, wanted: NewUser) -> UserWithLink:
    """A user without password, and the link that sets it."""
    fields = UserFields(**wanted.model_dump(exclude={"login"}))
    return _with_link(request, make_user(session, actor, wanted.login, fields))


@router.get("/users/{user_id}", dependencies=[MANAGES])
def user(session: Db, actor: Who, user_id: UUID) -> UserAnswer:
    """One user."""
    return _answer(user_for(session, actor, user_id))


@router.put("/users/{user_id}", dependencies=[MANAGES])
def change(session: Db, actor: Who, user_id: UUID, fields: UserFields) -> UserAnswer:
    """Name, mail, role, unit."""
    return _answer(change_user(session, actor, user_id, fields))


@router.post("/users/{user_id}/block", dependencies=[MANAGES])
def block(session: Db, actor: Who, user_id: UUID) -> UserAnswer:
    """The user can no longer sign in; sessions and tokens end."""
    return _answer(block_user(session, actor, user_id))


@router.post("/users/{user_id}/unblock", dependencies=[MANAGES])
def unblock(session: Db, actor: Who, user_id: UUID) -> UserAnswer:
    """The user can sign in again."""
    return _answer(unblock_user(session, actor, user_id))


@router.post("/users/{user_id}/reset", dependencies=[MANAGES])
def reset(request: Request, session: Db, actor: Who, user_id: UUID) -> UserWithLink:
    """The password counts no more; a link sets a new one."""
    return _with_link(request, reset_password(session, actor, user_id))


def _answer(user: User) -> UserAnswer:
    return UserAnswer(
        id=user.id,
        login=user.login,
        name=user.name,
        email=user.email,
        role=user.role,
        unit=user.unit.name if user.unit else None,
        blocked=user.blocked,
        ready=user.password_hash is not None,
        must_change=user.must_change,
        created_at=user.created_at,
        last_login_at=user.last_login_at,
    )


def _with_link(request: Request, user: User) -> UserWithLink:
    link = link_for(user, service_of(request).signing_key)
    return UserWithLink(**_answer(user).model_dump(), link=link)


def _token(token: ApiToken) -> TokenAnswer:
    return TokenAnswer.model_validate(token)
