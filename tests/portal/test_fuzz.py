"""No page is too broken to be read: damaged pages give facts, and facts that the snapshot takes."""

import random
import sqlite3
from collections.abc import Iterator

import pytest

from benchmarks.fuzz import damaged_facts, record
from benchmarks.mutations import MUTATIONS, mutated
from demo.portals import PORTALS
from portal.content_facts import Leader
from portal.states import PageKind
from portal.storage.recorder import Recorder, connect
from tests.portal.samples import article, links_to, read


@pytest.fixture(scope="module")
def pages() -> list[bytes]:
    """A few pages of every bundled portal, to be damaged."""
    bodies = [
        page.body
        for make in PORTALS.values()
        for page in make().pages.values()
        if page.content_type.startswith("text/html")
    ]
    return bodies[::4]


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    database: sqlite3.Connection = connect(":memory:")
    yield Recorder(database)
    database.close()


@pytest.mark.parametrize("start", range(0, 200, 40))
def test_damaged_pages_are_read_and_recorded(pages: list[bytes], recorder: Recorder, start: int) -> None:
    for number in range(start, start + 40):
        facts = damaged_facts(number, mutated(pages, number))
        assert 0 <= facts.page.confidence <= 1
        record(recorder, facts)


def test_damage_is_the_same_for_the_same_number(pages: list[bytes]) -> None:
    assert [mutated(pages, number) for number in range(20)] == [mutated(pages, number) for number in range(20)]


def test_every_kind_of_damage_changes_the_page() -> None:
    page = (
        b"<html><head><meta charset=utf-8><title>t</title></head><body class='a'><div><a href='x.html'>2018</a></div>"
        b"<table><tr><td>a</td></tr></table></body></html>"
    ) * 20
    for damage in MUTATIONS:
        assert any(damage(random.Random(seed), page) != page for seed in range(20)), damage.__name__  # noqa: S311


def test_a_leaders_page_without_a_name_is_read() -> None:
    """Found among damaged pages."""
    facts = read(article("<p>领导信息正在完善。</p>", title="领导之窗", column="领导信息"))
    assert facts.page.kind is PageKind.LEADER
    assert not [record for record in facts.records if isinstance(record, Leader)]


def test_a_home_page_with_rows_in_its_script_and_nested_menus_is_read() -> None:
    rows = "<record><![CDATA[<li><a href='/a/1.html'>关于印发城乡供水方案的通知</a><span>2026-02-11</span></li>]]></record>"
    menu = '<div class="nav"><ul><li><a href="/xxgk/">信息公开</a><ul><li><a href="/xxgk/zn/">公开指南</a></li></ul></li></ul></div>'
    facts = read(
        f"<title>青禾县人民政府</title>{menu}<script type='text/xml'><datastore>{rows}{rows}</datastore></script>",
        home=True,
    )
    assert links_to(facts, "/a/1.html")


def test_links_that_hold_all_that_follows_are_no_menu_and_cost_little() -> None:
    pieces = "".join(f'<div><a href="index.html">第{number}项' for number in range(400))
    assert len(read(f"<title>目录</title><body>{pieces}").links) == 400


def test_an_interpretation_without_a_word_is_read() -> None:
    facts = read(article('<p><img src="/1.jpg"></p>', title="一图读懂《青禾县养犬管理办法》", column="政策解读"))
    assert facts.interpretation is not None
    assert facts.interpretation.headings == 0
