"""What a snapshot serves in one pass is what it serves row by row (逐条与成批读取一致)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.facts import Document, Link, ListItem, Page, PageFacts, Target
from portal.site import Site
from portal.states import Fault, PageKind, Region, Scope, Via
from portal.storage.manifest import Manifest, Run
from portal.storage.recorder import Recorder, connect
from portal.storage.rows import rows_of
from portal.storage.snapshot import Snapshot

HOST = "http://www.qinghexia.gov.cn"
READ_AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
PAGES = 1200  # more than a target may be linked by before its links are sought page by page


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """A portal whose pages all have one link of the menu and, each third of them, one to a rare target; read in no order."""
    database = connect(":memory:")
    recorder = Recorder(database)
    menu = recorder.target(Target(f"{HOST}/menu", Scope.INTERNAL))
    rare = recorder.target(Target(f"{HOST}/rare", Scope.INTERNAL))
    recorder.target(Target(f"{HOST}/alone", Scope.INTERNAL))
    for number in sorted(range(PAGES), key=lambda each: each * 7919 % PAGES):
        recorder.page(page_of(number, menu, rare))
    recorder.commit()
    manifest = Manifest(site=Site(url=f"{HOST}/"), as_of=READ_AT.date(), run=Run(started=READ_AT))
    return Snapshot(database, manifest)


def page_of(number: int, menu: int, rare: int) -> PageFacts:
    page = Page(
        f"{HOST}/{number}.html",
        200,
        READ_AT,
        depth=1 + number % 3,
        kind=PageKind.LIST if number % 10 == 0 else PageKind.NEWS,
        confidence=0.5 if number % 4 == 0 else 0.9,
        published_on=date(2026, 1, 1) + timedelta(number % 30) if number % 5 else None,
        published_via=Via.TEXT if number % 5 else None,
        source=f"来源{number % 7}",
        fault=Fault.SOFT_404 if number % 11 == 0 else None,
    )
    twice = [Link(0, f"{HOST}/menu", "要闻", Region.HEADER, place, menu) for place in (0, 1)]
    seldom = [Link(0, f"{HOST}/rare", "旧闻", Region.MAIN, 2, rare, element="img")] if number % 3 == 0 else []
    rows = [ListItem(0, place, f"条目{number}", f"{HOST}/{place}.html") for place in range(2)]
    return PageFacts(page, links=[*twice, *seldom], items=rows if number % 10 == 0 else [])


def test_links_of_a_menu_come_in_the_order_of_pages_like_all_others(snapshot: Snapshot) -> None:
    order = {page.id: place for place, page in enumerate(snapshot.pages())}
    for name, each in (("menu", 2 * PAGES), ("rare", PAGES // 3)):
        target = snapshot.target(f"{HOST}/{name}")
        assert target
        links = list(snapshot.links_to(target.id))
        places = [(order[link.page_id], link.position) for link in links]
        assert places == sorted(places)
        assert len(places) == each
        assert list(snapshot.links_to(target.id, 5)) == links[:5]


def test_targets_are_linked_by_other_elements_than_those_left_out(snapshot: Snapshot) -> None:
    ids = {name: target.id for name in ("menu", "rare", "alone") if (target := snapshot.target(f"{HOST}/{name}"))}
    assert snapshot.linked_targets(besides=()) == {ids["menu"], ids["rare"]}
    assert snapshot.linked_targets(besides=("img",)) == {ids["menu"]}


def test_pages_that_are_counted_up_to_a_limit_are_counted_once_each(snapshot: Snapshot) -> None:
    target = snapshot.target(f"{HOST}/menu")
    assert target
    assert snapshot.count_links_to(target.id) == PAGES
    assert snapshot.count_links_to(target.id, 3) == 3


def test_dates_of_articles_are_those_of_their_pages(snapshot: Snapshot) -> None:
    dated = [page for page in snapshot.pages(PageKind.NEWS) if page.published_on]
    assert [(each.id, each.url, each.published_on) for each in snapshot.dated_pages(PageKind.NEWS)] == [
        (page.id, page.url, page.published_on) for page in dated
    ]
    assert [(each.published_via, each.source, each.is_sound) for each in snapshot.dated_pages(PageKind.NEWS)] == [
        (page.published_via, page.source, page.fault is None) for page in dated
    ]


def test_usable_pages_are_sound_and_of_a_sure_kind(snapshot: Snapshot) -> None:
    wanted = {page.id for page in snapshot.pages(PageKind.NEWS) if page.fault is None and page.confidence >= 0.6}
    assert {number for number, _ in snapshot.usable_pages(0.6, PageKind.NEWS)} == wanted


def test_rows_of_lists_are_those_of_each_list_page_in_order(snapshot: Snapshot) -> None:
    wanted = [row for page in snapshot.pages(PageKind.LIST) for row in snapshot.items(page.id)]
    assert wanted
    assert list(snapshot.rows_of_lists(PageKind.LIST)) == wanted


def test_what_a_newer_version_stores_is_refused_by_name() -> None:
    rows = rows_of(Link, "link")
    values = list(rows.encode(Link(1, f"{HOST}/", "要闻", Region.MAIN, 0)))
    values[rows.names.index("region")] = "sidebar-of-tomorrow"
    with pytest.raises(ValueError, match="sidebar-of-tomorrow"):
        rows.decode(values)


def test_fields_read_from_equal_texts_are_not_shared_between_documents() -> None:
    rows = rows_of(Document, "document")
    values = rows.encode(Document(1, "养犬管理办法", read_from={"number": Via.TEXT}))
    one, other = rows.decode(values), rows.decode(values)
    one.read_from["title"] = Via.META
    assert other.read_from == {"number": Via.TEXT}
