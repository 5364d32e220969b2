"""Host names in their canonical form (主机名): lower case, IDNA, numeric addresses as browsers read them."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import unquote

_PLAIN = re.compile(r"[a-z0-9_](?:[a-z0-9_\-.]*[a-z_\-])?\Z")
_FORBIDDEN = re.compile(r"[\x00-\x20\"#%/:<>?@\[\\\]^`{|}\x7f]")
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+")


@lru_cache(maxsize=4096)
def canonical_host(text: str) -> str | None:
    """Canonical form of a host as written in an address; IPv6 literals keep their brackets. None when no such host can exist."""
    if _PLAIN.match(text) and ".." not in text:
        return text
    if text.startswith("["):
        return _ipv6(text)
    name = _ascii(unquote(text)).rstrip(".")
    if not name or _FORBIDDEN.search(name) or ".." in name or name.startswith("."):
        return None
    return _ipv4(name) if _NUMBER.fullmatch(name.rpartition(".")[2]) else name


def _ascii(name: str) -> str:
    """A name in lower case and IDNA; empty when it has no such form."""
    if name.isascii():
        return name.lower()
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _ipv6(text: str) -> str | None:
    try:
        return f"[{ipaddress.IPv6Address(text[1:-1])}]" if text.endswith("]") and "%" not in text else None
    except ValueError:
        return None


def _ipv4(name: str) -> str | None:
    """Dotted quad for any spelling of an IPv4 address (`127.1`, `0x7f000001`, `017700000001`)."""
    numbers = [_number(part) for part in name.split(".")]
    if len(numbers) > 4 or None in numbers:
        return None
    *leading, last = (number for number in numbers if number is not None)
    if any(number > 255 for number in leading) or last >= 256 ** (4 - len(leading)):
        return None
    value = sum(number << 8 * (3 - place) for place, number in enumerate(leading)) + last
    return str(ipaddress.IPv4Address(value))


def _number(text: str) -> int | None:
    if not _NUMBER.fullmatch(text):
        return None  # signs and underscores are numbers to Python only
    base = 16 if text.startswith("0x") else 8 if text.startswith("0") and len(text) > 1 else 10
    try:
        return int(text[2:] or "0", 16) if base == 16 else int(text, base)
    except ValueError:
        return None
