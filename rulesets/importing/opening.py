"""A document's file opened (打开文件): bounded reading, its true format, the reader that fits, and one clear line for what cannot be read."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from portal.files.formats import format_of
from portal.markup.decoding import decode
from portal.states import FileFormat
from rulesets.importing.blocks import Source
from rulesets.importing.draft_file import Draft, draft
from rulesets.importing.errors import DocumentError
from rulesets.importing.finding import find

LARGEST = 50_000_000  # bytes; a yearly document with its scans of seals takes a tenth of it
MEGABYTE = 1_000_000
READERS: dict[FileFormat, tuple[str, str]] = {
    FileFormat.TEXT: ("plain_text", "read_text"),
    FileFormat.HTML: ("web_page", "read_page"),
    FileFormat.DOCX: ("word", "read_word"),
    FileFormat.PDF: ("pdf", "read_pdf"),
}
"""Readers by format, imported when a file needs them: their libraries are large."""

_OLD = "用 WPS 或 Word 打开，另存为 .docx 后再试"
_MENDS: dict[FileFormat, str] = {
    FileFormat.DOC: _OLD,
    FileFormat.WPS: _OLD,
    FileFormat.RTF: _OLD,
    FileFormat.OFD: "用 OFD 阅读器打开，另存为 .pdf 或复制文字存成 .txt 后再试",
    FileFormat.IMAGE: "图片里的文字读不了，请用文字识别转成 .docx 或 .txt 后再试",
    FileFormat.ARCHIVE: "先解压，再指明里面的那个文件",
    FileFormat.XLS: "用 WPS 或 Excel 打开，另存为 .xlsx 或复制到 .docx 后再试",
    FileFormat.XLSX: "台账复制到 .docx 后再试；改好的规则集表格用 gongkai rules import 文件.xlsx 导回",
}
_OTHER = "只能读 .txt、.docx、.pdf、.html"


def draft_document(path: Path) -> Draft:
    """The ruleset drafted from a file; raises DocumentError, one Chinese line, for whatever cannot be used."""
    return draft(find(read_source(path), path.stem), path.stem)


def read_source(path: Path) -> Source:
    """Blocks of a file."""
    body = read_bytes(path)
    found = format_of(body, path.suffix.lower().lstrip("."))
    if found is FileFormat.OTHER and _is_wide_text(body):
        found = FileFormat.TEXT
    if found not in READERS:
        raise DocumentError(f"{path}：读不了这种文件（{found.value}）", _MENDS.get(found, _OTHER))
    source = _read(found, body, path)
    if not any(block for block in source.blocks):
        raise DocumentError(f"{path}：文件里没有文字", "核对是不是选错了文件")
    return source


def _read(found: FileFormat, body: bytes, path: Path) -> Source:
    module, name = READERS[found]
    if found in (FileFormat.TEXT, FileFormat.HTML):
        reader: Callable[..., Source] = getattr(import_module(f"rulesets.importing.readers.{module}"), name)
        return reader(decode(body, "text/plain" if found is FileFormat.TEXT else "text/html").text)
    reader = getattr(import_module(f"rulesets.importing.readers.{module}"), name)
    try:
        return reader(body)
    except DocumentError as error:
        raise DocumentError(f"{path}：{error.what}", error.mend) from error


def _is_wide_text(body: bytes) -> bool:
    """Whether bytes with zeros in them are UTF-16 text, which Windows editors write."""
    return body.startswith((b"\xff\xfe", b"\xfe\xff"))


def read_bytes(path: Path) -> bytes:
    """Bytes of a regular file of at most LARGEST bytes."""
    try:
        if path.is_dir():
            raise DocumentError(f"{path}：这是文件夹", "写出里面那个文件的名称")
        if not path.is_file():
            raise DocumentError(f"{path}：找不到这个文件", "核对路径和文件名")
        size = path.stat().st_size
        body = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise DocumentError(
            f"{path}：文件读不了（{error.strerror or error}）", "核对文件权限，或另存一份再试"
        ) from error
    except ValueError as error:  # a name with a null character
        raise DocumentError(f"{path!s}：文件名无效", "核对路径和文件名") from error
    if size > LARGEST:
        raise DocumentError(
            f"{path}：文件有 {size // MEGABYTE} MB，超过 {LARGEST // MEGABYTE} MB", "删去图片后另存，或只保留正文和附表"
        )
    if not body.strip():
        raise DocumentError(f"{path}：文件是空的", "核对是不是选错了文件")
    return body
