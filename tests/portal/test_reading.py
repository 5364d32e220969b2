"""Reading a page as a whole: any bytes give facts, within bounds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.facts import PageFacts
from portal.links.reading import MAX_LINKS
from portal.states import Fault, Fill, PageKind
from portal.storage.recorder import Recorder, connect
from tests.portal.samples import article, list_page, read

FRAGMENTS = st.sampled_from(
    [
        "<", ">", "</", "<a href='", "'>", '"', "<!--", "-->", "<script>", "</script>", "<li>", "<table><tr><td>", "</table>", "&nbsp;",
        "&#0;", "\0", "<base href=", "<meta charset=gbk>", "当前位置：", "发布时间：", "2026-02-30", "〇", "清政〔2026〕1号", "createPageHTML(9,0,'i','html')",
        "<record><![CDATA[", "]]></record>", "<template>", "<noscript>", "<select><option value='/x'>", "style='url(", "网站标识码：", "<svg>", "\x1e", "\x1f", "\ud800",
    ]
)  # fmt: skip


@given(st.binary(max_size=600))
def test_any_bytes_are_read(body: bytes) -> None:
    assert isinstance(read(body), PageFacts)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=60))
def test_any_markup_is_read_and_can_be_stored(parts: list[str]) -> None:
    facts = read("".join(parts).encode("utf-8", "surrogatepass"))
    recorder = Recorder(connect(":memory:"))
    for link in facts.links:
        link.target_id = 1
    assert recorder.page(facts) == 1


@settings(max_examples=50)
@given(st.data())
def test_damaged_pages_are_read(data: st.DataObject) -> None:
    body = article("<p>正文内容。</p>" * 5).encode()
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    assert isinstance(read(body[:start] + data.draw(st.binary(max_size=20)) + body[end:]), PageFacts)


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 100_000 + "末尾".encode(),
        b"<div class='header nav footer'>" * 20_000,
        b"<a href='/'>\xe9\xa6\x96\xe9\xa1\xb5</a>" * 20_000,
        b"<ul>" + b"<li><a href='/x'>x</a>" * 30_000,
        b"<p>" + "长".encode() * 1_000_000,
        b"<p>" + b"2026-02-11 " * 50_000,
        b"<!--" * 50_000,
        b"<td>\xe4\xbd\x8d" * 50_000,
        b"<a onclick=\"window.open('" * 20_000,
        b"\xe5\xbd\x93\xe5\x89\x8d\xe4\xbd\x8d\xe7\xbd\xae\xef\xbc\x9a" * 30_000,
        b"<font style='display:none'>" * 50_000 + b"x",
        b"<record><![CDATA[" * 100_000,
        b"<style>" + b"/*" * 500_000 + b"</style>",
        b"<div class=footer>" + "首页".encode() * 100_000,
        b"<div class=header>" * 20_000 + b"<main>x",
        b"<" * 300_000,
        b"<p>" + b"1" * 200_000,
        b"<table><tr><td>" * 5_000 + b"<a href=/x>\xe9\xa6\x96\xe9\xa1\xb5</a>",
    ],
    ids=[
        "nested",
        "named",
        "menus",
        "rows",
        "line",
        "dates",
        "comments",
        "labels",
        "calls",
        "crumbs",
        "hidden",
        "records",
        "styles",
        "footer",
        "headers",
        "angles",
        "digits",
        "tables",
    ],
)
def test_monsters_are_read(body: bytes) -> None:
    assert read(body).page.size == len(body)


def test_links_of_a_trap_are_counted_no_further() -> None:
    assert len(read(b"<a href=/x>" * 30_000).links) == MAX_LINKS


@pytest.mark.parametrize("body", [b"", b"  \n ", b"<!-- nothing -->"])
def test_an_empty_body_is_a_fault(body: bytes) -> None:
    page = read(body).page
    assert (page.fault, page.fill) == (Fault.EMPTY, Fill.EMPTY)


def test_an_empty_home_page_is_still_the_home_page() -> None:
    assert read(b"", home=True).page.kind is PageKind.HOME


def test_meta_tags_are_kept_as_written() -> None:
    facts = read(
        "<head><META content='3799990001' name=SiteIDCode><meta name='keywords' content=''><meta charset=utf-8></head><p>x"
    )
    assert [(tag.name, tag.content) for tag in facts.meta_tags] == [("SiteIDCode", "3799990001"), ("keywords", "")]


def test_positions_number_the_rows() -> None:
    facts = read(
        list_page("".join(f'<li><a href="/{n}.html">第{n}号公告内容</a>2026-01-0{n}</li>' for n in range(1, 6)))
    )
    assert [link.position for link in facts.links] == list(range(len(facts.links)))
    assert [item.position for item in facts.items] == list(range(5))


def test_the_same_bytes_give_the_same_facts() -> None:
    assert read(article("<p>正文</p>")) == read(article("<p>正文</p>"))


def test_hash_and_size_are_of_the_bytes() -> None:
    page = read(article("<p>正文</p>")).page
    assert page.size == len(article("<p>正文</p>").encode())
    assert page.body_hash != read(article("<p>正文。</p>")).page.body_hash
