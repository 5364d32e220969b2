"""Interpretations (政策解读): subject, form, and whether a page is one at all."""

import pytest

from portal.facts import Interpretation
from portal.interpretations.reading import subject_of
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


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("《青禾县养犬管理办法》（清政办〔2026〕7号）近日印发。", "清政办〔2026〕7号"),
        ("近日，《青禾县养犬管理办法》（第12号）公布。", "第12号"),
        ("县公安局印发清公〔2026〕3号文件，规范养犬。", "清公〔2026〕3号"),
        ("根据《信访条例》（国令〔2022〕4号），制定《青禾县养犬管理办法》。", ""),
        ("依据国办发〔2020〕1号、省政〔2021〕2号制定。", ""),
    ],
)
def test_the_number_is_the_subjects_and_not_a_basis(words: str, number: str) -> None:
    found = interpretation("《青禾县养犬管理办法》政策解读", f"<p>{words}</p>{TEXT}")
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize(
    ("words", "phone"),
    [
        ("政策咨询电话：0999-7000001", "0999-7000001"),
        ("解读机关：青禾县公安局　联系电话：7000001", "7000001"),
        ("联系电话：7000009 政策咨询方式 0999－7000001", "0999－7000001"),
        ("举报请到大厅，时间为20260301", ""),
    ],
)
def test_the_phone_for_questions(words: str, phone: str) -> None:
    found = interpretation("《青禾县养犬管理办法》政策解读", f"{TEXT}<p>{words}</p>")
    assert found is not None
    assert found.phone == phone


def test_headings_are_counted_by_the_upper_manner() -> None:
    body = (
        "<p>一、起草背景</p><p>（一）国家要求</p>"
        + TEXT
        + "<p>二、主要内容</p><p>三、须知：请按时登记，逾期将予以处罚。</p>"
    )
    found = interpretation("《青禾县养犬管理办法》政策解读", body)
    assert found is not None
    assert (found.headings, found.selector.endswith("h1")) == (2, True)


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("【直播解读】《养犬管理办法》", ("live",)),
        ("【动漫解读】《养犬管理办法》", ("animation",)),
        ("办事演示：解读《养犬管理办法》", ("demonstration", "video")),
        ("《专家库管理办法》视频解读", ("video",)),
    ],
)
def test_a_form_shown_by_anothers_means_counts_once(title: str, forms: tuple[str, ...]) -> None:
    found = interpretation(title, '<video src="1.mp4"></video>')
    assert found is not None
    assert found.forms == forms


def test_a_press_conference_about_a_quoted_document_is_an_own_interpretation() -> None:
    found = interpretation("《青禾县养犬管理办法》新闻发布会实录", column="政策解读")
    assert found is not None
    assert (found.own, found.subject) == (True, "青禾县养犬管理办法")


@pytest.mark.parametrize(
    ("form", "takes"),
    [("<form><textarea name='nr'></textarea></form>", True), ("<form><input name='q'></form>", False), ("", False)],
)
def test_a_field_to_write_in_takes_comments(form: str, takes: bool) -> None:
    found = interpretation("《青禾县养犬管理办法》政策解读", TEXT + form)
    assert found is not None
    assert found.takes_comments is takes
