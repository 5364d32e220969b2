"""Every router of the application, a line each (页面与接口)."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
