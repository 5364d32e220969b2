"""`gongkai report` and the Word documents (公文): which are written, from which templates, and what is never written over."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from checks.outcomes import Outcome
from cli.main import main
from reports.page.pdf import PdfError, convert_documents, find_office
from reports.scorecard import Scorecard
from reports.word.notice import write_notice
from tests.reports import cards
from tests.reports.word.reading import lines
from tests.reports.word.told import region

Words = pytest.CaptureFixture[str]


def put(run: Path, card: Scorecard) -> Path:
    """A site's folder with its card."""
    folder = run / card.site.host
    folder.mkdir()
    (folder / "scorecard.json").write_text(card.to_json(), encoding="utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of two sites, one of which lacks nothing."""
    for card in (region(1, 甲=Outcome.PASS), region(2, 甲=Outcome.FAIL)):
        put(tmp_path, card)
    return tmp_path


def documents(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.suffix in (".docx", ".pdf")}


def test_site_with_problems_gets_notice_and_form_and_the_run_a_bulletin(run: Path, capsys: Words) -> None:
    assert main(["report", str(run)]) == 0
    assert documents(run) == {"bulletin.docx"}
    assert documents(run / "www.town1.gov.cn") == set()
    assert documents(run / "www.town2.gov.cn") == {"notice.docx", "objection.docx"}
    assert "整改通知书：没有需要整改的问题，没有生成" in capsys.readouterr().out


def test_unit_gets_its_own_notice_out_of_the_same_check(run: Path, capsys: Words) -> None:
    folder = run / "www.town2.gov.cn"
    assert main(["report", str(folder), "--unit", "大数据"]) == 0
    assert lines(folder / "notice.docx")[1] == "县大数据局："
    assert main(["report", str(folder), "--unit", "没有的局"]) == 2
    assert main(["report", str(folder)]) == 0
    assert lines(folder / "notice.docx")[1] == "栖梧县人民政府办公室："


def test_document_somebody_worked_on_is_left_alone(run: Path, capsys: Words) -> None:
    folder = run / "www.town2.gov.cn"
    assert main(["report", str(folder)]) == 0
    document = Document(str(folder / "notice.docx"))
    document.paragraphs[1].text = "第2镇人民政府："
    document.save(str(folder / "notice.docx"))
    (folder / "objection.docx").unlink()
    assert main(["report", str(folder)]) == 0
    assert "有人改动过，没有改写" in capsys.readouterr().out
    assert lines(folder / "notice.docx")[1] == "第2镇人民政府："
    assert main(["report", str(folder)]) == 0  # its own work it writes again
    assert f"异议申诉表：{folder / 'objection.docx'}\n" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"no document"])
def test_templates_that_cannot_be_used_are_a_line_and_exit_2(
    content: bytes | None, run: Path, tmp_path_factory: pytest.TempPathFactory, capsys: Words
) -> None:
    folder = tmp_path_factory.mktemp("模板")
    if content is not None:
        (folder / "notice.docx").write_bytes(content)
    assert main(["report", str(run), "--templates", str(folder)]) == 2
    said = capsys.readouterr().err.strip()
    assert str(folder) in said
    assert "\n" not in said


def test_document_that_cannot_be_written_is_a_line_and_exit_2(run: Path, capsys: Words) -> None:
    (run / "www.town2.gov.cn" / "notice.docx.new").mkdir()  # as when another program holds the file
    assert main(["report", str(run)]) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith(str(run / "www.town2.gov.cn" / "notice.docx"))
    assert "\n" not in said


def test_own_template_is_used(run: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("模板")
    document = Document()
    document.add_paragraph("督办单 {{ site.name }}")
    document.save(str(folder / "notice.docx"))
    assert main(["report", str(run), "--templates", str(folder)]) == 0
    assert lines(run / "www.town2.gov.cn" / "notice.docx") == ["督办单 第2镇"]


def test_pdf_of_card_and_notice_have_all_words_and_ask_nobody(tmp_path: Path) -> None:
    if find_office() is None or not any(map(shutil.which, ("chromium", "google-chrome"))):
        pytest.skip("no LibreOffice or no Chromium on this machine")
    folder = put(tmp_path, cards.full())
    command = [
        sys.executable,
        "-m",
        "cli",
        "report",
        str(folder),
        "--pdf",
    ]  # a process of its own: it starts an event loop
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=240)
    assert ended.returncode == 0, ended.stderr
    assert documents(folder) == {"notice.docx", "objection.docx", "scorecard.pdf", "notice.pdf"}
    card, notice = (PdfReader(folder / name) for name in ("scorecard.pdf", "notice.pdf"))
    assert "www.qiwuxian.gov.cn" in card.pages[0].extract_text()
    assert f"共 {len(card.pages)}" in card.pages[-1].extract_text()
    assert [round(float(side) / 72 * 25.4) for side in notice.pages[0].mediabox[2:]] == [210, 297]
    assert "— 1 —" in notice.pages[0].extract_text()
    assert "整改通知书" in notice.pages[0].extract_text()


def test_machine_without_browser_or_office_says_so(tmp_path: Path) -> None:
    page = tmp_path / "scorecard.html"
    page.write_text("<p>页面</p>", encoding="utf-8")
    jobs = "[(Path(sys.argv[1]), Path(sys.argv[1] + '.pdf'))], [{'executable_path': '/nowhere'}], []"
    code = f"""
import sys
from pathlib import Path
from reports.page.pdf import PdfError, print_cards
try:
    print_cards({jobs})
except PdfError as fault:
    print(fault)
"""
    ended = subprocess.run(
        [sys.executable, "-c", code, str(page)], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert "没有可用的 Chromium" in ended.stdout, ended.stderr
    notice = write_notice(cards.full(), tmp_path)
    assert notice
    with pytest.raises(PdfError, match="LibreOffice 没能转换"):
        convert_documents([(notice, tmp_path / "notice.pdf")], str(tmp_path / "nowhere"))
    assert documents(tmp_path) == {"notice.docx"}
