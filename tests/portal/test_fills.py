"""What a column's page holds (栏目内容状况): nothing is called blank that only a script, a link or a picture fills."""

import pytest

from portal.states import Fill
from tests.portal.samples import list_page, read

ROW = '<li><a href="/a.html">春季招聘会公告</a><span>2026-02-11</span></li>'


def fill(rows: str, after: str = "") -> Fill:
    return read(list_page(rows, after=after)).page.fill


def test_rows_fill_a_column() -> None:
    assert fill(ROW) is Fill.FILLED


@pytest.mark.parametrize(
    "words",
    [
        "暂无内容",
        "此栏目暂无任何信息",
        "没有相关数据",
        "该栏目正在建设中",
        "暂无相关信息！",
        "对不起，没有找到相关内容",
        "内容更新中",
        "暂无",
        "栏目建设中，敬请期待！",
        "本栏目正在建设中，敬请期待！",
    ],
)
def test_a_sentence_that_says_there_is_nothing(words: str) -> None:
    page = read(list_page(f"<li>{words}</li>")).page
    assert (page.fill, page.fill_words) == (Fill.SAYS_NONE, words)


@pytest.mark.parametrize(
    "words", ["暂无此类违法行为的单位，将依法从严查处，各单位要认真对照自查整改，确保落实到位。", "无为县青禾镇"]
)
def test_a_text_with_such_words_is_no_such_sentence(words: str) -> None:
    assert fill(f"<p>{words * 3}</p>") is Fill.ARTICLE


def test_rows_speak_against_the_sentence() -> None:
    assert fill(ROW, after="<p>暂无更多内容</p>") is Fill.FILLED


def test_text_is_an_article() -> None:
    assert (
        fill("<p>青禾县位于本省东部，总面积九百平方公里，辖十二个乡镇，常住人口六十万人，交通便利，物产丰富。</p>")
        is Fill.ARTICLE
    )


def test_a_short_text_beside_the_page_tools_is_an_article() -> None:
    assert (
        fill("<p>地址：青禾县青禾大道1号，邮政编码：999999，办公电话：0999-1234567，传真：0999-7654321。</p>")
        is Fill.ARTICLE
    )


@pytest.mark.parametrize(
    "shown", ['<iframe src="/embed.html"></iframe>', '<a href="/zn.pdf">指南</a>', "<video src='/a.mp4'></video>"]
)
def test_frames_files_and_videos_are_content(shown: str) -> None:
    assert fill(shown) is Fill.ARTICLE


@pytest.mark.parametrize(
    "shown", ['<img src="/upload/jgt.jpg">', "<form><input name=a><input name=b><textarea></textarea></form>"]
)
def test_pictures_and_forms_are_content(shown: str) -> None:
    assert fill(shown) is Fill.ARTICLE


def test_decoration_is_no_content() -> None:
    assert fill('<img src="/images/banner_gk.jpg"><img src="/images/icon1.png">') is Fill.EMPTY


def test_links_to_other_pages() -> None:
    assert (
        fill("".join(f'<li><a href="http://ws.qinghexia.gov.cn/{n}/">{n}号</a></li>' for n in ("一", "二", "三")))
        is Fill.LINKS_OUT
    )


def test_nothing_at_all() -> None:
    assert fill("") is Fill.EMPTY


@pytest.mark.parametrize(
    "markup",
    [
        '<ul id="news_list"></ul><script>$.ajax({url:"/list.json"})</script>',
        '<div class="ui-empty-skin1"></div>',
        '<div class="j-page" data-setting="{pageSize:15}"></div>',
        '<script type="text/template"><li><?=el.title?></li></script>',
        '<div id="app"></div><script>new Vue({el:"#app"})</script>',
        "<script>document.write(unescape('%3Cul%3E'))</script>",
        '<ul><li v-for="row in rows"><a :href="row.url">{{row.title}}</a><span>2026-01-01</span></li></ul>',
        '<div class="none" style="display:none">暂无数据</div>',
        '<li>暂无数据</li><script>$.getJSON("/list.json", show)</script>',
        '<div id="list">加载中...</div><script src="/js/list.js"></script>',
        '<div class="rows">正在加载</div><script src="/js/list.js"></script>',
        '<ul><li>数据加载中，请稍候……</li></ul><script src="/js/list.js"></script>',
        "<p>Loading...</p>",
        "<p>正在加载…</p><p>暂无数据</p>",
    ],
)
def test_what_scripts_may_fill_is_not_empty(markup: str) -> None:
    assert fill("", after=markup) is Fill.SCRIPTED


