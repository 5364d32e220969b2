"""Beginning a crawl (开始抓取): the site is opened, or the crawl goes on where one of it was cut off."""

from crawler.crawl import Crawl
from crawler.journal import Note
from crawler.opening import Arrival, Opening, outcome_of
from crawler.resuming import opening_state, reopen, restore


async def begin(crawl: Crawl, opening: Opening) -> Arrival:
    """How the home page was found; what it leads to is queued. Raises StoppedError when the crawl is being stopped."""
    before = crawl.checkpoint.value("opening")
    if before is None:
        return await _open_site(crawl, opening)
    crawl.journal.note(Note.RESUMED, crawl.home_url)
    crawl.restore(crawl.checkpoint.value("crawl"))
    arrival = reopen(crawl, before)
    restore(crawl)
    return arrival


async def _open_site(crawl: Crawl, opening: Opening) -> Arrival:
    arrival = await opening.home(crawl.home_url)
    if arrival.facts is not None:
        if crawl.options.robots == "obey":
            crawl.robots = await opening.robots(arrival.visit.url)
            crawl.pace.slow_down(crawl.scopes.authority, crawl.robots.delay)
        crawl.inspector.calibration = await opening.calibrate(arrival)
        crawl.keeper.keep(arrival.visit, arrival.facts)
    crawl.register.settle(arrival.visit, outcome_of(arrival))
    if arrival.facts is not None:
        crawl.checkpoint.put("opening", opening_state(arrival, crawl))
    return arrival
