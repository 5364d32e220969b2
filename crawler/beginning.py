"""Beginning a crawl (开始抓取): the site is opened, or the crawl goes on where one of it was cut off."""

from crawler.calibrating import Calibrator
from crawler.crawl import Crawl
from crawler.journal import Note
from crawler.opening import Arrival, Opening, look_at, outcome_of
from crawler.resuming import opening_state, reopen, restore
from crawler.site_files import SiteFiles


async def begin(crawl: Crawl, opening: Opening, files: SiteFiles, calibrator: Calibrator) -> Arrival:
    """How the home page was found; what it leads to is queued. Raises StoppedError when the crawl is being stopped."""
    before = crawl.checkpoint.value("opening")
    if before is None:
        return await _open_site(crawl, opening, files, calibrator)
    crawl.journal.note(Note.RESUMED, crawl.home_url)
    crawl.restore(crawl.checkpoint.value("crawl"))
    arrival = reopen(crawl, before)
    crawl.listed = crawl.checkpoint.value("listed", [])
    restore(crawl)
    return arrival


async def _open_site(crawl: Crawl, opening: Opening, files: SiteFiles, calibrator: Calibrator) -> Arrival:
    arrival = await opening.home(crawl.home_url)
    if arrival.facts is not None:
        if crawl.options.robots == "obey":
            crawl.robots = await files.robots(arrival.visit.url)
            crawl.pace.slow_down(crawl.scopes.authority, crawl.robots.delay)
        crawl.inspector.calibration = await calibrator.site(arrival.visit.url, look_at(arrival))
        if crawl.options.max_depth is None:
            crawl.listed = await files.sitemaps(arrival.visit.url, crawl.robots)
        crawl.keeper.keep(arrival.visit, arrival.facts)
    crawl.register.settle(arrival.visit, outcome_of(arrival))
    if arrival.facts is not None:
        crawl.checkpoint.put("listed", crawl.listed)
        crawl.checkpoint.put("opening", opening_state(arrival, crawl))
    return arrival
