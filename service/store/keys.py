"""Keys of the store (存储路径): relative, of plain parts, so that none leads out of it."""

import re

PART = re.compile(r"[\w.@=+-][\w.@=+ -]*")


def checked(key: str) -> str:
    """The key itself; raises ValueError for one that is empty, absolute, or has an empty part, `.`, `..`, a backslash or a drive."""
    parts = key.split("/")
    if not all(PART.fullmatch(part) and part.strip(".") for part in parts):
        raise ValueError(f"not a key of the store: {key!r}")
    return key
