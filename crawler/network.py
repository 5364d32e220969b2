"""Network facts of the audited host (网络事实): its records, whether and how its home page opens over either family and port, its certificates."""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import aiohttp
import dns.exception
import dns.resolver

from crawler.certificates import certificate_of
from crawler.delegation import DelegationProbe
from crawler.faults import fault_of
from crawler.guard import PrivateAddressError, is_ipv4_in_ipv6, literal
from crawler.home_views import home_view
from crawler.hosts_table import Endpoint
from crawler.options import CrawlOptions, nameserver_of
from crawler.pinned import status_at
from crawler.resolving import GuardedResolver, asking
from crawler.routes import has_ipv6_route
from portal.facts import Connection, DnsAnswer
from portal.network_facts import Certificate, Delegation, HomeView

HOSTS_FILE = "hosts_file"
NO_ROUTE = "no_route"
_DEFAULTS = {"http": 80, "https": 443}
_MOST_ADDRESSES = 8  # of a family
_ROUNDS = 2


class _Port(NamedTuple):
    """One way to the home page."""

    scheme: str
    number: int

    def address_of(self, url: str) -> str:
        """The address `url` has at this port."""
        parts = urlsplit(url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        place = host if self.number == _DEFAULTS[self.scheme] else f"{host}:{self.number}"
        return urlunsplit(parts._replace(scheme=self.scheme, netloc=place or ""))


_PORTS = tuple(_Port(scheme, number) for scheme, number in _DEFAULTS.items())


class NetworkProbe:
    """Asks and connects while the crawl runs; what was found stands in `answers`, `connections`, `facts` and `ipv6_route`."""

    def __init__(self, home_url: str, options: CrawlOptions, resolver: GuardedResolver) -> None:
        parts = urlsplit(home_url)
        self._url = home_url
        self._host = parts.hostname or ""
        self._home = _Port(parts.scheme, parts.port or _DEFAULTS[parts.scheme])
        self._options = options
        self._resolver = resolver
        self._nameserver = nameserver_of(options.nameserver) if options.nameserver else None
        self._task: asyncio.Task[None] | None = None
        self.answers: list[DnsAnswer] = []
        self.connections: list[Connection] = []
        self.facts: list[Delegation | Certificate | HomeView] = []
        self.ipv6_route = False

    @property
    def certificate_fault(self) -> str:
        """What is wrong with the certificate, in the words of the library; empty when nothing is, or none was seen."""
        return next((row.detail for row in self.facts if isinstance(row, Certificate) and row.fault), "")

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
        v4 = [endpoint for endpoint in endpoints if endpoint.family == 4][:_MOST_ADDRESSES]
        v6 = [end for end in endpoints if end.family == 6 and not is_ipv4_in_ipv6(end.address)][:_MOST_ADDRESSES]
        self.ipv6_route = self._options.proxy is None and has_ipv6_route([endpoint.address for endpoint in v6])
        if v6 and not self.ipv6_route:
            self._note(v6[0], self._home, error=NO_ROUTE)
        await asyncio.gather(self._ask_delegation(), self._look_at_site(v4, v6 if self.ipv6_route else []))

    async def _ask_delegation(self) -> None:
        """Names of the host table need no name server, so nothing can be said about theirs."""
        if self._host in self._resolver.table:
            return
        try:
            client = asking(self._nameserver, self._options.timeout)
        except dns.resolver.NoResolverConfiguration:
            return  # the questions for the host's own records have noted it
        reachable = self._options.proxy is None
        self.facts += await DelegationProbe(client, self._resolver.check, reachable=reachable).of(self._host)

    async def _look_at_site(self, v4: list[Endpoint], v6: list[Endpoint]) -> None:
        if self._options.proxy is not None:
            return  # only the proxy can be reached from here
        await asyncio.gather(*(self._try(end, port) for end in v4 for port in self._ports(end)))
        both = [port for port in _PORTS if self._opened(4, port)]
        ports = [self._home, *(port for port in both if port != self._home)]
        await self._read_certificates([*v4, *v6], ports)
        ports = [port for port in ports if port == self._home or self._is_offered(port)]
        for endpoint in v6:
            for port in ports if endpoint.port is None else ports[:1]:
                await self._try_often(endpoint, port)
        await self._compare(v4, v6)

    def _ports(self, endpoint: Endpoint) -> list[_Port]:
        """Ports a visitor may come by: both standard ones, unless the site or the host table names one."""
        alone = endpoint.port is not None or self._home not in _PORTS
        return [self._home] if alone else [self._home, *(port for port in _PORTS if port != self._home)]

    def _opened(self, family: int, port: _Port) -> list[str]:
        """Addresses of a family that opened the home page at a port."""
        return [
            test.address
            for test in self.connections
            if (test.family, test.port) == (family, port.number) and test.status is not None and test.status < 400
        ]

    def _is_offered(self, port: _Port) -> bool:
        """Whether a port beside the home page's is meant for visitors: not one that greets them with a warning."""
        good = any(isinstance(row, Certificate) and row.fault is None for row in self.facts)
        return port.scheme != "https" or good

    async def _read_certificates(self, endpoints: list[Endpoint], ports: list[_Port]) -> None:
        secure = next((port for port in ports if port.scheme == "https"), None)
        if secure is None:
            return
        allowed = [end for end in endpoints if self._allows(end) and (end.port is None or secure == self._home)]
        found = await asyncio.gather(
            *(certificate_of(self._host, each, secure.number, self._options.timeout) for each in allowed)
        )
        self.facts += [row for row in found if row is not None]

    def _allows(self, endpoint: Endpoint) -> bool:
        try:
            self._resolver.check(self._host, [endpoint.address])
        except PrivateAddressError:
            return False
        return True

    async def _compare(self, v4: list[Endpoint], v6: list[Endpoint]) -> None:
        """Load the home page from both families in turn, twice, so that what changes by itself can be told."""
        four = [end for end in v4 if end.address in self._addresses(4)][:1]
        six = [end for end in v6 if end.address in self._addresses(6)][:1]
        rounds = _ROUNDS if four and six else 1
        for endpoint in [*four, *six] * rounds:
            self.facts.append(await home_view(self._url, endpoint, self._options))

    def _addresses(self, family: int) -> set[str]:
        return {test.address for test in self.connections if test.family == family and test.status is not None}

    async def _endpoints(self) -> list[Endpoint]:
        if literal(self._host) is not None:
            return [Endpoint(self._host, None)]
        listed = list(self._resolver.table.of(self._host))
        self.answers = _listed(self._host, listed) if listed else await self._asked()
        return listed or [Endpoint(answer.value, None) for answer in self.answers if answer.value]

    async def _asked(self) -> list[DnsAnswer]:
        found: list[DnsAnswer] = []
        for rrtype in ("A", "AAAA"):
            try:
                answer = await asking(self._nameserver, self._options.timeout).resolve(self._host, rrtype)
            except dns.exception.DNSException as fault:
                found.append(DnsAnswer(self._host, rrtype, error=_word(fault)))
            else:
                source = str(answer.nameserver or "")
                found += [DnsAnswer(self._host, rrtype, value=record.to_text(), source=source) for record in answer]
        return found

    async def _try_often(self, endpoint: Endpoint, port: _Port) -> None:
        """Tries start one after another and do not wait for each other, so that a silent address costs one timeout, not twenty."""
        spacing = self._options.ipv6_interval
        await asyncio.gather(
            *(self._try(endpoint, port, spacing * number) for number in range(self._options.ipv6_tries))
        )

    async def _try(self, endpoint: Endpoint, port: _Port, delay: float = 0.0) -> None:
        """Open the home page over one address after so many seconds, on a connection of its own."""
        await asyncio.sleep(delay)
        clock = time.monotonic()
        try:
            self._resolver.check(self._host, [endpoint.address])
            status = await status_at(port.address_of(self._url), endpoint, self._options)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            self._note(endpoint, port, error=fault_of(error)[0].value, clock=clock)
        else:
            self._note(endpoint, port, status=status, clock=clock)

    def _note(
        self, endpoint: Endpoint, port: _Port, *, status: int | None = None, error: str = "", clock: float | None = None
    ) -> None:
        elapsed = round((time.monotonic() - clock) * 1000) if clock is not None else 0
        number = endpoint.port or port.number
        self.connections.append(
            Connection(self._host, endpoint.family, endpoint.address, number, datetime.now(UTC), status, error, elapsed)
        )


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
