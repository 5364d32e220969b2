"""Importing a list of sites (导入网站清单): read, shown with what would change, then taken over whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.office_tables import SUFFIXES
from portal.site import Site
from portal.site_list import SiteListError, read_site_rows, what_and_mend
from service.accounts.actor import Actor, Right
from service.database.tables import SiteRow
from service.database.tables.imports import SiteImport
from service.journal import record
from service.refusals import RefusalError
from service.sites.fields import SiteFields
from service.sites.register import differences, identity, lock_sites, put, same_site
from service.sites.units import Units
from service.typed_text import typed_line

KEPT = timedelta(days=1)
STATED = ("url", "name", "code", "level", "kind", "unit", "region", "tags", "aliases")


class Effect(StrEnum):
    """What a row of a list does."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


EFFECT_WORDS = {Effect.NEW: "新增", Effect.CHANGED: "修改", Effect.UNCHANGED: "没有变化"}


@dataclass(frozen=True)
class PlannedRow:
    """A row that can be used: the site as it will be, and what of it changes."""

    number: int
    fields: SiteFields
    site: SiteRow | None
    changes: dict[str, tuple[object, object]]

    @property
    def effect(self) -> Effect:
        """What it does."""
        if self.site is None or self.site.removed_at is not None:
            return Effect.NEW
        return Effect.CHANGED if self.changes else Effect.UNCHANGED


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. `faults` have `row`, `what` and `mend`."""

    id: UUID
    file: str
    rows: list[PlannedRow]
    faults: list[dict[str, Any]]

    def of(self, effect: Effect) -> list[PlannedRow]:
        """Rows with this effect."""
        return [row for row in self.rows if row.effect is effect]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each effect, and how many cannot be used."""
        return {**{str(effect): len(self.of(effect)) for effect in Effect}, "faulty": len(self.faults)}


def keep_list(session: Session, actor: Actor, name: str, content: bytes, *, allow_private: bool) -> SiteImport:
    """Read an uploaded list and keep it until it is applied. Raises RefusalError (403, 422) for what is no list at all."""
    actor.require(Right.MANAGE_SITES)
    name = typed_line(PurePosixPath(name.replace("\\", "/")).name, "文件名", 200)
    rows, faults = _read(name, content)
    kept: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for number, site in rows:
        fault = _fault(number, site, seen, allow_private=allow_private)
        if fault:
            faults.append(fault)
        else:
            kept.append({"row": number, "site": site.model_dump(mode="json", exclude_defaults=True)})
    session.execute(delete(SiteImport).where(SiteImport.made_at < datetime.now(UTC) - KEPT))
    pending = SiteImport(file=name, rows=kept, faults=sorted(faults, key=lambda fault: fault["row"]))
    pending.made_by = actor.user_id
    session.add(pending)
    session.flush()
    return pending


def plan_import(session: Session, actor: Actor, import_id: UUID, *, allow_private: bool) -> ImportPlan:
    """What the list would do now; raises RefusalError (403, 404)."""
    actor.require(Right.MANAGE_SITES)
    pending = session.get(SiteImport, import_id)
    if pending is None or pending.made_by != actor.user_id:
        raise RefusalError.not_found("没有这份待导入的清单，可能已经导入或者过期，请重新上传")
    return ImportPlan(pending.id, pending.file, list(_planned(session, pending, allow_private)), pending.faults)


def apply_import(session: Session, actor: Actor, import_id: UUID, *, allow_private: bool) -> ImportPlan:
    """Take the usable rows of a list over, all or none, and forget the list; raises RefusalError (403, 404)."""
    actor.require(Right.MANAGE_SITES)
    lock_sites(session)
    plan = plan_import(session, actor, import_id, allow_private=allow_private)
    counts = plan.counts
    todo = [row for row in plan.rows if row.effect is not Effect.UNCHANGED]
    units = Units(session, (row.fields.unit for row in todo))
    for row in todo:
        site = row.site or SiteRow()
        put(site, row.fields, units)
        site.removed_at = None
        session.add(site)
    session.execute(delete(SiteImport).where(SiteImport.id == import_id))
    record(session, actor, "site.import", plan.file, **counts)
    session.flush()
    return plan


def _read(name: str, content: bytes) -> tuple[list[tuple[int, Site]], list[dict[str, Any]]]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise RefusalError.unusable(f"{name}: 站点清单应是 XLSX、CSV 或 YAML 文件")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{suffix}"
        path.write_bytes(content)
        try:
            rows, broken = read_site_rows(path)
        except SiteListError as fault:
            raise RefusalError.unusable(str(fault).replace(str(path), name)) from fault
    return rows, [{"row": row.row, "what": row.what[:300], "mend": row.mend[:300]} for row in broken]


def _fault(number: int, site: Site, seen: dict[str, int], *, allow_private: bool) -> dict[str, Any] | None:
    """What the service itself has against a row."""
    try:
        checked = SiteFields.of(site).checked(allow_private=allow_private)
    except RefusalError as fault:
        what, mend = what_and_mend(fault.words)
        return {"row": number, "what": what, "mend": mend}
    key = identity(checked.url)
    if key in seen:
        return {"row": number, "what": f"与第 {seen[key]} 行是同一个网站", "mend": "删去其中一行"}
    seen[key] = number
    return None


def _planned(session: Session, pending: SiteImport, allow_private: bool) -> Iterator[PlannedRow]:
    known = same_site(session.scalars(select(SiteRow)))
    for row in pending.rows:
        stated = SiteFields.of(Site.model_validate(row["site"])).checked(allow_private=allow_private)
        site = known.get(identity(stated.url))
        fields = _with_stated(site, stated) if site else stated
        yield PlannedRow(row["row"], fields, site, differences(site, fields) if site else {})


def _with_stated(site: SiteRow, stated: SiteFields) -> SiteFields:
    """What is known of a site with what the list says; an empty cell changes nothing."""
    known = fields_of(site)
    return replace(known, **{name: value for name in STATED if (value := getattr(stated, name))})


def fields_of(site: SiteRow) -> SiteFields:
    """What is stated about a site, as a form shows it."""
    return SiteFields(
        url=site.url,
        name=site.name,
        code=site.code,
        level=site.level,
        kind=site.kind,
        unit=site.unit.name if site.unit else "",
        region=site.region,
        tags=list(site.tags),
        aliases=list(site.aliases),
        rulesets=list(site.rulesets),
        note=site.note,
        crawl=dict(site.crawl),
    )
