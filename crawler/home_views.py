"""The home page as single addresses show it (双栈首页): loaded from each family in turn, for comparison."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.exchange import Exchange, FetchError
from crawler.fetching import Fetcher
from crawler.hosts_table import Endpoint, HostsTable
from crawler.options import CrawlOptions
from crawler.resolving import GuardedResolver
from crawler.scopes import host_of
from portal.links.addresses import resolve
from portal.network_facts import HomeView
from portal.reading import read_page

MAX_HOPS = 5
_MOST_PARTS = 5000
_LONGEST_PART = 200  # characters
_HEAD = 100_000  # bytes in which a page states its policy
_UPGRADE = b"upgrade-insecure-requests"


async def home_view(url: str, endpoint: Endpoint, options: CrawlOptions) -> HomeView:
    """The home page at `url` from one address, redirects followed while they stay on its host. Never raises for what the network does."""
    host = host_of(url)
    port = endpoint.port or urlsplit(url).port or (443 if url.startswith("https:") else 80)
    view = HomeView(endpoint.family, endpoint.address, port, datetime.now(UTC), url)
    resolver = GuardedResolver(HostsTable({host: (endpoint,)}), allow_private=options.allow_private)
    async with Fetcher(
        resolver, user_agent=options.user_agent, timeout=options.timeout, max_size=options.max_size
    ) as fetcher:
        try:
            exchange = await _load(fetcher, url, host)
        except FetchError as error:
            view.error = error.fault.value
            return view
    view.url, view.status = exchange.url, exchange.status
    view.upgrades = _upgrades(exchange)
    if exchange.is_html:
        view.title, view.parts = _parts(exchange)
    return view


async def _load(fetcher: Fetcher, url: str, host: str) -> Exchange:
    exchange = await fetcher.fetch(url, whole=True, host=host)
    for _ in range(MAX_HOPS):
        onward = resolve(exchange.url, exchange.location) if exchange.location else None
        if onward is None or host_of(onward.url) != host:
            break
        exchange = await fetcher.fetch(onward.url, whole=True, host=host)
    return exchange


def _parts(exchange: Exchange) -> tuple[str, tuple[str, ...]]:
    """Title, and everything a visitor can read or click, in the order of the page."""
    facts = read_page(
        exchange.url,
        exchange.body,
        content_type=exchange.content_type,
        depth=0,
        fetched_at=exchange.started,
        status=exchange.status,
        home=True,
    )
    links = (f"{' '.join(link.text.split())} {link.url or link.raw}".strip() for link in facts.links)
    parts = [part[:_LONGEST_PART] for part in (*facts.text.split(), *links) if part]
    return facts.page.title, tuple(parts[:_MOST_PARTS])


def _upgrades(exchange: Exchange) -> bool:
    """Whether browsers are told to load http:// resources over https: by policy, in a header or the page, or by HSTS."""
    policy = any(_UPGRADE.decode() in value.lower() for value in exchange.values(b"content-security-policy"))
    return policy or bool(exchange.header(b"strict-transport-security")) or _UPGRADE in exchange.body[:_HEAD].lower()
