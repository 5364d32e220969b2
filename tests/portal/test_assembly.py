"""What the whole crawl tells (汇总): columns with their items, blank ones only where nothing speaks against it, and pairings."""

from datetime import date

import pytest

from portal.facts import Column, Pairing
from portal.interpretations.pairings import document_names, plain_name
from portal.states import Fill, LinkState
from portal.storage.snapshot import Snapshot
from tests.portal.crawled import HOST, record
from tests.portal.samples import article
from tests.portal.test_documents import BODY, TITLE
from tests.portal.test_interpretations import TEXT

MENU = {"公开": "/zwgk/", "服务": "/bsfw/", "互动": "/hdjl/"}


def home(*, rows: str = "", menu: dict[str, str] | None = None) -> str:
    links = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in (menu or MENU).items())
    return f"<title>青禾县人民政府</title><div class='nav'><ul><li><a href='/'>首页</a></li>{links}</ul></div><div><ul>{rows}</ul></div>"


def column_page(name: str, rows: str, *, after: str = "", above: tuple[str, ...] = ("公开",)) -> str:
    crumbs = "".join(f"<a href='/{n}/'>{n}</a> &gt; " for n in above)
    return f"<title>{name}</title><p>当前位置：<a href='/'>首页</a> &gt; {crumbs}{name}</p><div class='c'><ul>{rows}</ul>{after}</div>"


def row(number: int, day: str = "2026-02-11") -> str:
    return f'<li><a href="/t{number}.html">第{number}号公告内容</a><span>{day}</span></li>'


def columns(snapshot: Snapshot) -> dict[str, Column]:
    return {column.name: column for column in snapshot.columns()}


def test_items_are_counted_over_all_list_pages() -> None:
    pages = {
        "/": home(),
        "/zwgk/tz/index.html": column_page(
            "通知", row(1, "2026-01-01") + row(2), after='<a href="index_2.html">下一页</a>'
        ),
        "/zwgk/tz/index_2.html": column_page("通知", row(3, "2026-02-20") + row(2)),
    }
    found = columns(record(pages))["通知"]
    assert (found.url, found.items, found.pages_read, found.newest) == (
        f"{HOST}/zwgk/tz/index.html",
        3,
        2,
        date(2026, 2, 20),
    )
    assert (found.path, found.fill) == (("公开", "通知"), Fill.FILLED)


def test_a_date_after_the_day_of_reading_is_not_the_newest() -> None:
    pages = {"/": home(), "/zwgk/tz/": column_page("通知", row(1, "2026-09-01") + row(2, "2026-02-01"))}
    assert columns(record(pages))["通知"].newest == date(2026, 2, 1)


def test_rows_without_a_date_have_that_of_the_page_they_lead_to() -> None:
    rows = "".join(f'<li><a href="/zwgk/a{n}.html">青禾县春季招聘会公告第{n}号</a></li>' for n in range(3))
    pages = {"/": home(), "/zwgk/tz/": column_page("通知", rows), "/zwgk/a1.html": article(TEXT)}
    assert columns(record(pages))["通知"].newest == date(2026, 2, 11)


def test_a_column_without_breadcrumb_is_named_by_the_menu() -> None:
    pages = {"/": home(menu={"公开": "/zwgk/"}), "/zwgk/": f"<title>列表</title><div><ul>{row(1)}{row(2)}</ul></div>"}
    assert set(columns(record(pages))) == {"公开"}


def test_one_page_under_two_addresses_is_one_column() -> None:
    page = column_page("通知", row(1))
    assert len(columns(record({"/": home(), "/zwgk/tz/": page, "/zwgk/tz/index.html": page}))) == 1


@pytest.mark.parametrize("second", ["/zwgk/tz/index_1.html", "/zwgk/tz.htm", "/zwgk/tz/?page=2"])
def test_pages_of_one_list_are_recognised_by_their_address(second: str) -> None:
    first = {"/zwgk/tz.htm": "/zwgk/tz/2.htm"}.get(second, "/zwgk/tz/")
    pages = {"/": home(), first: column_page("通知", row(1)), second: column_page("通知", row(2))}
    assert [(column.items, column.pages_read) for column in record(pages).columns()] == [(2, 2)]


def test_a_blank_page_whose_menu_leads_to_pages_below_is_not_blank() -> None:
    side = '<div class="sidemenu"><a href="/zwgk/tz/jj.html">简介</a><a href="/zwgk/tz/ld.html">领导</a></div>'
    pages = {"/": home(), "/zwgk/tz/": column_page("通知", "", after=side), "/zwgk/tz/jj.html": article(TEXT)}
    assert columns(record(pages))["通知"].fill is Fill.LINKS_OUT


def test_levels_follow_menu_and_breadcrumb() -> None:
    pages = {
        "/": home(),
        "/zwgk/": column_page("公开", row(1) + row(2), above=()),
        "/zwgk/tz/": column_page("通知", row(3)),
    }
    found = columns(record(pages))
    assert (found["公开"].level, found["通知"].level) == (1, 2)


