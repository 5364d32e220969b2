"""Calls for opinions and what came of them, in the ways portals write them."""

from datetime import date

import pytest

from portal.content_facts import Consultation, ConsultationResult
from portal.states import AskingWay
from tests.portal.records.samples import FORMS, fields, in_article

TITLE = "关于《青禾县停车管理办法（征求意见稿）》公开征求意见的公告"


def call(body: str, title: str = TITLE) -> Consultation:
    (found,) = in_article(Consultation, body, title, "意见征集")
    return found


@pytest.mark.parametrize("form", FORMS)
def test_period_is_read_from_every_form(form: str) -> None:
    found = call(fields([("开始时间", "2026-01-05"), ("截止时间", "2026-02-04")], form))
    assert (found.opens_on, found.closes_on, found.days) == (date(2026, 1, 5), date(2026, 2, 4), 31)
    assert found.selector


@pytest.mark.parametrize(
    ("words", "closes", "days"),
    [
        ("征求意见时间为2026年1月5日至2026年2月4日。", date(2026, 2, 4), 31),
        ("征求意见时间：２０２６年１月５日—２月４日。", date(2026, 2, 4), 31),
        ("请于2026年1月20日前将意见反馈至县城管局。", date(2026, 1, 20), 16),
        ("意见征集期限为自公告发布之日起30日。", date(2026, 2, 3), 30),
        ("公开征求意见，期限为自发布之日起三十日。", date(2026, 2, 3), 30),
        ("意见反馈截止日期为二〇二六年二月四日。", date(2026, 2, 4), 31),
        ("意见征集自1月5日至2月4日进行。", date(2026, 2, 4), 31),
    ],
)
def test_period_is_read_from_sentences(words: str, closes: date, days: int) -> None:
    found = call(f"<p>现向社会公开征求意见。</p><p>{words}</p>")
    assert (found.closes_on, found.days) == (closes, days)


def test_working_days_and_open_ends_give_no_period() -> None:
    found = call("<p>现公开征求意见，自公布之日起10个工作日内提出。</p>")
    assert (found.closes_on, found.days) == (None, None)


@pytest.mark.parametrize("form", ["table", "dl", "div", "paragraph", "spaced"])
def test_ways_are_read_from_labels_that_have_a_value(form: str) -> None:
    pairs = [("电子邮箱", "qhcg@qinghexia.gov.cn"), ("通讯地址", "青禾县和平路9号"), ("传真", "")]
    found = call("<p>现公开征求意见。</p>" + fields([("征集时间", "2026-01-05至2026-02-04"), *pairs], form))
    assert found.ways == (AskingWay.EMAIL, AskingWay.POST)


def test_ways_named_in_one_cell() -> None:
    found = call(fields([("截止时间", "2026-02-04"), ("反馈方式", "信函、电子邮件、传真")], "table"))
    assert found.ways == (AskingWay.EMAIL, AskingWay.POST, AskingWay.FAX)


def test_draft_and_explanation_are_told_apart() -> None:
    both = call('<p>现公开征求意见。</p><p><a href="/a.doc">附件1：停车管理办法（征求意见稿）</a></p><p><a href="/b.doc">起草说明</a></p>')  # fmt: skip
    explained = call('<p>现公开征求意见。</p><p><a href="/b.doc">停车管理办法（征求意见稿）起草说明</a></p>')
    assert (both.has_draft, both.has_explanation) == (True, True)
    assert (explained.has_draft, explained.has_explanation) == (False, True)


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("青禾县2026年意见征集工作计划印发", "工作动态"),
        ("《青禾县停车管理办法（征求意见稿）》政策解读", "政策解读"),
        ("青禾县召开停车管理座谈会", "政务要闻"),
    ],
)
def test_look_alikes_are_no_calls(title: str, column: str) -> None:
    assert not in_article(Consultation, "<p>计划在2026年2月4日前公开征求意见。</p>", title, column)


def result(body: str) -> ConsultationResult:
    (found,) = in_article(ConsultationResult, body, "关于《青禾县停车管理办法》征求意见采纳情况的反馈", "结果反馈")
    return found


@pytest.mark.parametrize(
    ("words", "received", "adopted"),
    [
        ("共收到意见12条，采纳8条，未采纳4条。未采纳的原因是与上位法不一致。", 12, 8),
        ("共收到意见１２条，全部予以采纳。", 12, 12),
        ("公示期间未收到意见和建议。", 0, None),
        ("意见采纳情况见附件。", None, None),
        ("其中5条意见被采纳。", None, 5),
        ("共收到意见四十六条，采纳二十八条，未采纳的原因是价格难以核定。", 46, 28),
        ("对第三条的看法已经采纳，第五条不再修改。", None, None),
    ],
)
def test_counts_of_a_result(words: str, received: int | None, adopted: int | None) -> None:
    found = result(f"<p>2026年1月公开征求意见。</p><p>{words}</p>")
    assert (found.received, found.adopted) == (received, adopted)
    assert found.gives_reasons is ("原因" in words)
