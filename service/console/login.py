"""Pages for signing in and out (登录、首次登录、退出)."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from service.accounts import sessions
from service.accounts.links import user_of_link
from service.accounts.passwords import SHORTEST
from service.accounts.signing_in import sign_in, welcome
from service.accounts.users import set_password
from service.journal import record
from service.refusals import RefusalError
from service.web.dependencies import PERSONAL, Db, OpenPage, Who, client_address
from service.web.paths import own_path
from service.web.state import service_of

router = APIRouter(include_in_schema=False)
Secret = Annotated[str, Form(max_length=1000)]


@router.get("/login")
def login_page(page: OpenPage, next: str = "/") -> Response:  # noqa: A002
    """The form."""
    return page.render("login.html.j2", next=own_path(next), login="", words="")


@router.post("/login")
def login(
    request: Request,
    page: OpenPage,
    session: Db,
    login: Secret,
    password: Secret,
    next: Annotated[str, Form()] = "/",  # noqa: A002
) -> Response:
    """Sign in, and on to where one wanted to go."""
    attempt = sign_in(session, login, password, client_address(request))
    if attempt.user is None:
        return page.render(
            "login.html.j2", status=attempt.status, next=own_path(next), login=login, words=attempt.words
        )
    sessions.begin(request.session, attempt.user)
    return page.go(own_path(next))


@router.post("/logout", dependencies=[PERSONAL])
def logout(request: Request, page: OpenPage, session: Db, actor: Who) -> Response:
    """Sign out everywhere."""
    record(session, actor, "logout")
    sessions.end(session, request.session, actor)
    return page.go("/login")


@router.get("/first-login/{token}")
def first_login_page(request: Request, page: OpenPage, session: Db, token: str) -> Response:
    """The form that sets the first password, or a new one."""
    user = user_of_link(session, token, service_of(request).signing_key)
    return page.render("first_login.html.j2", user=user, words="", shortest=SHORTEST)


@router.post("/first-login/{token}")
def first_login(request: Request, page: OpenPage, session: Db, token: str, password: Secret, again: Secret) -> Response:
    """Set it and sign in."""
    user = user_of_link(session, token, service_of(request).signing_key)
    try:
        if password != again:
            raise RefusalError.unusable("两次输入的口令不一样")
        set_password(session, user, password, address=client_address(request))
        welcome(session, user, password, client_address(request))
    except RefusalError as fault:
        return page.render("first_login.html.j2", status=fault.status, user=user, words=fault.words, shortest=SHORTEST)
    sessions.begin(request.session, user)
    return page.go("/")
