"""Places within a page: what is surely missing, what scripts may make, and what never was a place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.facts import Link, Page, PageFacts, Target
from portal.links.anchors import place_name, places_in
from portal.links.far_anchors import settle_far_anchors
from portal.reading import read_page
from portal.states import LinkState, Scope
from portal.storage.recorder import Recorder, connect
from tests.portal.samples import READ_AT as NOW

SITE = "http://www.qinghexia.gov.cn"
BROKEN, SUSPECT = LinkState.BROKEN, LinkState.SUSPECT
SCRIPT = "<script>tabs()</script>"


def read(markup: str, *, url: str = f"{SITE}/zcwj/a.html", encoding: str = "utf-8", **more: Any) -> PageFacts:
    body = f"<html><body>{markup}</body></html>".encode(encoding)
    return read_page(
        url, body, content_type=f"text/html; charset={encoding}", depth=1, fetched_at=NOW, status=200, **more
    )


def missing(markup: str, **more: Any) -> list[LinkState]:
    return [row.state for row in read(markup, **more).missing_anchors]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="#d2">第二条</a>',
        '<a href="a.html#d2">第二条</a>',
        '<a href="/zcwj/a.html#d2">第二条</a>',
        '<a href="#D2">第二条</a><p id="d2">二</p>',  # names keep their case
        '<a href="#d2:~:text=x">第二条</a>',
        '<map><area href="#d2"></map>',
        '<a href="#第二条">第二条</a><p id="第三条"></p>',
        '<a href="#d2">第二条</a><script type="application/ld+json">{"id": "d2"}</script>',
        '<a href="#d2">第二条</a><template><p id="d2"></p></template><!-- <p id="d2"> -->',
    ],
)
def test_a_place_that_is_not_there_is_missing(markup: str) -> None:
    assert missing(markup) == [BROKEN]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="#d2">第二条</a><p id="d2">二</p>',
        '<a href="#d2">第二条</a><p id=" d2 ">二</p>',
        '<a href="#d2">第二条</a><a name="d2">二</a>',
        '<a href="#d2">第二条</a><div name="d2">二</div>',
        '<a href="#第二条">第二条</a><p id="第二条">二</p>',
        '<a href="#%E7%AC%AC%E4%BA%8C">第二条</a><p id="第二">二</p>',
        '<a href="#%E7%AC%AC%E4%BA%8C">第二条</a><p id="%E7%AC%AC%E4%BA%8C">二</p>',
        '<a href="#d2" onclick="show(2)">第二条</a>',
        '<a href="#d2" data-toggle="tab">第二条</a>',
        '<a href="#d2" role="tab">第二条</a>',
        '<base href="/other/"><a href="#d2">第二条</a>',
        '<img src="a.html#d2">',
    ],
)
def test_what_is_there_or_leads_elsewhere_is_not(markup: str) -> None:
    assert missing(markup) == []


@pytest.mark.parametrize(
    "href",
    [
        "",
        "top",
        "TOP",
        "none",
        "this",
        "#",
        "javascript:;",
        "!/list",
        "/list/1",
        ":~:text=x",
        "page=3",
        "a&b",
        "{{id}}",
    ],
)
def test_a_fragment_that_means_no_place_asks_for_none(href: str) -> None:
    assert place_name(href) == ""
    assert missing(f'<a href="#{href}">展开</a>{SCRIPT}') == []
    assert missing(f'<a href="a.html#{href}">展开</a>') == []


def test_where_scripts_run_a_missing_place_is_suspect_at_most() -> None:
    assert missing(f'<a href="#d2">第二条</a>{SCRIPT}') == [SUSPECT]
    assert missing(f'<a href="#d2">第二条</a>{SCRIPT}', rendered=True) == [SUSPECT]


def test_escapes_of_another_encoding_are_not_understood_and_not_accused() -> None:
    assert missing('<a href="#%D5%C2">第二章</a><p id="章">二</p>', encoding="gbk") == [SUSPECT]
    assert missing('<a href="#章">第二章</a><p id="章">二</p>', encoding="gbk") == []


def test_a_page_too_large_to_be_read_whole_tells_nothing() -> None:
    assert missing('<a href="#d2">第二条</a>' + "<b></b>" * 200_001) == []


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_markup_and_fragment_have_an_answer(markup: str, fragment: str) -> None:
    places = places_in(markup.encode("utf-8", "replace"), "text/html; charset=utf-8")
    assert places is not None
    assert places.state(fragment) in (LinkState.OK, BROKEN, SUSPECT)


def far(link: str, target: dict[str, Any], body: bytes, **page: Any) -> list[LinkState]:
    """What is found of one link on another page whose archived copy at offset 7 is `body`."""
    database = connect(":memory:")
    recorder = Recorder(database)
    facts = read(f'<a href="{link}">第二条</a>')
    for each in facts.links:
        each.target_id = recorder.target(_target(each, **target))
    recorder.page(facts)
    recorder.page(PageFacts(Page(f"{SITE}/b.html", 200, NOW, depth=1, **({"archive_offset": 7} | page))))
    for _ in range(2):  # again, as after a crawl that went on: nothing twice
        settle_far_anchors(database, lambda offset: places_in(body if offset == 7 else b'<p id="drawn">', "text/html"))
    states = {state.value: state for state in LinkState}
    return [states[row[0]] for row in database.execute("SELECT state FROM missing_anchor")]


def _target(link: Link, state: LinkState = LinkState.OK, final_url: str = "") -> Target:

    return Target(link.url, Scope.INTERNAL, state=state, final_url=final_url)


def test_a_place_on_another_page_is_looked_up_in_its_archived_copy() -> None:
    assert far("/b.html#d2", {}, b'<p id="d2">') == []
    assert far("/b.html#d2", {}, b'<p id="d3">') == [BROKEN]
    assert far("/b.html#d2", {}, b'<p id="d3"><script src="/a.js"></script>') == [SUSPECT]
    assert far("/b.html#none", {}, b"") == []


def test_the_place_is_looked_for_where_redirects_end() -> None:
    redirected = {"state": LinkState.REDIRECTED, "final_url": f"{SITE}/b.html"}
    assert far("/old.html#d2", redirected, b'<p id="d2">') == []
    assert far("/old.html#d2", redirected, b'<p id="d3">') == [BROKEN]


def test_places_a_browser_saw_count() -> None:
    assert far("/b.html#drawn", {}, b"<script>draw()</script>", rendered_offset=9) == []
    assert far("/b.html#other", {}, b"<script>draw()</script>", rendered_offset=9) == [SUSPECT]


def test_pages_that_do_not_open_or_send_on_say_nothing_of_places() -> None:
    assert far("/b.html#d2", {"state": BROKEN}, b"<p>") == []
    assert far("/b.html#d2", {}, b"<p>", refresh_to=f"{SITE}/c.html") == []
    assert far("/elsewhere.html#d2", {}, b"<p>") == []
