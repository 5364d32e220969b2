"""The measure of reading measures: right values are right in any spelling, wrong and missing ones are counted on the right side."""

from datetime import date
from typing import Any

import pytest

from benchmarks.reading import measure_lab
from benchmarks.reading_columns import compare_columns
from benchmarks.reading_comparison import Outcome, Seen, compare
from benchmarks.reading_expected import Expected, ExpectedColumn, label_files
from benchmarks.reading_lab import lab_source
from benchmarks.reading_pages import Body, read_all
from benchmarks.reading_scores import Score, calibration, field_scores, kind_scores
from benchmarks.reading_values import digest, plain, same
from portal.content_facts import Attachment, Leader, ReportFigure
from portal.facts import Document, ListItem, Page
from portal.states import Fill, PageKind
from tests.portal.samples import READ_AT

PAGE = Page(
    url="http://www.example.gov.cn/a.html",
    status=200,
    fetched_at=READ_AT,
    kind=PageKind.DOCUMENT,
    title="关于甲的通知",
    fill=Fill.ARTICLE,
)


def seen(**rows: list[Any]) -> Seen:
    return Seen(PAGE, rows, [])


def outcomes(expected: Expected, one: Seen) -> dict[str, bool]:
    return {outcome.field: outcome.right for outcome in compare(expected, one)}


@pytest.mark.parametrize(
    ("expected", "read"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("青 政〔2026〕1 号", "青政〔2026〕1号"),
        ("县“甲”中心", '县"甲"中心'),
        ("true", True),
        (3, 3),
        (["online", "post"], ("post", "online")),
        (digest("关于 甲的通知"), "关于甲的通知"),
        ({"any": ["甲", "乙"]}, "乙"),
    ],
)
def test_values_are_compared_by_what_they_say(expected: object, read: object) -> None:
    assert same(expected, plain(read))
    assert not same(expected, plain("另一个"))


def test_a_wrong_value_is_false_and_missing_an_unread_one_missing_an_invented_one_false() -> None:
    document = Document(page_id=1, title="关于甲的通知", number="青政〔2026〕2号", written_on=date(2026, 3, 1))
    fields = {
        "title": "关于甲的通知",
        "number": "青政〔2026〕1号",
        "written_on": None,
        "published_on": "2026-03-02",
        "validity": None,
    }
    expected = Expected("a.html", PageKind.DOCUMENT, fields={"document": fields})
    scores = field_scores(compare(expected, seen(document=[document])))
    assert scores["document.title"] == Score(right=1)
    assert scores["document.number"] == Score(false=1, missed=1)
    assert scores["document.written_on"] == Score(false=1)
    assert scores["document.published_on"] == Score(missed=1)
    assert "document.validity" not in scores


def test_a_row_that_nobody_expects_is_false_and_one_that_is_missing_takes_its_fields_with_it() -> None:
    expected = Expected("a.html", PageKind.NEWS, fields={"leader": [{"name": "李明", "post": "县长"}]})
    without = outcomes(expected, seen())
    assert without == {"kind": False, "leader": False, "leader.name": False, "leader.post": False}
    both = seen(leader=[Leader(1, 0, "王芳", "副县长"), Leader(1, 1, "李明", "县长")], document=[Document(1, "甲")])
    scores = field_scores(compare(expected, both))
    assert scores["leader"] == Score(right=1, false=1)
    assert scores["leader.post"] == Score(right=1)
    assert scores["document"] == Score(false=1)


def test_kinds_that_are_right_too_count_as_what_they_were_read_as() -> None:
    taken = [
        Outcome("a", PageKind.LIST, "kind", PageKind.LIST, "column", right=True),
        Outcome("b", PageKind.NEWS, "kind", PageKind.NEWS, "article", right=False),
    ]
    assert kind_scores(taken) == {"article": Score(false=1), "column": Score(right=1), "news": Score(missed=1)}


