"""The list of sites (网站清单): searched, filtered, sorted, in pages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, UnaryExpression, func, or_, select, true
from sqlalchemy.orm import Session, aliased, lazyload

from portal.site import Level
from service.accounts.actor import Actor
from service.accounts.scope import visible_sites
from service.database.tables import Audit, AuditState, SiteRow, Unit
from service.sites.texts import searched
from service.words import AUDIT_STATES

NEVER = "never"  # not audited yet
LAST_WORDS = {NEVER: "未检查过", **{str(state): words for state, words in AUDIT_STATES.items()}}
SORTS = {"name": "名称", "url": "网址", "unit": "责任单位", "level": "层级", "last": "最近检查", "created": "加入时间"}


@dataclass(frozen=True)
class SiteFilter:
    """What is asked for; empty values ask nothing. `page` counts from 1."""

    q: str = ""  # in name, address, code, unit
    tag: str = ""
    level: Level | None = None
    unit: UUID | None = None
    last: str = ""  # a key of LAST_WORDS
    sort: str = "name"  # a key of SORTS, with - before it the other way round
    page: int = 1
    size: int = 50


@dataclass(frozen=True)
class SiteLine:
    """A site with its newest audit."""

    site: SiteRow
    last: Audit | None

    @property
    def state(self) -> str:
        """Key of LAST_WORDS."""
        return self.last.state if self.last else NEVER


@dataclass(frozen=True)
class SitePage:
    """One page of the list; `total` is the number of sites on all pages."""

    items: list[SiteLine]
    total: int


def list_sites(session: Session, actor: Actor, asked: SiteFilter) -> SitePage:
    """Sites the actor sees, as asked for."""
    newest = _newest()
    found = _filtered(actor, asked, newest)
    total = session.scalar(select(func.count()).select_from(found.with_only_columns(SiteRow.id).subquery())) or 0
    rows = session.execute(
        found.add_columns(newest)
        .options(lazyload(newest.run), lazyload(newest.site))  # joined, they would leave out sites without an audit
        .order_by(_order(asked.sort, newest), SiteRow.id)
        .limit(asked.size)
        .offset((asked.page - 1) * asked.size)
    )
    return SitePage([SiteLine(site, last) for site, last in rows], total)


def all_found(session: Session, actor: Actor, asked: SiteFilter) -> list[SiteRow]:
    """All sites as asked for, not only those of a page."""
    newest = _newest()
    return list(session.scalars(_filtered(actor, asked, newest).order_by(_order(asked.sort, newest), SiteRow.id)))


def _newest() -> Any:
    """The newest audit of each site; a cancelled one only where there is no other, since it told nothing."""
    cancelled = Audit.state == AuditState.CANCELLED
    newest = select(Audit).where(Audit.site_id == SiteRow.id).order_by(cancelled, Audit.queued_at.desc(), Audit.id)
    newest = newest.limit(1)
    return aliased(Audit, newest.lateral("newest"))


def _filtered(actor: Actor, asked: SiteFilter, newest: Any) -> Select[Any]:
    found = visible_sites(actor).outerjoin(newest, true()).outerjoin(Unit, Unit.id == SiteRow.unit_id)
    if words := searched(asked.q):
        found = found.where(_says(words))
    if asked.tag:
        found = found.where(SiteRow.tags.contains([searched(asked.tag).lower()]))
    if asked.level:
        found = found.where(SiteRow.level == asked.level)
    if asked.unit:
        found = found.where(SiteRow.unit_id == asked.unit)
    if asked.last in LAST_WORDS:
        found = found.where(newest.id.is_(None) if asked.last == NEVER else newest.state == AuditState(asked.last))
    return found


def _says(words: str) -> ColumnElement[bool]:
    columns = (SiteRow.name, SiteRow.url, SiteRow.code, Unit.name)
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def _order(sort: str, newest: Any) -> UnaryExpression[Any]:
    columns: dict[str, Any] = {
        "name": func.coalesce(func.nullif(SiteRow.name, ""), SiteRow.url),
        "url": SiteRow.url,
        "unit": Unit.name,
        "level": SiteRow.level,
        "last": newest.finished_at,
        "created": SiteRow.created_at,
    }
    column = columns.get(sort.removeprefix("-"), columns["name"])
    ordered: UnaryExpression[Any] = column.desc() if sort.startswith("-") else column.asc()
    return ordered.nulls_last()
