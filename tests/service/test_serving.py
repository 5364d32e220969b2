"""`gongkai serve` as people start it: a process of its own, with nothing configured."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from cli.main import main
from service.database.embedded import EmbeddedPostgres
from service.supervising import Supervisor
from tests.service.postgres_server import free_port

BOUND = 90.0  # seconds; a busy machine takes its time
PASSWORD = "a long enough one 3"


@pytest.fixture(autouse=True)
def nothing_configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by the environment nor by a file beside us."""
    for name in list(os.environ):
        if name == "DATABASE_URL" or name.startswith("GONGKAI_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Where also the account of the database may pass, when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-serve-"))
    folder.chmod(0o711)
    yield folder / "data"
    shutil.rmtree(folder, ignore_errors=True)


class Serving:
    """One `gongkai serve`, and what it prints."""

    def __init__(self, data_dir: Path, port: int, *more: str) -> None:
        command = [sys.executable, "-m", "cli", "serve", "--data-dir", str(data_dir), "--port", str(port), *more]
        self.log = data_dir.parent / f"serve-{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"}
            )

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + BOUND
        while not holds():
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.1)


def health(port: int) -> dict[str, object]:
    try:
        answer: dict[str, object] = httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False).json()
    except httpx.TransportError:
        return {}
    return answer


def ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text() if Path("/proc").exists() else False


def children(pid: int) -> list[int]:
    """Processes it started, where the system tells."""
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for file in tasks.glob("*/children") for child in file.read_text().split()]


def test_one_command_serves_survives_being_killed_and_stops_all_it_started(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    first = Serving(data_dir, port)
    first.wait_for(lambda: health(port).get("status") == "ok")  # database, store and a worker
    link = re.search(r"http://127\.0\.0\.1:\d+(/first-login/\S+)", first.said)
    assert link, first.said
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as browser:
        token = browser.get(link[1]).text.partition('name="csrf-token" content="')[2].partition('"')[0]
        form = {"csrf": token, "password": PASSWORD, "again": PASSWORD}
        assert browser.post(link[1], data=form).headers["location"] == "/"
        assert browser.get("/").status_code == 200
    assert main(["serve", "--data-dir", str(data_dir), "--port", str(free_port())]) == 2
    assert re.fullmatch(r"[^\n]*已有一个 gongkai serve 在运行\n", capsys.readouterr().err)
    worker = children(first.process.pid)
    first.process.kill()
    first.process.wait()
    first_database = int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    assert not ended(first_database)

    again = Serving(data_dir, port)
    again.wait_for(lambda: health(port).get("status") == "ok")
    assert "/first-login/" not in again.said
    assert int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0]) == first_database
    worker += children(again.process.pid)
    again.process.send_signal(signal.SIGTERM)
    assert again.process.wait(BOUND) == 0
    end = time.monotonic() + BOUND
    while not all(map(ended, [*worker, first_database])):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


def test_a_port_that_is_taken_and_a_folder_that_cannot_be_written_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        for port, folder, words in ((taken, tmp_path / "data", "--port"), ("0", tmp_path / "file" / "x", "不能写入")):
            assert main(["serve", "--port", port, "--data-dir", str(folder)]) == 2
            assert re.fullmatch(rf"[^\n]*{words}[^\n]*\n", capsys.readouterr().err)


def test_the_embedded_database_asks_for_its_password_and_is_its_owners_only(data_dir: Path) -> None:
    server = EmbeddedPostgres.in_folder(data_dir)
    server.start()
    try:
        server.ensure_database()
        psycopg.connect(server.url).close()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(server.url.replace(server.password, "guess"))
        assert (data_dir / "postgres.password").stat().st_mode & 0o077 == 0
        assert (data_dir / "postgres").stat().st_mode & 0o077 == 0
    finally:
        server.stop()
    assert not server.is_running()


def test_a_worker_that_dies_is_started_again_and_ends_with_its_supervisor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.supervising.FIRST_PAUSE", 0.05)
    program = f"import sys,pathlib; pathlib.Path({str(tmp_path / 'starts')!r}).open('a').write('x'); sys.stdin.read(); pathlib.Path({str(tmp_path / 'end')!r}).touch()"
    supervisor = Supervisor([sys.executable, "-c", program], {})
    supervisor.start()
    starts = tmp_path / "starts"
    end = time.monotonic() + BOUND
    while not (starts.exists() and starts.read_text() == "x"):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert supervisor._process
    supervisor._process.kill()
    while starts.read_text() != "xx":
        assert time.monotonic() < end
        time.sleep(0.02)
    supervisor.stop()
    assert (tmp_path / "end").exists()
