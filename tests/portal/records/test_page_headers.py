"""What heads a page: its words, and pictures that no words tell of."""

from datetime import UTC, datetime

from portal.reading import read_page
from portal.site_facts import PageHeader

ENTRIES = "".join(f'<li><a href="/{name}/">{name}栏目</a></li>' for name in "甲乙丙丁戊己")
MENU = f'<div class="nav"><ul><li><a href="/">首页</a></li>{ENTRIES}</ul></div>'
TEXT = "<div class='main'><p>" + "镇里安排了巡河员，每周公布巡查情况。" * 60 + "</p></div>"


def header_of(top: str) -> PageHeader:
    body = f"<html><head><meta charset=utf-8><title>t</title></head><body>{top}{TEXT}</body></html>".encode()
    at = datetime(2026, 3, 1, tzinfo=UTC)
    facts = read_page(
        "http://www.qinghexia.gov.cn/yw/", body, content_type="text/html", depth=1, fetched_at=at, status=200
    )
    (header,) = [record for record in facts.records if isinstance(record, PageHeader)]
    return header


def test_words_of_text_and_pictures_are_kept_and_the_menus_are_not() -> None:
    header = header_of(f'<div class="header"><img src="a.png" alt="青禾县人民政府"><i>欢迎访问</i></div>{MENU}')
    assert header.words.splitlines() == ["青禾县人民政府", "欢迎访问"]
    assert (header.marked, header.pictures, header.cut) == (True, 0, False)


def test_pictures_without_words_and_empty_elements_are_counted() -> None:
    header = header_of(
        f'<div class="header"><img src="a.png" alt="logo"><a class="logo" href="/"></a><b>欢迎访问</b></div>{MENU}'
    )
    assert header.pictures == 2


def test_a_logo_between_a_top_bar_and_the_menu_belongs_to_the_header() -> None:
    assert "青禾县人民政府" in header_of(f'<div class="topbar">登录</div><div><b>青禾县人民政府</b></div>{MENU}').words


def test_hidden_words_are_not_shown() -> None:
    assert (
        "青禾" not in header_of(f'<div class="header"><b style="display:none">青禾县</b><i>欢迎</i></div>{MENU}').words
    )


def test_a_page_without_header_and_menu_is_marked_so() -> None:
    assert not header_of("").marked


def test_many_words_are_cut() -> None:
    lines = "".join(f"<p>第{number}行的一些话</p>" for number in range(60))
    header = header_of(f'<div class="header">{lines}</div>{MENU}')
    assert header.cut
    assert len(header.words) <= 300
