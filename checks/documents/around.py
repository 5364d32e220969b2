"""What a document's page states beside the chosen fields (文件页的读数和附件): read for all documents in one pass, for every check of the room."""

import re
from dataclasses import dataclass, field

from portal.content_facts import Attachment, FieldReading
from portal.facts import Document, Page
from portal.states import FieldPart, PageKind, Via
from portal.storage.snapshot import Snapshot

DOCUMENT_COLUMNS = re.compile(r"文件|政策|法规|规章|公文|规范性")  # columns in which documents stand
UNSEEN = (Via.META, Via.SCRIPT, Via.COMMENT)  # ways a visitor may not see
BODY_SURE = 120  # characters beside title and fields that are a text
ITSELF = re.compile(r"原文|原件|正文|扫描|全文|红头|文件下载")  # names of attachments that hold the document itself


@dataclass(slots=True)
class Around:
    """One document's page: its readings by trust, and the files it offers."""

    page: Page
    readings: list[FieldReading] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)

    def of(self, name: str, *, seen: bool = False) -> list[FieldReading]:
        """Readings of one field; `seen`: only those a visitor of the page can see."""
        return [each for each in self.readings if each.name == name and not (seen and each.via in UNSEEN)]

    def stated(self, name: str) -> FieldReading | None:
        """The most trusted reading of a field."""
        return next((each for each in self.readings if each.name == name), None)


def around_documents(snapshot: Snapshot) -> dict[int, Around]:
    """Pages of documents by id. Give it to `Snapshot.once`."""
    documents = {document.page_id for document in snapshot.documents()}
    pages = {page.id: Around(page) for page in snapshot.pages(PageKind.DOCUMENT) if page.id in documents}
    for missing in documents - pages.keys():
        page = snapshot.page_by_id(missing)
        if page:
            pages[missing] = Around(page)
    for reading in snapshot.records(FieldReading):
        if reading.page_id in pages:
            pages[reading.page_id].readings.append(reading)
    for attachment in snapshot.records(Attachment):
        if attachment.page_id in pages:
            pages[attachment.page_id].attachments.append(attachment)
    return pages


def around(snapshot: Snapshot, document: Document) -> Around:
    """The page of one document."""
    return snapshot.once(around_documents)[document.page_id]


def holds_itself(attachment: Attachment, document: Document) -> bool:
    """Whether a file may be the document itself, by its name."""
    name = re.sub(r"\.\w{2,5}$", "", attachment.name).strip()
    return bool(ITSELF.search(name)) or (len(name) >= 6 and (name in document.title or document.title in name))


def body_length(page: Around, document: Document) -> int:
    """Characters of the main text beside title, field table and remarks."""
    stated = {reading.words for reading in page.readings if reading.part in (FieldPart.TABLE, FieldPart.REMARKS)}
    return page.page.text_length - len(document.title) - sum(map(len, stated))


def files_by_page(snapshot: Snapshot) -> dict[int, list[str]]:
    """Addresses of attached files by the page that offers them. Give it to `Snapshot.once`."""
    found: dict[int, list[str]] = {}
    for attachment in snapshot.records(Attachment):
        found.setdefault(attachment.page_id, []).append(attachment.url)
    return found
