"""Renders pages (页面): the Jinja environment of the console and what every page knows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from crawler.off_peak import ZONE
from reports.wording.plaintext import plain
from service.accounts.actor import Actor
from service.accounts.csrf import csrf_token
from service.console.navigation import groups_for

NOTHING = "—"


def day(value: date | datetime | None) -> str:
    """2026年3月1日, of a time the day in China."""
    if isinstance(value, datetime):
        value = value.astimezone(ZONE).date()
    return f"{value.year}年{value.month}月{value.day}日" if value else NOTHING


def moment(value: datetime | None) -> str:
    """2026-03-01 02:00 in China."""
    return value.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if value else NOTHING


def number(value: float | None, digits: int = 0) -> str:
    """12,345 or 87.5."""
    return NOTHING if value is None else f"{value:,.{digits}f}"


def query(values: dict[str, Any]) -> str:
    """The part of an address behind the question mark; what is None or empty is left out."""
    return urlencode({name: value for name, value in values.items() if value not in (None, "", [])}, doseq=True)


def make_environment() -> Environment:
    """Templates of the console; everything is escaped, a name that is not given is a fault."""
    environment = Environment(
        loader=PackageLoader("templates", "console"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "moment": moment, "number": number, "query": query, "plain": plain}
    return environment


ENVIRONMENT = make_environment()


@dataclass(frozen=True)
class Paper:
    """What a page is written on: the request, who is signed in (None: nobody), the name of the office."""

    request: Request
    actor: Actor | None
    office_name: str

    def render(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A page from a template. It knows `actor`, `csrf_token`, `flashes`, `navigation`, `here`, `office_name` and what is given."""
        return HTMLResponse(ENVIRONMENT.get_template(template).render(self._known() | context), status)

    def go(self, path: str, **values: Any) -> RedirectResponse:
        """See Other: after something was done, to a page of ours."""
        return RedirectResponse(f"{path}?{query(values)}" if query(values) else path, 303)

    def _known(self) -> dict[str, Any]:
        session = self.request.session
        return {
            "actor": self.actor,
            "office_name": self.office_name,
            "csrf_token": csrf_token(session),
            "flashes": session.pop("flash", []) if "flash" in session else [],
            "navigation": groups_for(self.actor) if self.actor else [],
            "here": self.request.url.path,
        }
