"""Lists (列表): rows with title, link and date; and the pages a list goes on over."""

from datetime import date

import pytest

from portal.facts import ListItem
from portal.states import Region
from tests.portal.samples import list_page, read

HOST = "http://www.qinghexia.gov.cn"


def rows_of(markup: str) -> list[tuple[str, str, date | None]]:
    return [(item.title, item.url.removeprefix(HOST), item.dated_on) for item in read(markup).items]


@pytest.mark.parametrize(
    "row",
    [
        '<li><a href="/a.html">春季招聘会公告</a><span>2026-02-11</span></li>',
        '<li><span>[2026-02-11]</span><a href="/a.html">春季招聘会公告</a></li>',
        '<li><a href="/a.html">春季招聘会公告</a>(2026/02/11)</li>',
        '<li><a href="/a.html">春季招聘会公告<em>2026-02-11</em></a></li>',
        '<li><a href="/a.html">春季招聘会公告2026-02-11</a></li>',
        '<li><a href="/a.html"><i>2026-02-11</i>春季招聘会公告</a></li>',
        '<li><a href="/a.html" title="春季招聘会公告">春季招...</a><span>2026-02-11</span></li>',
        '<li><div class="day">11</div><div class="ym">2026-02</div><a href="/a.html">春季招聘会公告</a></li>',
        '<li><a href="/a.html">春季招聘会公告</a><span>２０２６年２月１１日</span></li>',
        '<li><a href="/lm/">[公告]</a><a href="/a.html">春季招聘会公告</a><span>2026-02-11</span></li>',
        '<li><a href="/a.html">春季招聘会公告</a><p class="gl"><a href="/wj.html">文件</a></p><span>2026-02-11</span></li>',
        '<tr><td>1</td><td><a href="/a.html">春季招聘会公告</a></td><td>2026-02-11</td></tr>',
        '<div class="row"><a href="/a.html">春季招聘会公告</a><span>2026-02-11</span></div>',
        '<dd><a href="/a.html"><img src="a.jpg"></a><a href="/a.html">春季招聘会公告</a><span>2026-02-11</span></dd>',
    ],
)
def test_row_is_read(row: str) -> None:
    outer = "table" if row.startswith("<tr") else "div" if row.startswith("<div") else "ul"
    assert rows_of(f"<{outer}>{row}</{outer}>") == [("春季招聘会公告", "/a.html", date(2026, 2, 11))]


def test_lists_of_one_row_each_are_rows() -> None:
    row = '<ul class="clearfix"><li class="mc"><a href="/{0}.html">春季招聘会公告</a></li><li class="fbrq">2026-02-1{0}</li></ul>'
    listed = '<div class="xxgk_navli">' + "".join(row.format(number) for number in range(3)) + "</div>"
    assert rows_of(listed) == [("春季招聘会公告", f"/{number}.html", date(2026, 2, 10 + number)) for number in range(3)]
    assert {item.region for item in read(listed).items} == {Region.MAIN}  # not navigation, whatever the class says


def test_date_beside_the_title_goes_before_one_in_it() -> None:
    row = '<li><a href="/a.html">停水公告2026年1月28日</a><span>2026-01-26</span></li>'
    assert rows_of(f"<ul>{row}</ul>") == [("停水公告2026年1月28日", "/a.html", date(2026, 1, 26))]


def test_date_that_ends_a_title_is_no_row_date() -> None:
    rows = "".join(f'<li><a href="/{n}.html">停水停电公告2026年1月{n}日</a></li>' for n in range(1, 6))
    assert {dated for _, _, dated in rows_of(list_page(rows))} == {None}


def test_menus_and_pagers_are_no_lists() -> None:
    menu = "".join(
        f'<li><a href="/{name}/">{name}</a></li>' for name in ("机构设置", "领导信息", "政策文件", "规划计划")
    )
    pager = '<div class="page"><a href="index_2.html">2</a><a href="index_3.html">3</a><a href="index_2.html">下一页</a></div>'
    assert rows_of(f"<ul>{menu}</ul>{pager}") == []


def test_long_titles_without_dates_are_a_list() -> None:
    rows = "".join(f'<li><a href="/{n}.html">青禾县第{n}批历史文化名村保护名录公布</a></li>' for n in range(1, 5))
    assert len(rows_of(list_page(rows))) == 4


def test_neighbouring_articles_are_no_rows() -> None:
    rows = '<li>上一篇：<a href="/a.html">春季招聘会公告</a> 2026-01-01</li><li>下一篇：<a href="/b.html">夏季招聘会公告</a></li>'
    assert rows_of(f"<ul>{rows}</ul>") == []


def test_blocks_are_told_apart_and_split_lists_joined() -> None:
    five = "".join(f'<li><a href="/{n}.html">第{n}号公告</a>2026-01-0{n}</li>' for n in range(1, 6))
    split = read(f"<div><ul class='l'>{five}</ul><ul class='l'>{five.replace('第', '再')}</ul></div>").items
    assert {item.block for item in split} == {0}
    headed = read(f"<div><h3>甲</h3><ul class='l'>{five}</ul><h3>乙</h3><ul class='l'>{five}</ul></div>").items
    assert {item.block for item in headed} == {0, 1}


def items_with(*rows: tuple[str, str]) -> list[ListItem]:
    markup = "".join(f'<li><a href="{href}">全县经济工作会议召开</a><span>{shown}</span></li>' for href, shown in rows)
    return read(f"<ul>{markup}</ul>").items


def test_missing_year_comes_from_an_address_with_the_same_day() -> None:
    assert items_with(("/2025-12-30/1.html", "12-30"))[0].dated_on == date(2025, 12, 30)


