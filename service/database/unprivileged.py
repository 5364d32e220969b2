"""The account a database runs under where we are root (数据库的运行账户): PostgreSQL refuses to run as root.

Nobody's rights on folders are widened for it: what it cannot reach is told in a line.
"""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

from auditing.exits import BadInputError

ACCOUNT = "gongkai-db"


def account() -> str | None:
    """None: the account we run under. Where that is root, one without rights, made if there is none yet. Raises BadInputError."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    if not _exists(ACCOUNT):
        _make(ACCOUNT)
    return ACCOUNT


def as_account(name: str | None) -> dict[str, Any]:
    """Arguments of subprocess that start a program under the account."""
    return {"user": name, "group": name, "extra_groups": []} if name else {}


def give(path: Path, name: str | None) -> None:
    """Make a file or folder the account's."""
    if name:
        shutil.chown(path, name, name)


def barred_folder(path: Path, name: str | None) -> Path | None:
    """The topmost folder on the way to `path` that the account cannot pass through; None: none."""
    if not name:
        return None
    import pwd

    user = pwd.getpwnam(name).pw_uid
    for folder in reversed(path.resolve().parents):
        state = folder.stat()
        if not state.st_mode & (stat.S_IXUSR if state.st_uid == user else stat.S_IXOTH):
            return folder
    return None


def _exists(name: str) -> bool:
    import pwd

    return any(entry.pw_name == name for entry in pwd.getpwall())


def _make(name: str) -> None:
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    words = "没有 useradd 命令"
    if program:
        made = subprocess.run(
            [program, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
            capture_output=True,
            text=True,
            check=False,
        )
        words = made.stderr.strip()
    if not _exists(name):
        raise BadInputError(
            f"PostgreSQL 不能以 root 运行，而系统账户 {name} 没有建成（{words}）。请改用普通用户运行，或设置 DATABASE_URL"
        )
