"""Attachments and pictures are real files of their kind."""

import io
import re
import struct
import zipfile
import zlib

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from demo.attachments import docx, pdf, xlsx
from demo.images import SCENES, badge, emblem, landscape
from demo.portals import PORTALS

MAGIC = {"pdf": b"%PDF-1.4", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "png": b"\x89PNG", "svg": b"<svg"}
LINES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))
)


@pytest.mark.parametrize("portal", PORTALS)
def test_files_begin_as_their_suffix_says(portal: str) -> None:
    files = {p: r for p, r in PORTALS[portal]().pages.items() if p.rpartition(".")[2] in MAGIC and r.status == 200}
    assert len(files) > 10
    assert [path for path, r in files.items() if not r.body.startswith(MAGIC[path.rpartition(".")[2]])] == []


@given(LINES)
def test_any_lines_make_a_workbook_that_opens(lines: list[str]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(lines))).active
    assert sheet is not None
    shown = [str(row[1].value or "") for row in sheet.iter_rows()]
    assert [line.strip() for line in shown] == [line.strip() for line in lines]


@given(LINES)
def test_any_lines_make_a_document_of_well_formed_parts(lines: list[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(lines))) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    assert ["".join(map(str, p.itertext())) for p in parts["word/document.xml"][0]] == lines


@given(LINES)
def test_the_cross_references_of_a_pdf_point_at_its_objects(lines: list[str]) -> None:
    body = pdf(lines)
    start = int(body.rsplit(b"startxref\n", 1)[1].split()[0])
    assert body[start:].startswith(b"xref")
    offsets = [int(found) for found in re.findall(rb"(\d{10}) 00000 n", body[start:])]
    assert all(body[offset:].startswith(b"%d 0 obj" % number) for number, offset in enumerate(offsets, 1))


def test_a_badge_is_an_rgb_picture_of_its_size() -> None:
    body = badge(30, 36, (200, 34, 31))
    assert struct.unpack(">II", body[16:24]) == (30, 36)
    data = body[body.index(b"IDAT") + 4 : body.index(b"IEND") - 8]
    assert len(zlib.decompress(data)) == 36 * (1 + 30 * 3)


@pytest.mark.parametrize("scene", SCENES)
def test_a_landscape_is_well_formed(scene: str) -> None:
    assert etree.fromstring(landscape(scene)).get("viewBox") == "0 0 640 400"


def test_an_emblem_bears_the_short_name() -> None:
    assert "澜" in "".join(map(str, etree.fromstring(emblem("澜", "#1a5aa8")).itertext()))
