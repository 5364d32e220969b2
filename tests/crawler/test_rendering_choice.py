"""Which pages are opened in a browser, and how many."""

import json
from datetime import UTC, datetime

import pytest

from crawler.needs import Need, need_of
from crawler.rendering_budget import ALL_FOOTERS, FOOTERS, USELESS, RenderingBudget, pattern_of
from portal.facts import PageFacts
from portal.reading import read_page

URL = "http://www.yunhexia.gov.cn/"
MENU = "".join(f'<li><a href="/c{number}/">栏目{number}</a></li>' for number in range(6))
FOOTER = "<div class='footer'><p>主办：云河县人民政府办公室 网站标识码：9902310001</p><a href='/about.html'>关于本站</a></div>"
ARTICLE = f"<h1>一篇稿件</h1><p>{'这是正文里的一句话，说的是一件小事。' * 12}</p>"
SCRIPT = "<script src='/own.js'></script>"


def facts(body: str, *, path: str = "a.html", home: bool = False) -> PageFacts:
    page = f"<html><head><meta charset=utf-8><title>云河县人民政府</title></head><body>{body}</body></html>"
    return read_page(
        URL if home else URL + path,
        page.encode(),
        content_type="text/html",
        depth=1,
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        status=200,
        home=home,
    )


@pytest.mark.parametrize(
    ("body", "home", "need"),
    [
        (f"<div class='nav'><ul>{MENU}</ul></div>{ARTICLE}{SCRIPT}{FOOTER}", True, None),
        (f"{SCRIPT}{ARTICLE}{FOOTER}", True, Need.MENU),
        (f"<div class='list'><ul id='news_list'></ul></div>{SCRIPT}{FOOTER}", False, Need.CONTENT),
        (f"<div class='con'></div>{SCRIPT}", False, Need.CONTENT),
        (f"{ARTICLE}{SCRIPT}", False, Need.FOOTER),
        (f"{ARTICLE}{SCRIPT}{FOOTER}", False, None),
        (ARTICLE, False, None),
    ],
    ids=["whole home page", "menu", "list", "body", "footer", "whole article", "no scripts at all"],
)
def test_what_scripts_leave_unseen_needs_a_browser(body: str, home: bool, need: Need | None) -> None:
    assert need_of(facts(body, home=home)) is need


def test_pages_that_differ_in_numbers_share_a_pattern() -> None:
    assert pattern_of(f"{URL}art/2026/3/1/art_12_3456.html?id=7&p=2") == pattern_of(
        f"{URL}art/2025/11/30/art_9_1.html?p=3&id=8"
    )
    assert pattern_of(f"{URL}zwgk/1.html") != pattern_of(f"{URL}xwzx/1.html")


def test_budget_is_not_exceeded_and_tells_how_many_went_without() -> None:
    budget = RenderingBudget("auto", 3)
    granted = [budget.grants(f"{URL}{name}/", Need.CONTENT) for name in "abcde"]
    assert granted == [Need.CONTENT] * 3 + [None] * 2
    assert budget.refused == 2


def test_pattern_that_shows_nothing_new_is_left_alone() -> None:
    budget = RenderingBudget("auto", 100)
    for number in range(USELESS):
        assert budget.grants(f"{URL}list/{number}.html", Need.CONTENT)
        budget.learn(f"{URL}list/{number}.html", Need.CONTENT, helped=False)
    assert budget.grants(f"{URL}list/99.html", Need.CONTENT) is None
    assert budget.grants(f"{URL}other/99.html", Need.CONTENT) is Need.CONTENT
    assert budget.refused == 0


def test_pattern_that_once_helped_is_rendered_on() -> None:
    budget = RenderingBudget("auto", 100)
    budget.learn(f"{URL}list/0.html", Need.CONTENT, helped=True)
    for number in range(USELESS):
        budget.learn(f"{URL}list/{number}.html", Need.CONTENT, helped=False)
    assert budget.grants(f"{URL}list/99.html", Need.CONTENT)


def test_footers_are_sampled() -> None:
    budget = RenderingBudget("auto", 1000)
    one_pattern = [budget.grants(f"{URL}a/{number}.html", Need.FOOTER) for number in range(20)]
    assert sum(map(bool, one_pattern)) == FOOTERS
    many = [budget.grants(f"{URL}{letter}/x.html", Need.FOOTER) for letter in "bcdefghijklmnopqrstuvwxyzABCDEFG"]
    assert sum(map(bool, one_pattern + many)) == ALL_FOOTERS


@pytest.mark.parametrize(("mode", "need", "granted"), [("never", Need.MENU, None), ("always", None, Need.ALWAYS)])
def test_user_may_want_all_or_none(mode: str, need: Need | None, granted: Need | None) -> None:
    assert RenderingBudget(mode, 0).grants(URL, need) is granted  # type: ignore[arg-type]


def test_what_was_learnt_survives_a_stop() -> None:
    before = RenderingBudget("auto", 4)
    for number in range(USELESS):
        assert before.grants(f"{URL}list/{number}.html", Need.CONTENT)
        before.learn(f"{URL}list/{number}.html", Need.CONTENT, helped=False)
    after = RenderingBudget("auto", 4)
    after.restore(json.loads(json.dumps(before.state())))
    assert after.grants(f"{URL}list/99.html", Need.CONTENT) is None
    assert after.grants(f"{URL}other/1.html", Need.CONTENT)
    assert after.grants(f"{URL}other/2.html", Need.CONTENT) is None
    assert after.refused == 1


def test_pattern_that_helps_less_and_less_is_left_alone_later() -> None:
    budget = RenderingBudget("auto", 100)
    budget.learn(f"{URL}list/0.html", Need.CONTENT, helped=True)
    for number in range(2 * USELESS):
        assert budget.grants(f"{URL}list/{number}.html", Need.CONTENT)
        budget.learn(f"{URL}list/{number}.html", Need.CONTENT, helped=False)
    assert budget.grants(f"{URL}list/99.html", Need.CONTENT) is None
