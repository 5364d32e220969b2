"""Name resolution (域名解析): the static host table, then DNS, and on every result the guard against private addresses.

The connector asks here for each new connection and connects to exactly what it is given, so that neither a redirect nor a name that changes its
address between two questions can lead anywhere unchecked.
"""

import asyncio
import socket

import dns.asyncresolver
import dns.exception
import dns.resolver
from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.guard import PrivateAddressError, is_public
from crawler.hosts_table import Endpoint, HostsTable

NameServer = tuple[str, int]


class NoSuchNameError(OSError):
    """Name servers answered that the name has no address."""


class NameServerError(OSError):
    """No name server gave an answer: that says nothing about the name."""


def never_exists(host: str) -> bool:
    """Whether a name can have no address anywhere (RFC 6761, section 6.4): known without asking a server."""
    return host.rpartition(".")[2] == "invalid"


def asking(nameserver: NameServer | None, timeout: float) -> dns.asyncresolver.Resolver:
    """DNS client for the given name server, or for the machine's; `timeout` in seconds for a whole question."""
    client = dns.asyncresolver.Resolver(configure=nameserver is None)
    if nameserver is not None:
        client.nameservers = [nameserver[0]]
        client.port = nameserver[1]
    client.lifetime = timeout
    return client


class GuardedResolver(AbstractResolver):
    """aiohttp resolver. Raises PrivateAddressError, NoSuchNameError or NameServerError.

    `exempt` are names that may be private: the proxy's. `answered` tells whether DNS ever gave an address.
    """

    def __init__(
        self,
        table: HostsTable,
        *,
        allow_private: bool,
        nameserver: NameServer | None = None,
        timeout: float = 10.0,
        exempt: frozenset[str] = frozenset(),
    ) -> None:
        self.table = table
        self.answered = False
        self._allow_private = allow_private
        self._nameserver = nameserver
        self._timeout = timeout
        self._exempt = exempt

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Addresses to connect to for `host`; `port` is the one wanted, replaced where the host table says so."""
        endpoints = self.table.of(host) or tuple(Endpoint(address, None) for address in await self._ask(host))
        self.check(host, [endpoint.address for endpoint in endpoints])
        results = [resolve_result(host, endpoint, port) for endpoint in endpoints]
        wanted = [result for result in results if family in {socket.AF_UNSPEC, result["family"]}]
        if not wanted:
            raise NoSuchNameError(f"{host}: no address of the family asked for")
        return wanted

    def check(self, host: str, addresses: list[str]) -> None:
        """Raise PrivateAddressError when one of the addresses is not public; one bad answer spoils them all."""
        if self._allow_private or host in self._exempt:
            return
        for address in addresses:
            if not is_public(address):
                raise PrivateAddressError(f"{host} -> {address}")

    async def close(self) -> None:
        """Nothing is held."""

    async def _ask(self, host: str) -> list[str]:
        if never_exists(host):
            raise NoSuchNameError(f"{host}: reserved by RFC 6761 never to exist")
        addresses = await (self._ask_system(host) if self._nameserver is None else self._ask_server(host))
        self.answered = True
        return addresses

    async def _ask_system(self, host: str) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._timeout):
                found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except socket.gaierror as fault:
            raise _explained(host, fault) from fault
        except (UnicodeError, TimeoutError) as fault:
            raise NameServerError(f"{host}: {fault or 'timeout'}") from fault
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    async def _ask_server(self, host: str) -> list[str]:
        client = asking(self._nameserver, self._timeout)
        try:
            answer = await client.resolve_name(host)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer) as fault:
            self.answered = True
            raise NoSuchNameError(f"{host}: {fault}") from fault
        except dns.exception.DNSException as fault:
            raise NameServerError(f"{host}: {fault}") from fault
        return list(answer.addresses())


def _explained(host: str, fault: socket.gaierror) -> OSError:
    certain = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
    return (NoSuchNameError if fault.errno in certain else NameServerError)(f"{host}: {fault.strerror}")


def resolve_result(host: str, endpoint: Endpoint, port: int) -> ResolveResult:
    """What aiohttp wants to know about an endpoint; `port` is used where the endpoint has none."""
    family = socket.AF_INET6 if endpoint.family == 6 else socket.AF_INET
    return ResolveResult(
        hostname=host,
        host=endpoint.address,
        port=endpoint.port or port,
        family=family,
        proto=0,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
