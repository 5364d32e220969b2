"""Texts that people type (填写的文字), as they are kept: without what a database or a workbook cannot hold, within a length."""

from datetime import date

from reports.ledgers.workbook import UNWRITABLE
from service.refusals import RefusalError


def typed(words: str, what: str, longest: int, *, needed: bool = False) -> str:
    """Several lines of text without blanks around them. Raises RefusalError (422) for one too long, or missing where it is `needed`."""
    kept = UNWRITABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if needed and not kept:
        raise RefusalError.unusable(f"没有填{what}")
    if len(kept) > longest:
        raise RefusalError.unusable(f"{what}有 {len(kept)} 字，最多 {longest} 字，请缩短")
    return kept


def typed_line(words: str, what: str, longest: int, *, needed: bool = False) -> str:
    """The same on one line."""
    return " ".join(typed(words, what, longest, needed=needed).split())


def typed_day(words: str, what: str) -> date | None:
    """A day as a form sends it, None for an empty field. Raises RefusalError (422)."""
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError as fault:
        raise RefusalError.unusable(f"{what}应写成 2026-03-01") from fault
