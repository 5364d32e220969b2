"""No connection leads to a private address, whatever it is called."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exchange import Exchange, FetchError
from crawler.fetching import Fetcher
from crawler.guard import PrivateAddressError, is_public
from crawler.hosts_table import EMPTY, HostsTable
from crawler.resolving import GuardedResolver, NameServerError, NoSuchNameError
from portal.states import Fault
from tests.crawler.servers import WebServer, closed_port, name_server

Result = TypeVar("Result")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",  # noqa: S104
            "224.0.0.1",
        ),
        *("198.18.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "fe80::1%eth0"),
        *("::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:a00:1::", "2001:0:7f00:1::", "no address"),
        *("::127.0.0.1", "::ffff:0:127.0.0.1", "fec0::1", "64:ff9b:1::a00:1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "202.99.166.4", "2400:3200::1", "64:ff9b::808:808"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_no_spelling_in_ipv6_makes_a_private_address_public(address: object) -> None:
    assert not is_public(f"::ffff:{address}")
    assert not is_public(f"64:ff9b::{address}")


def within(work: Callable[[], Awaitable[Result]]) -> Result:
    async def bounded() -> Result:
        async with asyncio.timeout(20):
            return await work()

    return asyncio.run(bounded())


def addresses(resolver: GuardedResolver, host: str) -> list[tuple[str, int]]:
    found = within(lambda: resolver.resolve(host, 80))
    return [(each["host"], each["port"]) for each in found]


def test_a_listed_name_gives_its_addresses_and_ports() -> None:
    table = HostsTable.parse(["8.8.8.8:8080 a.example b.example", "[2400:3200::1] a.example"], "hosts")
    resolver = GuardedResolver(table, allow_private=False)
    assert addresses(resolver, "a.example") == [("8.8.8.8", 8080), ("2400:3200::1", 80)]
    assert addresses(resolver, "b.example") == [("8.8.8.8", 8080)]


def test_a_listed_private_address_still_needs_leave() -> None:
    table = HostsTable.parse(["127.0.0.1 a.example"], "hosts")
    with pytest.raises(PrivateAddressError):
        addresses(GuardedResolver(table, allow_private=False), "a.example")
    assert addresses(GuardedResolver(table, allow_private=True), "a.example") == [("127.0.0.1", 80)]


def test_one_private_address_among_public_ones_spoils_a_name() -> None:
    with name_server({("a.example", "A"): ["8.8.8.8", "10.0.0.1"]}) as server:
        host, port = server.split(":")
        with pytest.raises(PrivateAddressError):
            addresses(GuardedResolver(EMPTY, allow_private=False, nameserver=(host, int(port))), "a.example")


def test_a_name_that_turns_private_later_is_refused_then() -> None:
    records = {("a.example", "A"): ["8.8.8.8"]}
    with name_server(records) as server:
        host, port = server.split(":")
        resolver = GuardedResolver(EMPTY, allow_private=False, nameserver=(host, int(port)))
        assert addresses(resolver, "a.example") == [("8.8.8.8", 80)]
        records["a.example", "A"] = ["127.0.0.1"]
        with pytest.raises(PrivateAddressError):
            addresses(resolver, "a.example")


def test_a_missing_name_and_a_missing_name_server_are_told_apart() -> None:
    with name_server({("a.example", "A"): ["8.8.8.8"]}) as server:
        host, port = server.split(":")
        with pytest.raises(NoSuchNameError):
            addresses(GuardedResolver(EMPTY, allow_private=False, nameserver=(host, int(port))), "other.example")
    silent = GuardedResolver(EMPTY, allow_private=False, nameserver=("127.0.0.1", closed_port()), timeout=0.5)
    with pytest.raises(NameServerError):
        addresses(silent, "a.example")
    assert not silent.answered


def fetch(resolver: GuardedResolver, url: str, host: str) -> Exchange:
    async def work() -> Exchange:
        async with Fetcher(resolver, user_agent="test", timeout=5, max_size=1000) as fetcher:
            return await fetcher.fetch(url, whole=True, host=host)

    return within(work)


def test_where_a_public_site_redirects_to_is_guarded_too(web: WebServer, elsewhere: WebServer) -> None:
    elsewhere.page("/")
    table = HostsTable.parse(
        [f"127.0.0.1:{web.port} site.example", f"127.0.0.1:{elsewhere.port} inner.example"], "hosts"
    )
    resolver = GuardedResolver(table, allow_private=False, exempt=frozenset({"site.example"}))
    for location in (elsewhere.url, "http://inner.example/", f"http://[::ffff:7f00:1]:{elsewhere.port}/"):
        web.redirect("/", location)
        exchange = fetch(resolver, "http://site.example/", "site.example")
        assert exchange.location == location
        with pytest.raises(FetchError) as refused:
            fetch(resolver, location, location.split("/")[2].rpartition(":")[0] or "inner.example")
        assert refused.value.fault is Fault.PRIVATE
    assert not elsewhere.hits
