"""What a dialect decides: addresses, and the habits a portal of it may have."""

import hashlib
from random import Random
from typing import Protocol

from demo.lab.columns import Column
from demo.lab.entries import Entry
from demo.lab.style import Style


class Dialect(Protocol):
    """A family of platforms. Addresses are decoded absolute paths, with a query where the platform uses one; list pages count from 0."""

    @property
    def name(self) -> str: ...
    def style(self, chance: Random) -> Style: ...
    def column(self, column: Column, page: int, pages: int, style: Style) -> str: ...
    def entry(self, entry: Entry, column: Column, style: Style) -> str: ...
    def file(self, entry: Entry, column: Column, index: int, suffix: str) -> str: ...
    def scripted(self, column: Column, style: Style) -> str: ...


def hexes(*about: object) -> str:
    """32 hexadecimal digits that belong to something."""
    return hashlib.md5("/".join(map(str, about)).encode(), usedforsecurity=False).hexdigest()
