"""Page kinds (页面类型) from structure, title, breadcrumb, meta tags and address together."""

import pytest

from portal.states import PageKind
from tests.portal.samples import article, list_page, read

HOST = "http://www.qinghexia.gov.cn"
ROWS = "".join(f'<li><a href="/{n}.html">第{n}号公告内容</a>2026-01-0{n}</li>' for n in range(1, 7))
TEXT = "<p>二月十一日，全县春季招聘会在县文化广场举行，一百二十家企业提供岗位一千余个，现场达成意向三百余人。</p>" * 4


PLAIN = "<p>依照有关规定，结合本县实际，对有关内容作如下说明，未尽之处由县政府办公室负责解释并适时予以补充。</p>" * 4


def kind(markup: str, path: str = "/zwgk/tzgg/index.html", *, home: bool = False) -> PageKind:
    return read(markup, url=HOST + path, home=home).page.kind


def test_home_page_is_what_the_crawler_says() -> None:
    assert kind(list_page(ROWS), "/", home=True) is PageKind.HOME


def test_list_page() -> None:
    assert kind(list_page(ROWS)) is PageKind.LIST
    assert kind(list_page(ROWS), "/col/col85/index.html") is PageKind.LIST


def test_blank_list_page_is_a_list_page() -> None:
    assert kind(list_page("<li>暂无内容</li>")) is PageKind.LIST
    assert kind(list_page("")) is PageKind.LIST


def test_page_of_several_lists_is_a_column() -> None:
    blocks = "".join(f"<h3>第{n}块</h3><ul>{ROWS}</ul>" for n in range(3))
    assert kind(list_page("", after=blocks)) is PageKind.COLUMN


def test_a_column_that_shows_one_text_is_a_text_nobody_is_held_to() -> None:
    page = read(list_page("", name="县情简介", after=PLAIN), url=f"{HOST}/xq/index.html").page
    assert page.kind is PageKind.ARTICLE
    assert page.confidence < 0.6


PEOPLE = "".join(
    f'<li><a href="/ld/2026-01/0{n}.html">{name}</a></li>' for n, name in enumerate(("白杨", "林 松", "梅小雪", "石磊"))
)
UNITS = "".join(
    f'<li><a href="/jg/{name}/">青禾县{name}</a></li>' for name in ("水务局", "卫健委", "档案馆办公室", "民政局")
)
LETTERS = "".join(
    f'<tr><td><a href="/xx/{n}.html">村口第{n}盏路灯不亮</a></td><td>2026-01-0{n}</td><td>已答复</td></tr>'
    for n in range(1, 6)
)


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("县长信箱", LETTERS, PageKind.MESSAGE_LIST),
        ("来信选登", ROWS, PageKind.MESSAGE_LIST),
        ("政府信息公开目录", ROWS, PageKind.CATALOGUE),
        ("法定主动公开内容", ROWS, PageKind.CATALOGUE),
        ("重大行政决策事项目录", ROWS, PageKind.DECISION_CATALOGUE),
        ("政府公报", ROWS, PageKind.GAZETTE),
        ("统计公报", ROWS, PageKind.LIST),
        ("县政府领导", PEOPLE, PageKind.LEADER),
        ("领导讲话", ROWS, PageKind.LIST),
        ("直属机构", UNITS, PageKind.ORGANISATION),
        ("机构职能", ROWS, PageKind.LIST),
        ("优化营商环境专题", ROWS, PageKind.TOPIC),
        ("政府信息公开专栏", ROWS, PageKind.LIST),
        ("专题专栏", ROWS, PageKind.LIST),
        ("政府信息公开制度", ROWS, PageKind.LIST),
        ("政府信息公开年报", ROWS, PageKind.LIST),
    ],
)
def test_lists_told_by_their_names_and_rows(name: str, rows: str, expected: PageKind) -> None:
    assert kind(list_page(rows, name=name)) is expected


def test_search_page() -> None:
    form = '<form action="/search"><input type="text" name="q"><input type="submit" value="搜索"></form>'
    assert kind(f"<title>站内搜索</title><h1>站内搜索</h1><div>{form}</div>", "/search/index.html") is PageKind.SEARCH
    assert kind(list_page(ROWS).replace("</ul>", f"</ul>{form}")) is PageKind.LIST


