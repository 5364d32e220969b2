"""Damaged documents of any kind: a draft that lints, or the importer's own error; never anything else."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from rulesets.importing.blocks import Source
from rulesets.importing.draft_file import draft
from rulesets.importing.errors import DocumentError
from rulesets.importing.finding import find
from rulesets.importing.readers.pdf import read_pdf
from rulesets.importing.readers.plain_text import read_text
from rulesets.importing.readers.web_page import read_page
from rulesets.importing.readers.word import read_word
from rulesets.lint import examine
from tests.rulesets.importing.documents import LINES, ROWS, as_page, as_word

PIECES = st.sampled_from(
    [
        *LINES,
        *("\t".join(cell or "" for cell in row) for row in ROWS),
        *("\t", "\n", "\n\n", "（", "）", "一、", "（一）", "1.", "序号\t具体要求\t责任单位\t完成时限\n", "“", "：", "年底前", "责任单位：", "各", "等", "和", "<p>", "| a | b |\n"),
        *("鼓励", "不少于30日", "99月99日前", "0000年", "二〇年", "保障", "#", "附件", "抄送：", "\x00", "\u2028", "\ud800", "😀"),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join)


def drafts_or_refuses(text: str, *, as_web_page: bool = False) -> None:
    try:
        made = draft(find(read_page(text) if as_web_page else read_text(text), text[:9]), text[:9])
    except DocumentError:
        return
    assert [str(fault) for fault in examine(made.text, "draft.yaml").faults] == []


@settings(max_examples=150)
@given(TEXTS)
def test_text(text: str) -> None:
    drafts_or_refuses(text)


@settings(max_examples=40)
@given(TEXTS, st.integers(0, 400), st.integers(0, 400))
def test_page(text: str, begin: int, length: int) -> None:
    page = as_page()
    place = page.index("<body>") + begin
    drafts_or_refuses(page[:place] + text + page[place + length :], as_web_page=True)


@settings(max_examples=30)
@given(data=st.data())
def test_word_file(data: st.DataObject) -> None:
    parts = dict(_parts())
    document = parts["word/document.xml"]
    place = data.draw(st.integers(0, len(document)))
    parts["word/document.xml"] = (
        document[:place] + data.draw(st.binary(max_size=8)) + document[place + data.draw(st.integers(0, 30)) :]
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    refuses_or_reads(read_word, packed.getvalue())


@settings(max_examples=30)
@given(st.binary(max_size=300))
def test_pdf(rest: bytes) -> None:
    refuses_or_reads(read_pdf, b"%PDF-1.4\n" + rest)


def refuses_or_reads(reader: Callable[[bytes], Source], body: bytes) -> None:
    try:
        source = reader(body)
    except DocumentError:
        return
    find(source, "x")


@cache
def _parts() -> dict[str, bytes]:
    """Parts of a sound Word file."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(as_word(Path(folder) / "a.docx")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
