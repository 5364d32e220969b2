"""The words of the lab, read once."""

from functools import cache
from pathlib import Path
from typing import Any

from demo import yaml_files


@cache
def words() -> dict[str, list[Any]]:
    """Word lists by name; callers do not change them."""
    loaded: dict[str, list[Any]] = yaml_files.read(Path(__file__).parent / "words.yaml")
    return loaded
