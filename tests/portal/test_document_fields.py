"""Fields of documents (公文字段): every place that states one, the one that counts, and what is none."""

from datetime import date

import pytest

from portal.content_facts import FieldReading
from portal.facts import Document, PageFacts
from portal.states import FieldPart, Via
from tests.portal.samples import article, read

URL = "http://www.qinghexia.gov.cn/zwgk/202602/t20260211_12.html"
TITLE = "青禾县人民政府办公室关于印发青禾县养犬管理办法的通知"
TEXT = """<p>各镇人民政府，县政府各部门：</p><p>现将《青禾县养犬管理办法》印发给你们，请认真贯彻执行。</p>
<p>青禾县人民政府办公室</p><p>2026年1月30日</p>"""
NUMBERED = "<p>清政办〔2026〕7号</p>" + TEXT


def page(body: str, title: str = TITLE) -> PageFacts:
    return read(article(body, title=title), url=URL)


def document(body: str, title: str = TITLE) -> Document:
    found = page(body, title).document
    assert found is not None
    return found


def readings(body: str, name: str, title: str = TITLE) -> list[tuple[str, FieldPart]]:
    rows = [row for row in page(body, title).records if isinstance(row, FieldReading)]
    assert [row.position for row in rows] == list(range(len(rows)))
    return [(row.value, row.part) for row in rows if row.name == name]


CELLS = [
    ("索引号", "qh-2026-0007"),
    ("文号", "清政办〔2026〕7号"),
    ("发文机关", "青禾县人民政府办公室"),
    ("成文日期", "2026年01月30日"),
    ("有效性", "有效"),
    ("主题分类", "公安、安全、司法 / 公安"),
    ("公开方式", "主动公开"),
    ("实施日期", "2026-03-01"),
]
FORMS = {
    "table": "<table>" + "".join(f"<tr><td>{k}：</td><td>{v}</td></tr>" for k, v in CELLS) + "</table>",
    "labels above": "<table><tr>"
    + "".join(f"<th>{k}</th>" for k, _ in CELLS)
    + "</tr><tr>"
    + "".join(f"<td>{v}</td>" for _, v in CELLS)
    + "</tr></table>",
    "dl": "<dl>" + "".join(f"<dt>{k}</dt><dd>{v}</dd>" for k, v in CELLS) + "</dl>",
    "paragraphs": "".join(f"<p>{k}：{v}</p>" for k, v in CELLS),
    "set off": "<ul>" + "".join(f"<li><b>{k}</b><span>{v}</span></li>" for k, v in CELLS) + "</ul>",
    "blocks": "".join(f'<div class="row"><div>[{k}]</div><div>{v}</div></div>' for k, v in CELLS),
    "letter-spaced": "<table>"
    + "".join(f"<tr><th>{'<i></i>&nbsp;'.join(k)}：</th><td> {v} </td></tr>" for k, v in CELLS)
    + "</table>",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_field_table_is_read_in_every_form(form: str) -> None:
    found = document(FORMS[form] + TEXT)
    assert (found.index_number, found.number, found.issuer) == (
        "qh-2026-0007",
        "清政办〔2026〕7号",
        "青禾县人民政府办公室",
    )
    assert (found.written_on, found.effective_on) == (date(2026, 1, 30), date(2026, 3, 1))
    assert (found.validity, found.subject, found.disclosure) == ("有效", "公安、安全、司法 / 公安", "主动公开")


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_field_is_not_stated(form: str) -> None:
    markup = (
        FORMS[form]
        .replace("qh-2026-0007", "")
        .replace(">有效<", "><")
        .replace("> 有效 <", "><")
        .replace("有效性：有效", "有效性：")
    )
    found = document(markup + TEXT)
    assert (found.index_number, found.validity, found.number) == ("", "", "清政办〔2026〕7号")


def test_a_table_doubled_for_the_phone_gives_each_reading_once() -> None:
    assert readings(FORMS["table"] * 2 + TEXT, "number") == [("清政办〔2026〕7号", FieldPart.TABLE)]


def test_disagreement_stays_and_the_table_counts() -> None:
    body = FORMS["table"].replace("2026年01月30日", "2026-02-03") + NUMBERED.replace("7号", "8号")
    assert readings(body, "number") == [("清政办〔2026〕7号", FieldPart.TABLE), ("清政办〔2026〕8号", FieldPart.BODY)]
    assert readings(body, "written_on") == [("2026-02-03", FieldPart.TABLE), ("2026-01-30", FieldPart.BODY)]
    assert document(body).written_on == date(2026, 2, 3)


def test_a_publisher_and_a_day_of_generation_count_only_for_want_of_better() -> None:
    table = "<table><tr><td>索引号</td><td>qh-7</td></tr><tr><td>发布机构</td><td>青禾县融媒体中心</td></tr><tr><td>生成日期</td><td>2026-02-09</td></tr></table>"
    found = document(table + NUMBERED)
    assert (found.issuer, found.written_on) == ("青禾县人民政府办公室", date(2026, 1, 30))
    alone = document(
        table.replace("索引号</td><td>qh-7", "文号</td><td>清公〔2026〕3号") + "<p>请各单位遵照执行。</p>",
        "关于养犬登记的通知",
    )
    assert (alone.issuer, alone.written_on) == ("青禾县融媒体中心", date(2026, 2, 9))


def test_where_a_field_was_read_is_told() -> None:
    rows = [row for row in page(NUMBERED).records if isinstance(row, FieldReading)]
    number = next(row for row in rows if row.name == "number")
    assert (number.via, number.words) == (Via.TEXT, "清政办〔2026〕7号")
    assert number.selector.endswith("div.text:nth-of-type(2) > p:nth-of-type(1)")


def test_meta_tags_state_fields_too() -> None:
    markup = article(NUMBERED, title=TITLE).replace(
        "<title>", '<meta name="ArticleTitle" content="青禾县养犬管理办法"><title>'
    )
    rows = [row for row in read(markup, url=URL).records if isinstance(row, FieldReading)]
    assert ("title", "青禾县养犬管理办法", Via.META) in [(row.name, row.value, row.via) for row in rows]


JOINT = ("青禾县财政局", "青禾县民政局", "青禾县公安局")


@pytest.mark.parametrize("between", [" ", "、", "，", "<br>", ""])
def test_a_joint_issue_names_every_organ(between: str) -> None:
    title = f"{between.join(JOINT)}关于印发养犬登记工作方案的通知"
    found = document("<p>清财〔2026〕3号</p><p>各镇人民政府：</p><p>现印发给你们。</p>", title)
    assert (found.issuers, found.issuer) == (JOINT, JOINT[0])


def test_a_joint_issue_is_told_by_its_signatures() -> None:
    signed = "".join(f"<p>{organ}</p>" for organ in JOINT)
    body = f"<p>清财〔2026〕3号</p><p>各镇人民政府：</p><p>现印发给你们，请抓好落实。</p>{signed}<p>2026年1月30日</p>"
    assert document(body, "青禾县财政局等三部门关于印发养犬登记工作方案的通知").issuers == JOINT
    assert document(body, "关于印发养犬登记工作方案的通知").issuers == JOINT


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("<p>青禾县人民政府令</p><p>第12号</p>", "青禾县人民政府令第12号"),
        ("<p>青禾县人民政府令 第 １２ 号</p>", "青禾县人民政府令第12号"),
        ("<p>青禾县人民政府令（第十二号）</p>", "青禾县人民政府令第十二号"),
        ("<p>2021年第3号公告</p>", "2021年第3号公告"),
        ("<p>青禾县自然资源局公告</p><p>2021年第3号</p>", "青禾县自然资源局公告2021年第3号"),
        ("<p>（2021年第3号）</p>", "2021年第3号"),
    ],
)
def test_orders_and_announcements_have_numbers_of_their_own(head: str, number: str) -> None:
    assert (
        document(
            head + "<p>现将有关事项公告如下，请遵照执行。</p><p>2021年4月2日</p>", "关于禁止犬只进入公园的通告"
        ).number
        == number
    )


