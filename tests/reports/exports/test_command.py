"""`gongkai report --format` and what it writes where."""

from pathlib import Path

import pytest

from auditing.runs import CARD_NAME
from cli.main import main
from tests.reports import cards


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of two sites, of which one could not be judged."""
    for host, card in (("www.qiwuxian.gov.cn", cards.full()), ("www.wutong.gov.cn", cards.unreachable())):
        site = card.site.model_copy(update={"host": host, "url": f"http://{host}/"})
        (tmp_path / host).mkdir()
        (tmp_path / host / CARD_NAME).write_text(card.model_copy(update={"site": site}).to_json(), encoding="utf-8")
    return tmp_path


def test_each_format_lies_in_every_site_folder_and_of_all_sites_in_the_run(run: Path) -> None:
    assert main(["report", str(run), "--format", "csv", "--format", "junit", "--format", "sarif"]) == 0
    names = ("findings.csv", "junit.xml", "results.sarif")
    folders = [run, *(folder for folder in run.iterdir() if folder.is_dir())]
    assert [(folder / name).is_file() for folder in folders for name in names] == [True] * 9


def test_without_it_none_is_written(run: Path) -> None:
    assert main(["report", str(run)]) == 0
    assert not [path for path in run.rglob("*") if path.suffix in (".csv", ".sarif", ".xml")]


def test_an_unknown_format_ends_with_two_and_names_those_there_are(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(run), "--format", "pdf"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--format" in line
    assert "sarif" in line
