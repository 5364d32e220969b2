"""What machines ask for (监控): health and metrics. Nobody signs in for them."""

import hmac
from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from service.health import StoreProbe, health_of
from service.refusals import RefusalError
from service.web.dependencies import client_address
from service.web.state import service_of

router = APIRouter(include_in_schema=False)
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Real-IP")
FORMAT = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/health")
def health(request: Request) -> Response:
    """200 while pages can be answered, else 503; says no more than anyone may know."""
    store: StoreProbe = request.app.state.store_probe
    found = health_of(service_of(request), store)
    told = {
        "status": found.state,
        "database": found.database,
        "store": found.store,
        "worker": found.worker,
        "worker_seconds": None if found.worker_seconds is None else round(found.worker_seconds, 1),
    }
    return JSONResponse(told, 200 if found.serves else 503)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """For Prometheus: with the token of the settings, or without one from this machine itself."""
    if not _may_read(request):
        raise RefusalError.forbidden(
            "监控指标只对本机开放；从其他机器读取，请设置 GONGKAI_METRICS_TOKEN 并在请求里带上"
        )
    return Response(request.app.state.metrics.text(), media_type=FORMAT)


def _may_read(request: Request) -> bool:
    token = service_of(request).settings.metrics_token
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
        return hmac.compare_digest(given, token.get_secret_value().encode())
    through_proxy = any(name in request.headers for name in FORWARDED)
    return not through_proxy and _is_loopback(client_address(request))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
