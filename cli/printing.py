"""`--pdf`: the reports as PDF (打印件), where this machine has what it takes; what it lacks is told and changes no exit code."""

from pathlib import Path

from crawler.browser import is_root, launch_choices
from reports.page.html import FILE_NAME as CARD_PAGE
from reports.page.pdf import Job, PdfError, convert_documents, find_office, print_cards
from reports.word.notice import FILE_NAME as NOTICE

_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)


def write_pdfs(folders: list[Path]) -> list[str]:
    """Write scorecard.pdf and notice.pdf into sites' folders; returns a line on each, or why there is none."""
    return [*_cards(_jobs(folders, CARD_PAGE)), *_notices(_jobs(folders, NOTICE))]


def _jobs(folders: list[Path], name: str) -> list[Job]:
    return [(folder / name, (folder / name).with_suffix(".pdf")) for folder in folders if (folder / name).is_file()]


def _cards(jobs: list[Job]) -> list[str]:
    arguments = [*_ARGUMENTS, *(("--no-sandbox",) if is_root() else ())]
    try:
        return [f"检查结果单 PDF：{path}" for path in print_cards(jobs, launch_choices(), arguments)]
    except (PdfError, OSError) as fault:
        return [f"检查结果单没有存成 PDF：{fault}"]


def _notices(jobs: list[Job]) -> list[str]:
    office = find_office()
    if not jobs:
        return []
    if office is None:
        return ["整改通知书没有存成 PDF：没有找到 LibreOffice（soffice），可以在 Word 或 WPS 中打开 notice.docx 另存"]
    try:
        return [f"整改通知书 PDF：{path}" for path in convert_documents(jobs, office)]
    except (PdfError, OSError) as fault:
        return [f"整改通知书没有存成 PDF：{fault}"]
