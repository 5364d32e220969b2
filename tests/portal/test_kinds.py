"""Page kinds (页面类型) from structure, title, breadcrumb, meta tags and address together."""

import pytest

from portal.states import PageKind
from tests.portal.samples import article, list_page, read

HOST = "http://www.qinghexia.gov.cn"
ROWS = "".join(f'<li><a href="/{n}.html">第{n}号公告内容</a>2026-01-0{n}</li>' for n in range(1, 7))
TEXT = "<p>二月十一日，全县春季招聘会在县文化广场举行，一百二十家企业提供岗位一千余个，现场达成意向三百余人。</p>" * 4


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
def test_article(path: str) -> None:
    assert kind(article(TEXT), path) is PageKind.ARTICLE


def test_article_with_a_list_of_related_texts_stays_an_article() -> None:
    assert (
        kind(article(f"{TEXT}<div>相关阅读<ul>{ROWS}</ul></div>"), "/zwgk/202602/t20260211_12.html") is PageKind.ARTICLE
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青禾县2025年政府信息公开工作年度报告", PageKind.REPORT),
        ("青禾县卫生健康局2025年政府信息公开年度报告", PageKind.REPORT),
        ("关于《青禾县养犬管理办法（征求意见稿）》公开征求意见的公告", PageKind.CONSULTATION),
        ("青禾县养犬管理办法征求意见采纳情况反馈", PageKind.ARTICLE),
        ("青禾县政府工作报告", PageKind.ARTICLE),
    ],
)
def test_special_articles(title: str, expected: PageKind) -> None:
    assert kind(article(TEXT, title=title), "/zwgk/202602/t20260211_12.html") is expected


def test_message() -> None:
    body = "<p>信件编号：20260001</p><p>来信时间：2026-01-05</p><p>来信内容：村口路灯不亮。</p><p>答复单位：青禾镇</p><p>答复时间：2026-01-09</p>"
    assert kind(article(body, title="村口路灯问题"), "/hdjl/xx.jsp?id=12") is PageKind.MESSAGE


@pytest.mark.parametrize("title", ["404 Not Found", "页面不存在", "您访问的页面找不到了"])
def test_error_page(title: str) -> None:
    assert kind(f"<title>{title}</title><body><h1>{title}</h1><a href='/'>返回首页</a></body>") is PageKind.ERROR


def test_an_article_about_missing_pages_is_no_error_page() -> None:
    assert (
        kind(article(TEXT * 3, title="网站部分页面不存在问题整改情况"), "/zwgk/t20260211_12.html") is PageKind.ARTICLE
    )


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
    assert 0.9 < read(article(TEXT), url=f"{HOST}/zwgk/t20260211_12.html").page.confidence <= 1
    assert read("<p>ok</p>", url=f"{HOST}/check").page.confidence < 0.5
