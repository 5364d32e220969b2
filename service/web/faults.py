"""Turns what went wrong into an answer (出错时的答复): a page, or `{"error": words}` for the API."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from starlette.exceptions import HTTPException

from service.accounts.actor import Actor
from service.journal import record
from service.refusals import RefusalError
from service.store.faults import StoreError
from service.web.dependencies import PasswordChangeNeeded, SignInNeeded, name_of_office, wants_json
from service.web.pages import Paper
from service.web.state import service_of
from service.web.validation import words_of

logger = logging.getLogger(__name__)
Handler = Callable[[Request, Exception], Response | Awaitable[Response]]
NOTED = {HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
WORDS = {
    HTTPStatus.NOT_FOUND: "没有这个页面",
    HTTPStatus.METHOD_NOT_ALLOWED: "这个地址不接受这种请求",
    HTTPStatus.BAD_REQUEST: "请求的格式不对，无法读取",
}


def install(app: FastAPI) -> None:
    """Have the application answer all faults in our words."""
    handlers: dict[type[Exception], Callable[..., Response]] = {
        RefusalError: refused,
        SignInNeeded: lead_to_login,
        PasswordChangeNeeded: lead_to_account,
        RequestValidationError: unusable,
        HTTPException: of_http,
        DataError: not_storable,
        UnicodeEncodeError: not_storable,
        IntegrityError: in_conflict,
        OperationalError: away,
        StoreError: store_away,
        Exception: unexpected,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def refused(request: Request, fault: RefusalError) -> Response:
    """As the act says. What was not allowed is noted in the journal, also that somebody looked for what is not theirs."""
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor and (fault.status in NOTED or (actor.only_unit and fault.status == HTTPStatus.NOT_FOUND)):
        with service_of(request).sessions.begin() as session:
            record(session, actor, "refused", fault.words, method=request.method, path=request.url.path)
    return answer(request, fault.status, fault.words)


def lead_to_login(request: Request, _: SignInNeeded) -> Response:
    """To the page where one signs in, and from there back. A part of a page that refreshes itself leads the whole page there."""
    if request.headers.get("HX-Request"):
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": "/login"})
    back = request.url.path if request.method == "GET" else "/"
    query = f"?{request.url.query}" if request.url.query and request.method == "GET" else ""
    return RedirectResponse(f"/login?next={quote(back + query)}" if back != "/" else "/login", HTTPStatus.SEE_OTHER)


def lead_to_account(request: Request, _: PasswordChangeNeeded) -> Response:
    """To the page where the password is changed."""
    if request.headers.get("HX-Request"):
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": "/account"})
    return RedirectResponse("/account", HTTPStatus.SEE_OTHER)


def unusable(request: Request, fault: RequestValidationError) -> Response:
    """What was typed does not fit; each fault in a sentence."""
    return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, words_of(fault))


def of_http(request: Request, fault: HTTPException) -> Response:
    """What the framework refuses."""
    words = WORDS.get(HTTPStatus(fault.status_code), "无法处理这个请求")
    response = answer(request, fault.status_code, words)
    response.headers.update(fault.headers or {})
    return response


def not_storable(request: Request, _: DataError | UnicodeEncodeError) -> Response:
    """A value no database and no page can hold, such as one with NUL or half a character in it."""
    return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "有内容无法保存：含有不允许的字符，或者数字太大")


def in_conflict(request: Request, fault: IntegrityError) -> Response:
    """Somebody else did the same just before, or what is referred to has gone."""
    logger.info("in conflict: %s", fault.orig)
    return answer(request, HTTPStatus.CONFLICT, "与已有的数据冲突，请刷新页面后再试")


def away(request: Request, fault: OperationalError) -> Response:
    """The database does not answer."""
    logger.warning("database: %s", fault.orig)
    return answer(request, HTTPStatus.SERVICE_UNAVAILABLE, "数据库暂时连不上，请稍后再试")


def store_away(request: Request, fault: StoreError) -> Response:
    """The store does not answer."""
    logger.warning("store: %s", fault)
    return answer(request, HTTPStatus.SERVICE_UNAVAILABLE, "文件存储暂时不能用，请稍后再试")


def unexpected(request: Request, fault: Exception) -> Response:
    """A fault of ours: noted in the log under a number that the user can tell."""
    mark = secrets.token_hex(4)
    logger.error("fault %s at %s %s", mark, request.method, request.url.path, exc_info=fault)
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, f"程序出错了，已记入日志，编号 {mark}")


def answer(request: Request, status: int, words: str) -> Response:
    """`{"error": words}`, or a page that says so. Words may quote what was sent, which need not be text."""
    words = words.encode("utf-8", "replace").decode()
    if wants_json(request):
        return JSONResponse({"error": words}, status)
    actor: Actor | None = getattr(request.state, "actor", None)
    office = "政务公开检查" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _office(request)
    return Paper(request, actor, office).render("refused.html.j2", status=status, words=words, status_code=status)


def _office(request: Request) -> str:
    with service_of(request).sessions() as session:
        return name_of_office(session)
