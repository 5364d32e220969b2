"""Delegation over IPv6 (域名授权体系): whether the name servers of the host's zones can be asked over IPv6.

The zones are those between the host and its registered domain, and, where the host is an alias (CNAME), those of the name it stands for. What lies above
(gov.cn, cn, the root) is nobody's to mend here.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import dns.asyncquery
import dns.asyncresolver
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver

from crawler.guard import PrivateAddressError, is_ipv4_in_ipv6, literal
from crawler.routes import has_ipv6_route
from crawler.scopes import registrable
from portal.network_facts import Delegation

Check = Callable[[str, list[str]], None]  # host and addresses; raises PrivateAddressError
PORT = 53
_TRIES = 3
_MOST_SERVERS = 13  # of a zone
_MOST_ADDRESSES = 4  # of a server


class DelegationProbe:
    """Asks `client`, a recursive resolver, for zones and name servers, and each of these over IPv6 whether it serves the zone.

    `check` is the guard against private addresses; `reachable` False: this machine cannot send to the internet by itself; `patience` in seconds
    for one question, which is asked three times.
    """

    def __init__(
        self,
        client: dns.asyncresolver.Resolver,
        check: Check,
        *,
        reachable: bool = True,
        port: int = PORT,
        patience: float = 5.0,
    ) -> None:
        self._client = client
        self._check = check
        self._reachable = reachable
        self._port = port
        self._patience = patience

    async def of(self, host: str) -> list[Delegation]:
        """A row per address of each name server, or per server or zone where it did not come so far; empty for an IP address."""
        if literal(host) is not None or "." not in host:
            return []
        names = [host, await self._alias(host)]
        zones = dict.fromkeys(zone for name in names if name for zone in _candidates(name))
        found = await asyncio.gather(*(self._zone(zone) for zone in zones))
        return [row for rows in found for row in rows]

    async def _alias(self, host: str) -> str:
        """Name the host stands for; empty when it stands for itself or that cannot be told."""
        try:
            answer = await self._client.resolve(host, "AAAA", raise_on_no_answer=False)
        except dns.exception.DNSException:
            return ""
        name = answer.canonical_name.to_text(omit_final_dot=True).lower()
        return name if name != host else ""

    async def _zone(self, zone: str) -> list[Delegation]:
        """Rows of one name; none when it is no zone of its own."""
        try:
            answer = await self._client.resolve(zone, "NS", raise_on_no_answer=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.DNSException:
            return [Delegation(zone, "", datetime.now(UTC), error="unanswered")]
        if answer.rrset is None or answer.rrset.name != dns.name.from_text(zone):
            return []
        servers = sorted(record.target.to_text(omit_final_dot=True).lower() for record in answer.rrset)
        found = await asyncio.gather(*(self._server(zone, server) for server in servers[:_MOST_SERVERS]))
        return [row for rows in found for row in rows]

    async def _server(self, zone: str, server: str) -> list[Delegation]:
        try:
            answer = await self._client.resolve(server, "AAAA")
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return [Delegation(zone, server, datetime.now(UTC), error="no_aaaa")]
        except dns.exception.DNSException:
            return [Delegation(zone, server, datetime.now(UTC), error="unanswered")]
        addresses = [record.to_text() for record in answer if not is_ipv4_in_ipv6(record.to_text())]
        if not addresses:
            return [Delegation(zone, server, datetime.now(UTC), error="no_aaaa")]
        return list(await asyncio.gather(*(self._ask(zone, server, each) for each in addresses[:_MOST_ADDRESSES])))

    async def _ask(self, zone: str, server: str, address: str) -> Delegation:
        at, clock = datetime.now(UTC), time.monotonic()
        error = await self._error(zone, server, address)
        return Delegation(zone, server, at, address, error, round((time.monotonic() - clock) * 1000))

    async def _error(self, zone: str, server: str, address: str) -> str:
        try:
            self._check(server, [address])
        except PrivateAddressError:
            return "private"
        if not self._reachable or not has_ipv6_route([address]):
            return "no_route"
        for _ in range(_TRIES):
            try:
                return await self._question(zone, address)
            except (dns.exception.Timeout, TimeoutError):
                continue
            except (dns.exception.DNSException, OSError, EOFError):
                return "refused"
        return "timeout"

    async def _question(self, zone: str, address: str) -> str:
        """Ask for the zone's SOA, which only a server of the zone answers with authority."""
        query = dns.message.make_query(zone, dns.rdatatype.SOA, flags=0)
        answer, _ = await dns.asyncquery.udp_with_fallback(query, address, timeout=self._patience, port=self._port)
        authoritative = bool(answer.flags & dns.flags.AA)
        return "" if authoritative and answer.rcode() == dns.rcode.NOERROR and answer.answer else "lame"


def _candidates(name: str) -> Iterable[str]:
    """Names that may be zones, from `name` up to its registered domain."""
    top = registrable(name)
    while True:
        yield name
        if name == top or "." not in name:
            return
        name = name.partition(".")[2]
