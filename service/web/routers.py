"""Every router of the application, a line each (页面与接口)."""

from fastapi import APIRouter

from service.console import account, login

ROUTERS: tuple[APIRouter, ...] = (
    login.router,
    account.router,
)
