"""Search boxes are told from other fields, and asked in the page's own character set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.markup.outline import outline_of
from portal.markup.regions import mark_regions
from portal.markup.search_boxes import SearchBox, search_boxes, search_hint

PAGE = "http://www.qinghexia.gov.cn/index.html"


def boxes(markup: str, encoding: str = "utf-8") -> list[SearchBox]:
    outline = outline_of(f"<html><body>{markup}</body></html>")
    mark_regions(outline)
    return search_boxes(outline, PAGE, encoding)


def test_plain_form_tells_what_to_ask() -> None:
    (box,) = boxes(
        "<form action='/so?old=1' method=GET><input type=hidden name=site value=12><select name=lm><option value=a>新闻<option value=b selected>公开</select>"
        "<input type=radio name=fw value=1><input type=radio name=fw value=2 checked><input name=q type=text><input type=submit name=go value=搜索></form>"
    )
    assert (box.method, box.field, box.scripted) == ("get", "q", False)
    asked = "site=12&lm=b&fw=2&go=%E6%90%9C%E7%B4%A2&q=%E6%98%A5%E8%80%95"
    assert box.asking("春耕") == f"http://www.qinghexia.gov.cn/so?{asked}"


def test_words_are_sent_in_the_pages_character_set() -> None:
    (box,) = boxes("<form action=/so><input name=keyword><button>搜一下</button></form>", "gb18030")
    assert box.asking("春耕").endswith("?keyword=%B4%BA%B8%FB")
    (box,) = boxes(
        "<form action=/so accept-charset=utf-8><input name=keyword><button>搜一下</button></form>", "gb18030"
    )
    assert box.form("春耕") == "keyword=%E6%98%A5%E8%80%95"


@pytest.mark.parametrize(
    "markup",
    [
        "<form action=/so onsubmit='return check()'><input name=q><button>搜索</button></form>",
        "<form action='javascript:;'><input name=q><button>搜索</button></form>",
        "<form><input name=q><a onclick='go()'>搜索</a></form>",
        "<form action=/so><input id=word placeholder=请输入关键字><button>搜索</button></form>",
        "<div class=ss><input type=keywords id=txt><input type=submit value=搜一下 onclick='sousuo()'></div>",
        "<div><span class=search-ico></span><input type=text id=a1></div>",
    ],
)
def test_boxes_that_scripts_serve_say_so(markup: str) -> None:
    assert [box.scripted for box in boxes(markup)] == [True]


@pytest.mark.parametrize(
    "markup",
    [
        "<form action=/login><input name=user><input type=password name=p><button>搜索</button></form>",
        "<form action=/cx><input name=code placeholder=请输入查询码><button>检索</button></form>",
        "<form action=/dy><input name=mail placeholder=邮箱><button>订阅搜索</button></form>",
        "<form action=/x><input name=a><input name=b><button>检索</button></form>",
        "<form action=/pl><input name=comment placeholder=说两句><button>发表</button></form>",
        "<p>本页没有输入框，请用站内搜索。</p>",
    ],
)
def test_other_fields_are_no_search(markup: str) -> None:
    assert boxes(markup) == []


def test_a_box_that_is_hidden_comes_after_one_that_is_shown() -> None:
    found = boxes(
        "<div style='display:none'><form action=/m><input name=q><button>搜索</button></form></div>"
        "<form action=/pc><input name=q><button>搜索</button></form>"
    )
    assert [box.action.rpartition("/")[2] for box in found] == ["pc", "m"]


@pytest.mark.parametrize(
    ("markup", "hint"),
    [
        ("<a href=/so.html>站内检索</a>", "站内检索"),
        ("<i class=icon-search></i>", "search"),
        ("<script src=/js/search.js></script>", "search"),
        ("<a href=http://so.qinghexia.gov.cn/><img src=a.gif></a>", "//so."),
        ("<input id=a1><img src=go.gif onclick=go()>", "输入框"),
        ("<iframe src=/top.html></iframe>", "框架页"),
        ("<a href=/xw/>新闻</a><p>请搜索微信公众号</p>", ""),
    ],
)
def test_what_speaks_of_a_search_without_a_box(markup: str, hint: str) -> None:
    assert search_hint(outline_of(f"<html><body>{markup}</body></html>")) == hint


@given(st.text(max_size=300), st.sampled_from(["utf-8", "gb18030", "big5"]))
def test_any_markup_is_read_and_any_words_can_be_asked(text: str, encoding: str) -> None:
    for box in boxes(f"<form action='{text}'><input name=q>{text}搜索</form>{text}", encoding):
        assert box.form(text).isascii()
