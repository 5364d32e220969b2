"""The application (应用): console and API over one database."""

from importlib import resources
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from sqlalchemy import Engine
from starlette.middleware.sessions import SessionMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from service.accounts.sessions import LIFETIME
from service.health import StoreProbe
from service.metrics import Metrics
from service.settings import Settings
from service.web import faults
from service.web.body_limit import BodyLimit
from service.web.forgery import refuse_forged
from service.web.headers import SafeHeaders
from service.web.measuring import Measuring
from service.web.routers import ROUTERS
from service.web.state import Service

COOKIE = "gongkai_session"
FORM_OVERHEAD = 1_000_000  # bytes a form may hold beside an uploaded file
PLAIN_LIMIT = 8_000_000  # bytes of a body without file: twenty thousand sites of a list as JSON


def create_app(settings: Settings, engine: Engine) -> FastAPI:
    """The application; the database is migrated already. Addresses in its answers never come from the request's Host header."""
    app = FastAPI(
        title="政务公开检查",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,
        dependencies=[Depends(refuse_forged)],
    )
    app.state.service = Service(settings, engine)
    app.state.store_probe = StoreProbe(app.state.service)
    app.state.metrics = Metrics(engine)
    faults.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=static_folder()), name="static")
    _guard(app, settings)
    return app


def _guard(app: FastAPI, settings: Settings) -> None:
    """The last one added sees a request first."""
    key = app.state.service.signing_key
    app.add_middleware(
        SessionMiddleware, secret_key=key, session_cookie=COOKIE, max_age=LIFETIME, https_only=settings.secure_cookies
    )
    app.add_middleware(BodyLimit, most=settings.upload_limit + FORM_OVERHEAD, most_plain=PLAIN_LIMIT)
    app.add_middleware(SafeHeaders)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)
    app.add_middleware(Measuring, metrics=app.state.metrics)


def static_folder() -> Path:
    """Style, script and pictures of the console."""
    with resources.as_file(resources.files("templates") / "console" / "static") as folder:
        return folder
