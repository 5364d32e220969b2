"""The format of a file by its first bytes and its structure (附件格式); what an address or a header says counts only where these are silent."""

import re

from portal.states import FileFormat

_SIGNS: tuple[tuple[bytes, FileFormat], ...] = (
    (b"{\\rtf", FileFormat.RTF),
    (b"\xff\xd8\xff", FileFormat.IMAGE),
    (b"\x89PNG\r\n", FileFormat.IMAGE),
    (b"GIF8", FileFormat.IMAGE),
    (b"BM", FileFormat.IMAGE),
    (b"II*\0", FileFormat.IMAGE),
    (b"MM\0*", FileFormat.IMAGE),
    (b"Rar!\x1a\x07", FileFormat.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileFormat.ARCHIVE),
    (b"\x1f\x8b", FileFormat.ARCHIVE),
)
_PACKAGE_PARTS: tuple[tuple[bytes, FileFormat], ...] = (
    (b"OFD.xml", FileFormat.OFD),
    (b"word/document", FileFormat.DOCX),
    (b"xl/workbook", FileFormat.XLSX),
    (b"ppt/presentation", FileFormat.PPTX),
    (b"word/", FileFormat.DOCX),
    (b"xl/", FileFormat.XLSX),
    (b"ppt/", FileFormat.PPTX),
)
_STREAMS: tuple[tuple[str, FileFormat], ...] = (
    ("WordDocument", FileFormat.DOC),
    ("Workbook", FileFormat.XLS),
    ("PowerPoint Document", FileFormat.PPT),
    ("Book", FileFormat.XLS),
)
_BY_SUFFIX = {
    "doc": FileFormat.DOC,
    "wps": FileFormat.WPS,
    "xls": FileFormat.XLS,
    "et": FileFormat.XLS,
    "ppt": FileFormat.PPT,
    "dps": FileFormat.PPT,
    "docx": FileFormat.DOCX,
    "xlsx": FileFormat.XLSX,
    "pptx": FileFormat.PPTX,
    "ofd": FileFormat.OFD,
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|meta|title|body|script|table|div|p\b|!--)", re.IGNORECASE
)
_PDF_WITHIN = 1024
_TEXT_SAMPLE = 4096


def format_of(body: bytes, suffix: str = "") -> FileFormat:
    """Format of a file from its body, which may be cut; `suffix` (lower case) decides between formats that share a container."""
    if b"%PDF-" in body[:_PDF_WITHIN]:
        return FileFormat.PDF
    if body.startswith(b"PK\x03\x04"):
        return _first(_PACKAGE_PARTS, body) or FileFormat.ARCHIVE
    if body.startswith(_OLE):
        return _of_compound(body, suffix)
    for sign, found in _SIGNS:
        if body.startswith(sign):
            return found
    if _MARKUP.match(body):
        return FileFormat.HTML
    return FileFormat.TEXT if body and _is_text(body[:_TEXT_SAMPLE]) else FileFormat.OTHER


def _of_compound(body: bytes, suffix: str) -> FileFormat:
    """Old office files share one container; its directory, which may be cut off, names what is inside."""
    found = next((each for name, each in _STREAMS if name.encode("utf-16-le") in body), None)
    if found is FileFormat.DOC and suffix == "wps":
        return FileFormat.WPS
    return found or _BY_SUFFIX.get(suffix, FileFormat.OTHER)


def _first(parts: tuple[tuple[bytes, FileFormat], ...], body: bytes) -> FileFormat | None:
    return next((found for name, found in parts if name in body), None)


def _is_text(sample: bytes) -> bool:
    """Whether bytes read as text: no control characters, valid in one of the encodings in use."""
    if any(byte < 9 or 13 < byte < 32 for byte in sample):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            sample[:-4].decode(encoding)
        except UnicodeDecodeError as fault:
            if fault.start < len(sample) - 8:
                continue
        return True
    return False


def contradicts(found: FileFormat, suffix: str) -> bool:
    """Whether a file is not what its suffix says; old and new office formats under each other's suffix open all the same."""
    stated = _families().get(suffix)
    return stated is not None and found is not FileFormat.OTHER and found not in stated


def _families() -> dict[str, frozenset[FileFormat]]:
    writing = frozenset({FileFormat.DOC, FileFormat.DOCX, FileFormat.WPS, FileFormat.RTF})
    tables = frozenset({FileFormat.XLS, FileFormat.XLSX, FileFormat.TEXT, FileFormat.HTML})  # exports saved as .xls
    slides = frozenset({FileFormat.PPT, FileFormat.PPTX})
    return {
        "pdf": frozenset({FileFormat.PDF}),
        "ofd": frozenset({FileFormat.OFD}),
        **dict.fromkeys(("doc", "docx", "wps", "rtf"), writing | {FileFormat.HTML}),
        **dict.fromkeys(("xls", "xlsx", "et", "csv"), tables),
        **dict.fromkeys(("ppt", "pptx", "dps"), slides),
        **dict.fromkeys(("zip", "rar", "7z"), frozenset({FileFormat.ARCHIVE})),
    }
