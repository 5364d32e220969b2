"""Which hosts belong to the audited site (站点范围)."""

from collections.abc import Iterable
from functools import lru_cache
from sys import intern
from urllib.parse import urlsplit

import tldextract

from crawler.guard import literal
from portal.hosts import canonical_host
from portal.states import Scope

# The public suffix list that comes with the package: no network, and gov.cn as well as bj.gov.cn's like are in it.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def authority(url: str) -> str:
    """Host and port of a canonical address, the port only where it is not the default."""
    return intern(url.split("/", 3)[2])  # one string for all visits to a host


def host_of(url: str) -> str:
    """Host of a canonical address, without port and brackets."""
    return (urlsplit(url).hostname or "").lower()


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """Domain a host was registered under (`yunhe.gov.cn` for `zwgk.yunhe.gov.cn`); the host itself for an address."""
    if literal(host) is not None:
        return host
    return _SUFFIXES(host).top_domain_under_public_suffix or host


class Scopes:
    """Tells where an address lives. `http` and `https` of a host are one site; another port is another site."""

    def __init__(self, home_url: str, aliases: Iterable[str] = ()) -> None:
        self._aliases = frozenset(filter(None, (canonical_host(alias.strip()) for alias in aliases)))
        self._known: dict[str, Scope] = {}
        self.move(home_url)

    def move(self, home_url: str) -> None:
        """Let the site live where its home page was found."""
        self.authority = authority(home_url)
        self._domain = registrable(host_of(home_url))
        self._known.clear()

    def of(self, url: str) -> Scope:
        """Scope of a canonical address."""
        place = authority(url)
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._scope(place, url)
        return known

    def _scope(self, place: str, url: str) -> Scope:
        if place == self.authority:
            return Scope.INTERNAL
        host = host_of(url)
        return Scope.RELATED if host in self._aliases or registrable(host) == self._domain else Scope.EXTERNAL
