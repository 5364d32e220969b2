"""The small parts of the crawler, each by itself."""

import asyncio
import errno
import gzip
import zlib
from contextlib import suppress
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.exchange import Exchange, FetchError, StoppedError
from crawler.faults import fault_of
from crawler.frontier import Frontier
from crawler.hosts_table import Endpoint, HostsFileError, HostsTable
from crawler.options import nameserver_of
from crawler.pacing import Pace
from crawler.patience import retry_after
from crawler.robots import Robots
from crawler.scopes import Scopes, registrable
from crawler.unpacking import unpack
from crawler.verdicts import of_answer, of_error
from crawler.visits import Visit, is_resource
from portal.states import Fault, LinkState, Scope

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def answer(status: int = 200, body: bytes = b"<html><p>words</p></html>", cut: str = "", **headers: str) -> Exchange:
    lines = {"content_type": "text/html"} | headers
    raw = tuple((name.replace("_", "-").encode(), value.encode()) for name, value in lines.items())
    return Exchange("http://h.cn/", status, b"HTTP/1.1 %d X" % status, raw, body, b"", "", NOW, 1, len(body), cut)


@pytest.mark.parametrize(
    ("exchange", "state", "fault"),
    [
        (answer(), LinkState.OK, None),
        (answer(204, b""), LinkState.OK, None),
        (answer(404), LinkState.BROKEN, Fault.NOT_FOUND),
        (answer(410), LinkState.BROKEN, Fault.GONE),
        (answer(400), LinkState.BROKEN, Fault.CLIENT_ERROR),
        (answer(405, "很抱歉，您的访问被阻断，可能对网站造成安全威胁".encode()), LinkState.BLOCKED, Fault.CHALLENGE),
        (answer(403), LinkState.BLOCKED, Fault.FORBIDDEN),
        (answer(412), LinkState.BLOCKED, Fault.CHALLENGE),
        (answer(521, b"<script>x</script>"), LinkState.BLOCKED, Fault.CHALLENGE),
        (answer(429), LinkState.BLOCKED, Fault.RATE_LIMITED),
        (answer(202, b"<script>location.reload()</script>"), LinkState.BLOCKED, Fault.CHALLENGE),
        (answer(202, b"<p>accepted</p>"), LinkState.OK, None),
        (answer(503, cf_mitigated="challenge"), LinkState.BLOCKED, Fault.CHALLENGE),
        (answer(500), LinkState.BROKEN, Fault.SERVER_ERROR),
        (answer(567), LinkState.SUSPECT, Fault.SERVER_ERROR),
        (answer(999), LinkState.BLOCKED, Fault.FORBIDDEN),
        (answer(302), LinkState.SUSPECT, Fault.CLIENT_ERROR),
        (answer(200, b" \r\n"), LinkState.BROKEN, Fault.EMPTY),
        (answer(200, "您的请求已被网站防护系统拦截".encode("gbk")), LinkState.BLOCKED, Fault.CHALLENGE),
        (answer(200, b"<a href=/>x</a> __jsl_clearance"), LinkState.OK, None),
        (answer(200, b"<html><p>a", cut="disconnect"), LinkState.BROKEN, Fault.TRUNCATED),
        (answer(200, b"<html><p>a</html>", cut="disconnect"), LinkState.OK, None),
    ],
)
def test_what_an_answer_means(exchange: Exchange, state: LinkState, fault: Fault | None) -> None:
    assert of_answer(exchange) == (state, fault)


def test_an_article_about_blocked_visits_is_no_wall() -> None:
    text = "<html><script>var a</script><a href=/>首页</a><p>非法访问已被系统拦截，我市通报一起案例。</p></html>"
    assert of_answer(answer(200, text.encode())).state is LinkState.OK


def test_doubtful_failures_never_count_as_broken() -> None:
    error = FetchError(Fault.DNS, "", certain=False, started=NOW, elapsed_ms=1)
    assert of_error(error) == (LinkState.SUSPECT, Fault.DNS)


@pytest.mark.parametrize(
    ("error", "fault", "certain"),
    [
        (OSError(errno.ECONNREFUSED, "refused"), Fault.REFUSED, True),
        (OSError("Multiple exceptions: [Errno 111] refused, [Errno 101] unreachable"), Fault.REFUSED, True),
        (OSError(errno.ENETUNREACH, "unreachable"), Fault.CONNECTION, False),
        (OSError(errno.ECONNRESET, "reset"), Fault.CONNECTION, True),
        (TimeoutError(), Fault.TIMEOUT, True),
        (ValueError("no HTTP"), Fault.MALFORMED, False),
    ],
)
def test_which_fault_an_error_means(error: Exception, fault: Fault, certain: bool) -> None:
    assert fault_of(error) == (fault, certain)


