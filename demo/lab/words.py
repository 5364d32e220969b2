"""The words of the lab, read once."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def words() -> dict[str, list[Any]]:
    """Word lists by name; callers do not change them."""
    loaded: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    return loaded
