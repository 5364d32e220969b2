"""Patterns of addresses (网址模式): what addresses made by one program have in common, and marks of those made without end."""

import hashlib
import re
from functools import lru_cache

_NUMBER = re.compile(r"\d+")
_OPAQUE = re.compile(r"(?<![0-9A-Za-z])(?=[0-9A-Za-z]*\d)(?=[0-9A-Za-z]*[A-Za-z])[0-9A-Za-z]{16,}(?![0-9A-Za-z])")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_REPEATS = 3  # times the same folders follow each other where a relative link leads into itself
_LONGEST_ROUND = 4  # folders


@lru_cache(maxsize=8192)
def pattern_of(url: str) -> str:
    """Host and path of a canonical address with numbers and hashes left open, and the names of its query's parameters."""
    address, mark, query = url.partition("?")
    host, slash, path = address.partition("://")[2].partition("/")
    names = sorted({part.partition("=")[0] for part in query.split("&")}) if mark else []
    return f"{host}{slash}{_NUMBER.sub('#', _unhashed(path))}{mark}{'&'.join(_NUMBER.sub('#', name) for name in names)}"


def session_group(url: str) -> str:
    """The address with its opaque values left open: those of one group may differ in a session id only. Empty without any such value."""
    address, mark, query = url.partition("?")
    opened = _unhashed(query)
    return f"{address}{mark}{opened}" if opened != query else ""


def is_mirrored(url: str, *, repeats: int = _REPEATS) -> bool:
    """Whether the path leads through the same folders so many times and more (`/a/b/a/b/a/b/`), as relative links that lead into themselves do."""
    folders = url.partition("?")[0].split("/")[3:-1]
    return any(
        _goes_round(folders, length, repeats) for length in range(1, min(_LONGEST_ROUND, len(folders) // repeats) + 1)
    )


def rank(url: str, seed: str) -> bytes:
    """Place of an address in a sample: by chance, and the same every month."""
    return hashlib.blake2b(url.encode(), digest_size=8, key=seed.encode()[:64]).digest()


def _goes_round(folders: list[str], length: int, repeats: int) -> bool:
    window = length * repeats
    for start in range(len(folders) - window + 1):
        part = folders[start : start + length]
        named = any(not folder.isdigit() for folder in part)
        if named and folders[start : start + window] == part * repeats:
            return True
    return False


def _unhashed(text: str) -> str:
    return _OPAQUE.sub("*", _UUID.sub("*", text))
