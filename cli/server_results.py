"""Results of a service fetched to this machine (取回结果): laid out as a run of this machine is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from auditing.exits import BadInputError
from auditing.fillable import write_run_workbook
from auditing.judgement import read_card
from auditing.runs import CARD_NAME, write_failures
from auditing.word_documents import write_run_documents
from cli.export_formats import Format, write_exports
from cli.server_following import Following
from reports.index import write_index
from reports.scorecard import Scorecard

FILES = (CARD_NAME, "scorecard.html", "ledger.xlsx", "notice.docx", "objection.docx")


def fetch_into(following: Following, audits: Sequence[dict[str, Any]], run: Path) -> None:
    """Fetch the files of finished audits into a run's folder. Raises BadInputError, LostError."""
    for audit in audits:
        folder = run / _folder_name(audit["folder"])
        for name in FILES:
            path = f"/audits/{audit['id']}/{name}"
            body = following.patiently(lambda path=path: following.connection.file(path))  # type: ignore[misc]
            if body is not None:
                _write(folder / name, body)


def _folder_name(name: str) -> str:
    """A site's folder as the service calls it; raises BadInputError for one that would lead elsewhere."""
    if not name or name.strip(".") == "" or any(sign in name for sign in "/\\:\0"):
        raise BadInputError(f"服务端给出的文件夹名“{name[:80]}”不能用")
    return name


def _write(path: Path, body: bytes) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body)
    except OSError as fault:
        raise BadInputError(f"{path}: 不能写入（{fault.strerror}）") from fault


def write_batch(run: Path, failures: list[str], formats: Sequence[Format]) -> list[Scorecard]:
    """Index, workbook, bulletin and what other programs read, of the cards in a run's folder, which are returned. Raises BadInputError, OSError."""
    folders = sorted(card.parent for card in run.glob(f"*/{CARD_NAME}"))
    cards = [read_card(folder) for folder in folders]
    write_failures(run, failures)
    write_index(cards, failures, run)
    write_run_workbook(cards, failures, run)
    write_run_documents(cards, failures, run)
    write_exports(formats, cards, folders, run)
    return cards
