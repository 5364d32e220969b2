"""Going on with a crawl that was cut off (断点续抓): what was known is read back, and all that was open is queued again."""

from collections.abc import Iterator
from typing import Any

from crawler.calibration import Calibration, Look, Sample, look_of
from crawler.checkpoint import FAULTS, STATES, Stored
from crawler.crawl import Crawl
from crawler.exchange import Exchange
from crawler.opening import Arrival
from crawler.robots import Robots
from crawler.verdicts import Verdict
from crawler.visits import Visit
from portal.facts import Target
from portal.states import Scope
from portal.storage.archive import read
from portal.storage.rows import rows_of

# Pending targets with the depth of the page that named them first, and how it did: pages are recorded in the order they were read.
_FIRST_LINKS = """
    SELECT link.target_id, page.depth + 1, link.element, min(link.page_id * 1000000 + link.position)
    FROM target JOIN link ON link.target_id = target.id JOIN page ON page.id = link.page_id
    WHERE target.state = 'pending' GROUP BY link.target_id"""
# The same for those that only style sheets name.
_NAMED_IN_SHEETS = """
    SELECT sheet_link.target_id, 1, sheet_link.element, min(sheet_link.position)
    FROM target JOIN sheet_link ON sheet_link.target_id = target.id WHERE target.state = 'pending' GROUP BY sheet_link.target_id"""


def opening_state(arrival: Arrival, crawl: Crawl) -> dict[str, Any]:
    """What opening the site taught, as JSON holds it."""
    state, fault = arrival.verdict
    calibration = crawl.inspector.calibration
    samples = calibration.samples if calibration else ()
    return {
        "home": arrival.visit.url,
        "verdict": [state.value, fault and fault.value],
        "robots": crawl.robots.text,
        "samples": [_sample_state(sample) for sample in samples],
    }


def reopen(crawl: Crawl, state: dict[str, Any]) -> Arrival:
    """The arrival at the home page as it was; the home page is read from the archive. Sets robots rules, scope and calibration."""
    home = state["home"]
    if crawl.scopes.of(home) is Scope.RELATED:
        crawl.scopes.move(home)
    if crawl.options.robots == "obey":
        crawl.robots = Robots(state["robots"])
        crawl.pace.slow_down(crawl.scopes.authority, crawl.robots.delay)
    row = crawl.recorder.database.execute("SELECT archive_offset FROM page WHERE url = ?", (home,)).fetchone()
    exchange = Exchange.of(read(crawl.archive.path, row[0]))
    visit = Visit(home, crawl.scopes.authority, Scope.INTERNAL, 0, whole=True)
    facts = crawl.keeper.read(visit, exchange, row[0], home=True)
    crawl.inspector.calibration = Calibration(list(map(_sample, state["samples"])), look_of(exchange, facts))
    verdict, fault = state["verdict"]
    return Arrival(visit, Verdict(STATES[verdict], FAULTS.get(fault)), exchange, facts)


def restore(crawl: Crawl) -> None:
    """Take over everything that was open; needs a running event loop."""
    database = crawl.recorder.database
    crawl.keeper.count = database.execute("SELECT count(*) FROM page").fetchone()[0]
    counts = database.execute("SELECT state, count(*) FROM target GROUP BY state")
    settled = database.execute("SELECT url, state, fault FROM target WHERE scope = 'external' AND state <> 'pending'")
    crawl.quota.restore((url, state == "skipped" and fault == "budget") for url, state, fault in settled)
    crawl.register.recount((STATES[state], number) for state, number in counts)
    for visit in _adopted(crawl):
        if visit.tries:
            crawl.rechecks.plan_again(visit)
        elif visit.delays:
            crawl.frontier.add(visit, first=True)
        else:
            crawl.admit_again(visit)


def _adopted(crawl: Crawl) -> list[Visit]:
    """Visits to be made, in the order their addresses were found."""
    rows = rows_of(Target, "target")
    found = crawl.recorder.database.execute(f"{rows.select} WHERE state = 'pending' ORDER BY id")
    pending = {target.url: target for target in rows.decode_all(found)}
    stored = list(crawl.checkpoint.visits())
    known: dict[str, Visit] = {}
    for each in stored:
        crawl.register.adopt(each.visit, pending.get(each.visit.url))
        known[each.visit.url] = each.visit
    for visit in _unvisited(crawl, pending, known):
        known[visit.url] = visit
    _rejoin(crawl, stored)
    order = {url: rank for rank, url in enumerate(pending)}
    waiting = [visit for visit in known.values() if visit.outcome is None and visit.awaits is None]
    return sorted(waiting, key=lambda visit: order.get(visit.url, len(order)))


def _unvisited(crawl: Crawl, pending: dict[str, Target], known: dict[str, Visit]) -> Iterator[Visit]:
    database = crawl.recorder.database
    firsts = {row[0]: row[1:3] for query in (_NAMED_IN_SHEETS, _FIRST_LINKS) for row in database.execute(query)}
    for url, target in pending.items():
        if url not in known and target.id in firsts:
            yield crawl.register.awaited(target, *firsts[target.id])


def _rejoin(crawl: Crawl, stored: list[Stored]) -> None:
    """Redirected visits wait for their ends again; the nearest to the start first, so that hops add up."""
    for each in stored:
        if each.awaits is not None and each.visit.outcome is None:
            crawl.register.rejoin(each.visit, each.awaits)


def _sample_state(sample: Sample) -> dict[str, Any]:
    look = sample.look
    return {
        "url": sample.url,
        "location": sample.location,
        "look": [look.url, look.title, look.words] if look else None,
    }


def _sample(state: dict[str, Any]) -> Sample:
    look = state["look"]
    return Sample(state["url"], state["location"], Look(*look) if look else None)
