"""Archived pages (存档副本), shown as they were: sandboxed, without scripts, nothing loaded from elsewhere."""

import re
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from portal.replay.answers import Answer, Answers, own_sheet, plain_answer
from portal.replay.archived_site import ArchivedSite, Found, asked
from portal.replay.places import Place, View, place_at
from portal.storage.archive import ArchiveError
from service.accounts.scope import audit_for
from service.accounts.sessions import actor_of_session
from service.refusals import RefusalError
from service.results.archives import GONE
from service.results.viewing import Viewing, make_pass, read_pass
from service.web.dependencies import Db, SignInNeeded, Who, client_address
from service.web.state import service_of

router = APIRouter(include_in_schema=False)
BARE = {View.COPY: View.PAGE, View.RENDERED_COPY: View.RENDERED_PAGE}
OPENED = (View.PAGE, View.RENDERED_PAGE, View.FILE)  # by a person; the rest is loaded by pages
HOST = re.compile(r"[A-Za-z0-9.:\[\]_-]{1,300}")
SHEET = "viewer.css"


@router.get("/audits/{audit_id}/archive")
def archive(
    audit_id: UUID, request: Request, session: Db, actor: Who, url: Annotated[str, Query(max_length=4000)] = ""
) -> Response:
    """Leads to the archived copy of an address, by default of the home page."""
    audit = audit_for(session, actor, audit_id)
    service = service_of(request)
    try:
        with service.archives.of(audit) as site:
            place = _place(site, asked(url or site.home))
    except ValueError:
        raise RefusalError.unusable("这不是 http 或 https 网址") from None
    except (ArchiveError, OSError) as fault:
        raise RefusalError.not_found(GONE) from fault
    token = make_pass(session, actor, audit, service.signing_key)
    return RedirectResponse(f"/archived/{token}/{place.path}", HTTPStatus.SEE_OTHER)


def _place(site: ArchivedSite, url: str) -> Place:
    """The page as the check read it, as `gongkai view` has it."""
    found: Found = site.follow(url)
    copy = found.copy
    if copy is None:
        near = "、".join(site.index.nearest(found.missing)) or "无"
        raise RefusalError.not_found(f"存档中没有这个地址，最接近的有：{near}")
    made = site.index.rendered(copy)
    as_read = made is not None and site.index.is_cited(made)
    return Place(View.RENDERED_PAGE if as_read else View.PAGE, copy.stamp, copy.url)


@router.get("/archived/{token}/{rest:path}")
def archived(token: str, request: Request, session: Db) -> Response:
    """A page of an archive, or what one loads."""
    service = service_of(request)
    viewing = read_pass(session, token, service.signing_key)
    root = f"/archived/{token}/"
    path = _raw_path(request).removeprefix(root)
    if path == SHEET:
        return _sent(own_sheet(), request)
    place = place_at(path)
    if place is None:
        raise RefusalError.not_found("没有这个地址")
    if request.headers.get("Sec-Fetch-Dest") == "document":
        place = place._replace(view=BARE.get(place.view, place.view))
    if place.view in OPENED:
        _ask_for_session(request, session, viewing)
    try:
        with service.archives.of(viewing.audit) as site:
            return _sent(Answers(site, root).to(place), request)
    except (ArchiveError, OSError) as fault:
        return _sent(plain_answer(HTTPStatus.INTERNAL_SERVER_ERROR, f"存档读不出来（{fault}）"), request)


def _ask_for_session(request: Request, session: Db, viewing: Viewing) -> None:
    actor = actor_of_session(session, request.session, client_address(request))
    if actor is None:
        raise SignInNeeded
    if actor.user_id != viewing.user:
        raise RefusalError.not_found("没有这个地址")


def _raw_path(request: Request) -> str:
    """The path as the browser wrote it: the archived address in it has escapes and a query of its own."""
    path = request.scope.get("raw_path") or request.scope["path"].encode()
    query = request.scope["query_string"]
    return str((path + (b"?" + query if query else b"")).decode("latin-1"))


def _sent(answer: Answer, request: Request) -> Response:
    """With the answer's own policy. A sandboxed page has no origin that could be its own, so ours is named."""
    host = request.headers.get("Host", "")
    origin = f"http://{host} https://{host}" if HOST.fullmatch(host) else "'none'"
    headers = {
        "Content-Security-Policy": answer.policy.format(origin=origin),
        "Referrer-Policy": "no-referrer",
        "X-DNS-Prefetch-Control": "off",
        **dict(answer.headers),
    }
    return Response(answer.body, answer.status, headers, media_type=answer.content_type)