def test_counting_scripts_in_the_footer_fill_nothing() -> None:
    markup = list_page("").replace(
        "</body>", '<script>document.write(unescape("%3Cscript src=//s4.cnzz.com/z.js%3E"))</script></body>'
    )
    assert read(markup).page.fill is Fill.EMPTY


def test_the_menu_of_neighbouring_columns_is_no_content() -> None:
    menu = "".join(f'<li><a href="/zwgk/{name}/">{name}</a></li>' for name in ("指南", "制度", "年报"))
    named = f'<aside class="side"><ul>{menu}</ul></aside>'
    nameless = f'<div><ul>{menu}<li><a href="index.html">通知公告</a></li></ul></div>'
    for side in (named, nameless):
        assert (
            fill(
                "",
                after=side
                + '<h2><a href="/zwgk/">政府信息公开</a></h2><table><tr><th>序号</th><th>标题</th></tr></table>',
            )
            is Fill.EMPTY
        )


def test_links_beside_remarks_are_content_even_in_a_side_column() -> None:
    side = "".join(
        f'<p><a href="/{n}.html">第{n}分册</a>：收录本年度前{n}季度发布的全部文件目录</p>' for n in range(1, 4)
    )
    assert fill("", after=f'<div class="left">{side}</div>') is not Fill.EMPTY


def test_a_text_about_loading_is_no_list_that_loads() -> None:
    assert (
        fill("<p>县物流园新建货物加载中心，占地一百二十亩，建成后可同时停放货车二百辆，方便群众运货。</p>")
        is Fill.ARTICLE
    )


def test_what_a_search_field_finds_is_not_known() -> None:
    assert fill("", after='<form><input name="q"><button>搜索</button></form>') is Fill.SCRIPTED


def test_the_search_field_of_the_whole_site_fills_no_column() -> None:
    markup = list_page("").replace("<body>", '<body><div><form><input name="q"><button>搜索</button></form></div>')
    assert read(markup).page.fill is Fill.EMPTY


def beside(sentence: str, heading: str, folder: str) -> Fill:
    rows = "".join(
        f'<li><a href="{folder}{n}.html">春季招聘会公告第{n}号</a><span>2026-02-1{n}</span></li>' for n in range(3)
    )
    return fill("", after=f"<p>{sentence}</p><div><h3>{heading}</h3><ul>{rows}</ul></div>")


@pytest.mark.parametrize("heading", ["热点推荐", "最新信息", "相关链接", "点击排行"])
def test_rows_of_other_columns_do_not_speak_against_the_sentence(heading: str) -> None:
    assert beside("暂无相关信息", heading, "/yw/") is Fill.SAYS_NONE


@pytest.mark.parametrize(
    ("sentence", "heading", "folder"),
    [("暂无相关信息", "热点推荐", "/zwgk/"), ("暂无相关信息", "通知公告", "/yw/"), ("欢迎查阅", "热点推荐", "/yw/")],
)
def test_rows_that_may_be_its_own_do(sentence: str, heading: str, folder: str) -> None:
    assert beside(sentence, heading, folder) is Fill.FILLED


OLD = '<div><ul><li><a href="/1.html">关于开展春季检查的公告</a><span>2025-02-11</span></li></ul></div>'


@pytest.mark.parametrize(
    "waiting",
    [
        '<ul id="news"></ul><script>$.get("/x", function (d) { $("#news").html(d) })</script>',
        '<div id="newsbox"></div><script>$.get("/x", function (d) { $("#newsbox").html(d) })</script>',
        '<ul id="news_list"></ul><script src="/js/home.js"></script>',
        '<div class="tab">数据加载中…</div><script src="/js/home.js"></script>',
        '<ul><li v-for="row in rows"><b :text="row.title"></b></li></ul>',
    ],
)
def test_a_home_page_with_a_list_left_to_a_script(waiting: str) -> None:
    page = read(list_page("", after=OLD + waiting), home=True).page
    assert page.fill is Fill.FILLED
    assert page.hollow


@pytest.mark.parametrize(
    "idle",
    [
        "",
        '<ul id="news_list"></ul>',
        '<ul id="news_list"></ul><script src="/js/jquery.min.js"></script>',
        '<div id="content"></div><script src="/js/home.js"></script>',
        '<div id="list_pages"></div><script>$.get("/x", function (d) { $("#list_pages").html(d) })</script>',
    ],
)
def test_a_home_page_without_one(idle: str) -> None:
    assert not read(list_page("", after=OLD + idle), home=True).page.hollow
