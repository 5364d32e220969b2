"""Pages of users (用户)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from service.accounts.actor import RIGHTS, Right
from service.accounts.links import LIFETIME, link_for
from service.accounts.users import (
    UserFields,
    all_users,
    block_user,
    change_user,
    force_change,
    make_user,
    reset_password,
    unblock_user,
    user_for,
)
from service.database.tables import Role, User
from service.office import office_of
from service.sites.units import all_units, has_sites
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.pages import Paper
from service.web.paging import WhichPage
from service.web.state import service_of
from service.words import ROLES

router = APIRouter(prefix="/users", include_in_schema=False, dependencies=[needs(Right.MANAGE_USERS)])
Line = Annotated[str, Form(max_length=300)]


@router.get("")
def users(page: Page, session: Db, which: WhichPage) -> Response:
    """The list, the form for a new one, what each role may do."""
    return page.render(
        "users.html.j2",
        paged=which.rows(session, all_users()),
        roles=list(ROLES.items()),
        rights=[(right.words, [right in RIGHTS[role] for role in ROLES]) for right in Right],
        units=[unit.name for unit in all_units(session)],
    )


@router.post("")
def add(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    login: Line,
    role: Annotated[Role, Form()],
    name: Line = "",
    email: Line = "",
    unit: Line = "",
) -> Response:
    """A new user; the page that answers shows the link."""
    fields = UserFields(name=name, email=email, role=role, unit=unit)
    return _with_link(request, page, session, make_user(session, actor, login, fields))


@router.get("/{user_id}")
def user_page(page: Page, session: Db, actor: Who, user_id: UUID) -> Response:
    """One user."""
    return _render(page, session, user_for(session, actor, user_id))


@router.post("/{user_id}")
def change(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    user_id: UUID,
    role: Annotated[Role, Form()],
    name: Line = "",
    email: Line = "",
    unit: Line = "",
) -> Response:
    """Name, mail, role, unit."""
    change_user(session, actor, user_id, UserFields(name=name, email=email, role=role, unit=unit))
    flash(request, "已保存")
    return page.go(f"/users/{user_id}")


@router.post("/{user_id}/block")
def block(request: Request, page: Page, session: Db, actor: Who, user_id: UUID) -> Response:
    """No more signing in."""
    flash(request, f"已停用 {block_user(session, actor, user_id).login}")
    return page.go(f"/users/{user_id}")


@router.post("/{user_id}/unblock")
def unblock(request: Request, page: Page, session: Db, actor: Who, user_id: UUID) -> Response:
    """Signing in again."""
    flash(request, f"已恢复 {unblock_user(session, actor, user_id).login}")
    return page.go(f"/users/{user_id}")


@router.post("/{user_id}/must-change")
def must_change(request: Request, page: Page, session: Db, actor: Who, user_id: UUID) -> Response:
    """A new password before anything else."""
    flash(request, f"{force_change(session, actor, user_id).login} 下次打开页面时须先修改口令")
    return page.go(f"/users/{user_id}")


@router.post("/{user_id}/reset")
def reset(request: Request, page: Page, session: Db, actor: Who, user_id: UUID) -> Response:
    """A new link; the page that answers shows it."""
    return _with_link(request, page, session, reset_password(session, actor, user_id))


def _with_link(request: Request, page: Paper, session: Db, user: User) -> Response:
    address = office_of(session).address  # never from the request: its Host header may be anybody's
    return _render(page, session, user, address + link_for(user, service_of(request).signing_key))


def _render(page: Paper, session: Db, user: User, link: str = "") -> Response:
    return page.render(
        "user.html.j2",
        user=user,
        roles=list(ROLES.items()),
        role_words=ROLES[user.role],
        units=[unit.name for unit in all_units(session)],
        idle=user.role is Role.UNIT and user.unit is not None and not has_sites(session, user.unit),
        link=link,
        link_hours=LIFETIME // 3600,
    )
