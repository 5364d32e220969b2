"""No reader raises, whatever stands between its labels, and none takes more than a moment on what never ends."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.columns.lists import list_items
from portal.facts import Page, PageFacts
from portal.links.reading import LinkReader
from portal.markup.metatags import meta_tags
from portal.markup.outline import outline_of
from portal.markup.regions import mark_regions
from portal.markup.selectors import Selectors
from portal.markup.sheet import Sheet
from portal.records.readers import READERS, add_records
from portal.states import PageKind
from portal.storage.recorder import Recorder, connect

URL = "http://www.qinghexia.gov.cn/zwgk/tzgg/t20260105_1001.html"
TITLES = {
    PageKind.NEWS: "青禾县政府开放日活动邀请代表列席会议",
    PageKind.GAZETTE: "青禾县政府公报",
    PageKind.REPORT: "青禾县2025年政府信息公开工作年度报告",
}
WORDS = st.sampled_from(
    [
        "截止时间", "征集时间：", "2026年1月5日", "至", "之日起三十日", "反馈方式", "电子邮箱：", "收到意见", "１２条", "采纳", "决策事项", "承办单位",
        "列席", "邀请", "十一名", "召开", "答复单位：", "来信标题", "答复时间", "已办结", "答复内容", "自然人", "总计", "结果维持", "结果纠正",
        "行政复议", "行政诉讼", "制发件数", "1,204", "0", "第3期", "公报", "事项名称", "办理流程：", "职责", "负责", "姓名：", "张青禾", "开放日",
        "受理机构：", "传真", "第711号", "一、", "（三）", "：", "\n", "999999999999999", "〇", "十十", "二〇二五年",
    ]
)  # fmt: skip
TAGS = st.sampled_from(
    [
        "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<td colspan=99>", "<td rowspan=7>", "<td colspan=0>", "<td rowspan=x>", "<dl>",
        "<dt>", "<dd>", "</dl>", "<p>", "</p>", "<li>", "<a href='/x.html'>", "</a>", "<br>", "<img src=x>", "<span>",
    ]
)  # fmt: skip

ENDLESS = [
    "意见",
    "收",
    "一",
    "1",
    "1,",
    "2026年1月",
    "第",
    "a",
    "a.",
    "电话",
    "传真-",
    "至",
    "代表",
    "（",
    "：",
    "、",
    "邀请1",
    "《",
    "-",
    "信息的",
    "征集到",
]


def told_as(kind: PageKind, markup: str) -> PageFacts:
    """Records of a page that its readers were told is of a kind, whatever it looks like."""
    page = Page(URL, 200, datetime(2026, 3, 1, tzinfo=UTC), kind=kind, published_on=date(2026, 1, 5))
    page.heading = TITLES.get(kind, "关于《青禾县停车管理办法》公开征求意见采纳情况的反馈")
    outline = outline_of(markup)
    mark_regions(outline)
    selectors = Selectors(outline)
    links = LinkReader(outline, URL, "utf-8", selectors)
    sheet = Sheet(page, outline, selectors, markup, (), None, links.read(), links.nodes, meta_tags(outline), URL)
    facts = PageFacts(page, links=sheet.links)
    facts.items = list_items(sheet)
    add_records(sheet, facts)
    return facts


@settings(max_examples=60, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(READERS)), st.lists(st.one_of(WORDS, TAGS, st.text(max_size=6)), max_size=60))
def test_any_markup_gives_records_that_can_be_stored(kind: PageKind, parts: list[str]) -> None:
    facts = told_as(kind, "".join(parts))
    for link in facts.links:
        link.target_id = 1
    assert Recorder(connect(":memory:")).page(facts) == 1


@pytest.mark.parametrize("kind", sorted(READERS))
def test_what_never_ends_is_read(kind: PageKind) -> None:
    for words in ENDLESS:
        line = (words * (200_000 // len(words)))[:200_000]
        assert told_as(kind, f"<p>现公开征求意见，反馈方式：{line}</p>").page.kind is kind
    assert told_as(kind, "<table><tr><td>来信标题<td>答复单位" * 1_000).page.kind is kind
