"""Files that nothing can be drafted from: one clear line each, and files that are there already stay."""

import zipfile
from pathlib import Path

import pytest
from pypdf import PdfWriter

from cli.main import main
from rulesets.importing import opening
from rulesets.importing.errors import DocumentError
from rulesets.importing.opening import draft_document
from tests.rulesets.importing.documents import as_word

TEXT = "一、公开\n（一）财政。公布预算。（责任单位：市财政局）\n"


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        draft_document(path)
    words = str(caught.value)
    assert "\n" not in words
    assert " —— " in words
    return words


def written(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "要点.docx")
    assert "文件夹" in refusal(tmp_path)


@pytest.mark.parametrize("body", [b"", b" \r\n\t\n "])
def test_empty_document(tmp_path: Path, body: bytes) -> None:
    assert "空" in refusal(written(tmp_path / "a.txt", body))


def test_text_without_clauses(tmp_path: Path) -> None:
    assert "没有读到条款" in refusal(written(tmp_path / "a.txt", "今天天气很好。".encode()))


def test_broken_pdf(tmp_path: Path) -> None:
    assert "损坏" in refusal(written(tmp_path / "a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\ngarbage"))


def test_scanned_pdf(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(str(tmp_path / "scan.pdf"))
    assert "扫描件" in refusal(tmp_path / "scan.pdf")


def test_locked_pdf(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret")
    writer.write(str(tmp_path / "locked.pdf"))
    assert "密码" in refusal(tmp_path / "locked.pdf")


def test_broken_word_file(tmp_path: Path) -> None:
    whole = as_word(tmp_path / "whole.docx").read_bytes()
    assert "损坏" in refusal(written(tmp_path / "cut.docx", whole[: len(whole) // 2]))


def test_word_file_that_unpacks_to_too_much(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 80_000_000)
    assert "过大" in refusal(path)


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.html", "a"])
def test_what_a_file_is_counts_and_not_its_suffix(tmp_path: Path, name: str) -> None:
    assert draft_document(written(tmp_path / name, TEXT.encode())).clauses == 1


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.png", b"\x89PNG\r\n" + bytes(40)),
        ("a.rtf", rb"{\rtf1 abc}"),
        ("a.bin", bytes(range(256))),
    ],
)
def test_other_formats_are_named_with_a_way_out(tmp_path: Path, name: str, body: bytes) -> None:
    assert "读不了这种文件" in refusal(written(tmp_path / name, body))


def test_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 10)
    assert "超过" in refusal(written(tmp_path / "a.txt", TEXT.encode()))


def test_command_writes_a_file_that_lints_and_tells_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path / "Plan 2031.txt", TEXT.encode())
    assert main(["rules", "import", str(path)]) == 0
    assert "读到 1 条" in capsys.readouterr().out
    assert main(["rules", "lint", "plan-2031.yaml"]) == 0


def test_command_overwrites_only_when_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = written(tmp_path / "a.txt", TEXT.encode()), written(tmp_path / "own.yaml", b"id: mine")
    assert main(["rules", "import", str(path), "--out", str(out)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert out.read_bytes() == b"id: mine"
    assert main(["rules", "import", str(path), "--out", str(out), "--force"]) == 0
    assert b"requirements:" in out.read_bytes()


def test_command_ends_with_2_and_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "import", str(tmp_path / "none.pdf")]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
