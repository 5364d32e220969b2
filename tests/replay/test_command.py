"""`gongkai view` as typed: what it prints, saves, lists, and how it ends."""

import os
import signal
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.main import main
from reports.wording.plaintext import view_command
from tests.replay.sites import HOST, Answer, Given, snapshot_of

OTHER = "http://www.yunhexia.gov.cn:8080"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run of two sites."""
    moved = Answer("", status=302, headers=((b"Location", b"/zwgk/"),))
    answers: Given = {
        "/": Answer("<p>首页", rendered="<p>首页，脚本之后"),
        "/zwgk/": "<p>政务公开",
        "/old": moved,
        "/a/t20260301_7.html": "<p>一篇",
        "/a/t20260301_8.pdf": Answer(b"%PDF-1.7 x", "application/pdf", truncated="length"),
        "/it's?q=$HOME": "<p>引号",
    }
    snapshot_of(tmp_path / "run" / "www.qinghexia.gov.cn" / "snapshot", answers)
    snapshot_of(
        tmp_path / "run" / "www.yunhexia.gov.cn_8080" / "snapshot", {f"{OTHER}/": "<p>云禾县"}, home=f"{OTHER}/"
    )
    return tmp_path / "run"


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "cli", "view", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_the_address_it_prints_shows_the_page_until_it_is_interrupted(run: Path) -> None:
    with serving(str(run), f"{HOST}/old") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        assert address.endswith(f"{HOST}/zwgk/")
        with urllib.request.urlopen(address) as answer:  # noqa: S310 (our own)
            assert "存档副本" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr
        said = process.stderr.read()
        assert "个人信息未遮盖" in said
        assert "Traceback" not in said


def test_a_page_is_shown_as_the_check_read_it(run: Path) -> None:
    with serving(str(run / "www.qinghexia.gov.cn")) as (_, address):
        assert "/rendered-page/" in address


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "没有快照"),
        (["."], "几个网站"),
        ([".", "http://www.nowhere.gov.cn/"], "www.yunhexia.gov.cn_8080"),
        ([".", f"{HOST}/a/t20260301_9.html"], f"{HOST}/a/t20260301_7.html、"),
        ([".", "ftp://www.qinghexia.gov.cn/"], "不是 http"),
        ([".", f"{HOST}/zwgk/", "--rendered"], "--rendered"),
        ([".", f"{HOST}/zwgk/", "--save", "taken"], "已有这个文件"),
        ([".", f"{HOST}/zwgk/", "--save", "no/such/folder"], "不能写入"),
        ([".", f"{HOST}/zwgk/", "--port", "70000"], "--port"),
    ],
)
def test_what_cannot_be_shown_ends_with_two_and_one_line(
    run: Path, arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(run)
    Path("taken").write_text("")
    assert main(["view", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.strip().splitlines()) == 1


def test_a_port_that_is_taken_is_told(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(str(run), f"{HOST}/") as (_, address):
        port = address.split(":")[2].partition("/")[0]
        assert main(["view", str(run), f"{HOST}/", "--port", port]) == 2
    assert f"--port {port}" in capsys.readouterr().err


def test_a_snapshot_without_its_archive_is_told(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = run / "www.yunhexia.gov.cn_8080"
    (folder / "snapshot" / "pages.warc.gz").unlink()
    assert main(["view", str(folder)]) == 2
    assert "打不开网页存档" in capsys.readouterr().err


def test_a_body_is_saved_as_captured_and_for_its_owner_only(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "saved"
    assert main(["view", str(run), f"{HOST}/a/t20260301_8.pdf", "--save", str(saved)]) == 0
    assert saved.read_bytes() == b"%PDF-1.7 x"
    assert "只取了开头一部分" in capsys.readouterr().err
    if os.name == "posix":
        assert stat.S_IMODE(saved.stat().st_mode) == 0o600


def test_the_document_after_its_scripts_is_saved_when_asked_for(run: Path, tmp_path: Path) -> None:
    for option, words in ((["--rendered"], "<p>首页，脚本之后"), ([], "<p>首页")):
        saved = tmp_path / f"saved{len(option)}"
        assert main(["view", str(run), f"{HOST}/", *option, "--save", str(saved)]) == 0
        assert saved.read_text(encoding="utf-8") == words


@pytest.mark.parametrize(
    ("wanted", "count"), [([], 6), (["*.pdf"], 1), (["t20260301"], 2), (["ZWGK"], 1), (["nothing"], 0)]
)
def test_archived_addresses_are_listed(
    run: Path, wanted: list[str], count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["view", str(run / "www.qinghexia.gov.cn"), *wanted, "--list"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == count
    assert all(
        len(line) == 4 and line[0].startswith("2026-03-01T02:00:0") and line[3].startswith(HOST) for line in lines
    )


def test_an_address_to_list_names_the_site_of_a_run(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", str(run), f"{OTHER}/", "--list"]) == 0
    assert capsys.readouterr().out.split("\t")[-1].strip() == f"{OTHER}/"
    assert main(["view", str(run), "--list"]) == 2


def test_options_have_keys_in_a_configuration_file(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "c.toml").write_text("[view]\nlist = true\nopen = false\n")
    assert main(["--config", str(tmp_path / "c.toml"), "view", str(run / "www.yunhexia.gov.cn_8080")]) == 0
    assert OTHER in capsys.readouterr().out


def test_whoever_reads_the_list_may_stop_early(tmp_path: Path) -> None:
    folder = snapshot_of(tmp_path / "s", {f"/page-{number:0200d}.html": "" for number in range(1500)})
    with serving(str(folder), "--list") as (process, first):
        assert HOST in first
        assert process.stdout
        process.stdout.close()
        assert process.wait(30) == 0
        assert process.stderr
        assert process.stderr.read() == ""


def test_the_command_the_card_prints_finds_the_page(run: Path, tmp_path: Path) -> None:
    command = view_command("snapshot", f"{HOST}/it's?q=$HOME")
    _, _, folder, address = command.split()
    saved = tmp_path / "saved"
    assert main(["view", str(run / "www.qinghexia.gov.cn" / folder), address.strip('"'), "--save", str(saved)]) == 0
    assert saved.read_text(encoding="utf-8") == "<p>引号"
