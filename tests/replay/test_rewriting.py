"""Markup and style sheets with their addresses led to archived copies; everything else letter by letter as it was."""

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.links.addresses import canonical
from portal.replay.pages import Reader, rewritten_page
from portal.replay.places import Place, View, place_at
from portal.replay.sheets import rewritten_sheet
from portal.replay.tags import scan

STAMP = "20260301020000000000"
BASE = "http://www.qinghexia.gov.cn/zwgk/a.html"
READER = Reader("/T/", STAMP, BASE, "utf-8")
SIGNS = st.text(st.sampled_from("<>/='\"!-? \n&;:abhrefscitylp.#(){}@\\政"), max_size=80)
PIECES = st.lists(
    st.sampled_from(["<a href=", "<img src='", "<style>", "</style>", "<script>", "</script>", "<!--", "-->", "<base href=x>", '"', "'"])
    | st.sampled_from([">", "/", "<iframe srcdoc='", "<title>", "</title>", "<noscript>", "<svg>", "url(", "@import ", "http://b.cn/"])
    | st.sampled_from(["<meta http-equiv=refresh", " "]),
    max_size=25,
).map("".join)  # fmt: skip


def led(view: View, url: str) -> str:
    return f"/T/{Place(view, STAMP, url).path}"


class Seen(HTMLParser):
    """Another reader's idea of what a page can do."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<p CLASS=x  id='y'>a &lt; b</P><!-- <a href=x> -->", "<p CLASS=x  id='y'>a &lt; b</P><!-- <a href=x> -->"),
        ("<table><form><tr><td>乱", "<table><form><tr><td>乱"),
        ("<a href='#top'>上</a>", "<a href='#top'>上</a>"),
        ("<a href=b.html target=main>", f'<a href="{led(View.PAGE, "http://www.qinghexia.gov.cn/zwgk/b.html")}" target="_top" >'),
        ("<a href='?a=1&copy=2&amp;b=3'>", f'<a href="{led(View.PAGE, BASE + "?a=1&copy=2&b=3").replace("&", "&amp;")}" target="_top">'),
        ("<a href='javascript:x()'>", "<a >"),
        ("<a href='mailto:a@b.cn'>", "<a >"),
        ("<img src=/p.png onerror=x()>", f'<img src="{led(View.RESOURCE, "http://www.qinghexia.gov.cn/p.png")}" >'),
        ("<img src='data:image/gif;base64,R0'>", "<img src='data:image/gif;base64,R0'>"),
        ("<iframe src=//b.cn/x></iframe>", f'<iframe src="{led(View.COPY, "http://b.cn/x")}"></iframe>'),
        ("<link rel='Stylesheet' href=c.css>", f"<link rel='Stylesheet' href=\"{led(View.STYLE, 'http://www.qinghexia.gov.cn/zwgk/c.css')}\">"),
        ("<link rel=preload href=c.css><base target=_blank><meta http-equiv=refresh content=0>段", "段"),
        ("甲<script src=x>if (a<b) '</p>'</script >乙<SCRIPT>", "甲乙"),
        ("<form action=http://b.cn/ method=post><button formaction=/y>", "<form  method=post><button >"),
        ("<base href='http://b.cn/x/'><img src=p.png>", f'<img src="{led(View.RESOURCE, "http://b.cn/x/p.png")}">'),
        ("<img srcset='a.png 1x, /b.png'>", f'<img srcset="{led(View.RESOURCE, "http://www.qinghexia.gov.cn/zwgk/a.png")} 1x, {led(View.RESOURCE, "http://www.qinghexia.gov.cn/b.png")}">'),
        ("<textarea><img src=x></textarea>", "<textarea><img src=x></textarea>"),
        ("末<a href=x", "末"),
        ("末<a title='x>", "末"),
    ],
)  # fmt: skip
def test_only_what_leads_somewhere_is_changed(written: str, expected: str) -> None:
    assert rewritten_page(written, READER) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("p{background:url( 'x y.png' )}", 'p{background:url("LED x y.png")}'),
        ("@import 'a.css' screen;@IMPORT url(b.css);", '@import url("LED a.css!") screen;@IMPORT url("LED b.css!");'),
        ("p::after{content:'url(x)'}/* url(y) */", "p::after{content:'url(x)'}/* url(y) */"),
        (r"p{background:url(\68ttp\3a//b.cn/x)}", 'p{background:url("LED http://b.cn/x")}'),
        ("p{background:url(x.png", "p{background:url(x.png"),
    ],
)
def test_addresses_of_a_style_sheet_are_led(written: str, expected: str) -> None:
    assert rewritten_sheet(written, lambda raw, sheet: f"LED {raw}{'!' if sheet else ''}") == expected


@given(st.text(st.sampled_from("url(@import \"'\\/*;){}:a68\n政"), max_size=60))
def test_a_sheet_that_is_led_nowhere_stays_as_it_is(text: str) -> None:
    assert rewritten_sheet(text, lambda *_: None) == text


@given(SIGNS | PIECES)
def test_a_page_without_anything_that_leads_or_runs_stays_as_it_is(text: str) -> None:
    tags = scan(text)
    names = {attribute.name for tag in tags.tags for attribute in tag.attributes}
    if not tags.tags or not (names or {"script", "style", "base", "link", "meta"} & {tag.name for tag in tags.tags}):
        assert rewritten_page(text, READER) == text[: tags.end]


@given(SIGNS | PIECES)
def test_no_script_handler_or_refresh_is_left_and_rewriting_again_changes_nothing_of_that(text: str) -> None:
    found = scan(rewritten_page(text, READER)).tags
    assert not {"script", "base"} & {tag.name for tag in found}
    for tag in found:
        assert not any(attribute.name.startswith("on") for attribute in tag.attributes)
        assert tag.name != "meta" or tag.value("http-equiv") is None
        if tag.name == "a" and (href := tag.value("href")):
            assert href.strip().startswith(("/T/page/", "#"))


@given(
    st.lists(
        st.tuples(st.sampled_from(["title", "alt", "HREF", "src", "x"]), st.text("ab&;='/ <>#政é\n", max_size=12)),
        max_size=4,
    )
)
def test_attributes_are_read_as_another_parser_reads_them(pairs: list[tuple[str, str]]) -> None:
    quoted = " ".join(f'{name}="{value}"' for name, value in pairs)
    (tag,) = scan(f"<b {quoted}>").tags
    ((_, expected),) = Seen(f"<b {quoted}>").tags
    named = [(each.name, each.value) for each in tag.attributes]
    assert [name for name, _ in named] == [name.lower() for name, _ in pairs]
    assert dict(named) == {
        name: unescape(value or "") if "&" not in (value or "") else dict(named)[name]
        for name, value in expected.items()
    }


@given(
    st.sampled_from(["http://a.cn", "https://a.cn:8443", "http://[2001:db8::1]"]),
    st.text(max_size=20).map(lambda path: "/" + path),
    st.sampled_from(list(View)),
)
def test_a_local_address_names_the_place_it_was_made_from(origin: str, path: str, view: View) -> None:
    try:
        url = canonical(origin + path)
    except ValueError:
        return
    place = Place(view, STAMP, url)
    assert place_at(place.path) == place
    assert place.path.isascii()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "page",
        "page/1/http://a.cn/",
        f"page/{STAMP}/ftp://a.cn/",
        f"page/{STAMP}/../../etc/passwd",
        f"pages/{STAMP}/http://a.cn/",
        f"page/{STAMP}/http://",
    ],
)
def test_what_names_no_place_gives_none(path: str) -> None:
    assert place_at(path) is None


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a ",
        "<a href='",
        "<!--",
        "</",
        "<style>",
        "url(",
        "@import ",
        '<iframe srcdoc="&lt;iframe srcdoc=',
        "&a",
        ", ",
    ],
)
def test_endless_repetition_is_rewritten_in_one_pass(unit: str) -> None:
    for wrapped in (
        unit * 40_000,
        f"<img srcset='{unit.replace(chr(39), '') * 40_000}'>",
        f"<style>{unit * 40_000}</style>",
    ):
        assert len(rewritten_page(wrapped, READER)) < 100 * len(wrapped)
