"""Public messages, on their own pages and in lists."""

from datetime import date

import pytest

from portal.content_facts import Message, MessageRow
from tests.portal.records.samples import FORMS, fields, in_article, records
from tests.portal.samples import URL, list_page

PAIRS = [
    ("来信时间", "2026-01-05 09:12"),
    ("答复时间", "2026年1月9日"),
    ("答复单位", "青禾县城市管理局"),
    ("办理状态", "已办结"),
    ("来信内容", "和平路的路灯已经三天不亮了，请派人检修。"),
    ("答复内容", "您反映的路灯已于昨日修复，感谢监督。"),
]


def message(body: str) -> Message:
    (found,) = in_article(Message, body, "和平路路灯不亮", "县长信箱", attributes="")
    return found


@pytest.mark.parametrize("form", FORMS)
def test_the_four_fields_are_read_from_every_form(form: str) -> None:
    found = message(fields(PAIRS, form))
    assert (found.written_on, found.replied_on, found.delay) == (date(2026, 1, 5), date(2026, 1, 9), 4)
    assert (found.unit, found.status) == ("青禾县城市管理局", "已办结")
    assert found.reply_length > 10
    assert found.selector


@pytest.mark.parametrize("form", FORMS)
def test_empty_fields_take_no_neighbour(form: str) -> None:
    unanswered = [(label, "" if label.startswith("答复") else value) for label, value in PAIRS]
    found = message(fields([*unanswered, ("信件编号", "2026010502")], form))
    assert (found.replied_on, found.unit, found.reply_length, found.delay) == (None, "", 0, None)


HEADS = "<tr><th>来信标题</th><th>答复单位</th><th>来信时间</th><th>答复时间</th><th>办理状态</th></tr>"


def test_rows_of_a_table() -> None:
    rows = (
        '<tr><td><a href="/x/1.html">路灯不亮</a></td><td>城管局</td><td>2026-01-05</td><td>2026-01-09</td><td>已办结</td></tr>'
        '<tr><td><a href="/x/2.html">供水不足</a></td><td></td><td>2026-02-05</td><td></td><td>办理中</td></tr>'
    )
    page = list_page("", name="县长信箱", after=f"<table>{HEADS}{rows}</table>")
    done, waiting = records(MessageRow, page, URL)
    assert (done.title, done.unit, done.written_on, done.replied_on, done.status) == (
        "路灯不亮", "城管局", date(2026, 1, 5), date(2026, 1, 9), "已办结",
    )  # fmt: skip
    assert (waiting.position, waiting.replied_on, waiting.unit, waiting.status) == (1, None, "", "办理中")
    assert waiting.url.endswith("/x/2.html")


def test_rows_of_a_list_tell_no_date_that_may_be_of_either_side() -> None:
    rows = "".join(
        f'<li><a href="/x/{n}.html">关于第{n}小区停车的来信</a><span>已回复</span><em>2026-01-0{n}</em></li>'
        for n in range(1, 5)
    )
    found = records(MessageRow, list_page(rows, name="县长信箱"), URL)
    assert [(row.status, row.written_on, row.replied_on) for row in found] == [("已回复", None, None)] * 4


def test_a_list_of_news_has_no_message_rows() -> None:
    rows = "".join(f'<li><a href="/x/{n}.html">第{n}号公告内容</a>2026-01-0{n}</li>' for n in range(1, 6))
    assert not records(MessageRow, list_page(rows), URL)
