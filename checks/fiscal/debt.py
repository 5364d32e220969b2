"""What a government tells of its debt (政府债务公开): parts looked for in reports on debt, budget and final accounts, files included."""

import re
from dataclasses import dataclass
from datetime import date

from checks.documents.around import files_by_page
from checks.titles import titles_of
from portal.states import LIST_KINDS, PageKind
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

WORDS = {"使用安排": "使用安排|安排使用|资金安排|使用情况|资金使用", "还本付息": "还本|付息"}
_REPORTS = re.compile(r"债务|债券|(?:财政|政府|本级|[县市区]级|预算执行|收支).{0,12}(?:预算|决算|预决算)|预算执行")
_DEBT = re.compile("债务|债券")
_GATHERING = LIST_KINDS | {PageKind.HOME}
READ = 200  # reports whose text is read


@dataclass(frozen=True)
class DebtTold:
    """Reports of the period that may tell of debt, the parts none of them tells, and whether a file of one could not be read."""

    reports: list[Titled]
    lacking: list[str]
    unread: bool


def debt_told(snapshot: Snapshot, parts: tuple[str, ...], days: tuple[date, date]) -> DebtTold:
    """Which parts of the debt the reports published in a period tell."""
    titles = snapshot.once(titles_of)
    named = {(row.url, row.page_id): row for word in ("债", "预算", "决算") for row in titles.holding(word)}
    reports = [
        row
        for row in named.values()
        if _REPORTS.search(row.title)
        and row.kind not in _GATHERING
        and (row.on is None or days[0] <= row.on <= days[1])
    ]
    read = [(row, _text(snapshot, row)) for row in reports[:READ]]
    texts = [f"{row.title}\n{text}" for row, text in read]
    texts = [text for text in texts if _DEBT.search(text)]
    lacking = [part for part in parts if not any(re.search(_pattern(part), text) for text in texts)]
    unread = len(reports) > READ or any(not text for _, text in read) or _has_unread_file(snapshot, reports)
    return DebtTold(reports, lacking, unread)


def _pattern(part: str) -> str:
    return WORDS.get(part, re.escape(part))


def _text(snapshot: Snapshot, row: Titled) -> str:
    """Text of a page and of its files; empty for a file or page that was not read."""
    if row.is_file:
        return snapshot.attachment_text(row.url)
    if row.kind is None:
        return ""
    files = snapshot.once(files_by_page).get(row.page_id, [])
    return "\n".join([snapshot.text(row.page_id), *map(snapshot.attachment_text, files)])


def _has_unread_file(snapshot: Snapshot, reports: list[Titled]) -> bool:
    files = snapshot.once(files_by_page)
    return any(not snapshot.attachment_text(url) for row in reports if row.kind for url in files.get(row.page_id, []))
