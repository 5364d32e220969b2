"""Decisions, meetings, gazettes and open days, with the pages that only look like them."""

from datetime import date

import pytest

from portal.content_facts import DecisionItem, DecisionStage, GazetteIssue, Meeting, OpenDay
from tests.portal.records.samples import in_article, records
from tests.portal.samples import URL, list_page

CATALOGUE = "青禾县人民政府2026年度重大行政决策事项目录"
ROWS = """<table><tr><td colspan=5>2026年度目录</td></tr><tr><th>序号</th><th>决策事项</th><th>承办单位</th><th>完成时间</th><th>环节</th></tr>
<tr><td>1</td><td>停车管理办法</td><td>城管局</td><td>6月</td><td><a href="/a.html">草案</a> <a href="/b.html">征集意见</a></td></tr>
<tr><td>2</td><td><a href="/c.html">供水规划</a></td><td></td><td></td><td></td></tr></table>"""


def test_items_and_stages_of_a_catalogue() -> None:
    first, second = in_article(DecisionItem, ROWS, CATALOGUE, "重大行政决策")
    assert (first.name, first.unit, first.year, first.due_text) == ("停车管理办法", "城管局", 2026, "6月")
    assert (second.name, second.unit, second.url.endswith("/c.html")) == ("供水规划", "", True)
    stages = in_article(DecisionStage, ROWS, CATALOGUE, "重大行政决策")
    assert [(stage.item, stage.stage) for stage in stages] == [(0, "草案"), (0, "征集意见")]


def test_items_in_numbered_lines() -> None:
    body = "<p>经研究，公布如下。</p><p>1.停车管理办法（承办单位：城管局）</p><p>2.供水规划（承办单位：水利局）</p>"
    found = in_article(DecisionItem, body, CATALOGUE, "重大行政决策")
    assert [(item.name, item.unit) for item in found] == [("停车管理办法", "城管局"), ("供水规划", "水利局")]


def column(*titles: str) -> list[DecisionItem]:
    rows = "".join(f'<li><a href="/d/{n}.html">{title}</a>2026-01-0{n}</li>' for n, title in enumerate(titles, 1))
    return records(DecisionItem, list_page(rows, name="重大行政决策事项目录"), URL)


def test_a_column_with_a_page_for_each_item() -> None:
    found = column("青禾县停车管理办法", "青禾县供水专项规划", "青禾县医疗服务价格调整")
    assert next((item.name, item.year) for item in found) == ("青禾县停车管理办法", None)
    assert len(found) == 3


def test_a_column_of_catalogues_or_stages_holds_no_items() -> None:
    assert not column("青禾县2026年度重大行政决策事项目录", "青禾县2025年度重大行政决策事项目录")
    assert not column("停车管理办法公开征求意见", "停车管理办法征求意见采纳情况", "停车管理办法听证会公告")


HELD = "<p>2026年1月4日，青禾县人民政府召开第3次常务会议，邀请３名群众代表列席。代表提出的意见已采纳。</p>"


def test_a_meeting_with_representatives() -> None:
    (found,) = in_article(Meeting, HELD, "青禾县邀请群众代表列席县政府常务会议", "会议公开")
    assert (found.held_on, found.host, found.invited, found.tells_adoption) == (
        date(2026, 1, 4),
        "青禾县人民政府",
        3,
        True,
    )
    assert found.selector


@pytest.mark.parametrize(
    "title",
    [
        "青禾县公众列席政府常务会议办法",
        "关于征集列席县政府常务会议公众代表的公告",
        "青禾县关于邀请代表列席会议的通知",
        "青禾县召开第3次常务会议",
    ],
)
def test_rules_and_calls_are_no_meetings(title: str) -> None:
    assert not in_article(Meeting, HELD, title, "会议公开")


OPENED = "<p>2026年1月4日，县水利局举办政府开放日活动，市民提出的6条意见已逐一答复。</p>"


def test_an_open_day() -> None:
    (found,) = in_article(OpenDay, OPENED, "县水利局举办政府开放日活动", "政府开放日")
    assert (found.held_on, found.feedback, bool(found.selector)) == (date(2026, 1, 4), True, True)


@pytest.mark.parametrize("title", ["青禾县2026年政府开放日活动方案", "青禾县通报近期工作"])
def test_plans_and_mentions_are_no_open_days(title: str) -> None:
    assert not in_article(OpenDay, OPENED, title, "工作动态")


def test_issues_of_a_gazette() -> None:
    rows = "".join(
        f'<li><a href="/g/{n}.html">2025年第{n}期（总第{n + 40}期）</a>2025-0{n}-20</li>' for n in range(1, 5)
    )
    found = records(GazetteIssue, list_page(rows, name="政府公报"), URL)
    assert [(issue.year, issue.issue) for issue in found] == [(2025, 1), (2025, 2), (2025, 3), (2025, 4)]
    assert found[0].published_on == date(2025, 1, 20)


def test_numbered_announcements_in_an_issue_are_no_issues() -> None:
    body = "".join(f'<li><a href="/t/{n}.html">青禾县关于停车的公告（2026年第{n}号）</a></li>' for n in range(1, 5))
    (found,) = in_article(GazetteIssue, f"<ul>{body}</ul>", "青禾县人民政府公报2026年第2期", "政府公报")
    assert (found.year, found.issue, found.published_on) == (2026, 2, date(2026, 1, 5))
