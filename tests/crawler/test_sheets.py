"""Style sheets: each of the site's own is read once, what it names is opened, and what is broken is told with the sheet and its page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.links.site import site as links_of_site
from portal.links.style_sheets import Named, named_in
from reports.judging.identification import identify
from tests.crawler.crawling import Crawled, crawl
from tests.crawler.servers import Reply, WebServer, page

CSS = "text/css; charset=utf-8"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (".a{background:url(x.png)}", [Named("x.png", imported=False)]),
        (
            ".a{background:URL( 'a b.gif' ) no-repeat, url(\"/c.jpg\")}",
            [Named("a b.gif", False), Named("/c.jpg", False)],
        ),
        ("@import 'a.css';@import \"b.css\" screen;", [Named("a.css", True), Named("b.css", True)]),
        ("@import url(a.css);@import url('b.css') print;", [Named("a.css", True), Named("b.css", True)]),
        ("/* url(x.png) */ .a{color:red} /* url(y.png)", []),
        ("@font-face{font-family:x;src:url(x.woff),url(x.svg#x)} .a{src:url(y.eot?#iefix)}", []),
        (".a{background:url(data:image/png;base64,AAAA);filter:url(#blur);behavior:url(pie.htc)}", []),
        (".a:after{content:'url(x.png)'} .b{font-family:'宋体';}", []),
        (".a{background:url(x.png", []),
    ],
)
def test_what_a_sheet_names(text: str, expected: list[Named]) -> None:
    assert named_in(text.encode(), CSS) == expected


@given(st.binary(max_size=300), st.text(alphabet="@import url()'\"/*{};\n.a#\\", max_size=300))
def test_any_bytes_are_read(junk: bytes, text: str) -> None:
    assert all(named.raw for named in named_in(junk + text.encode() + junk, CSS))


def test_a_long_sheet_of_nothing_but_openings_is_read_in_no_time() -> None:
    assert named_in(b"url(" * 100_000 + b"@import '" * 100_000, CSS) == []


def styled_site(web: WebServer) -> None:
    """A home page and another one with a sheet that imports a second one, which imports the first and names dead and living pictures."""
    head = b'<head><link rel="stylesheet" href="/css/site.css">'
    web.reply("/", Reply(page("云河市人民政府", "/a.html", "/download.css").replace(b"<head>", head)))
    web.reply("/a.html", Reply(page("办事指南").replace(b"<head>", head)))
    web.reply("/css/site.css", Reply(b"@import 'more.css';\n.a{background:url(gone.png)}", content_type=CSS))
    more = (
        b"@import 'site.css';@import url(/lost.css);\n.b{background:url(../pic.png)} .c{background:url(../empty.png)}"
    )
    web.reply("/css/more.css", Reply(more, headers={"ETag": '"1"'}, content_type=CSS))
    web.reply("/pic.png", Reply(b"\x89PNG" + bytes(20), content_type="image/png"))
    web.reply("/empty.png", Reply(b"", content_type="image/png"))
    web.reply("/download.css", Reply(b".a{background:url(/unused.png)}", content_type=CSS))


def judged(crawled: Crawled) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Findings on dead links: address to kind, pages and words cited."""
    snapshot = crawled.snapshot
    context = identify(snapshot).context(snapshot.manifest.as_of)
    found = links_of_site.assess(snapshot, {}, context).findings
    return {each.subject: (each.kind, [(cited.url, cited.excerpt) for cited in each.evidence]) for each in found}


def test_what_sheets_name_is_opened_and_told_with_the_sheet_and_its_pages(tmp_path: Path) -> None:
    with WebServer() as web:
        styled_site(web)
        crawled = crawl(tmp_path, web.url)
        pages = [(web.url + path, f"样式文件 {web.url}css/site.css") for path in ("", "a.html")]
        expected = {web.url + path: ("in_sheet", pages) for path in ("css/gone.png", "empty.png", "lost.css")}
        assert judged(crawled) == expected
        assert crawled.verdict(f"{web.url}pic.png") == ("ok", None)
        assert crawled.snapshot.target(f"{web.url}unused.png") is None
        assert web.hits["/css/more.css"] == 1


def test_a_long_sheet_is_read_to_its_end(tmp_path: Path) -> None:
    with WebServer() as web:
        styled_site(web)
        rules = b".x{color:red}\n" * 20_000
        web.reply("/css/site.css", Reply(rules + b".a{background:url(gone.png)}", content_type=CSS))
        assert set(judged(crawl(tmp_path, web.url))) == {f"{web.url}css/gone.png"}


def test_sheets_are_read_again_next_month_changed_or_not(tmp_path: Path) -> None:
    with WebServer() as web:
        styled_site(web)
        first = crawl(tmp_path, web.url)
        web.reply("/css/more.css", Reply(b"", 304))
        web.reply("/css/site.css", Reply(b"@import 'more.css';", content_type=CSS))
        second = crawl(tmp_path, web.url, previous=first.folder)
        assert set(judged(second)) == {f"{web.url}empty.png", f"{web.url}lost.css"}
