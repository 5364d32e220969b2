"""The crawler gives way to a server in trouble, and stops where going on would be an accusation or a nuisance."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.off_peak import Window
from crawler.pacing import Pace
from tests.crawler.crawling import crawl
from tests.crawler.servers import Reply, WebServer, page


def storm(web: WebServer, reply: Reply, *, after: int) -> None:
    """Have the server answer so and no other way from its so manieth request on."""
    names = [f"/{each}.html" for each in range(80)]
    web.page("/", *names)
    for name in names:
        web.page(name)
    for path, answering in list(web.routes.items()):
        web.routes[path] = _stormy(web, answering, reply, after)


def _stormy(web: WebServer, answering: Callable[[int], Reply], reply: Reply, after: int) -> Callable[[int], Reply]:
    return lambda count: reply if sum(web.hits.values()) > after else answering(count)


@pytest.mark.parametrize(("status", "reason"), [(500, "errors"), (403, "blocked")])
def test_a_site_that_breaks_down_ends_the_crawl_with_what_was_read(
    web: WebServer, tmp_path: Path, status: int, reason: str
) -> None:
    storm(web, Reply(page("出错了"), status), after=20)
    crawled = crawl(tmp_path, web.url)
    assert crawled.manifest.run.stopped_by == reason
    assert crawled.notes("doubted") == [reason]
    assert 10 <= crawled.manifest.run.pages < 25
    assert sum(web.hits.values()) < 100
    assert {target.state.value for target in crawled.snapshot.targets()} & {"broken"} == set()


def test_a_part_of_a_site_in_trouble_does_not_end_the_crawl(web: WebServer, tmp_path: Path) -> None:
    bad, good = [f"/app/{each}" for each in range(30)], [f"/{each}.html" for each in range(5)]
    web.page("/", *bad, *good)
    for name in bad:
        web.reply(name, Reply(b"error", 500))
    for name in good:
        web.page(name)
    crawled = crawl(tmp_path, web.url, recheck=[0.1])
    assert crawled.manifest.run.stopped_by is None
    assert crawled.notes("doubted")
    assert {crawled.verdict(web.url + name[1:]) for name in bad} == {("broken", "server_error")}
    assert len(crawled.pages()) == 6


def test_a_server_that_goes_down_ends_the_crawl(tmp_path: Path) -> None:
    with WebServer() as web:
        names = [f"/{each}.html" for each in range(60)]
        web.page("/", *names)
        for name in names:
            web.page(name)
        for path, answering in list(web.routes.items()):
            web.routes[path] = _stormy(web, answering, Reply(raw=b""), 15)
        crawled = crawl(tmp_path, web.url)
    assert crawled.manifest.run.stopped_by == "errors"
    assert 5 <= crawled.manifest.run.pages < 20


def test_a_busy_server_is_asked_less_often_and_then_more_again() -> None:
    async def spacing() -> tuple[float, float, float]:
        pace = Pace(lambda _: 0.02)
        pace.strained("h.cn", asked=True)
        pace.strained("h.cn", asked=True)
        slow = await _three_turns(pace)
        for _ in range(40):
            pace.relieved("h.cn")
        return slow, await _three_turns(pace), pace._spacing("h.cn")

    slow, fast, spacing_after = asyncio.run(spacing())
    assert slow > 0.15
    assert spacing_after == 0.02
    assert fast >= 0.03


async def _three_turns(pace: Pace) -> float:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for _ in range(3):
        await pace.turn("h.cn")
    return loop.time() - began


def test_one_error_alone_slows_nobody_down() -> None:
    pace = Pace(lambda _: 1.0)
    pace.strained("h.cn", asked=False)
    assert pace._spacing("h.cn") == 1.0
    pace.strained("h.cn", asked=False)
    assert pace._spacing("h.cn") == 2.0
    assert pace._spacing("other.cn") == 1.0


def test_slowing_down_is_recorded(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/busy.html", "/a.html")
    web.page("/a.html")
    web.reply("/busy.html", Reply(b"", 503, {"Retry-After": "0"}), Reply(page("缓过来的页面")))
    crawled = crawl(tmp_path, web.url)
    assert len(crawled.notes("slowed")) == 1
    assert crawled.verdict(web.url + "busy.html") == ("ok", None)


@pytest.mark.parametrize(
    ("window", "now", "hours"),
    [
        ("22:00-06:00", "2026-03-01T15:00", 0),  # 23:00 there
        ("22:00-06:00", "2026-03-01T21:59", 0),  # 05:59 there
        ("22:00-06:00", "2026-03-01T22:00", 16),
        ("22:00-06:00", "2026-03-01T04:00", 10),
        ("01:00-05:00", "2026-03-01T16:00", 1),
        ("01:00-24:00", "2026-03-01T02:00", 0),
    ],
)
def test_the_window_is_that_of_the_portals_zone(window: str, now: str, hours: float) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert Window.parse(window).wait(at) == hours * 3600


@pytest.mark.parametrize("text", ["", "22-6", "25:00-06:00", "22:00-06:60", "06:00-06:00", "22:00-06:00 "])
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not HH|no time|must be in"):
        Window.parse(text)


def test_outside_the_window_nothing_leaves() -> None:
    closed = [0.05, 0.05, 0.0]

    async def waited() -> float:
        loop = asyncio.get_running_loop()
        began = loop.time()
        await Pace(lambda _: 0.0, lambda: closed.pop(0)).turn("h.cn")
        return loop.time() - began

    assert asyncio.run(waited()) >= 0.09
    assert closed == []
