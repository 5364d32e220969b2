"""Search over a site's own text (全文检索): looked for together or one by one, words of two characters, passages, units and periods."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.content_facts import AttachmentFile
from portal.facts import Page, PageFacts
from portal.files.attachment_files import note_attached_file
from portal.states import FileFormat
from portal.storage.plain_words import holds, plain_words
from portal.storage.recorder import Recorder, connect
from portal.storage.snapshot import Snapshot
from portal.storage.term_index import TermIndex
from tests.portal.crawled import HOST, record
from tests.portal.samples import article

PAGES = {
    "/": "<html><title>青禾县人民政府</title><body><a href='/zwgk/t20260211_1.html'>养犬</a></body></html>",
    "/zwgk/t20260211_1.html": article(
        "<p>全县养犬登记自二月起开展，每只犬只登记费减半，县公安局负责组织实施并公布登记点的地址和电话。</p>"
        "<p>联系电话见附件。<a href='/files/1.pdf'>附件：登记点名单</a></p>",
        title="关于开展犬只登记的通知",
    ),
    "/zwgk/t20250301_2.html": article(
        "<p>二〇二五年养老服务补贴共发放三批，ＡＰＰ申领的占七成，其余由镇街代办，补贴标准与上年相同。</p>",
        title="养老服务补贴发放情况",
        attributes="发布时间：2025-03-01 来源：青禾县民政局",
    ),
    "/zwgk/t20260301_3.html": article(
        "<p>养老机构登记事项由县民政局办理，办理时限为三个工作日，材料清单可在大厅领取。</p>",
        title="养老机构登记指引",
        attributes="发布时间：2026-03-01 来源：青禾县民政局",
    ),
}


WORDS = (
    "养犬",
    "犬",
    "犬养",
    "养老",
    "登记",
    "补贴",
    "犬只",
    "民政局",
    "城关登记点",
    "登记费",
    "公安局",
    "app申领",
    "Ａ．",
)


def expected(snapshot: Snapshot) -> Snapshot:
    snapshot.expect_searches(WORDS)
    return snapshot


def unexpected(snapshot: Snapshot) -> Snapshot:
    return snapshot


@pytest.fixture(params=[expected, unexpected])
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    found = record(PAGES)
    change: Callable[[Snapshot], Snapshot] = request.param
    database = found._database
    database.execute("BEGIN")
    file = AttachmentFile(HOST + "/files/1.pdf", FileFormat.PDF, 9, "x")
    note_attached_file(database, file)
    database.execute("INSERT INTO attachment_text VALUES (?, ?)", (file.url, "城关登记点 0999-7000001"))
    database.execute("COMMIT")
    return change(found)


def found(snapshot: Snapshot, *terms: str, **options: object) -> list[str]:
    hits = snapshot.search(terms, **options)  # type: ignore[arg-type]
    return [hit.attachment.removeprefix(HOST) or hit.url.removeprefix(HOST) for hit in hits]


def test_words_of_two_characters_are_found(snapshot: Snapshot) -> None:
    assert found(snapshot, "养犬") == ["/zwgk/t20260211_1.html"]
    assert found(snapshot, "犬") == ["/zwgk/t20260211_1.html"]
    assert found(snapshot, "犬养") == []


def test_every_term_is_asked_for_and_one_of_alternatives(snapshot: Snapshot) -> None:
    assert found(snapshot, "养老", "登记") == ["/zwgk/t20260301_3.html"]
    assert set(found(snapshot, "养老|犬只", "补贴|登记")) == {path for path in PAGES if path != "/"}


def test_terms_in_the_title_come_first_then_the_newest(snapshot: Snapshot) -> None:
    assert found(snapshot, "养老") == ["/zwgk/t20260301_3.html", "/zwgk/t20250301_2.html"]
    assert found(snapshot, "登记", limit=2) == ["/zwgk/t20260301_3.html", "/zwgk/t20260211_1.html"]


def test_unit_and_period_narrow_it(snapshot: Snapshot) -> None:
    assert found(snapshot, "登记", unit="民政局") == ["/zwgk/t20260301_3.html"]
    assert found(snapshot, "养老", since=date(2025, 3, 2)) == ["/zwgk/t20260301_3.html"]
    assert found(snapshot, "养老", since=date(2025, 3, 1), until=date(2025, 3, 1)) == ["/zwgk/t20250301_2.html"]


def test_attachments_are_found_with_the_page_that_offers_them(snapshot: Snapshot) -> None:
    hit = snapshot.search(["城关登记点"])[0]
    assert (hit.attachment, hit.url) == (HOST + "/files/1.pdf", HOST + "/zwgk/t20260211_1.html")
    assert hit.passage == "城关登记点 0999-7000001"


def test_the_passage_shows_the_terms(snapshot: Snapshot) -> None:
    passage = snapshot.search(["登记费", "公安局"])[0].passage
    assert "登记费" in passage
    assert "公安局" in passage


def test_width_and_case_make_no_difference(snapshot: Snapshot) -> None:
    assert found(snapshot, "app申领") == ["/zwgk/t20250301_2.html"]


def test_a_search_for_nothing_is_an_error(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="no term"):
        snapshot.search([" ", "|"])


def test_a_term_of_marks_alone_is_found_nowhere(snapshot: Snapshot) -> None:
    assert found(snapshot, "《》") == []


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="养犬登记abcＡ１1㈱ＢⅡ，。（） \n", min_size=1, max_size=30), st.integers(0, 29), st.integers(1, 6)
)
def test_whatever_a_text_holds_is_among_the_candidates(text: str, start: int, length: int) -> None:
    plain = plain_words(text)
    term = plain[start % max(1, len(plain)) :][:length].strip()
    index = TermIndex.build(texts(text), [term])
    if term in index.patterns and "\n" not in term and holds(plain, term):
        assert index.holding(index.texts, [term]) == {0}


def test_words_learnt_later_are_found_as_if_looked_for_at_once() -> None:
    database = record(PAGES)._database
    at_once, later = TermIndex.build(database, WORDS), TermIndex()
    for word in WORDS:
        later.learn(database, [word])
    assert later == at_once


def texts(text: str) -> sqlite3.Connection:
    database = connect(":memory:")
    Recorder(database).page(PageFacts(Page("http://a/", 200, datetime(2026, 3, 1, tzinfo=UTC)), text=text))
    return database