def test_items_attachments_and_figures() -> None:
    rows = [ListItem(1, 0, "甲", "u", date(2026, 3, 1)), ListItem(1, 1, "乙", "v", date(2026, 3, 5))]
    read = Seen(
        PAGE,
        {
            "attachment": [
                Attachment(1, 0, "http://www.example.gov.cn/d/1.pdf", "附件1"),
                Attachment(1, 1, "http://x/2.doc", "附件2"),
            ],
            "report_figure": [ReportFigure(1, 2, "本年新收", "自然人", 7), ReportFigure(1, 2, "本年新收", "总计", 9)],
        },
        rows,
    )
    expected = Expected(
        "a.html",
        PageKind.DOCUMENT,
        items={"count": 2, "first_title": "甲", "newest": "2026-03-05"},
        attachments=["1.pdf", digest("附件3")],
        figures={"2/本年新收/自然人": 7},
    )
    scores = field_scores(compare(expected, read))
    assert scores["items.count"] == scores["items.first_title"] == scores["items.newest"] == Score(right=1)
    assert scores["attachment"] == Score(right=1, false=1, missed=1)
    assert scores["report_figure.value"] == Score(right=1, false=1)


def test_confidence_is_compared_with_how_often_it_is_right() -> None:
    rows = calibration([(0.95, True), (1.0, False), (0.42, True)])
    assert [(row["confidence from"], row["pages"], row["right"]) for row in rows] == [(0.4, 1, 1), (0.9, 2, 1)]


def test_columns_are_measured_on_pages_that_are_read_without_a_crawl() -> None:
    home = '<ul class="nav"><li><a href="/tzgg/index.html">通知公告</a></li></ul>'
    rows = "".join(
        f'<li><a href="/tzgg/{n}.html">关于第{n}号事项的通知公告</a><span>2026-02-0{n}</span></li>' for n in range(1, 6)
    )
    column = f'<title>通知公告</title>{home}<p>当前位置：<a href="/">首页</a> > 通知公告</p><div class="list"><ul>{rows}</ul></div>'
    bodies = [
        Body("index.html", "http://www.example.gov.cn/index.html", home.encode(), home=True),
        Body("tzgg/index.html", "http://www.example.gov.cn/tzgg/index.html", column.encode()),
    ]
    snapshot = read_all(bodies, "http://www.example.gov.cn/index.html", date(2026, 3, 1))
    expected = ExpectedColumn("tzgg/index.html", ("通知公告",), frozenset(["公告", "通知公告"]), "filled", "2026-02-05")
    assert all(outcome.right for outcome in compare_columns([expected], snapshot))
    absent = ExpectedColumn("zcwj/index.html", ("政策文件",), frozenset(["政策文件"]))
    assert [outcome.right for outcome in compare_columns([absent], snapshot)] == [False, False]
    snapshot.close()


def test_labels_are_whole() -> None:
    files = list(label_files())
    pages = [page for labels in files for page in labels.pages]
    assert len(pages) >= 150
    assert len({(labels.name, page.path) for labels in files for page in labels.pages}) == len(pages)
    assert any(labels.columns for labels in files)


def test_a_lab_portal_is_measured_page_by_page() -> None:
    source = lab_source("trs:60:1")
    assert {page.path for page in source.expected} == {body.path for body in source.bodies}
    measured = measure_lab("trs:60:1")
    kinds = [outcome for outcome in measured.outcomes if outcome.field == "kind"]
    assert len(kinds) == len(source.expected) == len(measured.confidence)
    assert any(outcome.field == "pairing" and outcome.right for outcome in measured.outcomes)
    assert any(outcome.field == "column" and outcome.right for outcome in measured.outcomes)


@pytest.mark.parametrize("name", ["trs", "trs:60", "nobody:60:1", "trs:x:1"])
def test_a_lab_portal_has_a_dialect_a_size_and_a_seed(name: str) -> None:
    with pytest.raises(ValueError, match="dialect:pages:seed"):
        lab_source(name)
