"""scorecard.html for people who do not see or hold a mouse, and on paper: axe-core, and the printed pages."""

import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, Page

from reports.page.html import write_scorecard
from reports.scorecard import FrameCard
from tests.reports.changed_cards import changed, findings

AXE = files("crawler").joinpath("assets", "axe-core", "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']}).then(
  told => told.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target.join(' ')).slice(0, 4)}`))"""


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A card with everything on it: an earlier run, what people said, pictures and frames."""
    folder = tmp_path_factory.mktemp("card")
    (folder / "shots").mkdir()
    with browser.new_context(viewport={"width": 640, "height": 1600}) as context:
        (folder / "shots" / "home.jpg").write_bytes(context.new_page().screenshot(type="jpeg", quality=40))
    card = changed()
    findings(card)[1].evidence[0].frame = FrameCard(left=100, top=2000, width=200, height=30, page_width=1280)
    return write_scorecard(card, folder).as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(bypass_csp=True) as context:  # the page's policy would keep axe-core out
        yield context.new_page()


@pytest.mark.parametrize(("width", "fragment"), [(1280, ""), (390, "#?text=404"), (1280, "#?outcome=fail&change=open")])
def test_axe_finds_nothing_wrong(page: Page, address: str, width: int, fragment: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + fragment)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    # Parts far from the window are not laid out yet and have no true places: axe-core would see their links overlap.
    page.add_style_tag(content="* { content-visibility: visible !important; }")
    page.evaluate(AXE + "\n;undefined")
    assert page.evaluate(_RUN, RULES) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.skipif(which("pdftotext") is None, reason="no pdftotext on this machine")
def test_printed_pages_are_numbered_and_repeat_the_heads_of_their_tables(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(address)
    page.pdf(path=tmp_path / "card.pdf", prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", "-layout", tmp_path / "card.pdf", "-"], capture_output=True, check=True)  # noqa: S607
    pages = told.stdout.decode().split("\f")[:-1]
    assert len(pages) > 3
    for number, words in enumerate(pages, 1):
        assert f"第{number}页/共{len(pages)}页" in "".join(words.split())
    listed = [words for words in pages if "关于做好第" in words and "问题编号" in words]
    assert len(listed) > 1
    assert all("在哪里看到、写着什么" in words for words in listed)
