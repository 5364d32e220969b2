"""Attached files (附件内容): format by structure, text of each kind, and bounds that hostile ones meet."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.attachments import docx, pdf, xlsx
from portal.files.content import MAX_CHARACTERS, TooLargeError, UnreadableError
from portal.files.formats import contradicts, format_of
from portal.files.reading import read_content
from portal.files.workshop import Workshop
from portal.states import FileFormat
from tests.portal.office_files import compound, doc, xls

LINES = ["青禾县养犬登记名单", "第一批共三十人"]


def package(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return packed.getvalue()


OFD = package(
    {
        "OFD.xml": "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>",
        **{
            f"Doc_0/Pages/Page_{n}/Content.xml": f"<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'><ofd:TextObject><ofd:TextCode>{line}</ofd:TextCode></ofd:TextObject></ofd:Page>"
            for n, line in enumerate(LINES)
        },
    }
)
SLIDES = package(
    {
        "ppt/presentation.xml": "<p/>",
        **{
            f"ppt/slides/slide{n}.xml": f"<s xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:p><a:r><a:t>{line}</a:t></a:r></a:p></s>"
            for n, line in enumerate(LINES, 1)
        },
    }
)
FILES = {
    "pdf": (pdf(LINES), FileFormat.PDF),
    "docx": (docx(LINES), FileFormat.DOCX),
    "xlsx": (xlsx(LINES), FileFormat.XLSX),
    "pptx": (SLIDES, FileFormat.PPTX),
    "ofd": (OFD, FileFormat.OFD),
    "doc": (doc("\r".join(LINES)), FileFormat.DOC),
    "wps": (doc("\r".join(LINES)), FileFormat.WPS),
    "xls": (xls([[line] for line in LINES]), FileFormat.XLS),
    "txt": ("\n".join(LINES).encode("gb18030"), FileFormat.TEXT),
}


@pytest.mark.parametrize("suffix", FILES)
def test_format_and_text_of_every_kind(suffix: str) -> None:
    body, found = FILES[suffix]
    assert format_of(body, suffix) is found
    assert not contradicts(found, suffix)
    text = read_content(body, found).text
    assert [line.split("\t")[-1] for line in text.splitlines()] == LINES


@pytest.mark.parametrize(
    ("body", "suffix", "found"),
    [
        (b"<!DOCTYPE html><html>", "pdf", FileFormat.HTML),
        (b"{\\rtf1\\ansi", "doc", FileFormat.RTF),
        (b"\xff\xd8\xff\xe0", "pdf", FileFormat.IMAGE),
        (b"Rar!\x1a\x07\x00", "zip", FileFormat.ARCHIVE),
        (b"\x00\x01\x02", "pdf", FileFormat.OTHER),
        (b"", "pdf", FileFormat.OTHER),
        (compound({"Unknown": b"x"}), "doc", FileFormat.DOC),
    ],
)
def test_format_of_other_bytes(body: bytes, suffix: str, found: FileFormat) -> None:
    assert format_of(body, suffix) is found


def test_a_file_that_is_not_what_its_suffix_says() -> None:
    assert contradicts(FileFormat.HTML, "pdf")
    assert contradicts(FileFormat.IMAGE, "docx")
    assert not contradicts(FileFormat.DOC, "docx")  # programs open it all the same
    assert not contradicts(FileFormat.HTML, "xls")  # tables exported so
    assert not contradicts(FileFormat.OTHER, "pdf")


def test_tables_keep_rows_and_cells() -> None:
    assert read_content(xls([["姓名", "人数"], ["城关镇", 30.0]]), FileFormat.XLS).text == "姓名\t人数\n城关镇\t30"
    assert (
        read_content(doc("姓名\x07人数\x07\x07城关镇\x0730\x07\x07"), FileFormat.DOC).text == "姓名\t人数\n城关镇\t30"
    )


def test_field_codes_and_one_byte_text_of_a_doc() -> None:
    assert (
        read_content(doc('See \x13 HYPERLINK "x" \x14here\x15.\r', compressed=True), FileFormat.DOC).text == "See here."
    )


def test_a_scan_has_pages_and_no_characters() -> None:
    content = read_content(pdf([]), FileFormat.PDF)
    assert (content.pages, content.text) == (1, "")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = package({"word/document.xml": "<a>" + " " * 70_000_000 + "</a>"})
    assert len(bomb) < 100_000
    with pytest.raises(TooLargeError):
        read_content(bomb, FileFormat.DOCX)


def test_text_is_bounded() -> None:
    assert len(read_content(docx(["字" * 1000] * 400), FileFormat.DOCX).text) <= MAX_CHARACTERS


def test_entities_of_a_package_are_not_followed() -> None:
    part = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d><p><t>甲&x;乙</t></p></d>'
    assert "甲" in read_content(package({"word/document.xml": part}), FileFormat.DOCX).text
    assert len(read_content(package({"word/document.xml": part}), FileFormat.DOCX).text) <= 2


@given(st.sampled_from([body for body, _ in FILES.values()]), st.integers(0, 20_000), st.binary(min_size=1, max_size=8))
def test_damaged_files_are_read_or_refused(body: bytes, at: int, junk: bytes) -> None:
    place = at % len(body)
    damaged = body[:place] + junk + body[place + len(junk) :]
    with suppress(UnreadableError):
        assert isinstance(read_content(damaged, format_of(damaged, "doc")).text, str)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    slow = pdf(LINES).replace(b"Tj", b"Tj " * 400_000, 1)
    with Workshop(seconds=0.5) as workshop, pytest.raises(TooLargeError):
        workshop.read(slow, FileFormat.PDF)
    with Workshop() as workshop:
        assert workshop.read(docx(LINES), FileFormat.DOCX).text.splitlines() == LINES
        with pytest.raises(UnreadableError):
            workshop.read(b"%PDF-1.4", FileFormat.PDF)
        assert workshop.read(xlsx(LINES), FileFormat.XLSX).pages == 1
