"""Adding, changing and removing sites (网站的新增、修改、删除)."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.probes import site_key
from service.accounts.actor import Actor, Right
from service.accounts.scope import site_for, visible_sites
from service.database.tables import Audit, SiteRow
from service.database.tables.runs import ENDED
from service.jobs.cancelling import ask_to_cancel
from service.journal import record
from service.refusals import RefusalError
from service.rulesets.known import refuse_unknown
from service.sites.fields import SiteFields, checked_tags
from service.sites.units import Units

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('gongkai.sites'))")
COLUMNS = ("url", "name", "code", "level", "kind", "region", "tags", "aliases", "rulesets", "note", "crawl")
HOME_FILE = re.compile(r"/(index|default|home)\.[a-z]{2,5}$", re.IGNORECASE)


def lock_sites(session: Session) -> None:
    """Until the transaction ends nobody else adds or changes sites: two forms of one address are seen to be the same site."""
    session.execute(_ONE_AT_A_TIME)


def add_site(session: Session, actor: Actor, fields: SiteFields, *, allow_private: bool) -> SiteRow:
    """A new site; one that was removed comes back with its past. Raises RefusalError (403, 409, 422)."""
    actor.require(Right.MANAGE_SITES)
    checked = fields.checked(allow_private=allow_private)
    refuse_unknown(session, checked.rulesets)
    lock_sites(session)
    site = _revived(session, checked.url) or SiteRow()
    put(site, checked, Units(session, [checked.unit]))
    session.add(site)
    session.flush()
    record(session, actor, "site.add", site.url)
    return site


def change_site(session: Session, actor: Actor, site_id: UUID, fields: SiteFields, *, allow_private: bool) -> SiteRow:
    """A site with everything about it replaced. Raises RefusalError (403, 404, 409, 422)."""
    actor.require(Right.MANAGE_SITES)
    checked = fields.checked(allow_private=allow_private)
    refuse_unknown(session, checked.rulesets)
    lock_sites(session)
    site = site_for(session, actor, site_id)
    _refuse_second(session, checked.url, but=site)
    changed = differences(site, checked)
    put(site, checked, Units(session, [checked.unit]))
    session.flush()
    if changed:
        record(session, actor, "site.change", site.url, **{name: list(pair) for name, pair in changed.items()})
    return site


def remove_site(session: Session, actor: Actor, site_id: UUID) -> None:
    """Hide a site and end its audits. What was found stays on record. Raises RefusalError (403, 404)."""
    actor.require(Right.MANAGE_SITES)
    site = site_for(session, actor, site_id)
    site.removed_at = func.now()
    going_on = select(Audit).where(Audit.site_id == site.id, Audit.state.not_in(ENDED)).order_by(Audit.id)
    for audit in session.scalars(going_on).all():
        ask_to_cancel(session, audit)
    record(session, actor, "site.remove", site.url)


def tag_sites(session: Session, actor: Actor, ids: Sequence[UUID], add: Sequence[str], remove: Sequence[str]) -> int:
    """Put tags on sites and take others off; returns how many sites changed. Raises RefusalError (403, 404, 422)."""
    actor.require(Right.MANAGE_SITES)
    more, fewer = checked_tags(add), set(checked_tags(remove))
    if not ids or not (more or fewer):
        raise RefusalError.unusable("请选择网站，并填写要添加或去掉的标签")
    lock_sites(session)
    sites = session.scalars(visible_sites(actor).where(SiteRow.id.in_(ids)).with_for_update(of=SiteRow)).all()
    if len(sites) != len(set(ids)):
        raise RefusalError.not_found("所选网站中有的已被删除，请刷新后重新选择")
    changed = [site for site in sites if _retag(site, more, fewer)]
    record(session, actor, "site.tag", f"{len(changed)} 个网站", added=more, removed=sorted(fewer))
    return len(changed)


def _retag(site: SiteRow, more: list[str], fewer: set[str]) -> bool:
    tags = checked_tags([tag for tag in (*site.tags, *more) if tag not in fewer])
    changed = tags != site.tags
    site.tags = tags
    return changed


def put(site: SiteRow, fields: SiteFields, units: Units) -> None:
    """Write checked fields into a row."""
    for name in COLUMNS:
        setattr(site, name, getattr(fields, name))
    site.unit = units.named(fields.unit)
    site.host = (urlsplit(fields.url).hostname or "").lower()
    site.folder = site.site.folder


def differences(site: SiteRow, fields: SiteFields) -> dict[str, tuple[object, object]]:
    """Fields that say something else, each with what was and what will be."""
    pairs = {name: (getattr(site, name), getattr(fields, name)) for name in COLUMNS}
    pairs["unit"] = (site.unit.name if site.unit else "", fields.unit)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def identity(url: str) -> str:
    """What makes two addresses one site: host, port and path, without the name of the home page's file."""
    return HOME_FILE.sub("/", site_key(url))


def same_site(sites: Iterable[SiteRow]) -> dict[str, SiteRow]:
    """Sites by what makes two addresses one site: http and https are. One in use goes before one that was removed."""
    ordered = sorted(sites, key=lambda site: (site.removed_at is None, site.removed_at or site.created_at))
    return {identity(site.url): site for site in ordered}


def _revived(session: Session, url: str) -> SiteRow | None:
    """The row of a site that was removed; raises RefusalError (409) when there is one in use."""
    host = (urlsplit(url).hostname or "").lower()
    known = same_site(session.scalars(select(SiteRow).where(SiteRow.host == host)))
    site = known.get(identity(url))
    if site and site.removed_at is None:
        raise RefusalError.conflict(f"{url} 已在网站清单里（{site.name or site.url}）")
    if site:
        site.removed_at = None
    return site


def _refuse_second(session: Session, url: str, *, but: SiteRow) -> None:
    host = (urlsplit(url).hostname or "").lower()
    others = select(SiteRow).where(SiteRow.host == host, SiteRow.id != but.id, SiteRow.removed_at.is_(None))
    other = same_site(session.scalars(others)).get(identity(url))
    if other:
        raise RefusalError.conflict(f"{url} 已在网站清单里（{other.name or other.url}）")
