"""Head of an article (稿件): heading, publication date, source, breadcrumb, title, main text."""

from datetime import date

import pytest

from portal.states import Via
from tests.portal.samples import article, list_page, read

DAY = date(2026, 2, 11)


@pytest.mark.parametrize(
    "remarks",
    [
        "发布时间：2026-02-11 10:20 来源：青禾县人社局 浏览次数：",
        "发布日期：<b>2026-02-11</b>",
        "<span>发布时间</span><span>2026年02月11日</span>",
        "日期：2026-02-11　字体：【大 中 小】",
        "时间：2026/02/11 09:30:00",
        "2026-02-11 10:20　来源：青禾县人社局　字号：大中小",
        "来源：青禾县人社局 2026-02-11",
        "<span>2026-02-11</span>",
        "信息来源：县府办 发布于：2026.02.11",
    ],
)
def test_visible_publication_date_is_read(remarks: str) -> None:
    page = read(article("<p>全县春季招聘会在县文化广场举行，提供岗位一千余个。</p>", attributes=remarks)).page
    assert (page.published_on, page.published_via) == (DAY, Via.TEXT)


def test_visible_date_goes_before_meta_tag_and_address() -> None:
    markup = article("<p>正文。</p>").replace("<head>", '<head><meta name="PubDate" content="2026-02-28 09:00">')
    page = read(markup, url="http://www.qinghexia.gov.cn/zwgk/2026-02-20/1.html").page
    assert (page.published_on, page.published_via) == (DAY, Via.TEXT)


def test_meta_tag_goes_before_the_address() -> None:
    markup = article("<p>全县春季招聘会举行。</p>", attributes="").replace(
        "<head>", "<head><meta content='2026-02-11' name=pubdate>"
    )
    page = read(markup, url="http://www.qinghexia.gov.cn/zwgk/2026-02-20/1.html").page
    assert (page.published_on, page.published_via) == (DAY, Via.META)


def test_address_is_the_last_resort() -> None:
    markup = article(
        "<p>全县春季招聘会举行，各乡镇组织群众参加，现场达成就业意向三百余人，活动取得良好成效。</p>", attributes=""
    )
    page = read(markup, url="http://www.qinghexia.gov.cn/zwgk/2026-02-20/1.html").page
    assert (page.published_on, page.published_via) == (date(2026, 2, 20), Via.LINK)


def test_dates_in_the_text_are_not_the_publication_date() -> None:
    markup = article(
        "<p>时间安排如下，报名截止到2026年3月20日，逾期不予受理，请各单位认真组织落实。</p>", attributes=""
    )
    assert read(markup, url="http://www.qinghexia.gov.cn/zwgk/zphgg.html").page.published_on is None


def test_list_pages_have_no_publication_date() -> None:
    rows = "".join(f'<li><a href="/{n}.html">第{n}号公告内容</a>2026-01-0{n}</li>' for n in range(1, 6))
    assert read(list_page(rows)).page.published_on is None


@pytest.mark.parametrize(
    ("remarks", "source"),
    [
        ("发布时间：2026-02-11 来源：青禾县人社局 浏览次数：8", "青禾县人社局"),
        ("2026-02-11 信息来源：<a>县政府办公室</a>", "县政府办公室"),
        ("来源:青禾日报作者:张三", "青禾日报"),
        ("发布时间：2026-02-11", ""),
    ],
)
def test_source(remarks: str, source: str) -> None:
    page = read(
        article("<p>正文。</p>", attributes=remarks), url="http://www.qinghexia.gov.cn/zwgk/t20260211_1.html"
    ).page
    assert page.source == source


def test_title_and_heading_are_folded() -> None:
    page = read(article("<p>正文</p>").replace("<title>", "<title>\n\t 青禾\t")).page
    assert page.title == "青禾 青禾县举办春季招聘会_青禾县人民政府"
    assert page.heading == "青禾县举办春季招聘会"


def test_heading_without_h1_is_found_by_the_title() -> None:
    markup = article("<p>正文</p>").replace("h1>", "div>")
    assert read(markup).page.heading == "青禾县举办春季招聘会"


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ('当前位置：<a href="/">首页</a> > <a href="/a/">公开</a> > 公告', ("首页", "公开", "公告")),
        ('您的位置：<a href="/">首页</a>&nbsp;&raquo;&nbsp;<a href="/a/">公开</a>', ("首页", "公开")),
        ('<span>您当前所在的位置:</span><a href="/">首页</a>/<a href="/a/">公开</a>/正文', ("首页", "公开", "正文")),
        (
            "<table><tr><td>当前位置</td><td>首页</td><td>>公开</td><td>>公告</td></tr></table>",
            ("首页", "公开", "公告"),
        ),
        ("当 前 位 置： 首页 － 公开 － 公告".replace("－", " - "), ("首页", "公开", "公告")),
        (
            '当前位置：<a href="/">首页</a> -&gt; <a href="/xw/">新闻中心</a> -&gt; 青禾要闻',
            ("首页", "新闻中心", "青禾要闻"),
        ),
        ('当前位置：<a href="/">首页</a>--&gt;<a href="/xw/">新闻中心</a>', ("首页", "新闻中心")),
    ],
)
def test_breadcrumb(markup: str, names: tuple[str, ...]) -> None:
    assert read(f"<div>{markup}</div><p>{'正文内容。' * 40}</p>").page.breadcrumb == names


def test_breadcrumb_without_label_is_found_by_its_class() -> None:
    markup = '<div class="crumbs"><a href="/">首页</a> > <a href="/a/">公开</a></div>'
    assert read(markup).page.breadcrumb == ("首页", "公开")


def test_main_text_leaves_menus_breadcrumb_and_footer_out() -> None:
    facts = read(
        article("<p>第一\u3000段&nbsp;文字。</p>\n<p>第二段<b>文</b>字。</p><script>var x = 1;</script><!-- 注释 -->")
    )
    assert facts.text.splitlines()[-2:] == ["第一 段 文字。", "第二段文字。"]
    for word in ("办事服务", "当前位置", "主办单位", "var x", "注释"):
        assert word not in facts.text


def test_a_date_split_over_spans_is_one_word() -> None:
    spans = "".join(f"<span>{part}</span>" for part in ("2026", "年", "2", "月", "11", "日"))
    assert "2026年2月11日" in read(article(f"<p>{spans}</p>")).text
