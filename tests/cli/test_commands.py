"""The table of commands says what the commands say, and asking for little loads little."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.commands import COMMANDS, loaded
from cli.main import main

HEAVY = ("aiohttp", "scrapy", "twisted", "openpyxl", "docx", "playwright", "fastapi", "sqlalchemy", "procrastinate")
PROBE = """
import sys
from cli.main import main
code = main(sys.argv[2:])
print("loaded:", *sorted(set(sys.argv[1].split(",")) & set(sys.modules)))
print("checks:", sum(name.startswith("checks.") and name.count(".") == 2 for name in sys.modules))
sys.exit(code)
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_line_in_the_list_is_the_beginning_of_the_commands_own_help(name: str) -> None:
    assert loaded(name).get_short_help_str(200).startswith(COMMANDS[name].words.rstrip("。"))


@pytest.mark.parametrize(
    ("arguments", "code", "checks"),
    [(["--help"], 0, 0), (["rules", "show", "ipv6"], 0, 20), (["audit", "http://10.1.2.3/"], 2, 10)],
    ids=["help", "one ruleset", "refused input"],
)
def test_what_fetches_and_writes_is_not_loaded_before_it_is_needed(
    arguments: list[str], code: int, checks: int, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, ",".join(HEAVY), *arguments], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == code, done.stderr
    *_, modules, imported = done.stdout.splitlines()
    assert modules == "loaded:"
    assert int(imported.removeprefix("checks: ")) <= checks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[nothing]\na = 1\n", "“nothing”不是命令"),
        ("rate = 1\n", "“rate”不是命令"),
        ("audit = 1\n", "“audit”不是命令"),
        ("[audit]\nspeed = 1\n", "“speed”不是选项"),
        ("[audit\n", "TOML"),
    ],
)
def test_faulty_configuration_is_one_line(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gongkai.toml"
    path.write_text(text, encoding="utf-8")
    assert main(["--config", str(path), "rules", "list"]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.splitlines()) == 1
