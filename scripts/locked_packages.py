"""What the lock file (requirements.lock) pins, and what of it the program needs to run: the tools of its developers are not among it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")


def pinned(lock: str) -> dict[str, str]:
    """Entries of a lock file, with their hashes and markers, by normalised name."""
    entries: dict[str, list[str]] = {}
    name = ""
    for line in lock.splitlines():
        if match := _PIN.match(line):
            name = canonicalize_name(match["name"])
        if name and line.strip() and not line.lstrip().startswith("#"):
            entries.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in entries.items()}


def needed(direct: Iterable[str], locked: Mapping[str, str]) -> list[str]:
    """Names of everything that requirements lead to on this platform, sorted; asks the packages installed here.

    Raises KeyError for one that the lock does not name.
    """
    waiting = [Requirement(each) for each in direct]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        if name not in locked:
            raise KeyError(f"{name} is needed and not locked")
        seen.add((name, extras))
        waiting += _asked_for(name, extras)
    return sorted({name for name, _ in seen})


def _asked_for(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    for each in map(Requirement, requires(name) or ()):
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield each
