"""Filters and deep links of scorecard.html in a real browser: what is narrowed to, what stays, what the address keeps."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from reports.page.html import write_scorecard
from tests.reports.changed_cards import changed

REQUIREMENTS = "[data-outcome][id]"
DEAD = [f"f-{number:016x}" for number in range(15)]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the card lies; a unit of its own for one requirement, a status that only one finding has."""
    card = changed()
    card.rulesets[1].results[1].units.cooperating = ["县档案馆"]
    return write_scorecard(card, tmp_path_factory.mktemp("card")).as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        opened.goto(address)
        yield opened


def outcomes(page: Page) -> set[str]:
    """Verdicts of the requirements to be seen, in the folded lists too."""
    query = f"[...document.querySelectorAll('{REQUIREMENTS}')].filter(n => !n.closest('[hidden]')).map(n => n.dataset.outcome)"
    return set(page.evaluate(query))


def count(page: Page) -> str:
    return page.locator("#shown").inner_text()


def test_filters_join_and_empty_parts_go_away(page: Page) -> None:
    page.get_by_role("button", name="不合格 4").click()
    page.get_by_role("button", name="合格 3", exact=True).click()
    assert outcomes(page) == {"fail", "pass"}
    assert not page.locator("#reviews").is_visible()
    assert not page.locator("#unknowns").is_visible()
    assert count(page).startswith("显示 7 / 11 条要求")

    page.get_by_label("责任单位").select_option("县档案馆")
    assert outcomes(page) == {"pass"}
    assert not page.locator("#s-national-2019").is_visible()  # no requirement of this document is left
    assert count(page).startswith("显示 1 / 11 条要求，0 / ")

    page.get_by_role("button", name="清除筛选").click()
    assert count(page) == ""
    assert page.locator("#s-national-2019").is_visible()
    assert page.locator("[hidden]").count() == page.locator("#narrowed[hidden], [data-act=clear][hidden]").count()
    assert page.evaluate("document.activeElement.dataset.choose") == "fail"


def test_changes_and_words_narrow_the_findings_and_open_their_folds(page: Page) -> None:
    page.locator("[data-by=change]").select_option("returned")
    assert page.locator(f"#{DEAD[2]}").is_visible()
    assert page.locator(f"#{DEAD[14]}").is_visible()  # folded otherwise
    assert not page.locator(f"#{DEAD[1]}").is_visible()
    assert outcomes(page) == {"fail"}

    page.get_by_label("查找").fill("第 14 号 T2025")
    expect(page.locator(f"#{DEAD[2]}")).to_be_hidden()  # typing is waited for
    assert page.locator(f"#{DEAD[14]}").is_visible()
    assert "&text=" in page.evaluate("location.hash")
    page.get_by_label("查找").fill("没有这样的话")
    expect(page.locator("#shown")).to_contain_text("没有符合的")


def test_the_address_keeps_the_filters_through_reload_and_beside_a_place(page: Page, address: str) -> None:
    page.get_by_role("button", name="不合格 4").click()
    page.locator("[data-by=change]").select_option("open")
    assert page.evaluate("location.hash") == "#?outcome=fail&change=open"
    page.reload()
    assert page.get_by_role("button", name="不合格 4").get_attribute("aria-pressed") == "true"
    assert page.locator("[data-by=change]").input_value() == "open"
    assert not page.locator(f"#{DEAD[2]}").is_visible()

    page.evaluate(f"location.hash = '{DEAD[14]}'")  # a link within the page
    expect(page.locator(f"#{DEAD[14]}")).to_be_focused()
    assert page.evaluate("location.hash") == f"#{DEAD[14]}?outcome=fail&change=open"
    assert page.locator(f"#{DEAD[14]}").is_visible()
    assert not page.locator(f"#{DEAD[2]}").is_visible()

    unit = quote("县大数据局")
    page.goto(f"{address}#?unit={unit}&outcome=nonsense,pass&severity=%E0%A4%A")
    expect(page.locator("#shown")).to_contain_text("显示 ")
    expect(page.get_by_role("button", name="不合格 4")).to_have_attribute("aria-pressed", "false")
    assert outcomes(page) == {"pass"}


def test_a_deep_link_opens_marks_and_focuses_its_target_whatever_is_filtered(page: Page, address: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}#{DEAD[14]}?outcome=review")
    assert page.evaluate("document.activeElement.id") == DEAD[14]
    assert "is-target" in (page.locator(f"#{DEAD[14]}").get_attribute("class") or "")
    assert page.locator(f"#{DEAD[14]}").is_visible()
    top = "document.getElementById('%s').getBoundingClientRect()"
    assert page.evaluate(f"{top % 'tools'}.bottom <= {top % DEAD[14]}.top && {top % DEAD[14]}.bottom < innerHeight")
    assert not page.locator(f"#{DEAD[1]}").is_visible()
    link = page.locator(f"#{DEAD[14]} a.here")
    assert link.get_attribute("href") == f"#{DEAD[14]}"
    assert link.get_attribute("aria-label") == "第 14 处的链接"


def test_filters_work_by_keyboard_alone(page: Page) -> None:
    page.locator("[data-choose=fail]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert outcomes(page) == {"fail", "review"}
    page.get_by_label("责任单位").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("location.hash").startswith("#?outcome=fail%2Creview&unit=")
    assert page.locator("#shown").get_attribute("aria-live") == "polite"


def test_a_narrowed_card_prints_what_is_shown_and_says_so(page: Page) -> None:
    page.emulate_media(media="print")
    assert not page.locator("#narrowed").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="待人工核实 1").click()
    page.emulate_media(media="print")
    assert page.locator("#narrowed").inner_text().startswith("本页经过筛选（结论：待人工核实），显示 1 / 11 条要求")
    assert not page.locator("#tools").is_visible()
    assert not page.locator(f"#{DEAD[1]}").is_visible()
