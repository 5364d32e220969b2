"""Watching over the site (站点状况): whenever the breaker doubts it, its home page tells whether the crawl goes on."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from crawler.crawl import Crawl
from crawler.exchange import Exchange, FetchError, StoppedError
from crawler.scopes import authority
from crawler.verdicts import of_answer
from crawler.visits import Visit
from portal.states import LinkState, Scope


class SiteWatch:
    """Looks at the home page. `again` hands a visit to the engine, `stop` ends the crawl for a reason; `sleep` raises StoppedError when it ends."""

    def __init__(
        self,
        crawl: Crawl,
        download: Callable[[Visit], Awaitable[Exchange]],
        sleep: Callable[[float], Awaitable[None]],
        again: Callable[[Visit], None],
        stop: Callable[[str], None],
    ) -> None:
        self._crawl = crawl
        self._download = download
        self._sleep = sleep
        self._again = again
        self._stop = stop

    async def run(self, home_url: Callable[[], str]) -> None:
        """Look whenever the breaker doubts the site: go on if it opens, else end with what there is."""
        crawl = self._crawl
        while True:
            await crawl.doubted.wait()
            crawl.doubted.clear()
            with suppress(StoppedError):
                if not await self._opens(home_url()):
                    self._stop(crawl.doubt)
                    return
                crawl.breaker.close()
                visit = crawl.next()
                if visit is not None:  # the engine has to hear that there is work again
                    crawl.done(visit)
                    self._again(visit)

    async def _opens(self, url: str) -> bool:
        """Whether the home page opens, at once or after some waits."""
        crawl = self._crawl
        visit = Visit(url, authority(url), Scope.INTERNAL, 0, whole=True)
        for wait in (0.0, *crawl.options.home_waits, *crawl.options.recheck):
            await self._sleep(wait)
            try:
                exchange = await self._download(visit)
            except FetchError as error:
                crawl.tries.failed(visit, error)
                continue
            crawl.tries.answered(visit, exchange)
            if exchange.location or of_answer(exchange).state is LinkState.OK:
                crawl.outages.answered(visit)
                return True
        return False
