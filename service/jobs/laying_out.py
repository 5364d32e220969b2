"""Laying out an audit (检查准备): the run it is compared with, the snapshot it judges again, what its process is told."""

import shutil
from datetime import date

from service.database.tables import Audit, Purpose
from service.jobs.earlier import to_compare_with, to_judge_again
from service.jobs.events import Event
from service.jobs.held import Held
from service.jobs.orders import Orders, previous_snapshot
from service.jobs.stopping import FaultError
from service.jobs.workplace import FETCHING
from service.store.faults import NotStoredError

SNAPSHOT, SHOTS = "snapshot/", "snapshot/shots/"


def lay_out(held: Held) -> None:
    """Write all the site's process reads. Raises FaultError, StoppedError, OSError."""
    place, audit = held.place, held.audit
    place.root.mkdir(parents=True, exist_ok=True)
    as_of = _fetch_stored(held) if audit.run.purpose is Purpose.REJUDGE else _fetch_earlier(held)
    with held.shop.sessions() as session:
        job = Orders(session, held.shop.settings, held.attempt.office, audit, place).write(as_of)
    crawl = job.crawl.model_copy(update={"previous": previous_snapshot(place.earlier())})
    place.job.write_text(job.model_copy(update={"crawl": crawl}).model_dump_json(indent=1), encoding="utf-8")


def _fetch_earlier(held: Held) -> date:
    """The run to compare with; an attempt that goes on with a crawl keeps the one it was begun with."""
    if held.place.is_begun:
        held.note(Event.RESUMED, "接着上次中断的地方抓取")
    elif held.place.earlier() is None:
        with held.shop.sessions() as session:
            earlier = to_compare_with(session, held.audit)
        _lay_beside(held, earlier)
    return held.audit.run.as_of


def _fetch_stored(held: Held) -> date:
    """The snapshot to judge again, and the audit before it. The day it is judged for is that of its own audit."""
    with held.shop.sessions() as session:
        stored = to_judge_again(session, held.audit)
        earlier = to_compare_with(session, held.audit, stored.crawled_at) if stored else None
    if stored is None:
        raise FaultError("没有存着这个网站的快照，不能重新评判", final=True)
    try:
        held.with_store(lambda: held.shop.store.get_tree(stored.store_key, held.place.folder, under=SNAPSHOT))
    except NotStoredError as fault:
        raise FaultError(f"存着的快照不完整，不能重新评判（{fault}）", final=True) from fault
    if held.place.earlier() is None:
        _lay_beside(held, earlier)
    return stored.as_of or held.audit.run.as_of


def _lay_beside(held: Held, earlier: Audit | None) -> None:
    """Fetch an earlier audit, whole or not at all; one that is not whole in the store any more is done without, and the audit's log says so."""
    if earlier is None:
        return
    place = held.place
    draft = place.root / FETCHING / place.site
    shutil.rmtree(draft, ignore_errors=True)
    try:
        held.with_store(lambda: held.shop.store.get_tree(earlier.store_key, draft, but=SHOTS))
    except NotStoredError as fault:
        held.note(Event.REMARK, f"没有与 {earlier.run.name} 比较：{fault}")
        return
    target = place.root / earlier.run.name / place.site
    target.parent.mkdir(exist_ok=True)
    draft.rename(target)
