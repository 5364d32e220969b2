"""ledger.xlsx (整改台账): the ledger of a site as a workbook, a sheet per document, to be filled in and read back."""

from pathlib import Path

from portal.site import Site
from reports.ledgers.ledger_rows import ledger_rows
from reports.ledgers.ledger_sheet import COLUMNS, Filled, Kept, ledger_cells, narrowed_words
from reports.ledgers.workbook import Book
from reports.page.html import FILE_NAME as CARD_NAME
from reports.scorecard import Scorecard

FILE_NAME = "ledger.xlsx"
FROZEN = 3  # columns that stay in sight


def write_ledger(card: Scorecard, folder: Path) -> Path:
    """Write ledger.xlsx into a site's folder, whole or not at all, and return its path.

    What people said, kept in the folder's followup.yaml and attestations.yaml, stands in its rows. Raises OSError, FollowupError, PeopleFileError.
    """
    site = Site(url=card.site.url).folder
    filled = Filled.of(Kept.of(folder, site), card.as_of)
    book = Book()
    for ruleset in card.rulesets:
        table = book.table(ruleset.id, COLUMNS, FROZEN)
        table.head(narrowed_words(card))
        for row in ledger_rows(ruleset, card.as_of, card.unit):
            table.add(ledger_cells(row, site, filled, CARD_NAME))
    if not card.rulesets:
        book.table("台账", COLUMNS, FROZEN)
    return book.save(folder / FILE_NAME)
