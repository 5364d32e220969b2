"""Word templates (公文模板): the project's can be made again, an office's own take their place, bad ones are refused, hostile words stay words."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from reports.word.bulletin import write_bulletin
from reports.word.filling import WordTemplateError, fill
from reports.word.notice import write_notice
from reports.word.objection import write_objection_form
from reports.word.templates import own
from scripts.word_templates import FOLDER, templates
from tests.reports import cards
from tests.reports.word.reading import everything, lines, text

HOSTILE = (
    "{{ 7 * 7 }} {% for x in y %} {# 注 #} <script>alert(1)</script> &amp; </w:t></w:r> ]]> "
    "=cmd|' /C calc'!A0 \x00\x07\x0b\x1b \ud800 \u202egnp.exe\u202c \ufffe " + "长" * 1_000_000
)


def template(folder: Path, *paragraphs: str, name: str = "notice.docx") -> Path:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(str(folder / name))
    return folder


@pytest.mark.parametrize("name", templates())
def test_template_is_what_the_script_would_write(name: str) -> None:
    assert (FOLDER / name).read_bytes() == templates()[name], "run python -m scripts.word_templates"
    with zipfile.ZipFile(io.BytesIO(templates()[name])) as archive:
        assert [etree.fromstring(archive.read(part)).tag for part in archive.namelist()]


def test_template_of_an_office_takes_the_place_of_ours(tmp_path: Path) -> None:
    mine = own(
        template(
            tmp_path,
            "{{ addressee }}：共 {{ problems_count }} 项",
            "{%p for g in groups %}",
            "{{ g.title }}",
            "{%p endfor %}",
        )
    )
    assert lines(write_notice(cards.full(), tmp_path, mine) or tmp_path)[0] == "栖梧县人民政府办公室：共 2 项"
    form = write_objection_form(cards.full(), tmp_path, mine)  # it has none of this
    assert form
    assert "异议申诉表" in text(form)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("{{ 发文机关 }}", "发文机关"),
        ("{{ site.phone }}", "phone"),
        ("{% if unit %}没有结束", "endif"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ problems_count / 0 }}", "zero"),
        ("{% for g in groups %}", "endfor"),
    ],
)
def test_bad_template_is_refused_in_one_line(words: str, why: str, tmp_path: Path) -> None:
    mine = own(template(tmp_path, words))
    with pytest.raises(WordTemplateError) as refused:
        write_notice(cards.full(), tmp_path, mine)
    assert str(tmp_path / "notice.docx") in str(refused.value)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_tags_that_would_damage_the_document_are_refused(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{% if unit %}")
    document.add_table(1, 1).cell(0, 0).text = "{% endif %}"
    document.save(str(tmp_path / "notice.docx"))
    with pytest.raises(WordTemplateError, match="标记放错了位置"):
        write_notice(cards.full(), tmp_path, own(tmp_path))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"plain words"])
def test_file_that_is_no_document_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "notice.docx").write_bytes(content)
    with pytest.raises(WordTemplateError, match="不是正确的 DOCX 文件"):
        write_notice(cards.full(), tmp_path, own(tmp_path))


def test_folder_without_templates_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(WordTemplateError, match="模板"):
            own(folder)


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    card = cards.hostile(HOSTILE)
    written = [
        write_notice(card, tmp_path),
        write_objection_form(card, tmp_path),
        write_bulletin([card, card], [HOSTILE], tmp_path),
    ]
    for path in written:
        assert path
        words = everything(path)
        assert "{{ 7 * 7 }}" in words
        assert "49" not in words
        assert "<script>alert(1)</script> &amp; </w:t></w:r>" in words
        assert "⟨U+0000⟩" in words
        assert "⟨U+D800⟩" in words
        assert "⟨U+202E⟩" in words
        assert path.stat().st_size < 200_000


def test_what_cannot_be_written_leaves_the_old_document(tmp_path: Path) -> None:
    path = write_notice(cards.full(), tmp_path)
    assert path
    before = path.read_bytes()
    with pytest.raises(WordTemplateError):
        fill(io.BytesIO(b"no"), {}, path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["notice.docx"]
