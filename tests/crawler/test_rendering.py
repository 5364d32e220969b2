"""A portal that scripts write is read whole with a browser, and not accused of what was not seen without one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checks.assessment import Assessment
from checks.catalogue import CATALOGUE
from checks.outcomes import Outcome, Reason
from crawler.browser import find_browser
from portal.states import Fill, LinkState, PageKind, Via
from portal.storage.archive import FILE_NAME, read
from reports.judging.identification import identify
from tests.crawler.crawling import Crawled, crawl
from tests.crawler.scripted import COLUMNS, PHONE, page, script, scripted_portal
from tests.crawler.servers import Reply, WebServer

needs_browser = pytest.mark.skipif(find_browser() is None, reason="no browser on this machine")
CHECKS = ("disclosure.entry", "freshness.homepage", "freshness.blank", "site.identity", "links.homepage")


@pytest.fixture(scope="module")
def portal() -> Iterator[WebServer]:
    with WebServer() as web:
        scripted_portal(web)
        yield web


@pytest.fixture(scope="module")
def seen(portal: WebServer, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """The portal crawled with a browser."""
    return crawl(tmp_path_factory.mktemp("seen"), portal.url, render="auto", timeout=10)


def verdicts(crawled: Crawled) -> dict[str, Assessment]:
    snapshot = crawled.snapshot
    context = identify(snapshot).context(date(2026, 3, 1))
    return {check: CATALOGUE[check].assess(snapshot, {}, context) for check in CHECKS}


@needs_browser
def test_portal_that_scripts_write_passes_with_a_browser(seen: Crawled) -> None:
    found = verdicts(seen)
    assert {
        check: (each.outcome, each.reason) for check, each in found.items() if each.outcome is not Outcome.PASS
    } == {}


def test_the_same_portal_is_left_undecided_without_one(portal: WebServer, tmp_path: Path) -> None:
    unseen = crawl(tmp_path, portal.url, render="never")
    found = verdicts(unseen)
    assert found["disclosure.entry"].reason_code is Reason.NO_BROWSER
    assert {check: each.outcome for check, each in found.items()} == {
        "disclosure.entry": Outcome.UNKNOWN,
        "freshness.homepage": Outcome.REVIEW,
        "freshness.blank": Outcome.UNKNOWN,
        "site.identity": Outcome.REVIEW,
        "links.homepage": Outcome.UNKNOWN,
    }
    assert (unseen.manifest.run.rendered, unseen.manifest.shots) == (0, [])


@needs_browser
def test_links_dates_and_marks_are_those_a_visitor_sees(seen: Crawled) -> None:
    snapshot = seen.snapshot
    home = snapshot.home()
    assert home is not None
    assert home.rendered
    assert [item.dated_on for item in snapshot.items(home.id)] == [date(2026, 2, 27), date(2026, 2, 20)]
    assert {mark.via for mark in snapshot.marks(home.id)} >= {Via.TEXT}
    for path in COLUMNS:
        column = snapshot.page(f"{home.url}{path}/")
        assert column is not None
        assert (column.rendered, column.fill) == (True, Fill.FILLED)
    assert seen.manifest.machine.browser
    assert seen.manifest.run.rendered == sum(each.rendered for each in seen.pages())


@needs_browser
def test_both_copies_are_kept(seen: Crawled) -> None:
    home = seen.snapshot.home()
    assert home is not None
    assert home.archive_offset is not None
    assert home.rendered_offset is not None
    assert "政府信息公开" not in read(seen.folder / FILE_NAME, home.archive_offset).body.decode()
    assert "政府信息公开" in read(seen.folder / FILE_NAME, home.rendered_offset).body.decode()
    finding = verdicts(seen)["site.identity"].findings
    assert finding == ()
    assert PHONE in read(seen.folder / FILE_NAME, home.copy_offset or 0).body.decode()  # the archive stays raw


@needs_browser
def test_home_page_and_disclosure_column_are_photographed(seen: Crawled, portal: WebServer) -> None:
    shots = {shot.url: (shot.file, shot.small) for shot in seen.manifest.shots}
    assert shots == {
        portal.url: ("shots/home.png", "shots/home.jpg"),
        f"{portal.url}xxgk/": ("shots/disclosure.png", None),
    }
    assert {path.name for path in (seen.folder / "shots").iterdir()} == {"home.png", "home.jpg", "disclosure.png"}


@needs_browser
def test_list_whose_data_does_not_come_stays_in_doubt(web: WebServer, tmp_path: Path) -> None:
    listing = "<h1>通知公告</h1><div class='main'><ul id='news_list'></ul></div><script src='/fill.js'></script>"
    menu = "".join(f"<li><a href='/{path}/'>栏目{path}</a></li>" for path in (*COLUMNS, "a", "b", "c"))
    web.reply("/", page(f"<div class='nav'><ul>{menu}</ul></div><p>{'首页上的一段文字，说明本站的情况。' * 8}</p>"))
    web.reply("/fill.js", script("fetch('/rows.json').catch(() => 0)"))
    web.reply("/rows.json", Reply(b"down", 503))
    web.reply(f"/{COLUMNS[0]}/", page(listing, "通知公告"))
    web.reply(f"/{COLUMNS[1]}/", page(listing.replace("fill.js", "none.js"), "会议公开"))
    web.reply("/none.js", script("fetch('/empty.json')"))
    web.reply("/empty.json", Reply(b"[]", content_type="application/json"))
    found = crawl(tmp_path, web.url, render="auto")
    failing, empty = (found.snapshot.page(f"{web.url}{path}/") for path in COLUMNS[:2])
    assert failing is not None
    assert empty is not None
    assert (failing.rendered, failing.fill) == (False, Fill.SCRIPTED)
    assert (empty.rendered, empty.fill) == (True, Fill.EMPTY)


def answers_with_cookie(web: WebServer, path: str, inner: Reply) -> None:
    """A door that opens to who runs its script: 412 until the cookie is there."""
    challenge = page("<script>document.cookie = 'pass=1; path=/'; location.reload()</script>")

    def answer(_: int) -> Reply:
        cookie = web.requests[-1][1].get("Cookie", "")
        return inner if "pass=1" in cookie else Reply(challenge.body, 412)

    web.routes[path] = answer


@needs_browser
def test_page_behind_a_script_challenge_is_read_where_the_browser_gets_in(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/door.html", "/wall.html")
    answers_with_cookie(web, "/door.html", page("<h1>门后的页面</h1><a href='/behind.html'>门后的链接地址</a>"))
    web.page("/behind.html")
    web.reply("/wall.html", Reply(page("<script>document.title = 'no'</script>").body, 412))
    found = crawl(tmp_path, web.url, render="auto")
    assert found.verdict(f"{web.url}door.html") == ("ok", None)
    assert found.verdict(f"{web.url}wall.html") == ("blocked", "challenge")
    assert found.verdict(f"{web.url}behind.html") == ("ok", None)
    assert [(attempt.status, attempt.detail) for attempt in found.attempts(f"{web.url}door.html")] == [
        (412, ""),
        (200, "in a browser"),
    ]


@needs_browser
def test_home_page_behind_a_challenge_opens_the_site(web: WebServer, tmp_path: Path) -> None:
    answers_with_cookie(
        web, "/", page("<h1>云河县人民政府</h1><a href='/a.html'>一篇稿件的标题</a><a href='/b.html'>另一篇稿件</a>")
    )
    web.page("/a.html")
    web.page("/b.html")
    found = crawl(tmp_path, web.url, render="auto")
    assert found.manifest.health.ok
    assert {each.url for each in found.pages()} >= {web.url, f"{web.url}a.html", f"{web.url}b.html"}


@needs_browser
def test_script_that_sends_its_visitor_on_is_followed(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/old/")
    web.reply("/old/", page("<div class='con'></div><script src='/go.js'></script>"))
    web.reply("/go.js", script("var to = '/ne' + 'w/'; window.location.replace(to);"))
    web.page("/new/")
    found = crawl(tmp_path, web.url, render="auto")
    old = next(each for each in found.pages() if each.url == f"{web.url}old/")
    assert (old.kind, old.refresh_to) == (PageKind.REDIRECT, f"{web.url}new/")
    assert found.target(f"{web.url}old/").state is LinkState.REDIRECTED


def test_without_a_browser_the_static_facts_stay(
    portal: WebServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.browser.NAMES", ("no-such-browser",))
    monkeypatch.setattr("crawler.browser._CHANNELS", ())
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "nothing"))
    found = crawl(tmp_path, portal.url, render="auto")
    assert not found.manifest.machine.browser
    assert (found.manifest.run.rendered, found.manifest.shots) == (0, [])
    assert found.notes("no_browser")
    assert verdicts(found)["disclosure.entry"].reason_code is Reason.NO_BROWSER


@needs_browser
def test_every_page_is_rendered_where_that_is_asked_for(web: WebServer, tmp_path: Path) -> None:
    web.page("/", "/a.html")
    web.page("/a.html")
    found = crawl(tmp_path, web.url, render="always", max_rendered=0)
    assert [each.rendered for each in found.pages()] == [True, True]
