"""What pages leave to their scripts and carry as text all the same: written markup, data, and where more of it comes from."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.needs import Need, need_of
from portal.facts import PageFacts, Source
from portal.markup.islands import json_document, rows_of
from portal.markup.javascript import GAP, values_from
from portal.markup.sources import answer_markup, next_group, request_of
from portal.markup.written import expanded, written_markup
from portal.reading import Beside, read_page
from portal.states import Fill, Mark, Region, Via
from tests.portal.samples import READ_AT, URL, links_to, list_page, read

HOST = "http://www.qinghexia.gov.cn"
COUNT = '<div class="list"><ul id="news_list"></ul></div>'
ROWS = [
    {"id": 7, "title": "青禾县春季招聘会公告", "url": "/tz/7.html", "date": "2026-02-11"},
    {"id": 8, "title": "青禾县灌溉用水安排公告", "url": "/tz/8.html", "date": "2026-02-10"},
]

LITERAL = (
    "var list = [{title: '青禾县春季招聘会公告', url: '/tz/7.html', time: '2026-02-11', on: function () { return {} }},"
    " {title: \"青禾县灌溉用水安排公告\", url: '/tz/8.html', time: '2026-02-10', extra: base + 'x'},];"
)


@pytest.mark.parametrize(
    ("script", "written"),
    [
        ("document.write('<b>一</b>')\ndocument.writeln(\"<i>\" + '二</i>');", "<b>一</b><i>二</i>"),
        ("document.write('<a href=\\'/x\\'>\\u516c<\\/a>');", "<a href='/x'>公</a>"),
        ("// document.write('no')\n/* document.write('no') */ document.write('yes')", "yes"),
        ("if (phone) { document.write('no') } document.write('yes')", "yes"),
        ("if (phone)\n document.write('no')\ndocument.write('yes')", "yes"),
        ("if (phone) document.write('no'); else document.write('no')", ""),
        ("phone && document.write('no')", ""),
        ("function menu() { document.write('no') }", ""),
        ("$(function () { document.write('no') })", ""),
        ("document.write('<b>' + name + '</b>'); document.write('yes')", "yes"),
        ("document.write(unescape('%3Cb%3E'))", ""),
        ("document.write(`<b>${name}</b>`)", ""),
        ("var r = /[\"']/g; document.write('yes')", "yes"),
        ("document.write('<textarea>')", ""),
        ("document.write('no", ""),
    ],
)
def test_only_what_every_visitor_gets_counts_as_written(script: str, written: str) -> None:
    assert written_markup(script) == written


def test_menu_and_footer_written_in_the_page_are_read_where_they_stand() -> None:
    menu = "".join(f"<li><a href=\\'/c{number}/\\'>栏目{number}</a></li>" for number in range(6))
    footer = '<div class="footer"><p>主办：青禾县人民政府办公室 网站标识码：3799990001</p></div>'
    facts = read(
        f"<script>document.write('<div class=\"nav\"><ul>{menu}</ul></div>');</script><p>正文</p>"
        f"<script type='text/template'>document.write('<a href=\"/never.html\">模板</a>')</script>"
        f"<script>document.writeln('{footer}')</script>"
    )
    assert [link.region for link in facts.links if link.element == "a"] == [Region.NAVIGATION] * 6
    assert [(mark.value, mark.region) for mark in facts.marks if mark.kind is Mark.SITE_CODE] == [
        ("3799990001", Region.FOOTER)
    ]


def test_menu_written_by_a_script_file_is_read_once_that_is_there() -> None:
    code = "".join(f"document.writeln('<li><a href=\"/c{number}/\">栏目{number}</a></li>');\n" for number in range(6))
    page = "<div class='nav'><ul><script src='js/menu.js'></script></ul></div><p>" + "正文一句话。" * 40 + "</p>"
    before, after = read(page, home=True), read_with(page, {"js/menu.js": code}, home=True)
    assert need_of(before) is Need.MENU
    assert need_of(after) is not Need.MENU
    assert len([link for link in after.links if link.region is Region.NAVIGATION]) == 6 + 1  # and the script itself


def read_with(page: str, scripts: dict[str, str] | None = None, *rows: str, home: bool = False) -> PageFacts:
    return read_page(
        URL,
        page.encode(),
        content_type="text/html",
        depth=1,
        fetched_at=READ_AT,
        status=200,
        home=home,
        beside=Beside(scripts or {}, rows),
    )


@pytest.mark.parametrize(
    "script",
    [
        f"var list = {json.dumps(ROWS)};",
        LITERAL,
    ],
    ids=["json", "literal"],
)
def test_rows_in_an_array_fill_the_list(script: str) -> None:
    facts = read(list_page("").replace("<ul></ul>", COUNT + f"<script>{script} show(list)</script>"))
    assert facts.page.fill is Fill.FILLED
    assert [(item.title, item.url, str(item.dated_on)) for item in facts.items] == [
        (row["title"], HOST + str(row["url"]), row["date"]) for row in ROWS
    ]
    assert {link.element for row in ROWS for link in links_to(facts, str(row["url"]))} == {"data"}


def test_tree_of_columns_is_read_with_the_nodes_that_lead_somewhere() -> None:
    nodes = (
        "[{id:1, pId:0, name:'法定主动公开内容', open:true}, {id:11, pId:1, name:'规划计划', url:'/gk/ghjh/'},"
        "{id:12, pId:1, name:'财政预决算', url:'/gk/czyjs/', target:'_self'}]"
    )
    facts = read(
        f"<ul id='tree' class='ztree'></ul><script>var zNodes ={nodes};$.fn.zTree.init($('#tree'), s, zNodes)</script>"
    )
    assert [(link.text, link.element) for link in facts.links] == [("规划计划", "data"), ("财政预决算", "data")]


@pytest.mark.parametrize(
    "value",
    [
        [{"title": "一行", "url": "/a.html"}],
        [{"x": 1, "y": 2}] * 9,
        [{"title": "相对地址", "url": "a.html"}, {"title": "相对地址", "url": "b.html"}],
        [{"title": "模板", "url": "/{{id}}.html"}, {"title": "模板", "url": "/{{id}}.html"}],
        "text",
    ],
    ids=["a single row", "points of a chart", "addresses that lack their beginning", "templates", "no list"],
)
def test_what_is_no_list_is_none(value: object) -> None:
    assert rows_of(value) == []


def jpage(total: int) -> str:
    records = "".join(
        f"<record><![CDATA[<li><a href='/art/{n}.html'>第{n}号公告</a><i>2026-01-0{n}</i></li>]]></record>"
        for n in (1, 2)
    )
    return (
        f"<div id='5'><script type='text/xml'><datastore><totalrecord>{total}</totalrecord><nextgroup><![CDATA["
        '<a href="/module/web/jpage/dataproxy.jsp?page=1&webid=1&columnid=9"></a>]]></nextgroup>'
        f"<recordset>{records}</recordset></datastore></script></div>"
    )


def test_list_of_records_names_its_next_group_while_there_is_one() -> None:
    address = f"{HOST}/module/web/jpage/dataproxy.jsp?page=1&webid=1&columnid=9"
    assert read(jpage(312)).sources == (Source("records", address),)
    assert read(jpage(2)).sources == ()
    onward = next_group(jpage(312).replace("page=1", "page=2"), HOST + "/", "utf-8")
    assert onward is not None
    assert onward.url.endswith("page=2&webid=1&columnid=9")


def test_list_of_records_may_come_by_form() -> None:
    script = (
        "jQuery('#5').jpage({proxyUrl: '/module/web/jpage/dataproxy.jsp', totalRecord: 312, perPage: 15, openCookies: false,"
        "ajaxParam: {col: 1, webid: 1, path: '/', columnid: 9, unitid: '5', webname: '青禾县'}});"
    )
    (source,) = read(f"<div id='5'></div><script>{script}</script>").sources
    url, form = request_of(source, 1)
    assert url == f"{HOST}/module/web/jpage/dataproxy.jsp?startrecord=46&endrecord=90&perpage=15"
    assert form.startswith("col=1&webid=1&path=%2F&columnid=9&unitid=5&webname=%E9%9D%92")


def test_list_of_a_label_is_asked_for_by_form() -> None:
    script = (
        "$.ajax({url: '/site/label/8888?IsAjax=1', type: 'POST', data: {labelName: 'publicInfoList', siteId: '479', pageSize: 15,"
        " pageIndex: current, catId: '38', isDate: true, file: '/xxgk/list'}})"
    )
    (source,) = read(f"<div class='xxgk_list'></div><script>{script}</script>").sources
    assert source.url == f"{HOST}/site/label/8888"
    url, form = request_of(source, 1)
    assert url == source.url
    assert dict(pair.split("=") for pair in form.split("&")) == {
        "IsAjax": "1",
        "dataType": "html",
        "labelName": "publicInfoList",
        "siteId": "479",
        "pageSize": "15",
        "catId": "38",
        "isDate": "true",
        "file": "%2Fxxgk%2Flist",
        "pageIndex": "2",
    }
    assert read("<script>load({labelName: 'visitCount', siteId: '1'})</script>").sources == ()


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (
            "records",
            "<datastore><record><![CDATA[<li><a href='/tz/7.html'>青禾县春季招聘会公告</a></li>]]></record></datastore>",
        ),
        ("fragment", "<ul><li><a href='/tz/7.html'>青禾县春季招聘会公告</a></li></ul>"),
        ("fragment", json.dumps({"data": {"rows": ROWS}})),
    ],
)
def test_answers_bring_rows_of_the_page(kind: str, answer: str) -> None:
    facts = read_with(list_page(""), None, answer_markup(kind, answer))
    assert links_to(facts, "/tz/7.html")


def test_browsers_document_is_read_as_it_is() -> None:
    body = f"<script>document.write('<a href=\"/w.html\">写出的链接</a>')</script><script>var l = {json.dumps(ROWS)}</script>".encode()
    facts = read_page(URL, body, content_type="text/html", depth=1, fetched_at=READ_AT, status=200, ran=True)
    assert facts.links == []


def test_written_marks_are_words_a_visitor_reads() -> None:
    facts = read("<script>document.write('<div class=foot>ICP备案：鲁ICP备12345678号-1</div>')</script>")
    assert {mark.via for mark in facts.marks if mark.kind is Mark.ICP} == {Via.TEXT}


@given(st.text(alphabet="documnt.write()'\"`{}[];,:+/\\*\n<>!-a1\0", max_size=200))
def test_no_script_upsets_the_readers(script: str) -> None:
    written_markup(script)
    values_from(script, 0)
    expanded(f"<p>document.write</p><script>{script}</script>", {})
    read(f"<script>var a = [{{{script}</script><script type='application/json'>{script}</script>")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=12,
    )
)
def test_json_is_read_as_the_literal_it_is(value: object) -> None:
    text = json.dumps(value)
    assert json_document(text) == value
    if isinstance(value, dict | list):
        assert values_from(text, 0) == value
    assert values_from("[" * 500, 0) is GAP
