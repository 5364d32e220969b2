"""Files of an audit (结果文件), from the store: the card, the ledger, the Word documents."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote

from portal.site import Site
from reports.wording.plaintext import plain
from service.database.tables import Audit
from service.refusals import RefusalError
from service.store.faults import NotStoredError
from service.store.store import Store

BLOCK = 1 << 18  # bytes
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_DONE = "这次检查还没有结果"


@dataclass(frozen=True)
class ResultFile:
    """A file of a kind: how it is called, and what a reader is told where there is none."""

    media_type: str
    words: str
    absent: str = "这次检查没有这个文件"


NO_PROBLEMS = "没有需要整改的问题，没有生成这份文书"
FILES = {
    "scorecard.html": ResultFile("text/html; charset=utf-8", "检查结果单"),
    "scorecard.json": ResultFile("application/json", "检查结果单"),
    "ledger.xlsx": ResultFile(SHEET, "整改台账"),
    "notice.docx": ResultFile(WORD, "整改通知书", NO_PROBLEMS),
    "objection.docx": ResultFile(WORD, "异议申诉表", NO_PROBLEMS),
}


def kind_of(name: str) -> ResultFile:
    """The kind of a file; raises RefusalError (404) for one that is none of a result."""
    if name not in FILES:
        raise RefusalError.not_found("没有这个文件")
    return FILES[name]


def blocks_of(store: Store, audit: Audit, name: str) -> Iterator[bytes]:
    """The bytes of a file; raises RefusalError (404) and StoreError before the first of them is read."""
    kind = kind_of(name)
    if not audit.store_key:
        raise RefusalError.not_found(NOT_DONE)
    return stored_blocks(store, f"{audit.store_key}/{name}", kind.absent)


def stored_blocks(store: Store, key: str, absent: str) -> Iterator[bytes]:
    """The bytes of a stored file; raises RefusalError (404) with `absent` where there is none, StoreError."""
    with ExitStack() as opened:
        try:
            file = opened.enter_context(store.open(key))
        except NotStoredError as fault:
            raise RefusalError.not_found(absent) from fault
        return _blocks(file, opened.pop_all())


def _blocks(file: IO[bytes], opened: ExitStack) -> Iterator[bytes]:
    with opened:
        while block := file.read(BLOCK):
            yield block


def files_of(store: Store, audit: Audit) -> list[str]:
    """Names of the files there are, of those that can be asked for; raises StoreError."""
    there = set(store.names_in(audit.store_key)) if audit.store_key else set()
    return [name for name in FILES if name in there]


def download_name(audit: Audit, name: str) -> str:
    """What a file is called once it is on the reader's disk."""
    site = Site(url=audit.site.url).folder
    day = f"{audit.as_of:%Y%m%d}-" if audit.as_of else ""
    return f"{plain(site, 80)}-{day}{FILES[name].words}.{name.rpartition('.')[2]}"


def attachment(name: str) -> str:
    """Content-Disposition of a download: the name in UTF-8, and one that every program can read."""
    suffix = name.rpartition(".")[2]
    return f"attachment; filename=\"download.{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"
