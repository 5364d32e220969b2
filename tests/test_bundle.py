"""The bundle for machines without internet: what of the lock goes into it, and that no other bytes are installed from it."""

import tarfile
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.bundle import BUNDLED, ROOT, digest, packed, requirements, write_rest
from scripts.locked_packages import needed, pinned

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
DEPENDENCIES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]


def test_entry_of_the_lock_keeps_its_hashes_and_marker() -> None:
    lock = "# remark\nA.b==1.0 ; os_name == 'nt' \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via x\nc==2\n"
    assert pinned(lock) == {
        "a-b": "A.b==1.0 ; os_name == 'nt' \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb",
        "c": "c==2",
    }


def test_everything_needed_to_run_is_in_and_tools_of_developers_are_not() -> None:
    names = set(needed(DEPENDENCIES, pinned(LOCK)))
    assert {canonicalize_name(Requirement(each).name) for each in DEPENDENCIES} <= names
    assert {"psycopg-binary", "psycopg-pool", "twisted", "botocore", "starlette", "greenlet"} <= names
    assert not names & {"pytest", "mypy", "ruff", "moto", "hypothesis", "schemathesis", "aiosmtpd"}


def test_what_the_lock_does_not_name_is_an_error() -> None:
    with pytest.raises(KeyError, match="lxml"):
        needed(["lxml>=6"], {})


def test_each_file_has_its_hash_and_pip_is_told_to_ask_for_it(tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    (folder / "wheels").mkdir(parents=True)
    for name in ("gongkai-0.1.0-py3-none-any.whl", "lxml-6.1-cp311-cp311-linux_x86_64.whl"):
        (folder / "wheels" / name).write_bytes(name.encode())
    write_rest(folder)
    own = folder / "wheels" / "gongkai-0.1.0-py3-none-any.whl"
    assert f"gongkai==0.1.0 --hash=sha256:{digest(own)}" in requirements([own])
    assert len((folder / "requirements.txt").read_text(encoding="ascii").splitlines()) == 2
    lines = (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    sums = {name: sha for sha, name in (line.split("  ") for line in lines)}
    assert {path.name for path in BUNDLED.iterdir()} <= sums.keys()
    assert sums["wheels/gongkai-0.1.0-py3-none-any.whl"] == digest(own)
    with tarfile.open(packed(folder)) as archive:
        assert {member.uid for member in archive} == {0}
        assert sum(member.isfile() for member in archive) == len(sums) + 1
