"""The probe history keeps every probe, whoever writes at the same time and however a writer ends."""

import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.network_facts import Probe
from portal.probes import ProbeHistory, ProbeHistoryError, history_file, site_key
from portal.states import Fault, ProbeState

START = datetime(2026, 2, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from portal.network_facts import Probe
from portal.probes import ProbeHistory
from portal.states import ProbeState
history = ProbeHistory.open(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    history.append([Probe("w.cn/", "http://w.cn/", datetime.now(UTC), ProbeState.OPENED, number, 15000)])
    print(number, flush=True)
"""


def probe(hours: float = 0, site: str = "w.cn/") -> Probe:
    return Probe(site, f"http://{site}", START + timedelta(hours=hours), ProbeState.OPENED, 800, 15000, 200)


def writer(file: Path, probes: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), str(probes)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def test_probes_come_back_as_they_were_oldest_first(tmp_path: Path) -> None:
    failed = Probe(
        "w.cn/",
        "http://w.cn/",
        START,
        ProbeState.FAILED,
        15001,
        15000,
        None,
        Fault.TIMEOUT,
        "",
        "192.0.2.1",
        True,
        "late",
    )
    history = ProbeHistory.open(tmp_path / "deep" / "probes.sqlite")
    history.append([probe(5), failed, probe(3, "other.cn/")])
    assert list(history.of("w.cn/", START)) == [failed, probe(5)]
    assert list(history.of("w.cn/", START + timedelta(hours=1))) == [probe(5)]
    again = ProbeHistory.read(history.path)
    assert list(again.of("other.cn/", START)) == [probe(3, "other.cn/")]


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "probes.sqlite"
    writers = [writer(file, 60) for _ in range(2)]
    assert [process.communicate(timeout=60) and process.returncode for process in writers] == [0, 0]
    assert len(list(ProbeHistory.read(file).of("w.cn/", START))) == 120


def test_a_writer_killed_leaves_everything_it_said_it_wrote(tmp_path: Path) -> None:
    file = tmp_path / "probes.sqlite"
    process = writer(file, 100_000)
    assert process.stdout is not None
    written = [next(process.stdout) for _ in range(30)]
    process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    rest, _ = process.communicate(timeout=60)
    kept = len(list(ProbeHistory.read(file).of("w.cn/", START)))
    assert kept >= len(written) - 1 + len(rest.split("\n")) - 1
    ProbeHistory.open(file).append([probe()])
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(list(ProbeHistory.read(file).of("w.cn/", START))) == kept + 1


@pytest.mark.parametrize("content", [b"no database at all, just words" * 50, b"PK\x03\x04"])
def test_a_file_that_is_no_history_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "probes.sqlite"
    file.write_bytes(content)
    for opening in (ProbeHistory.open, ProbeHistory.read):
        with pytest.raises(ProbeHistoryError, match=r"probes\.sqlite"):
            opening(file)
    assert file.read_bytes() == content


def test_a_database_of_another_version_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "probes.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 9")
    with pytest.raises(ProbeHistoryError, match="9"):
        ProbeHistory.open(file)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(ProbeHistoryError):
        ProbeHistory.read(tmp_path / "probes.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_means_the_history_in_it(tmp_path: Path) -> None:
    assert history_file(tmp_path) == tmp_path / "probes.sqlite"
    assert history_file(tmp_path / "new folder") == tmp_path / "new folder" / "probes.sqlite"
    assert history_file(tmp_path / "ours.db") == tmp_path / "ours.db"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://W.cn", "w.cn/"),
        ("https://w.cn:443/", "w.cn/"),
        ("http://w.cn:8080/bm/?tab=2", "w.cn:8080/bm/"),
        ("http://[::1]:81/", "[::1]:81/"),
    ],
)
def test_a_site_is_found_by_its_address_without_the_scheme(url: str, key: str) -> None:
    assert site_key(url) == key


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(ProbeState), st.none() | st.sampled_from(Fault), st.text())
def test_any_probe_survives_the_file(at: datetime, state: ProbeState, fault: Fault | None, detail: str) -> None:
    given_one = Probe(
        "w.cn/", "http://w.cn/", at, state, 1, 2, None, fault, detail=detail.encode("utf-8", "replace").decode()
    )
    history = ProbeHistory.open(Path(":memory:"))
    history.append([given_one])
    assert list(history.of("w.cn/", datetime.min.replace(tzinfo=UTC))) == [given_one]