@pytest.mark.parametrize(
    ("line", "endpoints"),
    [
        ("192.0.2.1 a.cn", (Endpoint("192.0.2.1", None),)),
        ("192.0.2.1:8080 a.cn # note", (Endpoint("192.0.2.1", 8080),)),
        ("[2001:DB8::1]:81 A.cn", (Endpoint("2001:db8::1", 81),)),
        ("[::1] a.cn", (Endpoint("::1", None),)),
        ("::1 a.cn", (Endpoint("::1", None),)),
        ("  # nothing", ()),
    ],
)
def test_lines_of_a_hosts_file(line: str, endpoints: tuple[Endpoint, ...]) -> None:
    assert HostsTable.parse(["", line], "hosts").of("a.cn") == endpoints


@pytest.mark.parametrize(
    "line",
    ["a.cn", "192.0.2.1", "192.0.2.300 a.cn", "192.0.2.1:0 a.cn", "192.0.2.1:99999 a.cn", "[::1 a.cn", "1.2.3.4 a/b"],
)
def test_a_broken_line_of_a_hosts_file_is_named(line: str) -> None:
    with pytest.raises(HostsFileError, match="hosts 第 2 行"):
        HostsTable.parse(["", line], "hosts")


@given(st.text(max_size=60))
def test_a_hosts_file_is_read_or_refused(text: str) -> None:
    with suppress(HostsFileError):
        table = HostsTable.parse(text.splitlines(), "hosts")
        assert all(table.endpoints.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.0.2.1", ("192.0.2.1", 53)),
        ("192.0.2.1:5353", ("192.0.2.1", 5353)),
        ("::1", ("::1", 53)),
        ("[::1]:54", ("::1", 54)),
    ],
)
def test_name_servers_are_given_with_or_without_a_port(text: str, expected: tuple[str, int]) -> None:
    assert nameserver_of(text) == expected


@given(st.binary(max_size=3000), st.integers(1, 4000))
def test_whatever_was_packed_comes_out_up_to_the_limit(data: bytes, limit: int) -> None:
    raw = zlib.compressobj(wbits=-15)
    for packed, encoding in (
        (gzip.compress(data), "gzip"),
        (zlib.compress(data), "Deflate"),
        (raw.compress(data) + raw.flush(), "deflate"),
        (brotli.compress(data, quality=1), "br"),
        (gzip.compress(gzip.compress(data)), "gzip, gzip"),
        (brotli.compress(gzip.compress(data), quality=1), "gzip, br"),
        (data, ""),
    ):
        if "," in encoding and limit < len(data) + 60:
            continue  # what lies between two layers is held to the limit, too
        assert unpack(packed, encoding, limit) == (data[:limit], len(data) <= limit)


def test_half_an_answer_is_unpacked_as_far_as_it_goes() -> None:
    found, complete = unpack(gzip.compress(bytes(range(256)) * 40)[:-30], "gzip", 100_000)
    assert not complete
    assert found == (bytes(range(256)) * 40)[: len(found)] != b""


@pytest.mark.parametrize("encoding", ["br", "gzip", "zstd", "gzip, gzip, gzip, gzip"])
def test_what_is_not_packed_as_stated_is_refused(encoding: str) -> None:
    with pytest.raises(ValueError, match=r"enco|coding|packed"):
        unpack(b"plain words", encoding, 100)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        ("Sun, 01 Mar 2026 00:01:00 GMT", 60.0),
        ("Sat, 28 Feb 2026 00:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
    ],
)
def test_how_long_a_server_asks_to_wait(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("url", "scope"),
    [
        ("http://www.yunhexia.gov.cn/a", Scope.INTERNAL),
        ("https://www.yunhexia.gov.cn/a", Scope.INTERNAL),
        ("http://www.yunhexia.gov.cn:8080/", Scope.RELATED),
        ("http://zwgk.yunhexia.gov.cn/", Scope.RELATED),
        ("http://www.yunhexia-alias.cn/", Scope.RELATED),
        ("http://www.qinghexia.gov.cn/", Scope.EXTERNAL),
        ("http://yunhexia.gov.cn.evil.com/", Scope.EXTERNAL),
        ("http://192.0.2.1/", Scope.EXTERNAL),
    ],
)
def test_where_an_address_lives(url: str, scope: Scope) -> None:
    assert Scopes("http://www.yunhexia.gov.cn/", ["www.yunhexia-alias.cn"]).of(url) is scope


