"""What endpoints ask for: a transaction, who acts, a page to render."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from service.accounts.actor import Actor, Right
from service.accounts.sessions import actor_of_session
from service.accounts.tokens import actor_of_token
from service.database.tables import Office
from service.queue.handing_over import hand_over_waiting
from service.refusals import RefusalError
from service.web.pages import Paper
from service.web.state import service_of

BEFORE_CHANGE = ("/account", "/logout", "/static")


class SignInNeeded(Exception):  # noqa: N818 - no fault: leads to the page where one signs in
    """A page was asked for by nobody."""


class PasswordChangeNeeded(Exception):  # noqa: N818 - as above
    """A page was asked for by somebody who must choose a new password first."""


def transaction(request: Request) -> Iterator[Session]:
    """One transaction a request: committed when the endpoint returned, before its answer leaves; undone when it raised."""
    service = service_of(request)
    session = service.sessions()
    try:
        yield session
        session.commit()
    finally:
        session.close()
    if session.info.get("hand_over"):
        hand_over_waiting(service.sessions)


Db = Annotated[Session, Depends(transaction, scope="function")]


def client_address(request: Request) -> str:
    """Address of the client; behind proxies named in the settings, the one they forward."""
    return request.client.host if request.client else ""


def wants_json(request: Request) -> bool:
    """Whether the API was called, and not a page."""
    return request.url.path.startswith("/api/")


def signed_in(request: Request, session: Db) -> Actor:
    """Who acts: by token, else by session. Raises SignInNeeded (pages) or RefusalError 401 (API)."""
    actor = _by_token(request, session) or actor_of_session(session, request.session, client_address(request))
    if actor is None:
        raise RefusalError.not_signed_in() if wants_json(request) else SignInNeeded
    request.state.actor = actor
    if actor.must_change and not request.url.path.startswith(BEFORE_CHANGE):
        raise RefusalError.forbidden("请先在“我的账户”里修改口令") if wants_json(request) else PasswordChangeNeeded
    return actor


Who = Annotated[Actor, Depends(signed_in)]


def _by_token(request: Request, session: Session) -> Actor | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not wants_json(request):
        return None
    actor = actor_of_token(session, token.strip(), client_address(request))
    if actor is None:
        raise RefusalError.not_signed_in("令牌不对、已过期或已停用")
    return actor


class Needs:
    """A dependency that refuses whoever lacks the right, before the request's body is looked at. Acts ask again."""

    def __init__(self, right: Right) -> None:
        self.right = right

    def __call__(self, actor: Who) -> None:
        """Raises RefusalError (403)."""
        actor.require(self.right)


def needs(right: Right) -> Any:
    """For `dependencies=[needs(Right.X)]` of a route. Every route that changes something has one, or PERSONAL."""
    return Depends(Needs(right))


def personal(_: Who) -> None:
    """For what everyone signed in may change: what is their own."""


PERSONAL = Depends(personal)


def flash(request: Request, words: str, state: str = "pass") -> None:
    """Show a line on the next page. `state` colours it: pass, review, fail."""
    request.session["flash"] = [*request.session.get("flash", []), [state, words]]


def paper(request: Request, session: Db, actor: Who) -> Paper:
    """For pages of whoever is signed in."""
    return Paper(request, actor, name_of_office(session))


def open_paper(request: Request, session: Db) -> Paper:
    """For the few pages nobody has to sign in for."""
    return Paper(request, None, name_of_office(session))


def name_of_office(session: Session) -> str:
    """As set by the administrator, else what the tool is called."""
    office = session.get(Office, 1)
    return (office.name if office else "") or "政务公开检查"


Page = Annotated[Paper, Depends(paper)]
OpenPage = Annotated[Paper, Depends(open_paper)]
