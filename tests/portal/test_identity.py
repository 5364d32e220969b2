"""Identity elements (网站标识要素) in footers as they are written, copied, commented out and scripted."""

import pytest

from portal.facts import IdentityMark
from portal.states import Mark, Via
from tests.portal.samples import article, read


def marks(footer: str, *, rest: str = "") -> list[IdentityMark]:
    return read(
        f"<html><body><div class='main'><p>{'正文内容。' * 30}</p></div>{rest}<div class='footer'>{footer}</div></body></html>"
    ).marks


def values(footer: str, kind: Mark, via: Via = Via.TEXT) -> list[str]:
    return [mark.value for mark in marks(footer) if mark.kind is kind and mark.via is via]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("网站标识码：3799990001", "3799990001"),
        ("网站标识码:3799990001 网站备案", "3799990001"),
        ("政府网站标识码 3799990001", "3799990001"),
        ("网站标识码：<a href='#'>3799990001</a>", "3799990001"),
        ("<span>网站标识码：3799990001</span><span>ICP备案编号：鲁ICP备12345678号</span>", "3799990001"),
        ("网站标识码：bm99000001", "bm99000001"),
        ("网站标识码：N000011901", "N000011901"),
        ("网站标识码：379999001", "379999001"),
        ("网站标识码（3799990001）", "3799990001"),
        ("政府网站标识码【3799990001】", "3799990001"),
    ],
)
def test_site_code(words: str, value: str) -> None:
    assert values(words, Mark.SITE_CODE) == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("鲁ICP备12345678号", "鲁ICP备12345678号"),
        ("鲁ICP备 12345678号 -1", "鲁ICP备12345678号-1"),
        ("ICP备案号：鲁ICP备12345678号-12", "鲁ICP备12345678号-12"),
        ("备案序号：<a>鲁ICP备12345678号-1</a> 鲁公网安备 37999902000123号", "鲁ICP备12345678号-1"),
    ],
)
def test_icp_number(words: str, value: str) -> None:
    assert values(words, Mark.ICP) == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("鲁公网安备37999902000123号", "鲁公网安备37999902000123号"),
        ("鲁公网安备\n   37999902000123 号", "鲁公网安备37999902000123号"),
        ("<img src='ba.png'>鲁公网安备<br>37999902000123号", "鲁公网安备37999902000123号"),
        ("公网安备 37999902000123", "37999902000123"),
        ("公安备案号：37999902000123", "37999902000123"),
        ("公安机关备案标识：37999902000123", "37999902000123"),
        ("公安备案号：鲁公网安备37999902000123号", "鲁公网安备37999902000123号"),
        (
            '鲁公网安备<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=37999902000123">37999902000123号</a>',
            "鲁公网安备37999902000123号",
        ),
    ],
)
def test_police_number(words: str, value: str) -> None:
    assert values(words, Mark.POLICE) == [value]


@pytest.mark.parametrize(
    ("markup", "kind", "via", "value"),
    [
        (
            '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=37999902000123"><img src="ga.png"></a>',
            Mark.POLICE,
            Via.LINK,
            "37999902000123",
        ),
        (
            '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=37999902000123"><img src="ga.png"></a>',
            Mark.POLICE,
            Via.LINK,
            "37999902000123",
        ),
        ('<img src="icp.png" alt="鲁ICP备12345678号">', Mark.ICP, Via.IMAGE, "鲁ICP备12345678号"),
        ('<img src="x.png" alt="鲁公网安备 37999902000123号">', Mark.POLICE, Via.IMAGE, "鲁公网安备37999902000123号"),
    ],
)
def test_numbers_in_links_and_in_the_words_of_pictures(markup: str, kind: Mark, via: Via, value: str) -> None:
    assert [mark.value for mark in marks(markup) if mark.kind is kind and mark.via is via] == [value]


def test_a_record_written_beside_its_link_is_one_mark() -> None:
    found = marks(
        '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=37999902000123">鲁公网安备37999902000123号</a>'
    )
    assert [(mark.kind, mark.via) for mark in found] == [(Mark.POLICE, Via.TEXT)]


def test_a_link_to_the_register_without_a_record_is_no_number() -> None:
    assert not values('<a href="http://www.beian.gov.cn/"><img src="ga.png"></a>', Mark.POLICE, Via.LINK)


def test_the_words_of_a_picture_in_an_article_are_no_mark() -> None:
    text = "<p>春耕正当时。</p>" * 30
    facts = read(article(f'<img src="a.png" alt="云ICP备99999999号">{text}'))
    assert {mark.value for mark in facts.marks if mark.kind is Mark.ICP} == {"鲁ICP备12345678号-1"}


def test_a_page_that_is_nothing_but_a_footer() -> None:
    facts = read(
        """<html><body><div class="footer"><p>主办单位：青禾县人民政府</p><p>联系电话：0999-1234567</p>
        <p>网站标识码：3799990001</p><p>鲁ICP备12345678号</p><p>鲁公网安备37999902000123号</p></div></body></html>"""
    )
    kinds = {mark.kind for mark in facts.marks}
    assert kinds == {Mark.SITE_CODE, Mark.ICP, Mark.POLICE, Mark.SPONSOR, Mark.CONTACT}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("电话：12345", "12345"),
        ("热线：12345", "12345"),
        ("12345政务服务便民热线", "12345"),
        ("监督电话：96123", "96123"),
    ],
)
def test_short_service_numbers_are_a_way_to_reach_the_office(words: str, number: str) -> None:
    assert values(words, Mark.CONTACT) == [number]


