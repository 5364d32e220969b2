"""index.html in a real browser: sorted and narrowed by its script, whole without it, axe finds no violation, it prints."""

import io
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from reports.index import write_index
from tests.reports.batches import batch
from tests.reports.cards import full, hostile

SITES = 12
AXE = """async () => (await axe.run(document, {resultTypes: ['violations']}))
  .violations.map(rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')}`)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ATTACK = "\"><img src=x onerror='window.attacked=1'><script>window.attacked=1</script>{{ 7*7 }}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_index(batch(SITES), ["清单.csv 第 3 行：网址写法不对"], tmp_path_factory.mktemp("run")).as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


def column(page: Page, place: int) -> list[str]:
    return page.locator(f"#ranking tbody tr:visible > :nth-child({place})").all_inner_texts()


def test_the_ranking_is_sorted_by_what_is_clicked_and_narrowed_with_the_grid(page: Page, address: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    assert column(page, 1)[-1] == "？"
    by_rank = page.get_by_role("button", name="名次", exact=True)
    by_rank.click()
    by_rank.click()
    ranks = [int(text) for text in column(page, 1)[:-1]]
    assert ranks == sorted(ranks, reverse=True)
    assert column(page, 1)[-1] == "？"  # not a zero, and never first
    assert page.locator("#ranking th[aria-sort=descending]").inner_text().strip() == "名次"
    page.locator("#tools select").first.select_option("city")
    assert page.get_by_role("status").inner_text() == f"显示 1 / {SITES} 个网站"
    assert page.locator(".grid-fold[open] tbody tr:visible").count() == 1
    page.get_by_role("button", name="清除").click()
    page.get_by_label("查找网站").fill("SITE002")
    assert len(column(page, 2)) == 4
    assert complaints == []


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation_and_nothing_overflows(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    assert page.evaluate(OVERFLOW) <= 0
    page.evaluate(files("crawler").joinpath("assets/axe-core/axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(AXE) == []


def test_without_script_every_site_is_there(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        assert not page.locator("#tools").is_visible()
        assert page.locator("#ranking tbody tr:visible").count() == SITES
        page.emulate_media(media="print")  # folded grids are printed too
        assert page.locator(".grid tbody tr").last.bounding_box() is not None


def test_print_repeats_the_heads_and_turns_the_page_for_the_grid(page: Page, tmp_path: Path) -> None:
    page.goto(write_index(batch(26), [], tmp_path).as_uri())
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ranking = [sheet.extract_text() for sheet in sheets if ".gov.cn" in sheet.extract_text()]
    assert len(ranking) > 1
    assert all("结论分布" in text for text in ranking)
    assert {sheet.mediabox.width > sheet.mediabox.height for sheet in sheets} == {True, False}


def test_hostile_names_neither_run_nor_break_the_page(page: Page, tmp_path: Path) -> None:
    page.goto(
        write_index([hostile(ATTACK), full(), hostile("\ud800\u202e" + "長" * 100_000)], [ATTACK], tmp_path).as_uri()
    )
    assert page.evaluate("window.attacked") is None
    assert page.locator("img").count() == 0
    assert ATTACK in page.locator("#failures").inner_text()
    assert page.evaluate(OVERFLOW) <= 0