def test_articles_are_no_columns() -> None:
    assert set(columns(record({"/": home(), "/zwgk/202602/t20260211_1.html": article(TEXT)}))) == set()


@pytest.mark.parametrize(("rows", "fill"), [("<li>暂无内容</li>", Fill.SAYS_NONE), ("", Fill.EMPTY)])
def test_blank_column(rows: str, fill: Fill) -> None:
    assert columns(record({"/": home(), "/zwgk/tz/": column_page("通知", rows)}))["通知"].fill is fill


def test_a_blank_page_above_filled_columns_is_not_blank() -> None:
    pages = {"/": home(), "/zwgk/": column_page("公开", "", above=()), "/zwgk/tz/": column_page("通知", row(1))}
    assert columns(record(pages))["公开"].fill is Fill.LINKS_OUT


def test_a_blank_page_with_columns_below_that_were_not_reached_is_unread() -> None:
    side = '<div class="sidemenu"><a href="/zwgk/tz/jj/">简介</a><a href="/zwgk/tz/ld/">领导</a></div>'
    pages = {"/": home(), "/zwgk/tz/": column_page("通知", "<li>暂无内容</li>", after=side)}
    assert columns(record(pages, missing=LinkState.SKIPPED))["通知"].fill is Fill.UNREAD


def test_a_blank_page_without_any_sign_counts_when_the_menu_leads_to_it() -> None:
    found = columns(record({"/": home(menu={"公开": "/gk"}), "/gk": "<title>公开</title><div class='list'></div>"}))
    assert [column.fill for column in found.values()] == [Fill.EMPTY]


def test_menu_columns_the_crawl_did_not_reach_are_unread_and_dead_ones_are_none() -> None:
    unread = columns(record({"/": home()}, missing=LinkState.SKIPPED))
    assert {name: column.fill for name, column in unread.items()} == dict.fromkeys(MENU, Fill.UNREAD)
    assert columns(record({"/": home()}, missing=LinkState.BROKEN)) == {}


def test_year_of_a_row_comes_from_the_page_it_leads_to() -> None:
    rows = '<li><a href="/zwgk/a.html">春季招聘会公告发布</a><span>02-11</span></li>'
    snapshot = record({"/": home(rows=rows), "/zwgk/a.html": article(TEXT)})
    page = snapshot.home()
    assert page is not None
    assert [item.dated_on for item in snapshot.items(page.id)] == [date(2026, 2, 11)]


def pairings(interpretation: str, document: str = "", *, title: str = TITLE) -> list[Pairing]:
    pages = {
        "/": home(),
        "/zwgk/202602/t20260211_12.html": article(BODY + document, title=title),
        "/zwgk/202602/t20260212_13.html": interpretation,
    }
    return list(record(pages).pairings())


def test_pairing_by_link_and_whether_it_leads_back() -> None:
    there = '<p>相关文件：<a href="/zwgk/202602/t20260211_12.html">青禾县养犬管理办法</a></p>'
    back = '<p>部门解读：<a href="/zwgk/202602/t20260212_13.html">解读</a></p>'
    page = article(TEXT + there, title="关于县养犬新规的政策解读")
    assert [(found.by, found.links_to_document, found.links_back) for found in pairings(page)] == [
        ("link", True, False)
    ]
    assert [(found.by, found.links_to_document, found.links_back) for found in pairings(page, back)] == [
        ("link", True, True)
    ]


@pytest.mark.parametrize(
    "title",
    ["《青禾县养犬管理办法》解读", "图解：《青禾县养犬管理办法》", f"《{TITLE}》解读", "《青禾县养犬管理办法 政策解读"],
)
def test_pairing_by_title(title: str) -> None:
    assert [(found.by, found.links_to_document) for found in pairings(article(TEXT, title=title))] == [("title", False)]


def test_pairing_by_number_in_the_opening() -> None:
    text = "<p>近日，县政府办公室印发清政办〔2026〕7号文件，现解读如下。</p>" + TEXT
    assert [found.by for found in pairings(article(text, title="文明养犬新规政策解读"))] == ["number"]


@pytest.mark.parametrize("title", ["《青禾县扬尘污染防治办法》解读", "《办法》解读"])
def test_other_subjects_are_not_paired(title: str) -> None:
    assert pairings(article(TEXT, title=title)) == []


def test_reposted_news_is_not_paired() -> None:
    news = article(TEXT, title="青禾县养犬管理办法来了").replace(">通知公告<", ">政策解读<")
    assert pairings(news) == []


def test_assembling_again_replaces() -> None:
    page = column_page("通知", row(1))
    snapshot = record({"/": home(), "/zwgk/tz/": page})
    before = list(snapshot.columns())
    from portal.assembly import assemble

    assemble(snapshot._database, HOST + "/")
    assert [(c.url, c.items) for c in snapshot.columns()] == [(c.url, c.items) for c in before]


def test_names_of_a_document() -> None:
    assert plain_name("《青禾县养犬管理办法（试行）》") == "青禾县养犬管理办法"
    assert "青禾县养犬管理办法" in set(document_names(TITLE))
