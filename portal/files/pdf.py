"""Text of PDF files, by pypdf. A scan has none: its pages count, its characters are 0."""

import io
import logging

import pypdf

from portal.files.content import MAX_PAGES, Content, Gathering, UnreadableError


def read_pdf(body: bytes) -> Content:
    """Text of a PDF page by page; a page that cannot be read is left out."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(body))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("locked by a password")
    count, stated = len(reader.pages), reader.metadata
    gathered = Gathering()
    for number in range(min(count, MAX_PAGES)):
        if not all(gathered.add(line) for line in _page(reader, number)):
            break
    return Content(gathered.text, str(stated.title or "")[:300].strip() if stated else "", count)


def _page(reader: pypdf.PdfReader, number: int) -> list[str]:
    try:
        return reader.pages[number].extract_text().splitlines()
    except Exception:  # noqa: BLE001 (one damaged page is no reason to lose the others)
        return []
