"""Reading a file's text by its format (附件正文提取). Called in a process of its own (`portal.files.workshop`): files may be hostile."""

from collections.abc import Callable

from portal.decoding import decode
from portal.files.content import MAX_CHARACTERS, Content, UnreadableError
from portal.files.packages import read_docx, read_ofd, read_pptx
from portal.files.pdf import read_pdf
from portal.files.sheets import read_xls, read_xlsx
from portal.files.word_binary import read_doc
from portal.states import FileFormat


def _read_text(body: bytes) -> Content:
    text, _ = decode(body[: 4 * MAX_CHARACTERS], "text/plain")
    return Content("\n".join(line.strip() for line in text.splitlines() if line.strip())[:MAX_CHARACTERS])


READERS: dict[FileFormat, Callable[[bytes], Content]] = {
    FileFormat.PDF: read_pdf,
    FileFormat.DOCX: read_docx,
    FileFormat.PPTX: read_pptx,
    FileFormat.OFD: read_ofd,
    FileFormat.XLSX: read_xlsx,
    FileFormat.XLS: read_xls,
    FileFormat.DOC: read_doc,
    FileFormat.WPS: read_doc,
    FileFormat.TEXT: _read_text,
}
"""Formats whose text is read; of others only the format is told."""


def read_content(body: bytes, found: FileFormat) -> Content:
    """Text of a whole file; raises UnreadableError, for a damaged file as for a format without a reader."""
    reader = READERS.get(found)
    if reader is None:
        raise UnreadableError(f"no reader for {found.value}")
    try:
        return reader(body)
    except UnreadableError:
        raise
    except Exception as fault:  # whatever damaged parts make the libraries raise
        raise UnreadableError(f"{type(fault).__name__}: {fault}") from fault
