"""Comparing what was expected with what was read: both are brought to plain text first, long texts may be known by their hash only."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

_HOME_NAMES = frozenset(("首页", "网站首页", "主页", "返回首页", "门户首页", "本站首页"))
_QUOTES = str.maketrans("“”‘’〝〞＂＇", '""\'\'"""\'')
_WHITE = re.compile(r"[\s\u200b\ufeff]+")

Plain = str | tuple[str, ...] | None


def squeeze(text: str) -> str:
    """Text without any white space: how words are compared, and what the labels' hashes are of."""
    return _WHITE.sub("", text)


def digest(text: str) -> dict[str, Any]:
    """Stand-in for a text in the labels: the SHA-256 of its squeezed words, and how many characters they are."""
    squeezed = squeeze(text)
    return {"sha256": hashlib.sha256(squeezed.encode()).hexdigest(), "length": len(squeezed)}


def plain(value: Any) -> Plain:
    """A value as text: ISO dates, true/false, enums by their value, sequences as tuples; None for what says nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str):
        return squeeze(value) or None
    if isinstance(value, Sequence):
        return tuple(str(plain(each)) for each in value) or None
    return str(value)


def same(expected: Any, read: Plain) -> bool:
    """Whether what was read is what was expected; `expected` may be a digest, or `{any: […]}`."""
    if isinstance(expected, Mapping) and "any" in expected:
        return any(same(each, read) for each in expected["any"])
    if isinstance(expected, Mapping):
        return isinstance(read, str) and digest(read) == dict(expected)
    wanted = plain(expected)
    if isinstance(wanted, tuple) and isinstance(read, tuple):
        return sorted(map(_alike, wanted)) == sorted(map(_alike, read))
    return wanted == read or (isinstance(wanted, str) and isinstance(read, str) and _alike(wanted) == _alike(read))


def _alike(text: str) -> str:
    """Full-width letters and the shape of quotation marks are no difference a visitor sees."""
    return unicodedata.normalize("NFKC", text).translate(_QUOTES)


def trail(names: Sequence[str] | None) -> tuple[str, ...] | None:
    """A breadcrumb without the home page, whose name is the same everywhere."""
    squeezed = [squeeze(name) for name in names or ()]
    while squeezed and squeezed[0] in _HOME_NAMES:
        squeezed = squeezed[1:]
    return tuple(squeezed) or None


def without_host(url: str) -> str:
    """Path and query of an address."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def shown(value: Any) -> str:
    """A value as a list of misses prints it."""
    if isinstance(value, Mapping) and "any" in value:
        return " | ".join(map(shown, value["any"]))
    if isinstance(value, Mapping):
        return f"({value['length']} characters, {value['sha256'][:8]}…)"
    text = plain(value)
    return "-" if text is None else text if isinstance(text, str) else " > ".join(text)