def test_missing_year_is_not_taken_from_the_day_of_a_move() -> None:
    item = items_with(("/2025-12-30/1.html", "07-06"))[0]
    assert (item.dated_on, item.date_text) == (None, "07-06")


def test_missing_year_is_settled_between_neighbours() -> None:
    items = items_with(("/1.html", "2026-01-08"), ("/2.html", "12-30"), ("/3.html", "2025-12-01"))
    assert items[1].dated_on == date(2025, 12, 30)


def test_missing_year_stays_open_in_a_list_that_spans_years() -> None:
    items = items_with(("/1.html", "2026-01-08"), ("/2.html", "11-30"), ("/3.html", "2023-12-01"))
    assert items[1].dated_on is None


def test_last_row_without_anything_below_stays_open() -> None:
    assert items_with(("/1.html", "2026-01-08"), ("/2.html", "12-30"))[1].dated_on is None


@pytest.mark.parametrize(
    ("markup", "pages"),
    [
        ('<a href="index_2.html">下一页</a><a href="index_9.html">尾页</a>', ["index_2", "index_9"]),
        (
            '<b>1</b><a href="index_2.html">2</a><a href="index_3.html">3</a><a href="index_2.html">下一页</a>',
            ["index_2", "index_3"],
        ),
        ('<script>createPageHTML(4, 0, "index", "html");</script>', ["index_1", "index_2", "index_3"]),
        ("<script>createPageHTML('page_div',3, 1,'index','html',200);</script>", ["index_2", "index_3"]),
        ("<script>var a = 1; createPageHTML(3,0,index,html);show(a)</script>", ["index_1", "index_2"]),
        ("<script>createPageHTML(page_div, 3, 1, index, html, 80)</script>", ["index_2", "index_3"]),
        ("<script>createPageHTML(\"3\", \"0\", 'index', 'html', 'black', 41)</script>", ["index_1", "index_2"]),
        ("<script>Pager({size:3, current:0, prefix:'index', suffix:'html'});</script>", ["index_1", "index_2"]),
        (
            '<script>var countPage = 3; for (;;) document.write("<a href=\'index_" + n + ".html\'>" + n);</script>',
            ["index_1", "index_2"],
        ),
        ("<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt) {}</script>", []),
    ],
)
def test_further_pages_are_found(markup: str, pages: list[str]) -> None:
    rows = '<li><a href="/a.html">春季招聘会公告</a><span>2026-02-11</span></li>'
    facts = read(list_page(rows, after=f'<div class="page">{markup}</div>'))
    assert facts.next_pages == [f"{HOST}/zwgk/{name}.html" for name in pages]


def test_numbers_in_a_text_are_no_pager() -> None:
    assert read('<p>见附件<a href="/1.doc">1</a>和<a href="/2.doc">2</a></p>').next_pages == []


def test_rows_carried_as_data_are_read() -> None:
    records = "".join(
        f'<record><![CDATA[<li><a href="/art/{n}.html" title="关于开展第{n}次督查的通知">关于开展...</a><span>2026-01-0{n}</span></li>]]></record>'
        for n in range(1, 4)
    )
    markup = (
        f'<div id="9"><script type="text/xml"><datastore><recordset>{records}</recordset></datastore></script></div>'
    )
    facts = read(list_page("", after=markup))
    assert [(item.title, item.dated_on) for item in facts.items] == [
        (f"关于开展第{n}次督查的通知", date(2026, 1, n)) for n in range(1, 4)
    ]
    assert f"{HOST}/art/1.html" in {link.url for link in facts.links}


def test_rows_of_script_templates_are_not_read() -> None:
    assert rows_of('<script type="text/template"><li><a href="/a.html">模板标题</a>2026-02-11</li></script>') == []


def test_footer_links_are_no_list() -> None:
    rows = "".join(f'<li><a href="/{n}.html">青禾县第{n}批历史文化名村</a>2026-01-0{n}</li>' for n in range(1, 5))
    assert rows_of(f"<p>{'正文' * 200}</p><div class='footer'><ul>{rows}</ul></div>") == []


def test_region_and_selector_are_kept() -> None:
    item = read(list_page('<li><a href="/a.html">春季招聘会公告</a>2026-02-11</li>')).items[0]
    assert item.region is Region.MAIN
    assert item.selector.endswith("li")


def test_pictures_with_short_titles_that_lead_to_texts_are_rows() -> None:
    rows = "".join(
        f'<li><a href="/xq/2026-01-0{n}/4{n}1.html"><img src="/p{n}.jpg"><span>湖光{n}</span></a></li>'
        for n in range(1, 5)
    )
    assert len(read(list_page(rows)).items) == 4


def test_long_names_of_columns_are_no_rows() -> None:
    rows = "".join(f'<li><a href="/jg/d{n}/">青禾县第{n}片区综合服务中心</a></li>' for n in range(1, 9))
    assert read(list_page(rows)).items == []


def test_links_side_by_side_that_lead_to_texts_are_rows() -> None:
    tiles = "".join(f'<a href="/jg/2026-01-0{n}/4{n}1.html">青禾县第{n}局</a>' for n in range(1, 5))
    assert [item.title for item in read(list_page("", after=f"<div>{tiles}</div>")).items] == [
        f"青禾县第{n}局" for n in range(1, 5)
    ]
    menu = tiles.replace("/2026-01-0", "/d").replace("1.html", "/")
    assert read(list_page("", after=f"<div>{menu}</div>")).items == []


def test_a_pager_in_a_table_is_no_row() -> None:
    pager = '<table><tr><td>共36条 1/3 <a href="/zc/gf.htm">首页</a> <a href="/zc/gf/1.htm">下页</a></td></tr></table>'
    assert read(list_page("", after=pager)).items == []
