"""Whether a zone can be asked for over IPv6: name servers on the loopback interface, honest, silent and wrong."""

import asyncio
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from crawler.delegation import DelegationProbe
from crawler.guard import PrivateAddressError, is_public
from crawler.options import nameserver_of
from crawler.resolving import asking
from portal.network_facts import Delegation
from tests.crawler.servers import closed_port, name_server

NS, AAAA = "NS", "AAAA"
ZONE = {
    ("www.qinghexia.gov.cn", "A"): ["127.0.0.1"],
    ("qinghexia.gov.cn", NS): ["ns1.qinghexia.gov.cn."],
    ("ns1.qinghexia.gov.cn", AAAA): ["::1"],
}
HOST = "www.qinghexia.gov.cn"


class _Server6(socketserver.ThreadingUDPServer):
    address_family = socket.AF_INET6
    daemon_threads = True


@contextmanager
def authoritative(answering: Callable[[dns.message.Message], dns.message.Message | None]) -> Iterator[int]:
    """Port on ::1 of a name server of a zone."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, sock = self.request
            answer = answering(dns.message.from_wire(data))
            if answer is not None:
                sock.sendto(answer.to_wire(), self.client_address)

    with _Server6(("::1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()


def serving(query: dns.message.Message) -> dns.message.Message:
    answer = dns.message.make_response(query)
    answer.flags |= dns.flags.AA
    soa = "ns1.qinghexia.gov.cn. hostmaster.qinghexia.gov.cn. 1 7200 900 1209600 86400"
    answer.answer.append(dns.rrset.from_text(query.question[0].name, 60, "IN", "SOA", soa))
    return answer


def refusing(query: dns.message.Message) -> dns.message.Message:
    answer = dns.message.make_response(query)
    answer.set_rcode(dns.rcode.REFUSED)
    return answer


def recursing(query: dns.message.Message) -> dns.message.Message:
    """A resolver that knows the answer but does not serve the zone."""
    answer = serving(query)
    answer.flags &= ~dns.flags.AA
    return answer


def allow(host: str, addresses: list[str]) -> None:
    """No guard: all servers here are on the loopback interface."""


def guard(host: str, addresses: list[str]) -> None:
    if not all(is_public(address) for address in addresses):
        raise PrivateAddressError(host)


def delegation(
    records: dict[tuple[str, str], list[str]],
    port: int,
    host: str = HOST,
    check: Callable[[str, list[str]], None] = allow,
    reachable: bool = True,
) -> list[Delegation]:
    async def bounded(server: str) -> list[Delegation]:
        async with asyncio.timeout(30):
            client = asking(nameserver_of(server), 2)
            return await DelegationProbe(client, check, reachable=reachable, port=port, patience=0.5).of(host)

    with name_server(records) as server:
        return asyncio.run(bounded(server))


def seen(rows: list[Delegation]) -> list[tuple[str, str, str, str]]:
    return sorted((row.zone, row.server, row.address, row.error) for row in rows)


def test_a_server_that_answers_with_authority() -> None:
    with authoritative(serving) as port:
        found = delegation(ZONE, port)
    assert seen(found) == [("qinghexia.gov.cn", "ns1.qinghexia.gov.cn", "::1", "")]


@pytest.mark.parametrize("answering", [refusing, recursing])
def test_a_server_that_does_not_serve_the_zone(
    answering: Callable[[dns.message.Message], dns.message.Message],
) -> None:
    with authoritative(answering) as port:
        [row] = delegation(ZONE, port)
    assert row.error == "lame"


def test_a_port_nobody_listens_on_gives_no_answer() -> None:
    [row] = delegation(ZONE, closed_port())
    assert row.error in ("refused", "timeout")


def test_a_server_without_an_ipv6_address() -> None:
    records = ZONE | {("qinghexia.gov.cn", NS): ["ns1.qinghexia.gov.cn.", "ns2.qinghexia.gov.cn."]}
    records[("ns2.qinghexia.gov.cn", "A")] = ["127.0.0.1"]
    with authoritative(serving) as port:
        found = delegation(records, port)
    assert [(row.server, row.error) for row in found] == [
        ("ns1.qinghexia.gov.cn", ""),
        ("ns2.qinghexia.gov.cn", "no_aaaa"),
    ]


def test_an_ipv4_address_in_disguise_is_no_ipv6_address() -> None:
    [row] = delegation(ZONE | {("ns1.qinghexia.gov.cn", AAAA): ["::ffff:127.0.0.1"]}, closed_port())
    assert row.error == "no_aaaa"


def test_a_zone_of_the_host_itself_counts_too() -> None:
    records = ZONE | {(HOST, NS): ["ns.elsewhere.cn."], ("ns.elsewhere.cn", "A"): ["127.0.0.1"]}
    with authoritative(serving) as port:
        found = delegation(records, port)
    assert {(row.zone, row.error) for row in found} == {(HOST, "no_aaaa"), ("qinghexia.gov.cn", "")}


def test_what_lies_above_the_registered_domain_is_not_asked_for() -> None:
    records = ZONE | {("gov.cn", NS): ["ns.cnnic.cn."], ("ns.cnnic.cn", "A"): ["127.0.0.1"]}
    with authoritative(serving) as port:
        assert {row.zone for row in delegation(records, port)} == {"qinghexia.gov.cn"}


def test_private_name_servers_are_not_asked() -> None:
    asked = []

    def noting(query: dns.message.Message) -> dns.message.Message:
        asked.append(query)
        return serving(query)

    with authoritative(noting) as port:
        [row] = delegation(ZONE, port, check=guard)
    assert (row.error, asked) == ("private", [])


def test_a_machine_that_reaches_the_net_only_through_a_proxy_says_so() -> None:
    [row] = delegation(ZONE, closed_port(), reachable=False)
    assert row.error == "no_route"


def test_an_address_has_no_zone() -> None:
    assert delegation(ZONE, closed_port(), host="127.0.0.1") == []


def test_a_silent_resolver_is_not_held_against_the_zone() -> None:
    async def ask() -> list[Delegation]:
        client = asking(("127.0.0.1", closed_port()), 0.5)
        return await DelegationProbe(client, allow).of(HOST)

    assert {(row.server, row.error) for row in asyncio.run(ask())} == {("", "unanswered")}
