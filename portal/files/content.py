"""What reading a file brings (附件正文), and the bounds all readers keep."""

from dataclasses import dataclass

MAX_CHARACTERS = 200_000  # of text kept, as for pages
MAX_PAGES = 300  # read of a file
MAX_UNPACKED = 64 * 1024 * 1024  # bytes of a package's parts; a bomb has more
MAX_PARTS = 3_000  # of a package


class UnreadableError(Exception):
    """The file is damaged, locked or not what it seems; the message says what was wrong, for the log."""


class TooLargeError(UnreadableError):
    """The file unpacks to more than is read."""


@dataclass(frozen=True, slots=True)
class Content:
    """Text of a file, lines parted by line feeds, cells of a table by tabs; `title` of its own properties; `pages`, sheets or slides."""

    text: str
    title: str = ""
    pages: int | None = None


class Gathering:
    """Lines gathered until there are enough."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._room = MAX_CHARACTERS

    def add(self, line: str) -> bool:
        """Take a line, white space folded, tabs kept; False once the room is used up."""
        kept = "\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip()[: self._room]
        if kept:
            self._lines.append(kept)
            self._room -= len(kept) + 1
        return self._room > 0

    @property
    def text(self) -> str:
        """Everything gathered."""
        return "\n".join(self._lines)
