"""What a body is to be shown as (媒体类型): what a browser may take it for, decided here, since it is told not to guess."""

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from portal.files.formats import format_of
from portal.states import FileFormat
from portal.storage.archive import Capture


class Kind(StrEnum):
    """How a body is shown."""

    PAGE = "网页"
    TEXT = "文本"
    SHEET = "样式文件"
    PICTURE = "图片"
    FONT = "字体"
    SOUND = "音视频"
    FILE = "文件"


class Media(NamedTuple):
    """How a body is shown, and the media type it is sent with."""

    kind: Kind
    mime: str


_SIGNS = (
    (b"\x89PNG\r\n", Media(Kind.PICTURE, "image/png")),
    (b"\xff\xd8\xff", Media(Kind.PICTURE, "image/jpeg")),
    (b"GIF8", Media(Kind.PICTURE, "image/gif")),
    (b"BM", Media(Kind.PICTURE, "image/bmp")),
    (b"\0\0\1\0", Media(Kind.PICTURE, "image/x-icon")),
    (b"wOFF", Media(Kind.FONT, "font/woff")),
    (b"wOF2", Media(Kind.FONT, "font/woff2")),
    (b"OTTO", Media(Kind.FONT, "font/otf")),
    (b"\0\1\0\0\0", Media(Kind.FONT, "font/ttf")),
)
_VECTORS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?(?:<!DOCTYPE svg[^>]{0,300}>\s*)?<svg[\s>]", re.DOTALL
)
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_TEXTS = frozenset(
    ("application/json", "application/xml", "application/javascript", "application/x-javascript", "application/rss+xml")
)
_OPAQUE = "application/octet-stream"
_FILES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOC: "application/msword",
    FileFormat.XLS: "application/vnd.ms-excel",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MIME = re.compile(r"[a-z]{1,20}/[a-z0-9.+-]{1,80}")


def declared_type(capture: Capture) -> str:
    """The `Content-Type` of an answer as sent; empty when there was none."""
    for name, value in capture.headers:
        if name.lower() == b"content-type":
            return value.decode("latin-1")
    return ""


def media_of(capture: Capture) -> Media:
    """What a body is: by its first bytes where these tell, else by what the server said of it."""
    if _still_packed(capture):
        return Media(Kind.FILE, _OPAQUE)
    body = capture.body
    signed = next((media for sign, media in _SIGNS if body.startswith(sign)), None)
    if signed is not None:
        return signed
    mime = declared_type(capture).partition(";")[0].strip().lower()
    format_ = format_of(body, urlsplit(capture.url).path.rpartition(".")[2].lower())
    if format_ in (FileFormat.HTML, FileFormat.TEXT, FileFormat.OTHER, FileFormat.IMAGE):
        return _by_name(mime, format_, body)
    return Media(Kind.FILE, _FILES.get(format_, _OPAQUE))


def _still_packed(capture: Capture) -> bool:
    """Whether the body's content encoding could not be undone when it was stored."""
    packed = {value.lower() for name, value in capture.headers if name.lower() == b"content-encoding"}
    return bool(packed - {b"", b"identity"})


def _by_name(mime: str, format_: FileFormat, body: bytes) -> Media:
    if mime == "text/css":
        return Media(Kind.SHEET, mime)
    if mime == "image/svg+xml" or _VECTORS.match(body[:2000]):
        return Media(Kind.PICTURE, "image/svg+xml")
    if mime in _PAGES or (format_ is FileFormat.HTML and mime in ("", _OPAQUE)):
        return Media(Kind.PAGE, "text/html")
    if mime.startswith("text/") or mime in _TEXTS or (format_ is FileFormat.TEXT and mime == ""):
        return Media(Kind.TEXT, "text/plain")
    if _MIME.fullmatch(mime):
        return _of_family(mime)
    return Media(Kind.FILE, _OPAQUE)


def _of_family(mime: str) -> Media:
    family = mime.partition("/")[0]
    kinds = {"image": Kind.PICTURE, "font": Kind.FONT, "audio": Kind.SOUND, "video": Kind.SOUND}
    return Media(kinds[family], mime) if family in kinds else Media(Kind.FILE, _OPAQUE)


def file_name(url: str) -> str:
    """A name for the body of an address: the last part of its path, without anything a file system or a header might obey."""
    last = unquote(urlsplit(url).path.rpartition("/")[2], errors="replace")
    safe = "".join(letter for letter in last if letter.isprintable() and letter not in '\\/:*?"<>|')[-100:].strip(". ")
    return safe or "index.html"
