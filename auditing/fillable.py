"""Workbooks that offices fill in (可填写的工作簿): written, and written again only while nothing stands in them that was not read back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from auditing.exits import BadInputError
from crawler.off_peak import ZONE
from portal.site import Site
from reports.ledgers.filled_ledger import LedgerFileError, read_filled
from reports.ledgers.followup import FollowupError
from reports.ledgers.index_xlsx import FILE_NAME as WORKBOOK_NAME
from reports.ledgers.index_xlsx import write_index_workbook
from reports.ledgers.ledger_sheet import Kept
from reports.ledgers.ledger_xlsx import FILE_NAME as LEDGER_NAME
from reports.ledgers.ledger_xlsx import write_ledger
from reports.ledgers.reply_intake import clauses_of, unread
from reports.people.entries import PeopleFileError
from reports.scorecard import Scorecard


def write_site_ledger(card: Scorecard, folder: Path) -> str:
    """Write a site's ledger.xlsx; returns the path, or why it was left alone. Raises BadInputError, OSError."""
    site = Site(url=card.site.url).folder
    return _write(folder / LEDGER_NAME, [card], {site: folder}, lambda: write_ledger(card, folder))


def write_run_workbook(cards: list[Scorecard], failures: list[str], run: Path) -> str:
    """Write a run's index.xlsx; returns the path, or why it was left alone. Raises BadInputError, OSError."""
    folders = {site: run / site for site in (Site(url=card.site.url).folder for card in cards)}
    return _write(run / WORKBOOK_NAME, cards, folders, lambda: write_index_workbook(cards, failures, run))


def _write(path: Path, cards: list[Scorecard], folders: dict[str, Path], write: Callable[[], Path]) -> str:
    try:
        why = _filled_in(path, cards, folders) if path.exists() else ""
        return f"{path}（已有，{why}，没有改写）" if why else str(write())
    except (FollowupError, PeopleFileError) as fault:
        raise BadInputError(str(fault)) from fault


def _filled_in(path: Path, cards: list[Scorecard], folders: dict[str, Path]) -> str:
    """Why a workbook must not be written again; empty when it may be."""
    try:
        rows = read_filled(path)
    except LedgerFileError:
        return "读不出里面填了什么，要重新生成请先移走"
    kept = {site: Kept.of(folder, site) for site, folder in folders.items()}
    count = unread(rows, clauses_of(cards), kept, datetime.now(ZONE))
    return f"填了 {count} 行还没有读回，先用 gongkai ledger --import 读回或者移走" if count else ""
