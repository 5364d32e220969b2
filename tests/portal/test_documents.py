"""Policy documents (政策文件): which pages are one, and what they state."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.numbers import document_number, numbers_in
from portal.facts import Document
from portal.states import PageKind, Via
from tests.portal.samples import article, read

URL = "http://www.qinghexia.gov.cn/zwgk/202602/t20260211_12.html"
TITLE = "青禾县人民政府办公室关于印发青禾县养犬管理办法的通知"
BODY = """<p>清政办〔2026〕 7 号</p><p>各镇人民政府，县政府各部门：</p><p>《青禾县养犬管理办法》已经县政府同意，现印发给你们，请认真贯彻执行。</p>
<p>青禾县人民政府办公室</p><p>2026年1月30日</p><p>青禾县养犬管理办法</p><p>第一条 为规范养犬行为，根据有关法律法规，制定本办法。</p>
<p>第二条 本办法自2026年3月1日起施行。</p>"""
TABLE = """<table><tr><td>索<span></span>引<span></span>号：</td><td>qh-2026-0007</td><td>主题分类：</td><td>公安</td></tr>
<tr><td>发文机关：</td><td>青禾县人民政府办公室</td><td>成文日期：</td><td>2026年01月30日</td></tr>
<tr><td>文<span></span>号：</td><td>清政办〔2026〕7号</td><td>发布日期：</td><td>2026-02-05</td></tr>
<tr><td>有 效 性：</td><td>有效</td><td>名<span></span>称：</td><td>青禾县养犬管理办法</td></tr></table>"""


def document(body: str, title: str = TITLE) -> Document | None:
    return read(article(body, title=title), url=URL).document


def test_fields_are_read_from_the_text() -> None:
    found = document(BODY)
    assert found is not None
    assert (found.number, found.issuer) == ("清政办〔2026〕7号", "青禾县人民政府办公室")
    assert (found.written_on, found.published_on) == (date(2026, 1, 30), date(2026, 2, 11))
    assert found.read_from["number"] is Via.TEXT
    assert found.selector.endswith("h1")


@pytest.mark.parametrize("table", [TABLE, TABLE + TABLE, TABLE.replace("<td>", "<th>", 1).replace("</td>", "</th>", 1)])
def test_fields_are_read_from_a_table_also_letter_spaced_and_doubled(table: str) -> None:
    found = document(table + BODY.replace("清政办〔2026〕 7 号", ""))
    assert found is not None
    assert (found.number, found.index_number, found.validity) == ("清政办〔2026〕7号", "qh-2026-0007", "有效")
    assert (found.written_on, found.published_on) == (date(2026, 1, 30), date(2026, 2, 5))


def test_an_empty_cell_takes_no_neighbour_for_its_value() -> None:
    found = document(TABLE.replace("清政办〔2026〕7号", "") + BODY.replace("清政办〔2026〕 7 号", ""))
    assert found is not None
    assert found.number == ""
    assert found.published_on == date(2026, 2, 5)


def test_a_number_written_by_script_is_read_and_marked() -> None:
    script = "<script>var fileName = \"清政办〔2026〕7号\"; $('.wh').text(fileName)</script>"
    found = document(TABLE.replace("清政办〔2026〕7号", "") + BODY.replace("清政办〔2026〕 7 号", "") + script)
    assert found is not None
    assert (found.number, found.read_from["number"]) == ("清政办〔2026〕7号", Via.SCRIPT)


def test_labelled_paragraphs_are_a_field_table_too() -> None:
    lines = (
        "<p>索引号：qh-2026-0007</p><p>发布机构：青禾县公安局</p><p>发文字号：清公〔2026〕3号</p><p>时效性：有效</p>"
    )
    found = document(
        lines + "<p>全县养犬登记工作安排如下，请各派出所认真组织实施，按期完成登记。</p>", "关于开展养犬登记的通知"
    )
    assert found is not None
    assert (found.number, found.issuer) == ("清公〔2026〕3号", "青禾县公安局")


def test_a_document_without_number_is_known_by_issuer_address_and_date() -> None:
    found = document(BODY.replace("清政办〔2026〕 7 号", ""))
    assert found is not None
    assert (found.number, found.written_on) == ("", date(2026, 1, 30))


def test_an_order_carries_its_number() -> None:
    found = document(
        "<p>青禾县人民政府令</p><p>青禾县人民政府令第12号</p><p>《办法》已经审议通过，现予公布。</p>",
        "青禾县养犬管理办法",
    )
    assert found is not None
    assert found.number == "青禾县人民政府令第12号"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "青禾县加强养犬管理",
            "<p>近日，县政府印发《养犬管理办法》（清政办〔2026〕7号），要求各镇抓好落实，引导群众文明养犬，营造良好环境。</p>",
        ),
        ("《青禾县养犬管理办法》解读", "<p>根据清政办〔2026〕7号文件，现就有关内容解读如下。</p>" + BODY),
        (
            "青禾县污水处理项目招标公告",
            "<p>清政采〔2026〕7号</p><p>各投标人：</p><p>现就项目公开招标。</p><p>2026年1月30日</p>",
        ),
        ("青禾县2025年政府信息公开工作年度报告", BODY),
        (
            "青禾县召开春耕生产工作会议",
            TABLE.replace("清政办〔2026〕7号", "") + "<p>会议强调，要抓好春耕生产各项工作。</p>",
        ),
        ("关于2月15日部分区域停电的公告", "<p>各用户：</p><p>因检修停电。</p><p>2026年2月11日</p>"),
    ],
)
def test_other_pages_are_no_documents(title: str, body: str) -> None:
    assert document(body, title) is None


def test_page_kind_follows() -> None:
    assert read(article(BODY, title=TITLE), url=URL).page.kind is PageKind.DOCUMENT


@pytest.mark.parametrize(("place", "normative"), [("规范性文件", True), ("其他文件", False), ("通知公告", None)])
def test_normative_as_the_column_says(place: str, normative: bool | None) -> None:
    found = read(article(BODY, title=TITLE).replace(">通知公告<", f">{place}<"), url=URL).document
    assert found is not None
    assert found.normative is normative


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("清政办〔2026〕7号", "清政办〔2026〕7号"),
        ("清政办 〔 2026 〕 7 号", "清政办〔2026〕7号"),
        ("清政办[2026]7号", "清政办〔2026〕7号"),
        ("清政办（2026）第7号", "清政办〔2026〕7号"),
        ("（清政办发〔2026〕 17号）", "清政办发〔2026〕17号"),
        ("清政字【2026】7号", "清政字〔2026〕7号"),
        ("清政办〔2026〕号", ""),
        ("清政办发2026年7号", ""),
        ("根据清政办〔2026〕7号文件精神", ""),
        ("", ""),
    ],
)
def test_number_is_written_one_way(written: str, number: str) -> None:
    assert document_number(written) == number


def test_numbers_are_found_in_a_text() -> None:
    assert list(numbers_in("根据《通知》（国办发〔2025〕12 号）和清政办〔2026〕7号")) == [
        "国办发〔2025〕12号",
        "清政办〔2026〕7号",
    ]


@given(
    st.integers(1949, 2099),
    st.integers(1, 9999),
    st.sampled_from(["〔〕", "[]", "（）", "()", "【】", "﹝﹞"]),
    st.booleans(),
)
def test_any_brackets_and_spaces_give_the_same_number(year: int, serial: int, brackets: str, spaced: bool) -> None:
    space = " " if spaced else ""
    written = f"清政{space}{brackets[0]}{space}{year}{brackets[1]}{space}{serial}{space}号"
    assert document_number(written) == f"清政〔{year}〕{serial}号"


def test_a_notice_of_the_day_without_number_is_no_document() -> None:
    body = BODY.replace("清政办〔2026〕 7 号", "")
    assert document(body, "青禾县公安局关于开展犬只集中登记的通告") is None
    found = read(
        article(body, title="青禾县公安局关于开展犬只集中登记的通告").replace(">通知公告<", ">政策文件<"), url=URL
    )
    assert found.document is not None


def test_a_document_under_another_heading_is_known_by_its_printed_title() -> None:
    printed = "<p>青禾县人民政府关于表彰养犬文明村的通报</p>" + BODY
    found = document(printed, "养犬文明村")
    assert found is not None
    assert (found.title, found.number) == ("青禾县人民政府关于表彰养犬文明村的通报", "清政办〔2026〕7号")
