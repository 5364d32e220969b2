"""A run with a ledger to fill in (待填台账): one site of the sample cards."""

from pathlib import Path

from auditing.runs import CARD_NAME
from reports.ledgers.ledger_xlsx import write_ledger
from tests.reports import cards

HOST = "www.qiwuxian.gov.cn"


def run_with_ledger(parent: Path) -> Path:
    """The run's folder; its one site has two dead links."""
    folder = parent / "run" / HOST
    folder.mkdir(parents=True)
    card = cards.full(dead=2)
    (folder / CARD_NAME).write_text(card.to_json(), encoding="utf-8")
    write_ledger(card, folder)
    return parent / "run"
