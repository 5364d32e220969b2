"""The column tree (栏目树): names and places from breadcrumbs, menus, meta tags, headings and addresses together."""

import pytest

from portal.content_facts import MenuEntry
from portal.facts import Column
from portal.states import Fill, LinkState
from portal.storage.snapshot import Snapshot
from tests.portal.crawled import HOST, record, record_facts
from tests.portal.samples import article, read
from tests.portal.test_assembly import column_page, home, row
from tests.portal.test_interpretations import TEXT

NESTED = """<ul class="nav"><li><a href="/">首页</a></li>
<li><a href="/xw/">新闻中心</a><ul><li><a href="/xw/yw/">青禾要闻</a></li><li><a href="/xw/tz/">通知公告</a></li></ul></li>
<li><a href="/gk/">政务公开</a><div class="panel"><dl><dt>公开指引</dt><dd><a href="/gk/zn/">公开指南</a></dd></dl></div></li></ul>"""


def tree(snapshot: Snapshot) -> dict[str, Column]:
    return {"/" + column.url.split("/", 3)[3]: column for column in snapshot.columns()}


def bare_page(name: str, rows: str) -> str:
    return f"<html><head><title>{name}-青禾县人民政府</title></head><body><div class='c'><ul>{rows}</ul></div></body></html>"


def menu_home(menu: str) -> str:
    return f"<title>青禾县人民政府</title><div class='nav'>{menu}</div><div class='c'>{TEXT}</div>"


def trails(menu: str) -> dict[str, tuple[str, ...]]:
    facts = read(menu_home(menu), url="http://www.qinghexia.gov.cn/", home=True)
    urls = {link.position: link.url.removeprefix("http://www.qinghexia.gov.cn") for link in facts.links}
    return {urls[record.position]: record.above for record in facts.records if isinstance(record, MenuEntry)}


def test_entries_of_a_nested_menu_stand_below_their_heads() -> None:
    assert trails(NESTED) == {
        "/xw/yw/": ("新闻中心",),
        "/xw/tz/": ("新闻中心",),
        "/gk/zn/": ("政务公开", "公开指引"),
    }


@pytest.mark.parametrize(
    "menu",
    [
        "<ul><li><a href='/'>首页</a></li><li><a href='/xw/'>新闻</a></li><li><a href='/gk/'>公开</a></li></ul>",
        "<div><a href='/'>首页</a><a href='/xw/'>新闻</a><a href='/gk/'>公开</a></div>",
        "<div class='i'><a href='/xw/'>新闻</a></div><div class='i'><a href='/gk/'>公开</a></div>",
        "<a href='http://www.gov.cn/'>中国政府网</a><ul><li><a href='/xw/'>新闻</a></li><li><a href='/gk/'>公开</a></li></ul>",
    ],
)
def test_a_flat_menu_nests_nothing(menu: str) -> None:
    assert trails(menu) == {}


def test_columns_without_breadcrumb_stand_where_the_menu_puts_them() -> None:
    pages = {
        "/": menu_home(NESTED),
        "/xw/": bare_page("新闻中心", row(1) + row(2)),
        "/xw/tz/": bare_page("通知公告", row(3) + row(4)),
        "/gk/zn/": bare_page("公开指南", row(5)),
    }
    found = tree(record(pages))
    assert {url: column.path for url, column in found.items()} == {
        "/xw/": ("新闻中心",),
        "/xw/tz/": ("新闻中心", "通知公告"),
        "/gk/zn/": ("政务公开", "公开指引", "公开指南"),
    }


def test_columns_in_no_menu_stand_below_the_column_whose_folder_they_lie_in() -> None:
    pages = {"/": menu_home(NESTED), "/xw/": bare_page("新闻中心", row(1)), "/xw/sp/a/": bare_page("视频", row(2))}
    assert tree(record(pages))["/xw/sp/a/"].path == ("新闻中心", "视频")


def test_a_breadcrumb_that_ends_above_gets_the_columns_own_name() -> None:
    pages = {
        "/": home(),
        "/zwgk/": column_page("公开", row(1), above=()),
        "/zwgk/tz/": column_page("公开", row(2), above=()).replace("<title>公开", "<title>通知公告"),
    }
    assert tree(record(pages))["/zwgk/tz/"].path == ("公开", "通知公告")


def test_the_sites_name_at_the_head_of_a_breadcrumb_is_no_column() -> None:
    page = column_page("通知", row(1)).replace(">首页<", ">青禾县人民政府<")
    assert tree(record({"/": home(), "/zwgk/tz/": page}))["/zwgk/tz/"].path == ("公开", "通知")


def test_a_shortened_name_is_written_out() -> None:
    page = column_page("通知公…", row(1)).replace("<title>通知公…", "<title>通知公告")
    assert tree(record({"/": home(), "/zwgk/tz/": page}))["/zwgk/tz/"].name == "通知公告"


def test_the_meta_tag_names_a_column_nothing_else_names() -> None:
    page = bare_page("列表", row(1)).replace("<title>", "<meta name='ColumnName' content='部门文件'><title>")
    assert tree(record({"/": home(), "/a/b/": page}))["/a/b/"].name == "部门文件"


def test_one_column_under_http_and_https_is_one() -> None:
    page = column_page("通知", row(1))
    urls = {HOST + "/": home(), f"{HOST}/zwgk/tz/": page, f"https{HOST[4:]}/zwgk/tz/index.html": page + "<p>1</p>"}
    facts = [read(markup, url=url, home=url == HOST + "/") for url, markup in urls.items()]
    assert [column.pages_read for column in record_facts(facts, HOST + "/").columns()] == [2]


def test_a_text_in_the_place_of_a_column_is_one() -> None:
    pages = {
        "/": home(),
        "/zwgk/jj/": column_page("简介", "", after=TEXT),
        "/zwgk/202602/t20260211_1.html": article(TEXT),
    }
    assert [(column.name, column.fill) for column in record(pages).columns()] == [("简介", Fill.ARTICLE)]


def test_unread_columns_know_their_place_in_the_menu() -> None:
    found = tree(record({"/": menu_home(NESTED)}, missing=LinkState.SKIPPED))
    assert found["/xw/tz/"].path == ("新闻中心", "通知公告")
    assert found["/xw/tz/"].fill is Fill.UNREAD
