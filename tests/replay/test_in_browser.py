"""Archived pages in a real browser: shown as they were, nothing runs, nothing is asked of anybody else."""

import re

import pytest
from playwright.sync_api import BrowserContext, Frame, Page

from portal.replay.places import Place, View
from portal.replay.server import ReplayServer
from tests.replay.conftest import Shown
from tests.replay.outside import outside
from tests.replay.sites import HOST, PIXEL, Answer, Given

LATEST = "9" * 20

ATTACKS = {
    "script": "<script>document.documentElement.dataset.ran=1;fetch('{o}/1')</script><script src='{o}/2'></script>",
    "handlers": '<img src=x onerror="document.documentElement.dataset.ran=1"><body onload="location=\'{o}/3\'">',
    "meta refresh": "<meta http-equiv=refresh content='0;url={o}/4'><noscript><meta http-equiv=refresh content='0;{o}/4b'></noscript>",
    "base": "<base href='{o}/'><img src='5.png'><link rel=stylesheet href=5.css>",
    "srcdoc": "<iframe srcdoc=\"<script>parent.document.title='x'</script><img src='{o}/6'><meta http-equiv=refresh content='0;url={o}/6b'>\"></iframe>",
    "svg": "<svg><script>document.documentElement.dataset.ran=1</script><image href='{o}/7'/><style>@import '{o}/7b';</style><use href='{o}/7c#a'/></svg>",
    "data addresses": "<iframe src=\"data:text/html,<img src='{o}/8'>\"></iframe><object data=\"data:text/html,<img src='{o}/8b'>\"></object>",
    "frames": "<iframe src='{o}/9'></iframe><iframe src='jAvascript:location=\"{o}/9b\"'></iframe><embed src='{o}/9c'><object data='{o}/9d'></object>",
    "style": "<style>@import url({o}/10);body{{background:u\\72l({o}/10b);cursor:image-set('{o}/10c' 1x)}}p{{background:url('{o}/10d')}}</style><p style='background:url({o}/10e)'>x",
    "hints": "<link rel=preload as=image href='{o}/11'><link rel=prefetch href='{o}/11b'><link rel=preconnect href='{o}'><link rel=icon href='{o}/11c'>",
    "unclosed": "<img src='{o}/12' alt=\"><img src='{o}/12b'>",
    "media": "<video src='{o}/13' poster='{o}/13b' autoplay></video><img srcset='{o}/13c 1x, {o}/13d 2x'><input type=image src='{o}/13e'><body background='{o}/13f'>",
    "odd markup": "<img/src='{o}/14'/><!--><img src='{o}/14b'>--><xmp><img src='{o}/14c'></xmp><textarea><img src='{o}/14d'></textarea><math><mi><style><img src='{o}/14e'></style></mi></math>",
    "policy": "<meta http-equiv=Content-Security-Policy content='default-src *'><link rel=manifest href='{o}/15'><img src='{o}/15b' crossorigin>",
}


def opened(context: BrowserContext, server: ReplayServer, path: str = "/", view: View = View.PAGE) -> Page:
    page = context.new_page()
    page.goto(server.address(Place(view, LATEST, HOST + path)))
    return page


def framed(page: Page) -> Frame:
    return next(frame for frame in page.frames if frame.parent_frame is page.main_frame)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs_and_nobody_else_is_asked(context: BrowserContext, shown: Shown, attack: str) -> None:
    with outside() as elsewhere:
        markup = ATTACKS[attack].format(o=elsewhere.url)
        page = opened(context, shown({"/": f"<!doctype html><title>原题</title>{markup}<p id=last>末段"}))
        page.wait_for_timeout(150)
        frame = framed(page)
        assert elsewhere.asked == []
        assert frame.url.endswith(HOST + "/")
        assert frame.evaluate("document.documentElement.dataset.ran") is None
        assert page.url.endswith(HOST + "/")


def test_an_archived_drawing_runs_nothing_and_loads_nothing(context: BrowserContext, shown: Shown) -> None:
    with outside() as elsewhere:
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("{elsewhere.url}/1")</script>'
            f'<image href="{elsewhere.url}/2"/><style>@import "{elsewhere.url}/3";</style></svg>'
        )
        page = opened(context, shown({"/a.svg": Answer(drawing, "image/svg+xml")}), "/a.svg")
        page.wait_for_timeout(150)
        assert elsewhere.asked == []


