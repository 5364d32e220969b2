"""Texts of packaged documents (DOCX, PPTX, OFD): XML parts of a ZIP file, read as a stream."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from portal.files.content import MAX_PAGES, MAX_PARTS, MAX_UNPACKED, Content, Gathering, TooLargeError

_NUMBER = re.compile(r"(\d+)")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def package(body: bytes) -> zipfile.ZipFile:
    """The ZIP file in a body; raises TooLargeError for one that unpacks to more than is read."""
    opened = zipfile.ZipFile(io.BytesIO(body))
    parts = opened.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise TooLargeError("unpacks to more than is read")
    return opened


def read_docx(body: bytes) -> Content:
    """Text of a DOCX by paragraph; table cells parted by tabs."""
    with package(body) as opened:
        gathered = Gathering()
        _words(opened.read("word/document.xml"), gathered, paragraph="p", text="t")
        return Content(gathered.text, _title(opened))


def read_pptx(body: bytes) -> Content:
    """Text of a PPTX, slide by slide."""
    with package(body) as opened:
        slides = _numbered(opened, r"ppt/slides/slide\d+\.xml")
        gathered = Gathering()
        for name in slides[:MAX_PAGES]:
            _words(opened.read(name), gathered, paragraph="p", text="t")
        return Content(gathered.text, _title(opened), len(slides))


def read_ofd(body: bytes) -> Content:
    """Text of an OFD (GB/T 33190), page by page: its text objects in their order."""
    with package(body) as opened:
        pages = _numbered(opened, r"(?:.*/)?Pages?/(?:Page_?\d+/)?(?:Content|Page_?\d+)\.xml")
        gathered = Gathering()
        for name in pages[:MAX_PAGES]:
            _words(opened.read(name), gathered, paragraph="TextObject", text="TextCode")
        return Content(gathered.text, "", len(pages))


def _words(xml: bytes, gathered: Gathering, *, paragraph: str, text: str) -> None:
    """Text of all elements named `text`, a line for each element named `paragraph`; names without their namespace."""
    words: list[str] = []
    for _, element in _parse(xml):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name == text:
            words.append(element.text or "")
        elif name in ("tab", "tc"):
            words.append("\t")
        elif name in ("br", "cr"):
            words.append(" ")
        elif name == paragraph:
            going_on = gathered.add("".join(words))
            words.clear()
            if not going_on:
                return
        if name != text:
            element.clear()
    gathered.add("".join(words))


def _parse(xml: bytes) -> Iterator[tuple[str, etree._Element]]:
    yield from etree.iterparse(
        io.BytesIO(xml), events=("end",), resolve_entities=False, no_network=True, huge_tree=False
    )


def _numbered(opened: zipfile.ZipFile, pattern: str) -> list[str]:
    """Parts with names of this form, by the numbers in them."""
    names = [name for name in opened.namelist() if re.fullmatch(pattern, name)]
    return sorted(names, key=lambda name: [int(number) for number in _NUMBER.findall(name)])


def _title(opened: zipfile.ZipFile) -> str:
    if "docProps/core.xml" not in opened.namelist():
        return ""
    for _, element in _parse(opened.read("docProps/core.xml")):
        if element.tag == _TITLE:
            return (element.text or "").strip()[:300]
    return ""
