"""Cookies that let a visitor in (通行 Cookie): some firewalls redirect an address to itself until the cookie of that redirect comes back.

A browser gets in there, so the crawl does, too. Nothing else is remembered: cookies of pages could turn the site into another one (language,
mobile version, a session), and next month's crawl would read something else. They stay in memory, and with the host that set them.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import aiohttp
import yarl

from crawler.exchange import Exchange
from crawler.scopes import authority

MAX_ADMISSIONS = 3  # times one address is asked again with a new cookie
_MAX_COOKIES = 20  # of one answer
_MAX_LENGTH = 4096  # characters of one cookie, as browsers have it


class Passes:
    """Keeps cookies of redirects, a jar for each host and port; sends them only where `admit` found that they are asked for.

    `admitted` hears of each such host once.
    """

    def __init__(self, admitted: Callable[[str], None]) -> None:
        self._admitted = admitted
        self._jars: dict[str, aiohttp.CookieJar] = {}
        self._asked_for: set[str] = set()
        self._setters: set[str] = set()  # addresses
        self._admissions: Counter[str] = Counter()

    def note(self, exchange: Exchange) -> None:
        """Keep the cookies of a redirect; needs a running event loop."""
        cookies = [each for each in exchange.values(b"set-cookie") if len(each) <= _MAX_LENGTH][:_MAX_COOKIES]
        if not cookies or not exchange.location:
            return
        self._setters.add(exchange.url)
        place = authority(exchange.url)
        if place not in self._jars:
            self._jars[place] = aiohttp.CookieJar(unsafe=True, quote_cookie=False)
        self._jars[place].update_cookies_from_headers(cookies, yarl.URL(exchange.url, encoded=True))

    def admit(self, circle: Sequence[str]) -> bool:
        """Whether addresses that redirect in a circle are worth asking again, with their host's cookies, which are sent from then on."""
        if not self.asked(circle):
            return False
        url = circle[0]
        place, before = authority(url), self.headers(url)
        if place in self._jars and place not in self._asked_for:
            self._admitted(place)
            self._asked_for.add(place)
        self._admissions[url] += 1
        return bool(self.headers(url)) and (not before or self._admissions[url] <= MAX_ADMISSIONS)

    def asked(self, circle: Sequence[str]) -> bool:
        """Whether one of these redirects set a cookie."""
        return any(url in self._setters for url in circle)

    def headers(self, url: str) -> dict[str, str]:
        """What to send with a request for an address."""
        place = authority(url)
        jar = self._jars.get(place) if place in self._asked_for else None
        cookies = jar.filter_cookies(yarl.URL(url, encoded=True)) if jar is not None else {}
        if not cookies:
            return {}
        return {"Cookie": "; ".join(f"{name}={morsel.coded_value}" for name, morsel in cookies.items())}
