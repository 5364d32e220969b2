"""Kinds of proof files (佐证材料的类型), known by their content, whatever they are called.

What can be opened and looked at is taken: PDF, pictures, office documents, OFD. Archives are not, since nobody sees what is in them, nor
documents with macros, nor pages that a browser would run.
"""

import zipfile
from dataclasses import dataclass
from typing import IO

from service.packages import has_too_many_parts

HEAD = 16  # bytes
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = ("vbaproject.bin", "vbadata.xml")


@dataclass(frozen=True)
class ProofKind:
    """A kind of file: its name, its media type, the suffixes it goes by."""

    words: str
    media_type: str
    suffixes: tuple[str, ...]


PDF = ProofKind("PDF", "application/pdf", ("pdf",))
PNG = ProofKind("PNG 图片", "image/png", ("png",))
JPEG = ProofKind("JPEG 图片", "image/jpeg", ("jpg", "jpeg"))
WEBP = ProofKind("WebP 图片", "image/webp", ("webp",))
OLD_OFFICE = ProofKind(
    "Office 97-2003 或 WPS 文档", "application/x-ole-storage", ("doc", "xls", "ppt", "wps", "et", "dps")
)
OOXML = "application/vnd.openxmlformats-officedocument"
IN_PACKAGE = {
    "word/document.xml": ProofKind("Word 文档", f"{OOXML}.wordprocessingml.document", ("docx",)),
    "xl/workbook.xml": ProofKind("Excel 工作簿", f"{OOXML}.spreadsheetml.sheet", ("xlsx",)),
    "ppt/presentation.xml": ProofKind("演示文稿", f"{OOXML}.presentationml.presentation", ("pptx",)),
    "OFD.xml": ProofKind("OFD 版式文档", "application/ofd", ("ofd",)),
}
TAKEN = "PDF、OFD、图片（PNG、JPEG、WebP）、Word、Excel、PPT、WPS 文档"


class NoProofError(ValueError):
    """A file is none that is taken; the message says why and what is."""


def kind_of(file: IO[bytes], name: str) -> ProofKind:
    """The kind of a file, which is read from its beginning; raises NoProofError, also for one that goes by another kind's suffix."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    kind = _by_head(head) or (_in_package(file) if head.startswith(b"PK\x03\x04") else None)
    file.seek(0)
    if kind is None:
        raise NoProofError(f"不是可以查看的佐证材料；可以上传 {TAKEN}，压缩包请解开后逐个上传")
    suffix = name.rpartition(".")[2].lower()
    if suffix not in kind.suffixes:
        raise NoProofError(f"内容是{kind.words}，扩展名却是“{suffix[:20]}”；请改成 .{kind.suffixes[0]} 再上传")
    return kind


def _by_head(head: bytes) -> ProofKind | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return OLD_OFFICE if head.startswith(OLE) else None


def _in_package(file: IO[bytes]) -> ProofKind | None:
    """By the parts of a package; nothing is unpacked. Raises NoProofError for one with macros."""
    if has_too_many_parts(file):
        return None
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        return None
    if any(name.lower().endswith(MACROS) for name in names):
        raise NoProofError("文档里有宏，请另存为不带宏的文档再上传")
    return next((kind for part, kind in IN_PACKAGE.items() if part in names), None)