def test_page_of_links_to_columns_is_a_column() -> None:
    links = "".join(f'<a href="/gk/{n}/">{n}领域</a>' for n in ("教育", "卫生", "住房", "就业"))
    assert kind(list_page("", name="重点领域", after=links), "/zwgk/zdly/") is PageKind.COLUMN


@pytest.mark.parametrize(
    "path",
    [
        "/zwgk/202602/t20260211_1234567.html",
        "/art/2026/2/11/art_12_3456.html",
        "/info/1028/14706.htm",
        "/zwgk/content/post_1337.html",
        "/zwgk/a",
    ],
)
def test_news_is_told_by_its_title_and_opening_wherever_it_stands(path: str) -> None:
    assert kind(article(TEXT, column="工作动态"), path) is PageKind.NEWS
    assert kind(article(TEXT, column="通知公告"), path) is PageKind.NEWS


@pytest.mark.parametrize(
    "title",
    [
        "关于举办春季招聘会的通知",
        "公开招聘教师公告",
        "拟录用人员名单公示",
        "自来水管网改造项目中标公告",
        "停水公告（2月11日）",
    ],
)
def test_notice(title: str) -> None:
    body = "<p>为做好有关工作，现将有关事项公告如下，请各村居民相互转告，遇有问题可向县政务服务中心窗口咨询。</p>" * 3
    assert kind(article(body, title=title), "/zwgk/t20260211_12.html") is PageKind.NOTICE
    assert kind(article(body, title=title, column="重点领域"), "/zwgk/t20260211_12.html") is PageKind.NOTICE


def test_a_text_that_is_neither_for_sure_stays_an_article() -> None:
    body = "<p>青禾县位于两河之间，辖十二个乡镇，面积一千零二十平方公里，盛产小麦、玉米和红薯，素有粮仓之称。</p>" * 4
    for title, column in (("历史沿革", "县情概览"), ("青禾县政府工作报告", "政府工作报告")):
        page = read(article(body, title=title, column=column), url=f"{HOST}/xq/t20260211_12.html").page
        assert page.kind is PageKind.ARTICLE
        assert page.confidence < 0.9


def test_article_with_a_list_of_related_texts_stays_a_text() -> None:
    related = f"{TEXT}<div>相关阅读<ul>{ROWS}</ul></div>"
    assert kind(article(related, column="今日要闻"), "/zwgk/202602/t20260211_12.html") is PageKind.NEWS


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青禾县2025年政府信息公开工作年度报告", PageKind.REPORT),
        ("青禾县卫生健康局2025年政府信息公开年度报告", PageKind.REPORT),
        ("关于做好2025年政府信息公开工作年度报告编制发布工作的通知", PageKind.NOTICE),
        ("关于《青禾县养犬管理办法（征求意见稿）》公开征求意见的公告", PageKind.CONSULTATION),
        ("2026年民生实事项目建议征集", PageKind.CONSULTATION),
        ("青禾县养犬管理办法征求意见采纳情况反馈", PageKind.CONSULTATION_RESULT),
        ("关于《青禾县养犬管理办法》公开征求意见结果的公告", PageKind.CONSULTATION_RESULT),
        ("青禾县政府信息公开指南（2026年版）", PageKind.GUIDE),
        ("青禾县政府信息公开保密审查制度", PageKind.SYSTEM),
        ("青禾县2026年度重大行政决策事项目录", PageKind.DECISION_CATALOGUE),
        ("青禾县人民政府公报2026年第1期", PageKind.GAZETTE),
        ("青禾县水务局主要职责和内设机构", PageKind.ORGANISATION),
    ],
)
def test_texts_told_by_their_titles(title: str, expected: PageKind) -> None:
    assert kind(article(PLAIN, title=title), "/zwgk/202602/t20260211_12.html") is expected


@pytest.mark.parametrize(
    ("column", "title", "expected"),
    [
        ("政府信息公开制度", "中华人民共和国政府信息公开条例", PageKind.SYSTEM),
        ("政府信息公开指南", "政府信息公开工作机构和申请方式", PageKind.GUIDE),
        ("意见征集", "养犬管理办法草案意见建议", PageKind.CONSULTATION),
        ("征集结果", "养犬管理办法草案意见建议", PageKind.CONSULTATION_RESULT),
        ("领导之窗", "白杨", PageKind.LEADER),
        ("领导活动", "白杨", PageKind.NEWS),
        ("国民经济和社会发展统计公报", "2025年统计公报", PageKind.ARTICLE),
    ],
)
def test_texts_told_by_their_columns(column: str, title: str, expected: PageKind) -> None:
    assert kind(article(PLAIN, title=title, column=column), "/zwgk/202602/t20260211_12.html") is expected


