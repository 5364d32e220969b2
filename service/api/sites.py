"""Sites (网站) for programs: listed, kept, imported, exported."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Request, Response, UploadFile
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from portal.site import Level, SiteKind
from service.accounts.actor import Right
from service.accounts.scope import site_for
from service.database.tables import SiteRow
from service.sites import importing, register
from service.sites.exporting import sites_book
from service.sites.fields import SiteFields
from service.sites.listing import SiteFilter, SiteLine, all_found, list_sites
from service.uploads import Kind, read_upload
from service.web.dependencies import Db, Who, needs
from service.web.paging import LARGEST_SIZE, LAST_PAGE, USUAL_SIZE, Listed
from service.web.state import service_of

router = APIRouter(prefix="/api/v1", tags=["sites"])
MANAGES = needs(Right.MANAGE_SITES)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_AT_ONCE = 20_000
NOT_STATED = BeforeValidator(lambda value: value or None)  # what a form sends for a field nobody filled in


class SiteIn(BaseModel):
    """What is stated about a site. `crawl`: options of the crawl that an office may set; `rulesets`: ids, empty: those that fit."""

    model_config = ConfigDict(extra="forbid")

    url: str
    name: str = ""
    code: str = ""
    level: Level | None = None
    kind: SiteKind | None = None
    unit: str = ""
    region: str = ""
    tags: list[str] = []
    aliases: list[str] = []
    rulesets: list[str] = []
    note: str = ""
    crawl: dict[str, Any] = {}

    @property
    def fields(self) -> SiteFields:
        """As acts take it."""
        return SiteFields(**{name: getattr(self, name) for name in type(self).model_fields})


class LastAudit(BaseModel):
    """The newest audit of a site."""

    id: UUID
    state: str
    finished_at: datetime | None


class SiteOut(SiteIn):
    """A site with what the service knows."""

    id: UUID
    host: str
    folder: str
    created_at: datetime
    last: LastAudit | None = None

    @classmethod
    def of(cls, line: SiteLine) -> Self:
        """As a list shows it."""
        site, last = line.site, line.last
        stated = {name: getattr(site, name) for name in SiteIn.model_fields if name != "unit"}
        newest = LastAudit(id=last.id, state=last.state, finished_at=last.finished_at) if last else None
        own = {name: getattr(site, name) for name in ("id", "host", "folder", "created_at")}
        return cls(**stated, **own, unit=site.unit.name if site.unit else "", last=newest)


class Tagging(BaseModel):
    """Tags for many sites."""

    model_config = ConfigDict(extra="forbid")

    ids: list[UUID] = Field(max_length=MOST_AT_ONCE)
    add: list[str] = []
    remove: list[str] = []


class Changed(BaseModel):
    """How many sites changed."""

    changed: int


class ImportRow(BaseModel):
    """A usable row: what it does, and fields with what was and what will be."""

    row: int
    url: str
    name: str
    effect: importing.Effect
    changes: dict[str, list[Any]]


class ImportFault(BaseModel):
    """A row that cannot be used, and how to mend it."""

    row: int
    what: str
    mend: str


class ImportOut(BaseModel):
    """What an import would do, or did. Without `apply` nothing is done."""

    id: UUID
    file: str
    counts: dict[str, int]
    rows: list[ImportRow]
    faults: list[ImportFault]

    @classmethod
    def of(cls, plan: importing.ImportPlan) -> Self:
        """A plan."""
        rows = [
            ImportRow(
                row=row.number,
                url=row.fields.url,
                name=row.fields.name,
                effect=row.effect,
                changes={name: list(pair) for name, pair in row.changes.items()},
            )
            for row in plan.rows
        ]
        faults = [ImportFault(**fault) for fault in plan.faults]
        return cls(id=plan.id, file=plan.file, counts=plan.counts, rows=rows, faults=faults)


def asked_sites(
    q: str = "",
    tag: str = "",
    level: Annotated[Level | None, NOT_STATED] = None,
    unit: Annotated[UUID | None, NOT_STATED] = None,
    last: str = "",
    sort: str = "name",
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1,
    size: Annotated[int, Query(ge=1, le=LARGEST_SIZE)] = USUAL_SIZE,
) -> SiteFilter:
    """The filter in an address."""
    return SiteFilter(q, tag, level, unit, last, sort, page, size)


Asked = Annotated[SiteFilter, Depends(asked_sites)]


def allows_private(request: Request) -> bool:
    """Whether sites on private addresses may be watched."""
    return service_of(request).settings.allow_private


Private = Annotated[bool, Depends(allows_private)]


@router.get("/sites")
def sites(session: Db, actor: Who, asked: Asked) -> Listed[SiteOut]:
    """Sites the caller sees."""
    page = list_sites(session, actor, asked)
    return Listed(items=[SiteOut.of(line) for line in page.items], total=page.total)


@router.get("/sites.xlsx", response_class=Response)
def sites_xlsx(session: Db, actor: Who, asked: Asked) -> Response:
    """The list as a workbook, which the import reads."""
    return workbook(sites_book(all_found(session, actor, asked)), "sites.xlsx")


@router.post("/sites", status_code=201, dependencies=[MANAGES])
def add_site(site: SiteIn, session: Db, actor: Who, private: Private) -> SiteOut:
    """A new site."""
    return _out(register.add_site(session, actor, site.fields, allow_private=private))


@router.post("/sites/tags", dependencies=[MANAGES])
def tag_sites(tagging: Tagging, session: Db, actor: Who) -> Changed:
    """Put tags on sites, take others off."""
    return Changed(changed=register.tag_sites(session, actor, tagging.ids, tagging.add, tagging.remove))


@router.post("/sites/import", status_code=201, dependencies=[MANAGES])
def upload_list(
    request: Request, session: Db, actor: Who, private: Private, file: Annotated[UploadFile, File()]
) -> ImportOut:
    """Read a list (XLSX, CSV, YAML); it is kept for a day, nothing is changed yet."""
    upload = read_upload(file, kinds=(Kind.XLSX, Kind.TEXT), limit=service_of(request).settings.upload_limit)
    pending = importing.keep_list(session, actor, upload.name, upload.content, allow_private=private)
    return ImportOut.of(importing.plan_import(session, actor, pending.id, allow_private=private))


@router.get("/sites/import/{import_id}", dependencies=[MANAGES])
def show_import(import_id: UUID, session: Db, actor: Who, private: Private) -> ImportOut:
    """What a list would do now."""
    return ImportOut.of(importing.plan_import(session, actor, import_id, allow_private=private))


@router.post("/sites/import/{import_id}/apply", dependencies=[MANAGES])
def apply_import(import_id: UUID, session: Db, actor: Who, private: Private) -> ImportOut:
    """Take over the usable rows of a list; what it did."""
    return ImportOut.of(importing.apply_import(session, actor, import_id, allow_private=private))


@router.get("/sites/{site_id}")
def site(site_id: UUID, session: Db, actor: Who) -> SiteOut:
    """One site."""
    return _out(site_for(session, actor, site_id))


@router.put("/sites/{site_id}", dependencies=[MANAGES])
def change_site(site_id: UUID, site: SiteIn, session: Db, actor: Who, private: Private) -> SiteOut:
    """Replace everything about a site."""
    return _out(register.change_site(session, actor, site_id, site.fields, allow_private=private))


@router.delete("/sites/{site_id}", status_code=204, dependencies=[MANAGES])
def remove_site(site_id: UUID, session: Db, actor: Who) -> None:
    """Remove a site; its audits under way end, what was found stays on record."""
    register.remove_site(session, actor, site_id)


def workbook(content: bytes, name: str) -> Response:
    """A workbook to keep."""
    return Response(content, media_type=WORKBOOK, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _out(row: SiteRow) -> SiteOut:
    return SiteOut.of(SiteLine(row, None))
