"""Starting a round of checks (发起检查), and starting again what came to nothing."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from auditing.exits import Exit
from portal.site import Site
from service.accounts.actor import Actor, Right
from service.accounts.scope import visible_sites
from service.database.tables import Audit, AuditState, Purpose, Run, SiteRow
from service.jobs.making import make_run
from service.journal import record
from service.refusals import RefusalError
from service.results.choosing import chosen_sites
from service.rulesets.known import refuse_unknown
from service.runs.listing import PURPOSES, run_for
from service.runs.wishes import RunWish, Target
from service.sites.crawl_settings import checked_crawl
from service.sites.fields import SiteFields, checked_url
from service.sites.register import add_site, identity, same_site

NAMED = 5  # addresses a refusal names


def start(session: Session, actor: Actor, wish: RunWish, *, allow_private: bool) -> Run:
    """Make a run as wished. Raises RefusalError: 403 without the right, 404 for a site that is not there, 422 for what cannot be used."""
    actor.require(Right.START_RUNS)
    refuse_unknown(session, wish.rulesets)
    crawl = checked_crawl(wish.crawl)
    sites = _sites(session, actor, wish, allow_private=allow_private)
    if not sites:
        raise RefusalError.unusable("没有选中任何网站，请至少选择一个")
    purpose = Purpose(wish.purpose)
    if purpose is Purpose.REJUDGE:
        sites = _with_snapshot(session, sites)
    run = make_run(
        session,
        purpose,
        sites,
        as_of=wish.as_of,
        year=wish.year,
        rulesets=wish.rulesets,
        crawl=crawl,
        priority=wish.priority,
        at_once=wish.at_once,
        started_by=actor.user_id,
    )
    _started(session, actor, run, len(sites))
    return run


def start_again(session: Session, actor: Actor, run_id: UUID) -> Run:
    """A run like this one over its sites that could not be checked. Raises RefusalError (403, 404, 409)."""
    actor.require(Right.START_RUNS)
    old = run_for(session, actor, run_id)
    sites = session.scalars(
        visible_sites(actor).join(Audit, Audit.site_id == SiteRow.id).where(*came_to_nothing(old))
    ).all()
    if not sites:
        raise RefusalError.conflict("这个批次里没有未能检查的网站")
    run = make_run(
        session,
        old.purpose,
        sites,
        as_of=None,
        year=old.year,
        rulesets=old.rulesets,
        crawl=old.crawl,
        priority=old.priority,
        at_once=old.at_once,
        started_by=actor.user_id,
    )
    _started(session, actor, run, len(sites), again=old.name)
    return run


def came_to_nothing(run: Run) -> tuple[ColumnElement[bool], ...]:
    """Condition on audits of a run: failed by a fault, or the site could not be reached."""
    unreached = (Audit.state == AuditState.DONE) & (Audit.exit == int(Exit.NOT_AUDITED))
    return Audit.run_id == run.id, or_(Audit.state == AuditState.FAILED, unreached)


def _started(session: Session, actor: Actor, run: Run, count: int, **more: str) -> None:
    record(session, actor, "run.start", f"{run.name} {PURPOSES[run.purpose]}", run=str(run.id), sites=count, **more)
    session.info["hand_over"] = True


def _sites(session: Session, actor: Actor, wish: RunWish, *, allow_private: bool) -> Sequence[SiteRow]:
    if sum(map(bool, (wish.sites, wish.targets, wish.matching))) > 1:
        raise RefusalError.unusable("sites、targets、matching 只能给出一种")
    if wish.matching:
        return session.scalars(chosen_sites(actor, wish.matching)).all()
    if wish.targets:
        return _targets(session, actor, wish, allow_private=allow_private)
    return _selected(session, actor, wish.sites)


def _selected(session: Session, actor: Actor, ids: Iterable[UUID]) -> Sequence[SiteRow]:
    wanted = set(ids)
    sites = session.scalars(visible_sites(actor).where(SiteRow.id.in_(wanted))).all()
    if len(sites) != len(wanted):
        raise RefusalError.not_found("所选网站中有的已被删除，请刷新后重新选择")
    return sites


def _targets(session: Session, actor: Actor, wish: RunWish, *, allow_private: bool) -> list[SiteRow]:
    """The sites at the addresses; those not known are added, or refused all at once."""
    wanted = {identity(url): (url, target) for url, target in _canonical(wish.targets, allow_private=allow_private)}
    known = same_site(session.scalars(visible_sites(actor)))
    missing = [pair for key, pair in wanted.items() if key not in known]
    if missing and not (wish.add and actor.may(Right.MANAGE_SITES)):
        names = "、".join(url for url, _ in missing[:NAMED]) + (
            f" 等 {len(missing)} 个" if len(missing) > NAMED else ""
        )
        mend = "请用有“管理网站”权限的令牌，或者先在网站清单里添加"
        raise RefusalError.unusable(f"网站清单里没有 {names}，{mend}")
    added = {
        identity(url): add_site(session, actor, _fields(url, target), allow_private=allow_private)
        for url, target in missing
    }
    return [known.get(key) or added[key] for key in wanted]


def _canonical(targets: Iterable[Target], *, allow_private: bool) -> list[tuple[str, Target]]:
    return [(checked_url(target.url, allow_private=allow_private), target) for target in targets]


def _fields(url: str, target: Target) -> SiteFields:
    stated = target.model_dump(exclude={"url", "tags", "aliases"})
    return SiteFields.of(Site(url=url, tags=tuple(target.tags), aliases=tuple(target.aliases), **stated))


def _with_snapshot(session: Session, sites: Sequence[SiteRow]) -> list[SiteRow]:
    """Those of which a snapshot is stored; raises RefusalError (409) where there is none at all."""
    stored = set(
        session.scalars(
            select(Audit.site_id).where(Audit.has_snapshot, Audit.site_id.in_([site.id for site in sites])).distinct()
        )
    )
    kept = [site for site in sites if site.id in stored]
    if not kept:
        raise RefusalError.conflict("所选网站都还没有存下的快照，请先做一次检查")
    return kept
