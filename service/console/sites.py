"""Pages of sites (网站): the list, one site, its form, imports."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from starlette.datastructures import FormData

from portal.site import Level, SiteKind
from reports.wording.words import KINDS, LEVELS
from service.accounts.actor import Right
from service.accounts.scope import site_for
from service.api.sites import Asked, Private, workbook
from service.database.tables import SiteRow
from service.probes.availability import availability_of, first_moment, last_days
from service.refusals import RefusalError
from service.results.audits import audits_of_site
from service.results.choosing import tags_of, units_of
from service.rulesets.known import ruleset_ids
from service.schedules.plans import audits_by_itself
from service.sites import importing, register
from service.sites.crawl_settings import CRAWL_SETTINGS
from service.sites.exporting import sites_book
from service.sites.fields import SiteFields
from service.sites.listing import LAST_WORDS, SORTS, all_found, list_sites
from service.sites.texts import words_of
from service.sites.units import all_units
from service.uploads import Kind, read_upload
from service.web.dependencies import Db, Page, Who, flash, needs
from service.web.pages import Paper
from service.web.paging import Paged
from service.web.state import service_of
from service.words import AUDIT_COLOURS, AUDIT_STATES

router = APIRouter(prefix="/sites", include_in_schema=False)
MANAGES = needs(Right.MANAGE_SITES)
FIELD_WORDS = {
    "url": "网址",
    "name": "名称",
    "code": "网站标识码",
    "level": "层级",
    "kind": "类型",
    "unit": "责任单位",
    "region": "行政区划",
    "tags": "标签",
    "aliases": "其他域名",
}
MOST_SHOWN = 500  # rows of a preview
AUDITS_SHOWN = 10


async def form_of(request: Request) -> FormData:
    """The fields of the form that was sent."""
    return await request.form()


Fields = Annotated[FormData, Depends(form_of)]


@router.get("")
def sites(page: Page, session: Db, actor: Who, asked: Asked) -> Response:
    """The list."""
    found = list_sites(session, actor, asked)
    return page.render(
        "sites.html.j2",
        asked=asked,
        keep=_kept(asked),
        paged=Paged(found.items, found.total, asked.page, asked.size),
        tag_choices=[(tag, tag) for tag in tags_of(session, actor)],
        unit_choices=[(str(unit.id), unit.name) for unit in units_of(session, actor)],
        colours=AUDIT_COLOURS,
        levels=LEVELS,
        last_words=LAST_WORDS,
        sorts=SORTS,
        manages=actor.may(Right.MANAGE_SITES),
    )


@router.get(".xlsx")
def sites_xlsx(session: Db, actor: Who, asked: Asked) -> Response:
    """The list as a workbook."""
    return workbook(sites_book(all_found(session, actor, asked)), "sites.xlsx")


@router.post("/tags", dependencies=[MANAGES])
def tag_sites(
    request: Request,
    page: Page,
    session: Db,
    actor: Who,
    ids: Annotated[list[UUID], Form()] = [],  # noqa: B006 - FastAPI makes a new one for each request
    add: Annotated[str, Form()] = "",
    remove: Annotated[str, Form()] = "",
) -> Response:
    """Tags of the sites that are ticked."""
    changed = register.tag_sites(session, actor, ids, words_of(add), words_of(remove))
    flash(request, f"已修改 {changed} 个网站的标签")
    return page.go("/sites")


@router.get("/new", dependencies=[MANAGES])
def new_site(page: Page, session: Db) -> Response:
    """The form of a new site."""
    return _form(page, session, None, SiteFields(url=""))


@router.post("/new", dependencies=[MANAGES])
def add_site(request: Request, page: Page, session: Db, actor: Who, form: Fields, private: Private) -> Response:
    """A new site; what cannot be used is told above the form as it was filled in."""
    fields = read_form(form)
    try:
        site = register.add_site(session, actor, fields, allow_private=private)
    except RefusalError as fault:
        return _form(page, session, None, fields, fault)
    flash(request, f"已添加 {site.name or site.url}")
    return page.go(f"/sites/{site.id}")


@router.get("/import", dependencies=[MANAGES])
def upload_page(page: Page) -> Response:
    """Where a list is uploaded."""
    return page.render("sites_import.html.j2", error="")


@router.post("/import", dependencies=[MANAGES])
def upload_list(
    request: Request, page: Page, session: Db, actor: Who, private: Private, file: Annotated[UploadFile, File()]
) -> Response:
    """Read a list, then show what it would do."""
    try:
        upload = read_upload(file, kinds=(Kind.XLSX, Kind.TEXT), limit=service_of(request).settings.upload_limit)
        pending = importing.keep_list(session, actor, upload.name, upload.content, allow_private=private)
    except RefusalError as fault:
        return page.render("sites_import.html.j2", status=fault.status, error=fault.words)
    return page.go(f"/sites/imports/{pending.id}")


@router.get("/imports/{import_id}", dependencies=[MANAGES])
def show_import(page: Page, session: Db, actor: Who, import_id: UUID, private: Private) -> Response:
    """What a list would do."""
    plan = importing.plan_import(session, actor, import_id, allow_private=private)
    shown = sorted(plan.rows, key=lambda row: (list(importing.Effect).index(row.effect), row.number))[:MOST_SHOWN]
    return page.render(
        "sites_preview.html.j2",
        levels=LEVELS,
        kinds=KINDS,
        plan=plan,
        shown=shown,
        effects=importing.EFFECT_WORDS,
        most=MOST_SHOWN,
        changes={row.number: [_change(name, pair) for name, pair in row.changes.items()] for row in shown},
    )


@router.post("/imports/{import_id}", dependencies=[MANAGES])
def apply_import(request: Request, page: Page, session: Db, actor: Who, import_id: UUID, private: Private) -> Response:
    """Take it over."""
    counts = importing.apply_import(session, actor, import_id, allow_private=private).counts
    flash(request, f"已导入：新增 {counts['new']} 个，修改 {counts['changed']} 个，没有变化 {counts['unchanged']} 个")
    if not audits_by_itself(session):
        flash(request, "还没有启用定期检查，可以到“计划”里启用", "review")
    return page.go("/sites")


@router.get("/{site_id}")
def site(page: Page, session: Db, actor: Who, site_id: UUID) -> Response:
    """One site: what is stated, its audits, its availability."""
    row = site_for(session, actor, site_id)
    return page.render(
        "site.html.j2",
        site=row,
        levels=LEVELS,
        kinds=KINDS,
        titles=ruleset_ids(session),
        crawl=[(setting, row.crawl[setting.name]) for setting in CRAWL_SETTINGS if setting.name in row.crawl],
        audits=audits_of_site(session, row.id, AUDITS_SHOWN),
        availability=availability_of(session, [row], first_moment())[0],
        days=last_days(),
        states=AUDIT_STATES,
        colours=AUDIT_COLOURS,
        starts=actor.may(Right.START_RUNS),
        manages=actor.may(Right.MANAGE_SITES),
    )


@router.get("/{site_id}/edit", dependencies=[MANAGES])
def edit_site(page: Page, session: Db, actor: Who, site_id: UUID) -> Response:
    """Its form."""
    row = site_for(session, actor, site_id)
    return _form(page, session, row, importing.fields_of(row))


@router.post("/{site_id}/edit", dependencies=[MANAGES])
def change_site(
    request: Request, page: Page, session: Db, actor: Who, site_id: UUID, form: Fields, private: Private
) -> Response:
    """Save it."""
    row = site_for(session, actor, site_id)
    fields = read_form(form)
    try:
        register.change_site(session, actor, site_id, fields, allow_private=private)
    except RefusalError as fault:
        return _form(page, session, row, fields, fault)
    flash(request, "已保存")
    return page.go(f"/sites/{site_id}")


@router.post("/{site_id}/remove", dependencies=[MANAGES])
def remove_site(request: Request, page: Page, session: Db, actor: Who, site_id: UUID) -> Response:
    """Remove it."""
    register.remove_site(session, actor, site_id)
    flash(request, "已删除。以前的检查结果仍然保留，重新添加同一网址时恢复。")
    return page.go("/sites")


def read_form(form: FormData) -> SiteFields:
    """What was filled in; raises RefusalError (422) for a choice that is none."""

    def text(name: str) -> str:
        value = form.get(name, "")
        return value if isinstance(value, str) else ""

    try:
        level = Level(text("level")) if text("level") else None
        kind = SiteKind(text("kind")) if text("kind") else None
    except ValueError:
        raise RefusalError.unusable("层级或类型不认识，请从列表中选择") from None
    return SiteFields(
        **{name: text(name) for name in ("url", "name", "code", "unit", "region", "note")},
        level=level,
        kind=kind,
        tags=words_of(text("tags")),
        aliases=words_of(text("aliases")),
        rulesets=[value for value in form.getlist("rulesets") if isinstance(value, str) and value],
        crawl={setting.name: value for setting in CRAWL_SETTINGS if (value := text(f"crawl.{setting.name}").strip())},
    )


def _form(
    page: Paper, session: Db, site: SiteRow | None, fields: SiteFields, fault: RefusalError | None = None
) -> Response:
    return page.render(
        "site_form.html.j2",
        status=fault.status if fault else 200,
        error=fault.words if fault else "",
        site=site,
        fields=fields,
        levels=LEVELS,
        kinds=KINDS,
        units=all_units(session),
        titles=ruleset_ids(session),
        settings=CRAWL_SETTINGS,
    )


def _kept(asked: Any) -> dict[str, Any]:
    """The filter as other pages' addresses carry it on."""
    values = vars(replace(asked, page=1))
    return {name: value for name, value in values.items() if value and (name, value) not in _USUAL}


_CHOICES: dict[str, Mapping[Any, str]] = {"level": LEVELS, "kind": KINDS}
_USUAL = (("page", 1), ("size", 50), ("sort", "name"))


def _change(name: str, pair: tuple[object, object]) -> tuple[str, str, str]:
    return FIELD_WORDS.get(name, name), _shown(name, pair[0]), _shown(name, pair[1])


def _shown(name: str, value: Any) -> str:
    words: Mapping[Any, str] = _CHOICES.get(name, {})
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else words.get(value, str(value or "（空）"))
