"""Traces of interpretations that were not read (未读到的解读): links and list rows named like one, for documents said to lack something."""

import re
from collections.abc import Iterable

from portal.facts import Document, ListItem
from portal.interpretations.pairings import document_names, plain_name
from portal.states import LIST_KINDS, LinkState, PageKind, Region
from portal.storage.snapshot import Snapshot

INTERPRETATION_WORDS = re.compile(r"解读|图解|读懂|看懂|图说|问答|答记者问")
MENU_NAMES = re.compile(
    r"(?:政策|文件|部门|图文|相关|更多)*(?:解读|图解|问答)(?:回应|列表|专栏)?"
)  # names of columns, not of texts
SHORTEST_NAME = 6  # characters of a document's name that identify it inside another title


def unread_traces(snapshot: Snapshot, documents: Iterable[Document]) -> dict[int, str]:
    """Documents (by page id) for which something looks like an interpretation that was not read, with what it is in Chinese."""
    documents = list(documents)
    traces = {document.page_id: words for document in documents if (words := _linked(snapshot, document))}
    rows = snapshot.once(_unread_rows) if documents else ()
    for document in documents:
        names = [name for name in document_names(document.title) if len(name) >= SHORTEST_NAME]
        if any(name in title for title in rows for name in names):
            traces.setdefault(document.page_id, "列表中有疑似解读的条目，但没有读到对应的解读页")
    return traces


def _linked(snapshot: Snapshot, document: Document) -> str:
    """A link on the document's page that is named like an interpretation and leads to no list: to a file, a film, another site."""
    for link in snapshot.links(document.page_id, Region.MAIN):
        label = link.label
        if not link.url or not INTERPRETATION_WORDS.search(label):
            continue
        target = snapshot.target_by_id(link.target_id)
        page = snapshot.landing(link.url)
        if page is None and target and target.state is not LinkState.BROKEN and not MENU_NAMES.fullmatch(label):
            return f"文件页链接到“{label[:30]}”，但没有读到它的内容"
    return ""


def _unread_rows(snapshot: Snapshot) -> tuple[str, ...]:
    """Plain names of list rows that speak of an interpretation and whose page was not read."""
    rows = snapshot.rows_of_lists(*LIST_KINDS, PageKind.HOME)
    return tuple({plain_name(item.title): None for item in rows if _is_unread(snapshot, item)})


def _is_unread(snapshot: Snapshot, item: ListItem) -> bool:
    return bool(INTERPRETATION_WORDS.search(item.title)) and not (item.url and snapshot.page(item.url))
