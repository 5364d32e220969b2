"""Files that people upload (上传的文件): their kind is told by content, their name is a text and never a path."""

import unicodedata
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from fastapi import UploadFile

from service.packages import has_too_many_parts
from service.refusals import RefusalError

LONGEST_NAME = 150
ENCODINGS = ("utf-8-sig", "gb18030")


class Kind(StrEnum):
    """What an upload can be, by its content."""

    XLSX = "XLSX 工作簿"
    TEXT = "文本（CSV、YAML、TXT）"


SUFFIXES = {
    Kind.XLSX: (".xlsx",),
    Kind.TEXT: (".csv", ".yaml", ".yml", ".txt"),
}


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name for people to read, its bytes, its kind."""

    name: str
    content: bytes
    kind: Kind

    @property
    def suffix(self) -> str:
        """In lower case, with the dot."""
        return f".{self.name.rpartition('.')[2].lower()}"


def read_upload(upload: UploadFile, *, kinds: Collection[Kind], limit: int) -> Upload:
    """The file, if it is of one of these kinds and has no more than `limit` bytes. Raises RefusalError (413, 422)."""
    content = upload.file.read(limit + 1)
    if len(content) > limit:
        raise RefusalError.too_large(f"文件超过 {max(1, limit // 1_000_000)} MB，请拆分后再上传")
    name = file_name(upload.filename or "")
    if not content:
        raise RefusalError.unusable("没有选择文件，或者文件是空的")
    kind = kind_of(content)
    wanted = "、".join(kinds)
    if kind is None or kind not in kinds:
        raise RefusalError.unusable(f"“{name}”的内容不是{wanted}")
    found = Upload(name, content, kind)
    if found.suffix not in SUFFIXES[kind]:
        raise RefusalError.unusable(f"“{name}”的扩展名与内容不符，应是 {'、'.join(SUFFIXES[kind])}")
    return found


def kind_of(content: bytes) -> Kind | None:
    """By content, whatever the file is called."""
    if content.startswith(b"PK\x03\x04"):
        return Kind.XLSX if _is_workbook(content) else None
    return Kind.TEXT if _is_text(content) else None


def file_name(given: str) -> str:
    """The last part of what the client calls the file, without what could mislead: folders, control and direction marks."""
    last = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, suffix = shown.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix[:10]}" if dot else shown[:LONGEST_NAME] or "未命名"


def _is_workbook(content: bytes) -> bool:
    """By the list of its parts; nothing is unpacked here."""
    if has_too_many_parts(BytesIO(content)):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return "xl/workbook.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        return False


def _is_text(content: bytes) -> bool:
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return any(_decodes(content, encoding) for encoding in (*ENCODINGS, "utf-16"))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
