"""Network facts of the audited host (网络事实): its A and AAAA records, and whether its home page opens over either family."""

import asyncio
import socket
import ssl
import time
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp
import dns.exception
import dns.resolver
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.faults import fault_of
from crawler.fetching import lenient_tls
from crawler.guard import literal
from crawler.hosts_table import Endpoint
from crawler.options import CrawlOptions, nameserver_of
from crawler.resolving import GuardedResolver, asking, resolve_result
from portal.facts import Connection, DnsAnswer

HOSTS_FILE = "hosts_file"
NO_ROUTE = "no_route"
# A public resolver in China, far enough to need a real route; a datagram socket that is only connected sends nothing.
_FAR_AWAY = "2400:3200::1"


class NetworkProbe:
    """Asks and connects while the crawl runs; what was found stands in `answers`, `connections`, `ipv6_route` and `certificate_fault`."""

    def __init__(self, home_url: str, options: CrawlOptions, resolver: GuardedResolver) -> None:
        parts = urlsplit(home_url)
        self._url = home_url
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._options = options
        self._resolver = resolver
        self._task: asyncio.Task[None] | None = None
        self.answers: list[DnsAnswer] = []
        self.connections: list[Connection] = []
        self.ipv6_route = False
        self.certificate_fault = ""

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._task = asyncio.ensure_future(self._run())

    def cancel(self) -> None:
        """Stop where it stands."""
        if self._task is not None:
            self._task.cancel()

    async def finish(self) -> None:
        """Wait for the end."""
        if self._task is not None:
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self) -> None:
        endpoints = await self._endpoints()
        v4 = [endpoint for endpoint in endpoints if endpoint.family == 4]
        v6 = [endpoint for endpoint in endpoints if endpoint.family == 6 and not _is_mapped(endpoint.address)]
        self.ipv6_route = self._options.proxy is None and has_ipv6_route([endpoint.address for endpoint in v6])
        if v6 and not self.ipv6_route:
            self._note(v6[0], error=NO_ROUTE)
        if self._options.proxy is not None:
            return  # only the proxy can be reached from here
        for endpoint in v4[:1]:
            await self._try(endpoint)
            await self._check_certificate(endpoint)
        for endpoint in v6 if self.ipv6_route else ():
            await self._try_often(endpoint)

    async def _endpoints(self) -> list[Endpoint]:
        if literal(self._host) is not None:
            return [Endpoint(self._host, None)]
        listed = list(self._resolver.table.of(self._host))
        self.answers = _listed(self._host, listed) if listed else await self._asked()
        return listed or [Endpoint(answer.value, None) for answer in self.answers if answer.value]

    async def _asked(self) -> list[DnsAnswer]:
        nameserver = nameserver_of(self._options.nameserver) if self._options.nameserver else None
        found: list[DnsAnswer] = []
        for rrtype in ("A", "AAAA"):
            try:
                answer = await asking(nameserver, self._options.timeout).resolve(self._host, rrtype)
            except dns.exception.DNSException as fault:
                found.append(DnsAnswer(self._host, rrtype, error=_word(fault)))
            else:
                source = str(answer.nameserver or "")
                found += [DnsAnswer(self._host, rrtype, value=record.to_text(), source=source) for record in answer]
        return found

    async def _try_often(self, endpoint: Endpoint) -> None:
        """Tries start one after another and do not wait for each other, so that a silent address costs one timeout, not twenty."""
        spacing = self._options.ipv6_interval
        await asyncio.gather(*(self._try(endpoint, spacing * number) for number in range(self._options.ipv6_tries)))

    async def _try(self, endpoint: Endpoint, delay: float = 0.0) -> None:
        """Open the home page over one address after so many seconds, on a connection of its own."""
        await asyncio.sleep(delay)
        clock = time.monotonic()
        try:
            self._resolver.check(self._host, [endpoint.address])
            status = await self._status(endpoint)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            self._note(endpoint, error=fault_of(error)[0].value, clock=clock)
        else:
            self._note(endpoint, status=status, clock=clock)

    async def _status(self, endpoint: Endpoint) -> int:
        connector = aiohttp.TCPConnector(resolver=_Pinned(endpoint), ssl=lenient_tls(), force_close=True)
        timeout = aiohttp.ClientTimeout(total=self._options.timeout)
        headers = {"User-Agent": self._options.user_agent, "Accept": "text/html,*/*;q=0.8"}
        async with (
            aiohttp.ClientSession(connector=connector, timeout=timeout, headers=headers) as session,
            session.get(yarl.URL(self._url, encoded=True), allow_redirects=False) as answer,
        ):
            return answer.status

    async def _check_certificate(self, endpoint: Endpoint) -> None:
        """Note what a browser would say about the certificate; unreachable hosts have told so elsewhere."""
        if not self._url.startswith("https:"):
            return
        with suppress(OSError, TimeoutError):
            try:
                async with asyncio.timeout(self._options.timeout):
                    _, writer = await asyncio.open_connection(
                        endpoint.address,
                        endpoint.port or self._port,
                        ssl=ssl.create_default_context(),
                        server_hostname=self._host,
                    )
                writer.close()
            except ssl.SSLError as fault:
                self.certificate_fault = str(getattr(fault, "verify_message", "") or fault)

    def _note(
        self, endpoint: Endpoint, *, status: int | None = None, error: str = "", clock: float | None = None
    ) -> None:
        elapsed = round((time.monotonic() - clock) * 1000) if clock is not None else 0
        port = endpoint.port or self._port
        self.connections.append(
            Connection(self._host, endpoint.family, endpoint.address, port, datetime.now(UTC), status, error, elapsed)
        )


class _Pinned(AbstractResolver):
    """Gives every name the one address under test."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 (aiohttp's interface)
    ) -> list[ResolveResult]:
        return [resolve_result(host, self._endpoint, port)]

    async def close(self) -> None:
        return None


def has_ipv6_route(addresses: list[str]) -> bool:
    """Whether this machine could send IPv6 packets to one of the addresses, or to the internet when there is none.

    A route from a local or unique-local address leads nowhere on the internet and does not count.
    """
    for address in addresses or [_FAR_AWAY]:
        try:
            with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 53))
                source = literal(probe.getsockname()[0])
        except OSError:
            continue
        target = literal(address)
        if source is not None and target is not None and (source.is_global or not target.is_global):
            return True
    return False


def _listed(host: str, endpoints: list[Endpoint]) -> list[DnsAnswer]:
    found: list[DnsAnswer] = []
    for rrtype, family in (("A", 4), ("AAAA", 6)):
        values = [endpoint.address for endpoint in endpoints if endpoint.family == family]
        found += [DnsAnswer(host, rrtype, value=value, source=HOSTS_FILE) for value in values]
        if not values:
            found.append(DnsAnswer(host, rrtype, source=HOSTS_FILE, error="no_answer"))
    return found


def _word(fault: dns.exception.DNSException) -> str:
    if isinstance(fault, dns.resolver.NXDOMAIN):
        return "nxdomain"
    if isinstance(fault, dns.resolver.NoAnswer):
        return "no_answer"
    if isinstance(fault, dns.exception.Timeout):
        return "timeout"
    return "server_failure"


def _is_mapped(address: str) -> bool:
    found = literal(address)
    return getattr(found, "ipv4_mapped", None) is not None