@pytest.mark.parametrize("words", ["访问量：12345", "总点击12345次", "邮编：999999"])
def test_other_short_numbers_are_none(words: str) -> None:
    assert not values(words, Mark.CONTACT)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("主办单位：青禾县人民政府 承办单位：青禾县大数据中心", "青禾县人民政府"),
        ("主办：青禾县人民政府办公室", "青禾县人民政府办公室"),
        ("<span>主办单位：青禾县人民政府</span><span>地址：青禾大道1号</span>", "青禾县人民政府"),
        ("中共青禾县委、青禾县人民政府主办 青禾县大数据中心承办", "中共青禾县委、青禾县人民政府"),
        ("版权所有：青禾县人民政府 联系电话：0999-1234567", "青禾县人民政府"),
    ],
)
def test_sponsor(words: str, name: str) -> None:
    assert values(words, Mark.SPONSOR) == [name]


@pytest.mark.parametrize(
    "words",
    ["联系电话：0999-1234567", "电话: 0999-1234567（办公室）", "邮箱：zf@qinghexia.gov.cn", "地址：青禾县青禾大道1号"],
)
def test_contact(words: str) -> None:
    assert values(words, Mark.CONTACT)


def test_contact_link() -> None:
    assert values('<a href="/lxwm.html">联系我们</a>', Mark.CONTACT, Via.LINK) == [
        "http://www.qinghexia.gov.cn/lxwm.html"
    ]


@pytest.mark.parametrize(
    ("markup", "via"),
    [
        ('<a href="//bszs.conac.cn/sitename?method=show&id=00"><img src="/i.png"></a>', Via.LINK),
        ('<a href="javascript:;"><img src="/images/dzjg.png"></a>', Via.IMAGE),
        ('<script src="http://dcs.conac.cn/js/17/CA0001.js"></script>', Via.SCRIPT),
        ("<script>document.write(unescape(\"%3Cspan id='_ideConac'%3E%3C/span%3E\"));</script>", Via.SCRIPT),
        ('<div class="dzjg j-gov" data-setting="{sitecode:\'00\'}"></div>', Via.SCRIPT),
        ("<!--<script src='http://dcs.conac.cn/js/17/CA0001.js'></script>-->", Via.COMMENT),
    ],
)
def test_official_badge(markup: str, via: Via) -> None:
    assert {mark.via for mark in marks(markup) if mark.kind is Mark.CONAC} == {via}


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        (
            "<script id='_jiucuo_' sitecode='3799990001' src='https://zfwzgl.www.gov.cn/exposure/jiucuo.js'></script>",
            "3799990001",
        ),
        (
            '<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3799990001&url=x"><img src="z.png"></a>',
            "3799990001",
        ),
        ('<div class="dzjg jiucuo j-jiucuo" data-setting="{sitecode:3799990001}"></div>', "3799990001"),
    ],
)
def test_error_report_badge_gives_its_site_code(markup: str, value: str) -> None:
    assert value in {mark.value for mark in marks(markup) if mark.kind is Mark.FIND_ERRORS}


def test_a_script_that_only_styles_the_badge_is_none() -> None:
    assert not [
        m for m in marks("<script>$('span#_span_jiucuo img').css('top','25px')</script>") if m.kind is Mark.FIND_ERRORS
    ]


def test_numbers_inside_a_comment_are_marked_as_such() -> None:
    found = marks("<!-- 网站标识码：5499990002 藏ICP备99999999号 -->")
    assert {(mark.kind, mark.via) for mark in found} == {(Mark.SITE_CODE, Via.COMMENT), (Mark.ICP, Via.COMMENT)}


def test_numbers_in_the_text_of_an_article_are_none() -> None:
    facts = read(
        article("<p>本网网站标识码：1199990003，主办单位：某某公司，特此说明。</p>" + "<p>春耕正当时。</p>" * 30)
    )
    assert {mark.value for mark in facts.marks if mark.kind is Mark.SITE_CODE} == {"3799990001"}
    assert {mark.value for mark in facts.marks if mark.kind is Mark.SPONSOR} == {"青禾县人民政府办公室"}


def test_a_page_without_named_footer_is_read_at_its_end() -> None:
    rows = "".join(f"<tr><td>第{n}段文字，说明全县工作的进展。</td></tr>" for n in range(40))
    facts = read(
        f"<table>{rows}</table><table><tr><td>主办单位：青禾县人民政府 网站标识码：3799990001</td></tr></table>"
    )
    assert {mark.value for mark in facts.marks} == {"3799990001", "青禾县人民政府"}


def test_all_marks_of_a_usual_footer() -> None:
    kinds = {mark.kind for mark in read(article("<p>正文</p>")).marks}
    assert kinds == {Mark.SITE_CODE, Mark.ICP, Mark.POLICE, Mark.SPONSOR, Mark.CONTACT}
