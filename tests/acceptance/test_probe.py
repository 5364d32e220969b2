"""`gongkai probe` as cron calls it: a line per site, exit codes, a history that audits copy from."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.main import main
from portal.probes import ProbeHistory
from portal.states import ProbeState
from portal.storage.snapshot import Snapshot
from tests.acceptance.conftest import gongkai, run_of, started
from tests.acceptance.servers import portal

CLOSED = "http://127.0.0.1:9/"


def test_probes_are_told_and_kept_and_copied_by_the_next_crawl(tmp_path: Path) -> None:
    with portal() as port:
        url = f"http://127.0.0.1:{port}/"
        first = gongkai("probe", url, "--allow-private", "--history", str(tmp_path))
        both = gongkai("probe", url, CLOSED, "--allow-private", "--json", "--history", str(tmp_path))
        crawled = run_of(
            started(
                "crawl", url, "--allow-private", "--rate", "500", "--recheck", "", "--max-pages", "3", "--json",
                "--out", str(tmp_path),
            )
        )  # fmt: skip
    assert (first.returncode, both.returncode) == (0, 1)
    assert url in first.stdout
    assert "打开" in first.stdout
    events = [json.loads(line) for line in both.stdout.splitlines()]
    assert {(event["url"], event["state"]) for event in events[:-1]} == {(url, "opened"), (CLOSED, "failed")}
    assert events[-1] == {"event": "finished", "history": str(tmp_path / "probes.sqlite"), "exit": 1}
    snapshot = Snapshot.open(crawled.snapshot(f"127.0.0.1_{port}"))
    assert [probe.state for probe in snapshot.probes()] == [ProbeState.OPENED] * 2
    assert {probe.url for probe in snapshot.probes()} == {url}


def test_a_site_that_could_not_be_probed_ends_with_three(tmp_path: Path) -> None:
    file = tmp_path / "ours.db"
    done = gongkai("probe", "http://w.cn/", "--nameserver", "127.0.0.1:9", "--timeout", "1", "--history", str(file))
    assert done.returncode == 3
    [kept] = ProbeHistory.read(file).of("w.cn/", datetime(2026, 1, 1, tzinfo=UTC))
    assert kept.state is ProbeState.DOUBTFUL


@pytest.mark.parametrize(
    "arguments",
    [
        ("probe", "http://127.0.0.1:9/", "--history", "."),
        ("probe", "http://127.0.0.1:9/", "--allow-private", "--history", "words.txt"),
        ("probe", "http://www.qinghexia.gov.cn/", "--nameserver", "a:b"),
        ("audit", "http://www.qinghexia.gov.cn/", "--history", "words.txt"),
        ("audit", "http://www.qinghexia.gov.cn/", "--history", "nothing.sqlite"),
    ],
)
def test_what_cannot_be_used_ends_with_two_and_one_line(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = tmp_path / "words.txt"
    words.write_text("no history\n" * 99, encoding="utf-8")
    assert main(list(arguments)) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == [words]


def test_options_can_stand_in_a_configuration_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "gongkai.toml"
    config.write_text(f"[probe]\njobs = 2\nallow-private = true\nhistory = {str(tmp_path)!r}\n", encoding="utf-8")
    assert main(["--config", str(config), "probe", CLOSED]) == 1
    assert "连接被拒绝" in capsys.readouterr().out
    assert (tmp_path / "probes.sqlite").is_file()
