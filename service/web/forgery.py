"""Refuses what another site's page sends in a signed-in browser (CSRF), decision 32."""

from fastapi import Request

from service.accounts.csrf import is_ours
from service.refusals import RefusalError
from service.web.dependencies import wants_json

SAFE = {"GET", "HEAD", "OPTIONS"}
HEADER = "X-CSRF-Token"
FIELD = "csrf"


async def refuse_forged(request: Request) -> None:
    """Asks every request that may change something for the session's token. One that carries its own key (a token for programs) needs none:
    no browser adds it by itself. Raises RefusalError (403)."""
    if request.method in SAFE or _carries_key(request):
        return
    given = request.headers.get(HEADER) or await _field(request)
    if not is_ours(request.session, given):
        raise RefusalError.forbidden("页面已过期，请返回刷新后再提交")


def _carries_key(request: Request) -> bool:
    return wants_json(request) and request.headers.get("Authorization", "").lower().startswith("bearer ")


async def _field(request: Request) -> str | None:
    value = (await request.form()).get(FIELD)
    return value if isinstance(value, str) else None
