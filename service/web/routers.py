"""Every router of the application, a line each (页面与接口)."""

from fastapi import APIRouter

from service.api import results as results_api
from service.api import runs as runs_api
from service.console import account, archived, login, results, runs

ROUTERS: tuple[APIRouter, ...] = (
    login.router,
    account.router,
    archived.router,
    runs.router,
    results.router,
    runs_api.router,
    results_api.router,
)
