"""`gongkai db`: what an operator types when the service cannot be signed in to, or is to be upgraded before it starts."""

from pathlib import Path

import pytest

from cli.main import main
from service.database.sessions import Sessions
from service.first_start import prepare


def test_a_forgotten_password_is_mended_by_a_link_and_an_unknown_login_is_one_line(
    database_url: str,
    sessions: Sessions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.chdir(tmp_path)
    with sessions.begin() as session:
        prepare(session)
    given = ["--data-dir", str(tmp_path / "data")]
    assert main(["db", "upgrade", *given]) == 0
    assert "无需升级" in capsys.readouterr().out
    assert main(["db", "first-login", *given]) == 0
    said = capsys.readouterr().out
    assert said.startswith("admin ")
    assert "/first-login/" in said
    assert main(["db", "first-login", "nobody", *given]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