def test_pictures_and_styles_come_from_the_same_archive(context: BrowserContext, shown: Shown) -> None:
    home = (
        '<link rel="stylesheet" href="css/a.css" integrity="sha256-x" crossorigin><img src="../p.png" id="i">'
        '<p style="border-image:url(p.png)">段</p>'
    )
    sheet = "@import 'b.css'; p { color: rgb(1, 2, 3); background: url(../p.png) }"
    answers: Given = {
        "/": home,
        "/css/a.css": Answer(sheet, "text/css"),
        "/css/b.css": Answer("p{font-size:31px}", "text/css"),
        "/p.png": Answer(PIXEL, "image/png"),
    }
    asked: list[str] = []
    context.on("response", lambda response: asked.append(f"{response.status} {response.url.partition(HOST)[2]}"))
    frame = framed(opened(context, shown(answers)))
    style = "(({color, fontSize}) => [color, fontSize])(getComputedStyle(document.querySelector('p')))"
    assert frame.evaluate(style) == ["rgb(1, 2, 3)", "31px"]
    assert frame.evaluate("document.getElementById('i').naturalWidth") == 1
    assert {"200 /css/a.css", "200 /css/b.css", "200 /p.png"} <= set(asked)


@pytest.mark.parametrize("declared", ["text/html", "text/html; charset=utf-8", "text/html; charset=gb2312"])
def test_a_gbk_page_reads_right_whatever_it_declares(context: BrowserContext, shown: Shown, declared: str) -> None:
    words = "关于做好二〇二六年政务公开工作的通知，请各镇人民政府、县政府各部门认真落实"
    body = f"<title>{words}</title><p>{words}".encode("gbk")
    page = opened(context, shown({"/": Answer(body, declared)}))
    assert framed(page).inner_text("p") == words


def test_links_lead_to_other_copies_and_their_banner(context: BrowserContext, shown: Shown) -> None:
    page = opened(
        context, shown({"/": '<a href="b.html?x=1&amp;y=2" target="_blank">乙</a>', "/b.html?x=1&y=2": "<p>乙页"})
    )
    framed(page).click("a")
    page.wait_for_url(re.compile(r"b\.html\?x=1&y=2$"))
    assert page.inner_text(".address") == f"{HOST}/b.html?x=1&y=2"
    assert framed(page).inner_text("p") == "乙页"


def test_a_link_to_what_is_not_archived_ends_on_a_page_that_says_so(context: BrowserContext, shown: Shown) -> None:
    page = opened(context, shown({"/": '<a href="b/c2.html">丙</a>', "/b/c1.html": "<p>丙一"}))
    framed(page).click("a")
    page.wait_for_url(re.compile("c2"))
    assert page.inner_text("h1") == "存档中没有这个地址"
    assert page.locator(f'a[href="{HOST}/b/c2.html"]').count() == 1
    page.click("text=c1.html")
    page.wait_for_url(re.compile("c1"))
    assert framed(page).inner_text("p") == "丙一"


def test_frames_of_a_page_show_archived_copies(context: BrowserContext, shown: Shown) -> None:
    answers = {
        "/": '<frameset cols="50%,50%"><frame src="a.html"><frame src="none.html"></frameset>',
        "/a.html": "<p>左",
    }
    page = opened(context, shown(answers))
    words = [frame.inner_text("p") for frame in framed(page).child_frames]
    assert words == ["左", f"{HOST}/none.html"]


def test_the_banner_tells_time_status_snapshot_and_that_nothing_is_masked(
    context: BrowserContext, shown: Shown
) -> None:
    page = opened(context, shown({"/": Answer("<p>没有", status=404)}))
    banner = page.inner_text("header")
    for words in (
        "存档副本",
        HOST,
        "2026-03-01 10:00:00",
        "状态 404",
        "青禾县人民政府",
        "个人信息未遮盖，仅限内部使用",
    ):
        assert words in banner
    assert framed(page).inner_text("p") == "没有"


def test_the_document_after_its_scripts_is_a_click_away(context: BrowserContext, shown: Shown) -> None:
    answers = {
        "/": Answer("<p>载入中</p><script>x()</script>", rendered="<p>三条通知</p><noscript>请开启脚本</noscript>")
    }
    page = opened(context, shown(answers))
    assert framed(page).inner_text("p") == "载入中"
    assert "检查读的就是这一份" not in page.inner_text("header")
    page.click("text=浏览器里运行脚本之后的样子")
    page.wait_for_url(re.compile("rendered-page"))
    assert "检查读的就是这一份" in page.inner_text("header")
    assert framed(page).inner_text("body") == "三条通知"


def test_a_copy_opened_outside_its_frame_gets_its_banner_back(context: BrowserContext, shown: Shown) -> None:
    page = opened(context, shown({"/": "<p>段"}), view=View.COPY)
    assert "存档副本" in page.inner_text("header")


def test_other_copies_of_the_address_are_named(context: BrowserContext, shown: Shown) -> None:
    page = opened(context, shown({"/a": [Answer("<p>先", status=503), Answer("<p>后")]}), "/a")
    assert framed(page).inner_text("p") == "后"
    page.click("summary")
    page.click("text=2026-03-01 10:00:00")
    page.wait_for_url(re.compile("20260301020000"))
    assert framed(page).inner_text("p") == "先"
