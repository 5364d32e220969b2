"""Every router of the application, a line each (页面与接口)."""

from fastapi import APIRouter

from service.api import accounts as accounts_api
from service.api import followup as followup_api
from service.api import mail as mail_api
from service.api import office as office_api
from service.api import people as people_api
from service.api import probes as probes_api
from service.api import results as results_api
from service.api import rulesets as rulesets_api
from service.api import runs as runs_api
from service.api import schedules as schedules_api
from service.api import sites as sites_api
from service.console import (
    account,
    archived,
    journal,
    ledger,
    login,
    mail,
    office,
    overview,
    people,
    probes,
    results,
    rulesets,
    runs,
    schedules,
    sites,
    users,
    watching,
)

ROUTERS: tuple[APIRouter, ...] = (
    login.router,
    watching.router,
    account.router,
    overview.router,
    users.router,
    office.router,
    journal.router,
    accounts_api.router,
    office_api.router,
    archived.router,
    runs.router,
    results.router,
    runs_api.router,
    results_api.router,
    sites.router,
    schedules.router,
    probes.router,
    sites_api.router,
    schedules_api.router,
    probes_api.router,
    ledger.router,
    people.router,
    mail.router,
    followup_api.router,
    people_api.router,
    mail_api.router,
    rulesets.router,
    rulesets_api.router,
)
