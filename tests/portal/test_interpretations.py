"""Interpretations (政策解读): subject, form, and whether a page is one at all."""

import pytest

from portal.facts import Interpretation
from portal.interpretations import subject_of
from portal.states import PageKind
from tests.portal.samples import article, read

URL = "http://www.qinghexia.gov.cn/zwgk/202602/t20260211_12.html"
TEXT = "<p>为规范养犬行为，县政府制定本办法，明确了登记、免疫、出户牵引等要求，自三月一日起施行，有效期五年。</p>" * 6


def interpretation(
    title: str, body: str = TEXT, *, column: str = "通知公告", source: str = "青禾县公安局"
) -> Interpretation | None:
    markup = article(body, title=title, attributes=f"发布时间：2026-02-11 来源：{source}").replace(
        ">通知公告<", f">{column}<"
    )
    return read(markup, url=URL).interpretation


@pytest.mark.parametrize(
    "title",
    [
        "《青禾县养犬管理办法》政策解读",
        "关于《青禾县养犬管理办法》的政策解读",
        "《青禾县养犬管理办法》解读",
        "《青禾县养犬管理办法》的简明问答",
        "【图解】青禾县养犬管理办法",
        "图解：《青禾县养犬管理办法》",
        "一图读懂《青禾县养犬管理办法》",
        "一图读懂｜青禾县养犬管理办法",
        "【新闻发布会解读】县公安局负责人解读《青禾县养犬管理办法》",
        "【视频动漫解读】《青禾县养犬管理办法》",
        "《青禾县养犬管理办法 政策解读",
        "青禾县养犬管理办法政策解读",
        "关于青禾县养犬管理办法的解读",
        "青禾县养犬管理办法（图解版）",
        "【视频动漫解读】《青禾县养犬管理办法》（动漫解读）",
        "《青禾县养犬管理办法》政策图解",
    ],
)
def test_subject_is_read_from_the_title(title: str) -> None:
    assert subject_of(title) == "青禾县养犬管理办法"
    found = interpretation(title)
    assert found is not None
    assert (found.subject, found.own) == ("青禾县养犬管理办法", True)


def test_full_title_of_a_notice_stays_the_subject() -> None:
    title = "《青禾县人民政府关于印发青禾县养犬管理办法的通知》政策解读"
    assert subject_of(title) == "青禾县人民政府关于印发青禾县养犬管理办法的通知"


@pytest.mark.parametrize(
    ("title", "body", "form"),
    [
        ("《养犬管理办法》政策解读", TEXT, "text"),
        ("一图读懂《养犬管理办法》", '<img src="1.jpg">', "graphic"),
        ("《养犬管理办法》政策解读", '<p><img src="1.jpg"><img src="2.jpg"></p>', "graphic"),
        ("【视频解读】《养犬管理办法》", '<video src="1.mp4"></video>', "video"),
        ("《养犬管理办法》政策解读", '<video src="1.mp4"></video>', "video"),
        ("【动漫解读】《养犬管理办法》", TEXT, "animation"),
        ("《养犬管理办法》政策问答", TEXT, "q_and_a"),
        ("【新闻发布会解读】《养犬管理办法》", TEXT, "press_conference"),
        ("专家解读《养犬管理办法》", TEXT, "expert"),
        ("县公安局局长解读《养犬管理办法》", TEXT, "official"),
    ],
)
def test_form(title: str, body: str, form: str) -> None:
    found = interpretation(title, body)
    assert found is not None
    assert form in found.forms


def test_reposted_news_in_an_interpretation_column_is_told_apart() -> None:
    found = interpretation("出行更便捷 这些新规今起施行", column="政策解读", source="某某晚报")
    assert found is not None
    assert found.own is False


def test_a_reposted_interpretation_stays_undecided() -> None:
    found = interpretation("《养犬管理办法》解读", column="政策解读", source="新华社")
    assert found is not None
    assert found.own is None


@pytest.mark.parametrize("title", ["青禾县召开政策解读会", "关于做好政策解读工作的通知", "青禾县举办春季招聘会"])
def test_other_pages_are_no_interpretations(title: str) -> None:
    assert interpretation(title) is None


def test_page_kind_follows_only_for_real_ones() -> None:
    assert read(article(TEXT, title="《养犬管理办法》解读"), url=URL).page.kind is PageKind.INTERPRETATION
    news = article(TEXT, title="出行更便捷").replace(">通知公告<", ">政策解读<")
    assert read(news, url=URL).page.kind is PageKind.NEWS
