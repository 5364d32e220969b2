"""The bundled portals, audited once for all tests here, by the command a user types."""

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from cli.main import main
from reports.scorecard import Scorecard

CITY, COUNTY = "www.lanchuan.gov.cn", "www.yanxi.gov.cn"


@dataclass(frozen=True)
class Run:
    """One run of the command: its folder, exit code, and the events it printed."""

    folder: Path
    exit: int
    events: list[dict[str, Any]]
    stderr: str

    def card(self, site: str) -> Scorecard:
        return Scorecard.model_validate_json((self.folder / site / "scorecard.json").read_bytes())

    def snapshot(self, site: str) -> Path:
        return self.folder / site / "snapshot"


def gongkai(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in this process, for what fetches nothing: starting an interpreter takes longer than most of it."""
    out, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        code = main(list(arguments))
    return subprocess.CompletedProcess(list(arguments), code, out.getvalue(), errors.getvalue())


def started(*arguments: str, timeout: float = 240) -> subprocess.CompletedProcess[str]:
    """The command as a user starts it."""
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=timeout)


def run_of(done: subprocess.CompletedProcess[str]) -> Run:
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert events, done.stderr
    assert events[-1]["event"] == "finished"
    return Run(Path(events[-1]["run"]), done.returncode, events, done.stderr)


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Run:
    """One run for all workers: the first to come makes it, the others wait and read what it printed."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    told = shared / "demo.json"
    with FileLock(shared / "demo.lock"):
        if not told.exists():
            done = started("demo", "--json", "--out", str(shared / "demo"))
            told.write_text(json.dumps([done.returncode, done.stdout, done.stderr]), encoding="utf-8")
    return run_of(subprocess.CompletedProcess([], *json.loads(told.read_text(encoding="utf-8"))))