def test_the_domain_of_a_government_host_is_not_gov_cn() -> None:
    assert registrable("a.b.yunhexia.gov.cn") == "yunhexia.gov.cn"
    assert registrable("www.bj.gov.cn") == "bj.gov.cn"
    assert registrable("127.0.0.1") == "127.0.0.1"


@pytest.mark.parametrize(
    ("url", "element", "resource"),
    [
        ("http://h.cn/a.PDF", "a", True),
        ("http://h.cn/a.docx?x=1", "a", True),
        ("http://h.cn/a.html", "a", False),
        ("http://h.cn/p?f=a.pdf", "a", True),
        ("http://h.cn/v", "img", True),
        ("http://h.cn/", "iframe", False),
    ],
)
def test_what_is_only_checked(url: str, element: str, resource: bool) -> None:
    assert is_resource(url, element) is resource


def test_robots_rules() -> None:
    robots = Robots("User-agent: *\nDisallow: /a\nCrawl-delay: 3\nUser-agent: gongkai\nDisallow: /b\n")
    assert robots.allows("http://h.cn/a")
    assert not robots.allows("http://h.cn/b/c")
    assert Robots("User-agent: *\nCrawl-delay: 500").delay == 10.0
    assert Robots("<html>no rules</html>").allows("http://h.cn/b")


def visit(url: str, *, inside: bool = True) -> Visit:
    return Visit(url, url.split("/")[2], Scope.INTERNAL if inside else Scope.EXTERNAL, 0, whole=inside)


def test_the_frontier_is_breadth_first_and_keeps_to_the_width_of_its_lanes() -> None:
    frontier = Frontier(2, 1, lambda _: True)
    visits = [visit(f"http://h.cn/{number}") for number in range(4)]
    others = [visit(f"http://o{number}.cn/", inside=False) for number in range(2)]
    for each in [*visits, *others]:
        frontier.add(each)
    assert [frontier.next(), frontier.next(), frontier.next(), frontier.next()] == [
        visits[0],
        visits[1],
        others[0],
        None,
    ]
    frontier.done(visits[1])
    assert [frontier.next(), frontier.next()] == [visits[2], None]
    frontier.done(others[0])
    assert frontier.next() is others[1]
    assert (frontier.waiting, frontier.busy) == (1, 3)


def test_a_suspended_lane_lets_only_second_tries_go() -> None:
    frontier = Frontier(4, 1, lambda _: True)
    first, second = visit("http://h.cn/1"), visit("http://h.cn/2")
    frontier.add(second)
    frontier.suspend("h.cn")
    assert frontier.next() is None
    first.tries = 1
    frontier.add(first, first=True)
    assert frontier.next() is first
    assert frontier.next() is None
    frontier.resume("h.cn")
    assert frontier.next() is second


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=60), st.integers(1, 3), st.integers(1, 3))
def test_no_visit_is_lost_or_given_out_twice(steps: list[tuple[int, bool]], width: int, elsewhere: int) -> None:
    frontier = Frontier(width, elsewhere, lambda _: True)
    added: list[Visit] = []
    given: list[Visit] = []
    under_way: list[Visit] = []
    for host, take in steps:
        each = visit(f"http://h{host}.cn/{len(added)}", inside=host == 0)
        added.append(each)
        frontier.add(each)
        found = frontier.next() if take else None
        if found:
            given.append(found)
            under_way.append(found)
        elif under_way:
            frontier.done(under_way.pop())
    while found := frontier.next() or (under_way.pop() if under_way else None):
        if found in given:
            frontier.done(found)
        else:
            given.append(found)
            under_way.append(found)
    assert len(given) == len(set(map(id, given))) == len(added)
    assert frontier.waiting == frontier.busy == 0


def test_a_stopped_pace_lets_nobody_go() -> None:
    async def work() -> None:
        pace = Pace(lambda _: 60.0)
        await pace.turn("h.cn")
        waiting = asyncio.ensure_future(pace.turn("h.cn"))
        await pace.turn("other.cn")
        pace.stop()
        with pytest.raises(StoppedError):
            await waiting

    asyncio.run(asyncio.wait_for(work(), 20))
