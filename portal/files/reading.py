"""Reading a file's text by its format (附件正文提取). Called in a process of its own (`portal.files.workshop`): files may be hostile.

Readers are imported when the first file of their kind is read: their libraries take some 30 MB, and the crawl's own process needs none of them.
"""

from collections.abc import Callable
from importlib import import_module

from portal.files.content import Content, UnreadableError
from portal.states import FileFormat

READERS: dict[FileFormat, tuple[str, str]] = {
    FileFormat.PDF: ("pdf", "read_pdf"),
    FileFormat.DOCX: ("packages", "read_docx"),
    FileFormat.PPTX: ("packages", "read_pptx"),
    FileFormat.OFD: ("packages", "read_ofd"),
    FileFormat.XLSX: ("sheets", "read_xlsx"),
    FileFormat.XLS: ("sheets", "read_xls"),
    FileFormat.DOC: ("word_binary", "read_doc"),
    FileFormat.WPS: ("word_binary", "read_doc"),
    FileFormat.TEXT: ("plain_text", "read_text"),
}
"""Formats whose text is read, with module and function; of others only the format is told."""


def read_content(body: bytes, found: FileFormat) -> Content:
    """Text of a whole file; raises UnreadableError, for a damaged file as for a format without a reader."""
    if found not in READERS:
        raise UnreadableError(f"no reader for {found.value}")
    module, name = READERS[found]
    reader: Callable[[bytes], Content] = getattr(import_module(f"portal.files.{module}"), name)
    try:
        return reader(body)
    except UnreadableError:
        raise
    except Exception as fault:  # whatever damaged parts make the libraries raise
        raise UnreadableError(f"{type(fault).__name__}: {fault}") from fault
