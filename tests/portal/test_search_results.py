"""Pages of results are read: what they list, state and say, and how results can be narrowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.markup.search_results import ResultsPage, comparable, found_at, new_hits, read_results

URL = "http://so.qinghexia.gov.cn/s?q=x"
TITLE = "青禾县启动春耕备耕工作"
PAGE = "http://www.qinghexia.gov.cn/xw/t1.html"


def read(markup: str, **how: object) -> ResultsPage:
    return read_results(URL, f"<html><body>{markup}</body></html>".encode(), "text/html; charset=utf-8", **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "row",
    [
        "<a href=/go?id=1><em>青禾县</em>启动<em>春耕</em>备耕 工作</a>",
        "<a href=/go?id=1>【要闻】青禾县启动“春耕备耕”工作_青禾县人民政府</a>",
        "<a href=/go?id=1 title=青禾县启动春耕备耕工作>青禾县启动…</a>",
        "<a href=/go?id=1>青禾县启动春耕备耕工...</a>",
        f"<a href={PAGE}>查看全文</a>",
    ],
)
def test_title_is_found_however_it_is_written(row: str) -> None:
    page = read(f"<ul><li><a href=/other>邻县启动秋收秋种工作部署</a></li><li>{row}</li></ul>")
    found = found_at(new_hits(page, None), TITLE, {PAGE})
    assert found is not None
    assert found[0] == 2


def test_links_of_the_page_for_nothing_are_no_results() -> None:
    always = f"<ul><li><a href={PAGE}>{TITLE}</a></li></ul>"
    assert new_hits(read(f"{always}<a href=/n>青禾县公布年度报告</a>"), read(always)) == new_hits(
        read("<a href=/n>青禾县公布年度报告</a>"), None
    )


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("共找到 <b>1,208</b> 条相关结果", 1208),
        ("为您找到相关结果约37个", 37),
        ("搜索“春耕”，共 0 条记录", 0),
        ("约 3 条结果（用时0.02秒）", 3),
        ("每页显示10条记录", None),
        ("共12页 当前第1页", None),
    ],
)
def test_stated_number(words: str, stated: int | None) -> None:
    assert read(f"<p>{words}</p>").stated == stated


@pytest.mark.parametrize(
    "words",
    [
        "抱歉，没有找到与“春耕”相关的结果",
        "未检索到相关内容",
        "暂无数据",
        "很遗憾，找不到您要的网页",
        "没有符合条件的记录",
        "搜索结果为空",
    ],
)
def test_words_that_say_there_is_nothing(words: str) -> None:
    assert read(f"<p>{words}</p>").none_words


@pytest.mark.parametrize(
    "markup",
    [
        "<p>没有更多结果了</p>",
        "<p>无障碍浏览</p>",
        "<p style='display:none'>没有找到相关结果</p>",
        "<script type=text/template>没有找到相关结果</script>",
        "<p>查找到春耕相关信息</p>",
    ],
)
def test_words_that_do_not_say_so(markup: str) -> None:
    assert read(markup).none_words == ""


@pytest.mark.parametrize(
    ("markup", "categories"),
    [
        ("<ul class=tab><li>全部</li><li>要闻动态(12)</li><li>政府文件(3)</li></ul>", ("要闻动态", "政府文件")),
        (
            "<select><option>不限</option><option>政务公开</option><option>办事服务</option></select>",
            ("政务公开", "办事服务"),
        ),
        ("<label>新闻</label><label>公告</label>", ("新闻", "公告")),
        ("<a href=#>按时间</a><a href=#>按相关度</a>", ()),
        ("<a href=/xw/>新闻中心</a><a href=/gk/>政务公开</a>", ()),
        ("<div>要闻</div>", ()),
    ],
)
def test_categories_are_tabs_and_choices_that_are_not_the_sites_menu(markup: str, categories: tuple[str, ...]) -> None:
    menu = {"http://so.qinghexia.gov.cn/xw/", "http://so.qinghexia.gov.cn/gk/"}
    assert read(markup, usual=menu).filters.categories == categories


@given(st.text(max_size=400))
def test_any_answer_is_read(text: str) -> None:
    page = read_results(URL, text.encode("utf-8", "replace"), "text/html")
    assert page.stated is None or page.stated >= 0
    assert comparable(text) == comparable(comparable(text))
