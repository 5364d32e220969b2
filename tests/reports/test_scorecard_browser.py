"""scorecard.html in a real browser: nothing runs, nothing overflows, it prints, it works without script."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from reports.index import write_index
from reports.page.html import write_scorecard
from reports.scorecard import Scorecard
from tests.reports import cards

ATTACKS = (
    "<script>window.attacked=1</script>",
    "\"><img src=x onerror='window.attacked=1'>",
    '\'" autofocus onfocus=window.attacked=1 x="',
    "javascript:window.attacked=1",
    "</title></style></script><svg onload=window.attacked=1>",
    "{{ [].constructor.constructor('window.attacked=1')() }}",
    'http://a.gov.cn/" onmouseover="window.attacked=1',
)
UNBROKEN = "w" * 3000
Opener = Callable[..., Page]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as made:
        yield made


@pytest.fixture
def without_script(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(java_script_enabled=False) as made:
        yield made


def open_card(context: BrowserContext, card: Scorecard, folder: Path, width: int = 1280, fragment: str = "") -> Page:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(write_scorecard(card, folder).as_uri() + fragment)
    return page


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def pdf_pages(page: Page) -> int:
    content = page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", content))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_from_a_crawled_page_runs(context: BrowserContext, tmp_path: Path, attack: str) -> None:
    requests: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page = open_card(context, cards.hostile(attack), tmp_path)
    page.evaluate(
        "document.querySelectorAll('*').forEach(e => { e.dispatchEvent(new Event('mouseover')); e.focus?.() })"
    )
    page.wait_for_timeout(50)
    assert page.evaluate("window.attacked") is None
    assert len(requests) == 1  # the card itself
    assert page.locator("script").count() == 1


def test_the_card_s_own_script_runs_under_its_policy(context: BrowserContext, tmp_path: Path) -> None:
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text))
    page = open_card(context, cards.full(), tmp_path)
    assert page.locator("#tools button").count() > 2
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("make", [cards.full, cards.unreachable, cards.yearly, lambda: cards.hostile(UNBROKEN)])
def test_no_horizontal_scroll(
    context: BrowserContext, tmp_path: Path, width: int, make: Callable[[], Scorecard]
) -> None:
    page = open_card(context, make(), tmp_path, width)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    assert overflow(page) <= 0


@pytest.mark.parametrize("width", [390, 1280])
def test_the_index_has_no_horizontal_scroll(context: BrowserContext, tmp_path: Path, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    made = [cards.full(), cards.unreachable(), cards.hostile(UNBROKEN)]
    page.goto(write_index(made, ["清单.csv 第 3 行：" + UNBROKEN], tmp_path).as_uri())
    assert overflow(page) <= 0


def test_a_deep_link_opens_the_fold_its_finding_is_in(context: BrowserContext, tmp_path: Path) -> None:
    page = open_card(context, cards.full(dead=14), tmp_path, fragment=f"#f-{14:016x}")
    assert page.locator(f"#f-{14:016x}").is_visible()
    assert page.locator(f"#f-{13:016x}").is_visible()


def test_without_script_everything_can_be_read(without_script: BrowserContext, tmp_path: Path) -> None:
    page = open_card(without_script, cards.full(dead=14), tmp_path)
    assert not page.locator("#tools").is_visible()
    last = page.locator(f"#f-{14:016x}")
    assert not last.is_visible()
    page.get_by_text("其余 4 处问题").first.click()
    assert last.is_visible()


def test_print_opens_what_is_folded_also_without_script(without_script: BrowserContext, tmp_path: Path) -> None:
    page = open_card(without_script, cards.full(dead=14), tmp_path)
    page.emulate_media(media="print")
    assert page.locator(f"#f-{14:016x}").bounding_box() is not None
    assert page.locator(f"#f-{14:016x}").is_visible()


@pytest.mark.parametrize(
    ("make", "least", "most"),
    [(cards.unreachable, 1, 3), (cards.full, 3, 14), (lambda: cards.full(dead=80), 5, 14), (cards.yearly, 5, 14)],
)
def test_it_prints_on_a_sane_number_of_pages(
    context: BrowserContext, tmp_path: Path, make: Callable[[], Scorecard], least: int, most: int
) -> None:
    assert least <= pdf_pages(open_card(context, make(), tmp_path)) <= most


def test_the_first_focus_is_the_way_past_the_contents(context: BrowserContext, tmp_path: Path) -> None:
    page = open_card(context, cards.full(), tmp_path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


CONTRAST = """
() => {
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const colour = text => text.match(/[\\d.]+/g).map(Number);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const found = colour(getComputedStyle(node).backgroundColor);
      if (found.length === 3 || found[3] === 1) return found;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll('body *:not(svg):not(svg *):not(script)')) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    if (!own || !node.checkVisibility()) continue;
    const [a, b] = [light(colour(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${node.className} ${node.textContent.slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return poor;
}
"""


@pytest.mark.parametrize("make", [cards.full, cards.unreachable, cards.yearly])
def test_every_word_stands_out_from_its_ground(
    context: BrowserContext, tmp_path: Path, make: Callable[[], Scorecard]
) -> None:
    assert open_card(context, make(), tmp_path).evaluate(CONTRAST) == []
