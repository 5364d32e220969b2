"""PDF (打印件): the card through a browser, the notice through LibreOffice, so that both look as printed. Neither asks anybody on the network."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright, Route, sync_playwright
from playwright.sync_api import Error as PlaywrightError

LAUNCH_TIMEOUT = 30_000.0  # milliseconds
PAGE_TIMEOUT = 120_000.0  # of one card; thousands of findings are hundreds of pages
OFFICE_TIMEOUT = 90.0  # seconds to start
OFFICE_EACH = 15.0  # seconds for one document
OFFICES = ("soffice", "libreoffice")
OFFICE_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)  # where it is outside the search path

Job = tuple[Path, Path]  # what is printed, and where to


class PdfError(Exception):
    """No PDF can be made; one line says why."""


def print_cards(jobs: Sequence[Job], choices: Iterable[Mapping[str, Any]], arguments: Sequence[str]) -> list[Path]:
    """Print HTML files to PDF on A4, each whole or not at all, and return the PDFs' paths.

    `choices` are ways to launch a browser, the first that works is taken; `arguments` go to it. The page's own print style gives margins and page
    numbers; its script stays off. Raises PdfError, OSError.
    """
    try:
        with sync_playwright() as playwright:
            browser = _launched(playwright, choices, arguments)
            try:
                return [_printed(browser, page, pdf) for page, pdf in jobs]
            finally:
                browser.close()
    except PlaywrightError as fault:
        raise PdfError(f"浏览器没能打印（{_line(fault)}）") from fault


def _launched(playwright: Playwright, choices: Iterable[Mapping[str, Any]], arguments: Sequence[str]) -> Browser:
    problem = "没有找到"
    for choice in choices:
        try:
            return playwright.chromium.launch(**choice, args=[*arguments], timeout=LAUNCH_TIMEOUT)
        except PlaywrightError as fault:
            problem = _line(fault)
    raise PdfError(f"没有可用的 Chromium、Chrome 或 Edge 浏览器（{problem}）")


def _printed(browser: Browser, page: Path, pdf: Path) -> Path:
    address = page.resolve().as_uri()
    context = browser.new_context(java_script_enabled=False, offline=True, locale="zh-CN")
    context.route("**/*", lambda route: _only(address, route))
    try:
        sheet = context.new_page()
        sheet.set_default_timeout(PAGE_TIMEOUT)
        sheet.goto(address)
        content = sheet.pdf(format="A4", prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    finally:
        context.close()
    draft = pdf.with_name(pdf.name + ".new")
    draft.write_bytes(content)
    return draft.replace(pdf)


def _only(address: str, route: Route) -> None:
    """The file itself and nothing else."""
    if route.request.url == address:
        route.continue_()
    else:
        route.abort()


def find_office() -> str | None:
    """Path of LibreOffice, None where it is not there."""
    found = next(filter(None, map(shutil.which, OFFICES)), None)
    return found or next((place for place in OFFICE_PLACES if Path(place).is_file()), None)


def convert_documents(jobs: Sequence[Job], office: str) -> list[Path]:
    """Turn Word documents into PDF, each whole or not at all, and return the PDFs' paths; raises PdfError, OSError.

    All in one call, with settings of its own, so that a window the user has open neither hinders nor is disturbed.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        copies = [Path(shutil.copyfile(source, folder / f"{n}.docx")) for n, (source, _) in enumerate(jobs)]
        _convert(office, folder, copies)
        return [_moved(copy.with_suffix(".pdf"), pdf) for copy, (_, pdf) in zip(copies, jobs, strict=True)]


def _convert(office: str, folder: Path, documents: Sequence[Path]) -> None:
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    command = [
        office,
        settings,
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, documents),
    ]
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=OFFICE_TIMEOUT + OFFICE_EACH * len(documents))
    except subprocess.TimeoutExpired as fault:
        raise PdfError("LibreOffice 没有按时完成") from fault
    except (subprocess.CalledProcessError, OSError) as fault:
        raise PdfError(f"LibreOffice 没能转换（{_line(fault)}）") from fault


def _moved(made: Path, pdf: Path) -> Path:
    if not made.is_file():
        raise PdfError("LibreOffice 没有生成文件")
    draft = pdf.with_name(pdf.name + ".new")
    shutil.copyfile(made, draft)
    return draft.replace(pdf)


def _line(fault: Exception) -> str:
    return str(fault).partition("\n")[0][:200]
