"""`--resume` goes on with the newest unfinished run, and its scorecard is that of an undisturbed one."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from auditing.site_job import JOB_NAME
from tests.acceptance.cards import lasting
from tests.acceptance.conftest import Run, gongkai, run_of, started
from tests.acceptance.servers import portal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")


def command(port: int, out: Path, rate: int) -> list[str]:
    options = [
        "--allow-private",
        "--render",
        "never",
        "--max-pages",
        "40",
        "--recheck",
        "0.1,0.1",
        "--level",
        "county",
        "--ruleset",
        "national-2019",
    ]
    return ["audit", f"http://127.0.0.1:{port}/", *options, "--rate", str(rate), "--out", str(out), "--json"]


def killed(port: int, out: Path, pages: int) -> Path:
    """The folder of a run whose command was killed when it had read so many pages."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", *command(port, out, 10)], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line).get("pages", 0) >= pages:
            break
    process.kill()
    process.communicate(timeout=30)
    [run] = [folder for folder in out.iterdir() if folder.is_dir()]
    return run


def card(run: Run, site: str) -> Any:
    return lasting(json.loads((run.folder / site / "scorecard.json").read_text(encoding="utf-8")))


def test_a_killed_audit_goes_on_and_ends_with_the_same_card(tmp_path: Path) -> None:
    with portal() as port:
        site = f"127.0.0.1_{port}"
        unfinished = killed(port, tmp_path / "killed", 5)
        assert (unfinished / site / JOB_NAME).is_file()
        resumed = run_of(started(*command(port, tmp_path / "killed", 200), "--resume"))
        undisturbed = run_of(started(*command(port, tmp_path / "whole", 200)))
    assert resumed.folder == unfinished
    assert resumed.exit == undisturbed.exit
    assert card(resumed, site) == card(undisturbed, site)
    assert not (resumed.folder / site / JOB_NAME).exists()
    assert "接着做" in resumed.stderr


def test_there_must_be_something_to_go_on_with(tmp_path: Path) -> None:
    with portal() as port:
        killed(port, tmp_path, 1)
        other = gongkai(*command(port + 1, tmp_path, 200), "--resume")
    assert other.returncode == 2
    assert "没有这些网站未完成的检查" in other.stderr