@pytest.mark.parametrize(
    ("sentence", "effective", "expires"),
    [
        ("本办法自2026年3月1日起施行，有效期五年。", date(2026, 3, 1), date(2031, 2, 28)),
        ("本办法自2026年3月1日起施行，有效期至2028年12月31日。", date(2026, 3, 1), date(2028, 12, 31)),
        ("本通知自印发之日起施行，有效期为2年。", date(2026, 1, 30), date(2028, 1, 29)),
        ("本办法自发布之日起30日后施行。", date(2026, 3, 1), None),
        ("第十条 本办法自二〇二六年三月一日起实施，试行期1年。", date(2026, 3, 1), date(2027, 2, 28)),
        ("根据《养犬条例》，自2020年1月1日起施行的旧规定停止执行。", None, None),
        ("许可证有效期为3年，期满应当换领。", None, None),
        ("请于2026年3月1日前完成登记。", None, None),
    ],
)
def test_validity_is_read_from_the_text(sentence: str, effective: date | None, expires: date | None) -> None:
    found = document(NUMBERED + f"<p>{sentence}</p>")
    assert (found.effective_on, found.expires_on) == (effective, expires)


@pytest.mark.parametrize(
    ("field", "expires"),
    [
        ("2028-12-31", date(2028, 12, 31)),
        ("3年", date(2029, 2, 28)),
        ("2026-03-01至2027-02-28", date(2027, 2, 28)),
        ("长期有效", None),
    ],
)
def test_validity_is_read_from_the_table(field: str, expires: date | None) -> None:
    table = FORMS["table"].replace("</table>", f"<tr><td>有效期</td><td>{field}</td></tr></table>")
    assert document(table + TEXT).expires_on == expires


@pytest.mark.parametrize("note", ["（此件公开发布）", "(此件主动公开)", "此件依申请公开", "【此件不予公开】"])
def test_the_note_of_openness_is_read(note: str) -> None:
    assert document(NUMBERED + f"<p>{note}</p>").disclosure == note.strip("（）()【】")


def test_a_void_document_says_so() -> None:
    assert document(NUMBERED, TITLE + "（已废止）").validity == "已废止"
    assert document("<p>【本文件已失效】</p>" + NUMBERED).validity == "已失效"
