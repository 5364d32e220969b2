"""Files of documents for the importer, and a browser that prints one."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from rulesets.importing.blocks import Source
from rulesets.importing.clauses import FoundClause
from rulesets.importing.finding import Found, find
from rulesets.importing.readers.plain_text import read_text

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
Clauses = Callable[[str], list[FoundClause]]


@pytest.fixture
def found() -> Callable[[str], Found]:
    """What a text file of these characters holds."""

    def read(text: str) -> Found:
        source: Source = read_text(text)
        return find(source, "2031年工作要点")

    return read


@pytest.fixture
def clauses(found: Callable[[str], Found]) -> Clauses:
    """The clauses of a text file of these characters."""
    return lambda text: list(found(text).clauses)


@pytest.fixture(scope="session")
def printed() -> Callable[[str, Path], Path]:
    """Prints a page's HTML to a PDF file; tests that need it are skipped where there is no Chromium."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.skip("no Chromium on this machine")
    root = hasattr(os, "geteuid") and os.geteuid() == 0

    def print_page(html: str, path: Path) -> Path:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"] if root else [])
            page = browser.new_page()
            page.set_content(html)
            page.pdf(path=path, prefer_css_page_size=True)
            browser.close()
        return path

    return print_page