def test_message() -> None:
    body = "<p>信件编号：20260001</p><p>来信时间：2026-01-05</p><p>来信内容：村口路灯不亮。</p><p>答复单位：青禾镇</p><p>答复时间：2026-01-09</p>"
    assert kind(article(body, title="村口路灯问题"), "/hdjl/xx.jsp?id=12") is PageKind.MESSAGE


def test_a_notice_about_the_mailbox_is_no_message() -> None:
    body = "<p>为方便群众，县长信箱自三月一日起启用新的网址，来信由县政府办公室统一受理并答复，请群众周知。</p>" * 3
    assert kind(article(body, title="县长信箱启用公告"), "/zwgk/t20260211_12.html") is PageKind.NOTICE


def test_service_guide() -> None:
    labels = (
        "事项名称",
        "设定依据",
        "申请条件",
        "办理材料",
        "办理地点",
        "办理流程",
        "收费标准",
        "办理期限",
        "联系电话",
    )
    body = "<table>" + "".join(f"<tr><td>{label}</td><td>详见窗口</td></tr>" for label in labels) + "</table>"
    assert kind(article(body, title="残疾人证办理", column="公共服务"), "/bsfw/t20260211_12.html") is PageKind.SERVICE


@pytest.mark.parametrize("title", ["404 Not Found", "页面不存在", "您访问的页面找不到了"])
def test_error_page(title: str) -> None:
    assert kind(f"<title>{title}</title><body><h1>{title}</h1><a href='/'>返回首页</a></body>") is PageKind.ERROR


def test_an_article_about_missing_pages_is_no_error_page() -> None:
    page = article(TEXT * 3, title="网站部分页面不存在问题整改情况")
    assert kind(page, "/zwgk/t20260211_12.html") is not PageKind.ERROR


def test_a_page_without_any_sign_is_other() -> None:
    assert kind("<p>ok</p>", "/check") is PageKind.OTHER
    assert kind("document.write('17');", "/e/click/index.html") is PageKind.OTHER


@pytest.mark.parametrize(
    "markup",
    [
        '<meta http-equiv="Refresh" content="0;URL=./yjs/">',
        "<META HTTP-EQUIV='refresh' CONTENT=\"1; url='yjs/'\">",
        "<script>location.href='yjs/';</script>",
        "<script>window.location.replace('./yjs/')</script>",
        '<script>if(1){document.write(\'<meta http-equiv="Refresh" content="0;URL=./yjs/" />\')}</script>',
        '<p id="url" style="display:none">/zwgk/tzgg/yjs/</p><script>var u=$("#url").text();window.open(u,"_self")</script>',
    ],
)
def test_redirect_stub(markup: str) -> None:
    page = read(f"<html><head></head><body>{markup}</body></html>", url=f"{HOST}/zwgk/tzgg/").page
    assert (page.kind, page.refresh_to) == (PageKind.REDIRECT, f"{HOST}/zwgk/tzgg/yjs/")


@pytest.mark.parametrize(
    "markup",
    [
        '<meta http-equiv="refresh" content="600;url=index.html">' + list_page(ROWS),
        '<meta http-equiv="refresh" content="5">' + list_page(ROWS),
        article(TEXT + "<script>function go(){location.href='yjs/'}</script>"),
    ],
)
def test_pages_that_stay_are_no_stubs(markup: str) -> None:
    page = read(markup, url=f"{HOST}/zwgk/tzgg/index.html").page
    assert page.refresh_to == ""
    assert page.kind is not PageKind.REDIRECT


def test_confidence_is_a_share() -> None:
    assert 0.9 < read(article(TEXT, column="工作动态"), url=f"{HOST}/zwgk/t20260211_12.html").page.confidence <= 1
    assert read("<p>ok</p>", url=f"{HOST}/check").page.confidence < 0.5
