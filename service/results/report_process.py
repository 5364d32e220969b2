"""A run's index, workbook and bulletin (批次汇总), made in a process of its own: hundreds of cards take memory that goes back when it ends.

Run as `python -m service.results.report_process`; what to do comes on stdin as JSON.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.index.page import write_index
from reports.ledgers.index_xlsx import write_index_workbook
from reports.scorecard import Scorecard
from reports.word import bulletin
from service.results.report_job import ReportJob
from service.store.faults import StoreError
from service.store.store import Store


def make(job: ReportJob) -> None:
    """Write the files of a run and store them; raises StoreError, OSError."""
    store = Store(job.store, job.options)
    cards = list(_cards(store, job.cards))
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_index(cards, job.failures, folder)
        write_index_workbook(cards, job.failures, folder)
        if len(cards) >= bulletin.FEWEST_SITES:
            bulletin.write_bulletin(cards, job.failures, folder)
        store.put_tree(job.target, folder)


def _cards(store: Store, keys: list[str]) -> Iterator[Scorecard]:
    for key in keys:
        with store.open(key) as file:
            yield Scorecard.model_validate_json(file.read())


def main() -> int:
    """Entry point; one line on stderr when it cannot be done."""
    try:
        make(ReportJob.model_validate_json(sys.stdin.buffer.read()))
    except (StoreError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
