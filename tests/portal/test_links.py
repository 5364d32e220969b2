"""Links (链接): every way a page offers to go somewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.states import Region
from tests.portal.samples import article, links_to, read

HOST = "http://www.qinghexia.gov.cn"


@pytest.mark.parametrize(
    ("markup", "element", "url"),
    [
        ('<a href="a.html">文</a>', "a", f"{HOST}/zwgk/a.html"),
        ('<a href="../b.html">文</a>', "a", f"{HOST}/b.html"),
        ('<a href="\\c\\d.html">文</a>', "a", f"{HOST}/c/d.html"),
        ('<map><area href="/e.html" alt="图"></map>', "area", f"{HOST}/e.html"),
        ('<img src="f.png">', "img", f"{HOST}/zwgk/f.png"),
        ('<img data-src="g.png">', "img", f"{HOST}/zwgk/g.png"),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="late.png">', "img", f"{HOST}/zwgk/late.png"),
        ('<img src="near.png" onclick="window.open(\'/opened.html\')">', "onclick", f"{HOST}/opened.html"),
        ('<table><tr><td background="cell.gif">文</td></tr></table>', "img", f"{HOST}/zwgk/cell.gif"),
        ('<input type="image" src="button.gif">', "img", f"{HOST}/zwgk/button.gif"),
        ('<object data="/plan.pdf"></object>', "object", f"{HOST}/plan.pdf"),
        ('<video><source src="/speech.mp4"></video>', "source", f"{HOST}/speech.mp4"),
        ('<video poster="/still.jpg"></video>', "img", f"{HOST}/still.jpg"),
        ('<img srcset="h.png 1x, i.png 2x">', "srcset", f"{HOST}/zwgk/h.png"),
        ('<iframe src="/j.html"></iframe>', "iframe", f"{HOST}/j.html"),
        ('<link rel="stylesheet" href="/k.css">', "css", f"{HOST}/k.css"),
        ('<script src="/l.js"></script>', "script", f"{HOST}/l.js"),
        ("<div style=\"background:url('m.png')\">x</div>", "css", f"{HOST}/zwgk/m.png"),
        ("<style>.a{background:url(n.png)}</style>", "css", f"{HOST}/zwgk/n.png"),
        ('<a href="#" onclick="window.open(\'/o.html\')">文</a>', "onclick", f"{HOST}/o.html"),
        ("<a href=\"javascript:window.open('/p.html')\">文</a>", "onclick", f"{HOST}/p.html"),
        ("<div onclick=\"location.href='/q.html'\">文</div>", "onclick", f"{HOST}/q.html"),
        (
            '<select><option value="http://www.qinghexia.gov.cn/r.html">友情链接</option></select>',
            "option",
            f"{HOST}/r.html",
        ),
        ('<meta http-equiv="refresh" content="600;url=/s.html"><p>文</p>', "meta", f"{HOST}/s.html"),
    ],
)
def test_way_of_linking_is_read(markup: str, element: str, url: str) -> None:
    facts = read(f"<html><body>{markup}</body></html>")
    assert (element, url) in [(link.element, link.url) for link in facts.links]


def test_base_element_moves_relative_addresses() -> None:
    facts = read('<html><head><base href="/other/"></head><body><a href="a.html">文</a></body></html>')
    assert facts.links[0].url == f"{HOST}/other/a.html"


@pytest.mark.parametrize("href", ["", "#", "#top", "javascript:;", "javascript:void(0)", "mailto:a@b.cn", "tel:110"])
def test_link_without_an_address_is_kept_as_a_fact(href: str) -> None:
    facts = read(f'<a href="{href}">办事指南</a>')
    assert [(link.url, link.text, link.raw) for link in facts.links] == [("", "办事指南", href)]


def test_anchor_without_href_that_shows_words_is_a_link_without_address() -> None:
    assert [link.url for link in read("<a>栏目</a>").links] == [""]
    assert read('<a name="top"></a>').links == []


def test_fragment_is_kept_apart() -> None:
    facts = read('<a href="a.html#p2">第二部分</a><a href="#%E4%B8%89">第三部分</a>')
    assert [(link.url, link.fragment) for link in facts.links] == [(f"{HOST}/zwgk/a.html", "p2"), ("", "三")]


def test_words_are_joined_across_breaks_and_inline_tags() -> None:
    link = read('<a href="/zn.html">政府信息<br>公开<b>指</b>南</a>').links[0]
    assert link.text == "政府信息公开指南"


def test_label_drops_all_white_space() -> None:
    assert read('<a href="/zc.html">政\u3000&nbsp;策</a>').links[0].label == "政策"


def test_alt_of_an_inner_image_speaks_for_the_link() -> None:
    assert read('<a href="/x.html"><img src="x.png" alt="政府信息公开"></a>').links[0].label == "政府信息公开"


def test_title_attribute_is_kept() -> None:
    link = read('<a href="/x.html" title="青禾县春耕生产工作实施方案">青禾县春耕生产工作…</a>').links[0]
    assert link.title == "青禾县春耕生产工作实施方案"


@pytest.mark.parametrize(
    "style", ["position:absolute;left:-9999px", "text-indent: -500px", "height:0;overflow:hidden", "font-size:0px"]
)
def test_links_out_of_the_site_are_hidden_off_the_screen_too(style: str) -> None:
    facts = read(f'<div style="{style}"><a href="http://other.com/">外</a><a href="/x.html">内</a></div>')
    assert [link.hidden for link in facts.links] == [True, False]


@pytest.mark.parametrize(
    "markup", ['<div style="display:none">{}</div>', "<div hidden>{}</div>", '<p style="visibility: hidden">{}</p>']
)
def test_hidden_by_style_or_attribute_also_of_a_parent(markup: str) -> None:
    assert read(markup.format('<span><a href="/x.html">文</a></span>')).links[0].hidden


def test_comments_templates_and_scripts_hold_no_links() -> None:
    facts = read(
        '<!-- <a href="/1.html">一</a> --><script type="text/template"><a href="/2.html">二</a></script>'
        '<template><a href="/3.html">三</a></template><noscript><a href="/4.html">四</a></noscript><a href="/5.html">五</a>'
    )
    assert [link.text for link in facts.links] == ["五"]


def test_regions_follow_the_page() -> None:
    facts = read(article('<p>正文<a href="/fj.doc">附件</a></p>'))
    regions = {link.url: link.region for link in facts.links if link.element == "a"}
    assert regions[f"{HOST}/zwgk/"] is Region.NAVIGATION
    assert regions[f"{HOST}/fj.doc"] is Region.MAIN
    assert regions[f"{HOST}/lxwm.html"] is Region.FOOTER
    assert regions[f"{HOST}/zwgk/tzgg/"] is Region.NAVIGATION  # the breadcrumb


def test_a_menu_repeated_in_the_footer_belongs_to_the_footer() -> None:
    facts = read(
        article("<p>正文</p>").replace(
            '<div class="footer">', '<div class="footer"><div class="nav"><a href="/foot.html">站点地图</a></div>'
        )
    )
    assert links_to(facts, "/foot.html")[0].region is Region.FOOTER


def test_a_header_class_around_the_whole_page_is_not_believed() -> None:
    rows = "".join(f"<p>第{number}段文字，说明全县春耕备耕的进展情况。</p>" for number in range(30))
    facts = read(f'<div class="header"><p>青禾县</p><div class="c">{rows}<a href="/x.html">详情</a></div>')
    assert links_to(facts, "/x.html")[0].region is Region.MAIN


def test_nameless_menu_with_home_link_is_navigation() -> None:
    menu = "".join(f'<td><a href="/{name}/">{name}</a></td>' for name in ("首页", "新闻", "公开", "服务", "互动"))
    facts = read(f"<table><tr>{menu}</tr></table><p>{'正文内容，' * 40}</p>")
    assert {link.region for link in facts.links} == {Region.NAVIGATION}


def test_selector_finds_the_element_in_its_page() -> None:
    from lxml import html

    markup = article(
        '<p>见<a href="/a.html">甲</a>、<a href="/b.html">乙</a></p><ul><li><a>丙</a></li><li><a>丁</a></li></ul>'
    )
    tree = html.document_fromstring(markup)
    for link in read(markup).links:
        if link.element == "a":
            found = tree.cssselect(link.selector)
            assert link.text in {"".join(map(str, element.itertext())) for element in found}, link.selector


@given(st.text(alphabet="ab/.?#=&:\\%+ 公开'\"<>[]@", max_size=40))
def test_any_address_is_either_resolved_or_kept_raw(href: str) -> None:
    escaped = href.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    for link in read(f'<a href="{escaped}">文</a>').links:
        assert link.url == "" or link.url.startswith(("http://", "https://"))
