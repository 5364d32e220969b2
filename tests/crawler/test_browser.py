"""The browser alone: what it may reach, what it brings, and that nothing a page does holds it for ever."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.async_api import Error as PlaywrightError

from crawler.browser import Browser, BrowserUnavailableError, find_browser
from crawler.faulty_pages import FaultyPage, Marked
from crawler.filtering_proxy import FilteringProxy, Refusal
from crawler.hosts_table import HostsTable
from crawler.picture_masking import mask_numbers, masked_run
from crawler.rendering import NotRenderedError, Renderer
from crawler.resolving import GuardedResolver
from crawler.shots import Photographer
from portal.storage.manifest import Box, Shot
from reports.page.jpeg import dimensions
from tests.crawler.scripted import ID_NUMBER, PHONE, page, script
from tests.crawler.servers import Reply, WebServer

HOST = "www.yunhexia.gov.cn"
HOME = f"http://{HOST}/"
Result = TypeVar("Result")
pytestmark = pytest.mark.skipif(find_browser() is None, reason="no browser on this machine")


def within(work: Callable[[], Awaitable[Result]]) -> Result:
    async def bounded() -> Result:
        async with asyncio.timeout(60):
            return await work()

    return asyncio.run(bounded())


@asynccontextmanager
async def browsing(web: WebServer, *, max_size: int = 10**7) -> AsyncIterator[tuple[Browser, FilteringProxy]]:
    """A browser for which HOST is `web`, and every other address on this machine is private."""
    table = HostsTable.parse([f"127.0.0.1:{web.port} {HOST}"], "hosts")
    resolver = GuardedResolver(table, allow_private=False, exempt=frozenset({HOST}), timeout=2)
    proxy = FilteringProxy(resolver, own_port=80, timeout=5, max_size=max_size, max_total=10**9)
    browser = Browser(await proxy.start(), "Mozilla/5.0 (compatible; test)")
    try:
        yield browser, proxy
    finally:
        await browser.close()
        await proxy.close()


def test_nothing_private_is_reached_by_redirect_script_frame_or_socket(web: WebServer) -> None:
    secret = f"127.0.0.1:{web.port}"
    web.redirect("/moved.html", f"http://{secret}/secret-redirect")
    web.reply(
        "/",
        page(
            f"<iframe src='http://{secret}/secret-frame'></iframe><iframe src='/moved.html'></iframe>"
            f"<script src='http://{secret}/secret-script'></script>"
            f"<script>fetch('http://{secret}/secret-fetch', {{mode: 'no-cors'}}).catch(() => 0);"
            f"navigator.sendBeacon('http://{secret}/secret-beacon', 'x'); new WebSocket('ws://{secret}/secret-socket');"
            "new Worker(URL.createObjectURL(new Blob(["
            f"`try {{ new WebSocket('ws://{secret}/secret-worker') }} catch (e) {{}}`])))</script>"
        ),
    )
    web.redirect("/away.html", f"http://{secret}/secret-page")

    async def work() -> int:
        async with browsing(web) as (browser, proxy):
            renderer = Renderer(browser, timeout=8, max_size=10**6)
            found = await renderer.render(HOME)
            assert not found.complete  # a script did not come
            with pytest.raises(NotRenderedError):
                await renderer.render(f"{HOME}away.html")
            return proxy.refused[Refusal.PRIVATE]

    assert within(work) >= 5
    assert [path for path, _ in web.requests if "secret" in path] == []
    assert (web.hits["/moved.html"], web.hits["/away.html"]) == (1, 1)


def test_pages_are_read_as_their_scripts_leave_them_and_their_scripts_kept(web: WebServer) -> None:
    web.reply("/", page("<p id='words'></p><img src='/big.png'><script src='/own.js'></script>"))
    own = script("document.getElementById('words').textContent = '由脚本写出';")
    own.headers["Cache-Control"] = "max-age=600"
    web.reply("/own.js", own)

    async def work() -> list[str]:
        async with browsing(web) as (browser, _):
            renderer = Renderer(browser, timeout=8, max_size=10**6)
            found = [await renderer.render(HOME) for _ in range(2)]
            assert all(each.complete and each.status == 200 for each in found)
            return [each.html for each in found]

    assert all("由脚本写出" in html for html in within(work))
    assert (web.hits["/"], web.hits["/own.js"], web.hits["/big.png"]) == (2, 1, 0)


def test_page_whose_data_did_not_come_is_not_complete(web: WebServer) -> None:
    answers = {
        "there": Reply(b"[]", content_type="application/json"),
        "error": Reply(b"no", 500),
        "cut": Reply(raw=b""),
    }
    for name, answer in answers.items():
        web.reply(f"/{name}.json", answer)
        web.reply(f"/{name}.html", page(f"<ul id='l'></ul><script>fetch('/{name}.json').catch(() => 0)</script>"))

    async def work() -> dict[str, bool]:
        async with browsing(web) as (browser, _):
            renderer = Renderer(browser, timeout=6, max_size=10**6)
            return {name: (await renderer.render(f"{HOME}{name}.html")).complete for name in answers}

    assert within(work) == {"there": True, "error": False, "cut": False}


def test_pages_that_would_hold_the_browser_are_given_up_and_the_next_one_opens(web: WebServer) -> None:
    bodies = {
        "script without end": "<script>while (true) {}</script>",
        "elements without number": "<script>document.body.innerHTML = '<b></b>'.repeat(210000)</script>",
        "document without bound": "<p id='p'></p><script>document.getElementById('p').textContent = 'x'.repeat(2000000)</script>",
    }
    web.reply("/next.html", page("<p>下一页</p>"))

    async def work() -> None:
        async with browsing(web) as (browser, _):
            for body in bodies.values():
                web.reply("/", page(body))
                with pytest.raises(NotRenderedError):
                    await Renderer(browser, timeout=1, max_size=10**6).render(HOME)
                found = await Renderer(browser, timeout=8, max_size=10**6).render(f"{HOME}next.html")
                assert "下一页" in found.html

    within(work)


def test_windows_questions_downloads_and_printing_hold_nothing_up(web: WebServer) -> None:
    nuisance = (
        "for (let n = 0; n < 300; n++) { alert(n); confirm(n); prompt(n); print(); window.open('/popup.html?' + n); }"
        "window.onbeforeunload = () => 'stay';"
        "const a = document.createElement('a'); a.href = '/file.zip'; a.download = 'file.zip'; document.body.append(a); a.click();"
        "navigator.serviceWorker && navigator.serviceWorker.register('/worker.js').catch(() => 0);"
        "document.getElementById('words').textContent = '脚本做完了';"
    )
    web.reply("/", page(f"<p id='words'></p><script>{nuisance}</script>"))
    web.reply("/file.zip", Reply(b"PK", headers={"Content-Disposition": "attachment"}, content_type="application/zip"))

    async def work() -> str:
        async with browsing(web) as (browser, _):
            found = await Renderer(browser, timeout=8, max_size=10**6).render(HOME)
            with pytest.raises(NotRenderedError):
                await Renderer(browser, timeout=4, max_size=10**6).render(f"{HOME}file.zip")
            return found.html

    assert "脚本做完了" in within(work)
    assert not [path for path, _ in web.requests if "popup" in path or "worker" in path]


def test_browser_that_is_killed_over_a_page_says_so(web: WebServer) -> None:
    web.reply("/", page("<script>setInterval(() => fetch('/tick'), 100)</script>"))
    web.reply("/next.html", page("<p>下一页</p>"))

    async def kill(browser: Browser) -> None:
        async with browser.page() as tab:
            assert tab.context.browser is not None
            session = await tab.context.browser.new_browser_cdp_session()
            processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
            os.kill(next(each["id"] for each in processes if each["type"] == "browser"), signal.SIGKILL)

    async def work() -> tuple[bool, str]:
        async with browsing(web) as (browser, _):
            renderer = Renderer(browser, timeout=8, max_size=10**6)
            under_way = asyncio.ensure_future(renderer.render(HOME))
            await asyncio.sleep(2)
            await kill(browser)
            with pytest.raises(NotRenderedError) as fault:
                await under_way
            return fault.value.crashed, (await renderer.render(f"{HOME}next.html")).html

    crashed, html = within(work)
    assert crashed
    assert "下一页" in html


def test_browser_is_replaced_after_some_pages_without_counting_as_a_crash(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.browser.PAGES_EACH", 2)
    monkeypatch.setattr("crawler.browser.MAX_STARTS", 1)
    web.reply("/", page("<p>一页</p>"))

    async def work() -> int:
        async with browsing(web) as (browser, _):
            renderer = Renderer(browser, timeout=8, max_size=10**6)
            found = await asyncio.gather(*(renderer.render(HOME) for _ in range(5)))
            return sum("一页" in each.html for each in found)

    assert within(work) == 5


def test_crash_of_the_browser_is_survived_a_few_times(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.browser.MAX_STARTS", 2)
    web.reply("/", page("<p>一页</p>"))

    async def crash(browser: Browser) -> None:
        async with browser.page() as tab:
            assert tab.context.browser is not None
            session = await tab.context.browser.new_browser_cdp_session()
            with pytest.raises(PlaywrightError):
                await session.send("Browser.crash")

    async def work() -> str:
        async with browsing(web) as (browser, _):
            renderer = Renderer(browser, timeout=8, max_size=10**6)
            for _ in range(2):
                assert "一页" in (await renderer.render(HOME)).html
                await crash(browser)
            with pytest.raises(BrowserUnavailableError) as fault:
                await renderer.render(HOME)
            return str(fault.value)

    assert "crashed" in within(work)


def test_screenshot_masks_private_numbers_in_text_fields_and_frames(web: WebServer, tmp_path: Path) -> None:
    web.reply("/frame.html", page(f"<p>框架里的证件{ID_NUMBER}</p>"))
    web.reply(
        "/",
        page(
            f"<p>联系人{PHONE}</p><p>手机 <b>139</b> <i>0000</i><span>1234</span></p><input value='{PHONE}'><iframe src='/frame.html'></iframe>"
        ),
    )

    async def work() -> tuple[list[str], bytes, bytes]:
        async with browsing(web) as (browser, _):
            async with browser.page() as tab:
                await tab.goto(HOME)
                for frame in tab.frames:
                    await mask_numbers(frame)
                shown = [await frame.evaluate("document.body.innerText") for frame in tab.frames]
                shown.append(await tab.input_value("input"))
            shot = await Photographer(browser, tmp_path, 8).take(HOME, "home", links=[])
            assert (shot.url, shot.file, shot.small) == (HOME, "shots/home.png", "shots/home.jpg")
            files = [(tmp_path / name).read_bytes() for name in (shot.file, shot.small or "")]
            return shown, files[0], files[1]

    shown, picture, small = within(work)
    assert not any(PHONE in words or ID_NUMBER in words for words in shown)
    assert sum("139****1234" in words for words in shown) == 2
    assert "139 ****1234" in shown[0]
    assert int.from_bytes(picture[16:20], "big") == 1280  # its width
    assert small.startswith(b"\xff\xd8\xff")
    assert len(small) < 200_000


@pytest.mark.parametrize(
    ("texts", "masked"),
    [
        (["电话139", "0000", "1234。"], ["电话139", "****", "1234。"]),
        (["日期2026 ", PHONE], ["日期2026 ", "139****1234"]),
        (["139 0000 ", "1234"], ["139 **** ", "1234"]),
        (["编号", "12", "34"], ["编号", "12", "34"]),
    ],
)
def test_numbers_that_reach_over_several_texts_are_masked(texts: list[str], masked: list[str]) -> None:
    assert masked_run(texts) == masked


def test_picture_of_the_home_page_tells_where_its_links_stand(web: WebServer, tmp_path: Path) -> None:
    html = (
        "<body style='margin:0'><a href='/a.html' style='position:absolute;left:40px;top:30px;width:90px;height:20px'>公开</a>"
        "<a href='/h.html' style='display:none'>x</a><a href='/low.html' style='position:absolute;top:9000px'>远</a>"
    )
    web.reply("/", page(html))
    links = [Marked(f"a[href='/{name}.html']", f"/{name}.html", f"{HOME}{name}.html") for name in ("a", "h", "low")]

    async def work() -> Shot:
        async with browsing(web) as (browser, _):
            return await Photographer(browser, tmp_path, 8).take(HOME, "home", links=[*links, links[0]])

    shot = within(work)
    assert shot.width == 1280
    assert shot.boxes == [Box(url=links[0].url, selector=links[0].selector, place=(40, 30, 90, 20))]
    assert dimensions((tmp_path / "shots" / "home.jpg").read_bytes()) == (640, 1600)


def test_dead_links_are_framed_where_they_stand(web: WebServer, tmp_path: Path) -> None:
    filler = "".join(f"<p>第{n}段</p>" for n in range(150))
    web.reply(
        "/",
        page(
            f"{filler}<ul id='l'><li><a href='/gone.html'>没有了</a></li></ul><a href='/h.html' style='display:none'>x</a>"
        ),
    )
    dead = Marked("a.moved", "/gone.html", f"{HOME}gone.html")
    hidden = Marked("a[href='/h.html']", "/h.html", f"{HOME}h.html")

    async def work() -> list[list[str] | None]:
        async with browsing(web) as (browser, _):
            photographer = Photographer(browser, tmp_path, 8)
            cases = {"a": [dead, hidden], "b": [hidden], "c": []}
            shots = [await photographer.take_faults(FaultyPage(HOME, links), name) for name, links in cases.items()]
            return [shot.marks if shot else None for shot in shots]

    assert within(work) == [[dead.url], None, []]
    assert {path.name for path in (tmp_path / "shots").iterdir()} == {"a.png", "a.jpg", "c.png", "c.jpg"}
