"""Pages of one's own account (我的账户)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from service.accounts import sessions
from service.accounts.actor import Actor
from service.accounts.passwords import SHORTEST
from service.accounts.tokens import make_token, revoke_token, tokens_of
from service.accounts.users import change_password, own_user, set_own
from service.refusals import RefusalError
from service.web.dependencies import PERSONAL, Db, Page, Who, flash
from service.web.pages import Paper
from service.words import ROLES

router = APIRouter(prefix="/account", include_in_schema=False)
Line = Annotated[str, Form(max_length=300)]
Secret = Annotated[str, Form(max_length=1000)]


@router.get("")
def account(page: Page, session: Db, actor: Who) -> Response:
    """Name, mail, password, tokens."""
    return _render(page, session, actor)


@router.post("", dependencies=[PERSONAL])
def save(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    name: Line = "",
    email: Line = "",
    digest: Line = "",
) -> Response:
    """Name, mail address, whether digests are wanted."""
    set_own(session, actor, name=name, email=email, digest=bool(digest))
    flash(request, "已保存")
    return page.go("/account")


@router.post("/password", dependencies=[PERSONAL])
def save_password(
    request: Request, page: Page, session: Db, actor: Who, old: Secret, new: Secret, again: Secret
) -> Response:
    """A new password; this browser stays signed in, all others do not."""
    if new != again:
        raise RefusalError.unusable("两次输入的新口令不一样")
    user = change_password(session, actor, old, new)
    sessions.begin(request.session, user)
    flash(request, "口令已修改")
    return page.go("/account")


@router.post("/tokens", dependencies=[PERSONAL])
def add_token(page: Page, session: Db, actor: Who, name: Line, days: Annotated[int, Form()] = 90) -> Response:
    """A new token, shown on the page that answers and never again."""
    _, text = make_token(session, actor, name, days)
    return _render(page, session, actor, fresh_token=text)


@router.post("/tokens/{token_id}/revoke", dependencies=[PERSONAL])
def end_token(request: Request, page: Page, session: Db, actor: Who, token_id: UUID) -> Response:
    """The token works no more."""
    revoke_token(session, actor, token_id)
    flash(request, "令牌已停用")
    return page.go("/account")


def _render(page: Paper, session: Db, actor: Actor, fresh_token: str = "") -> Response:
    return page.render(
        "account.html.j2",
        user=own_user(session, actor),
        role_words=ROLES[actor.role],
        tokens=session.scalars(tokens_of(actor)).all(),
        fresh_token=fresh_token,
        shortest=SHORTEST,
    )
