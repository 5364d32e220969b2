"""Saved pages of real portals, where they are at hand (GONGKAI_REALPAGES, or ../shared/realpages): what is known of them is read."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portal.facts import Column, Document, PageFacts
from portal.reading import read_page
from portal.states import Fill, Mark, PageKind, Region, Via
from portal.storage.snapshot import Snapshot
from tests.portal.crawled import record_facts

FOLDER = Path(os.environ.get("GONGKAI_REALPAGES") or Path(__file__).parents[2].parent / "shared" / "realpages")
COUNTY = FOLDER / "zhecheng"
HOST = "http://www.zhecheng.gov.cn/"
SAVED_ON = datetime(2018, 7, 28, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not COUNTY.is_dir(), reason="saved pages of real portals are not at hand")


def read_file(path: Path, url: str, *, home: bool = False) -> PageFacts:
    return read_page(
        url, path.read_bytes(), content_type="text/html", depth=1, fetched_at=SAVED_ON, status=200, home=home
    )


@pytest.fixture(scope="module")
def county() -> dict[str, PageFacts]:
    """Pages of the county portal by path."""
    paths = {str(path.relative_to(COUNTY).as_posix()): path for path in sorted(COUNTY.rglob("*.html"))}
    return {name: read_file(path, HOST + name, home=name == "index.html") for name, path in paths.items()}


@pytest.fixture(scope="module")
def snapshot(county: dict[str, PageFacts]) -> Iterator[Snapshot]:
    opened = record_facts(list(county.values()), HOST + "index.html")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def columns(snapshot: Snapshot) -> dict[str, Column]:
    return {column.url.removeprefix(HOST): column for column in snapshot.columns()}


def test_every_saved_page_is_read() -> None:
    for path in FOLDER.rglob("*.html"):
        assert read_file(path, "http://www.example.gov.cn/" + path.name).page.encoding == "utf-8"


def test_blank_columns_are_the_23_that_say_so(columns: dict[str, Column]) -> None:
    said = {name for name, column in columns.items() if column.fill is Fill.SAYS_NONE}
    towns = {
        f"gzjg/xzjd/{town}/index.html"
        for town in ["apz", "cqjz", "csz", "dcx", "hex", "hjx", "hxz", "lwjx", "ncx", "qtz", "sqx", "yxz"]
    }
    assert len(said) == 23
    assert towns < said
    assert not [name for name, column in columns.items() if column.fill is Fill.EMPTY]


def test_column_tree(columns: dict[str, Column]) -> None:
    assert columns["xxgk/xxgkml/zcjd/index.html"].level == 3
    assert columns["xxgk/xxgkml/zcjd/index.html"].pages_read == 11
    assert columns["xxgk/xxgkml/zcjd/index.html"].newest == date(2018, 7, 26)
    assert columns["xxgk/index.html"].newest == date(2018, 7, 27)  # two older rows are pinned above it
    assert columns["zjzc/zcjj/index.html"].fill is Fill.ARTICLE
    assert columns["xxgk/zdly/index.html"].fill is Fill.LINKS_OUT
    assert not [name for name in columns if "ViewClick" in name or "/20" in name]


def test_articles_show_their_date_and_not_the_day_of_the_move(county: dict[str, PageFacts]) -> None:
    dated = [facts.page for name, facts in county.items() if facts.page.published_via is Via.TEXT and "/2018-" in name]
    differing = [page for page in dated if page.published_on and page.published_on.isoformat() not in page.url]
    assert len(dated) >= 255
    assert len(differing) >= 140


def test_list_rows_are_complete(county: dict[str, PageFacts]) -> None:
    for number in range(2, 11):
        items = county[f"xxgk/xxgkml/zcjd/index_{number}.html"].items
        assert len([item for item in items if item.dated_on]) == 15
    assert len(county["xxgk/xxgkml/zcjd/index.html"].next_pages) == 10


def test_documents(snapshot: Snapshot, county: dict[str, PageFacts]) -> None:
    found: dict[str, Document] = {name: facts.document for name, facts in county.items() if facts.document}
    counties = [name for name in found if "/xzfwj/" in name]
    pages = [name for name in county if name.startswith("xxgk/") and "/xzfwj/" in name and "/2018-" in name]
    assert sorted(counties) == sorted(pages)
    assert all(found[name].number and found[name].written_on for name in counties)
    assert found["xxgk/xxgkml/zfwj/xzfwj/zz/2018-07-12/6821.html"].number == "柘政〔2018〕16号"
    assert found["xxgk/xxgkml/zfwj/xzfwj/zz/2018-07-12/6824.html"].number == "柘政〔2018〕11号"
    assert list(snapshot.pairings()) == []


def test_news_in_the_interpretation_column_is_told_apart(county: dict[str, PageFacts]) -> None:
    own = Counter(facts.interpretation.own for facts in county.values() if facts.interpretation)
    assert own[False] >= 15
    assert own[True] == 0


def test_footer_of_the_home_page(county: dict[str, PageFacts]) -> None:
    marks = {mark.kind: mark.value for mark in county["index.html"].marks if mark.region is Region.FOOTER}
    assert marks[Mark.SITE_CODE] == "4114240001"
    assert marks[Mark.ICP] == "豫ICP备15021526号-1"
    assert marks[Mark.POLICE] == "豫公网安备41142402000535号"
    assert set(marks) == set(Mark)


@pytest.mark.parametrize(
    ("host", "code"),
    [("www.gxzf.gov.cn", "4500000123"), ("www.gz.gov.cn", "4401000004"), ("www.qingdao.gov.cn", "3702000025")],
)
def test_single_article_pages(host: str, code: str) -> None:
    facts = read_file(FOLDER / "pages" / host / "index.html", f"http://{host}/art/2023/1/1/art_1_2.html")
    assert facts.page.kind is PageKind.NEWS
    assert facts.page.published_via is Via.TEXT
    assert {mark.value for mark in facts.marks if mark.kind is Mark.SITE_CODE and mark.via is Via.TEXT} == {code}


def test_year_less_rows_of_the_home_page_are_settled(snapshot: Snapshot) -> None:
    page = snapshot.home()
    assert page is not None
    items = [item for item in snapshot.items(page.id) if item.date_text]
    assert len(items) >= 40
    assert max(item.dated_on for item in items if item.dated_on) == date(2018, 7, 27)
