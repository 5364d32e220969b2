"""Which sites an actor sees (可见范围). What is out of it answers as if it did not exist."""

from uuid import UUID

from sqlalchemy import Select, false, select
from sqlalchemy.orm import Session

from service.accounts.actor import Actor
from service.database.tables import Audit, SiteRow
from service.refusals import RefusalError


def visible_sites(actor: Actor) -> Select[SiteRow]:
    """Sites that were not removed; of a unit user, those of the unit."""
    sites = select(SiteRow).where(SiteRow.removed_at.is_(None))
    if not actor.only_unit:
        return sites
    return sites.where(
        SiteRow.unit_id == actor.unit_id if actor.unit_id else false()
    )  # nobody's sites are not those of nobody's unit


def site_for(session: Session, actor: Actor, site_id: UUID) -> SiteRow:
    """The site, if the actor may see it; raises RefusalError (404)."""
    site = session.scalar(visible_sites(actor).where(SiteRow.id == site_id))
    if site is None:
        raise RefusalError.not_found("没有这个网站，可能已被删除")
    return site


def audit_for(session: Session, actor: Actor, audit_id: UUID) -> Audit:
    """The audit, if the actor may see its site; raises RefusalError (404)."""
    visible = visible_sites(actor).with_only_columns(SiteRow.id)
    audit = session.scalar(select(Audit).where(Audit.id == audit_id, Audit.site_id.in_(visible)))
    if audit is None:
        raise RefusalError.not_found("没有这次检查，可能已被删除")
    return audit
