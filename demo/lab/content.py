"""A written piece of content: its blocks, and what a reader of the page can know of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from demo.lab.blocks import Block


@dataclass(slots=True)
class File:
    """An attachment: file name on the server, name shown, and the lines that stand in it."""

    file: str
    name: str
    lines: list[str]


@dataclass(slots=True)
class Content:
    """One entry as written. ``facts`` maps a table of the snapshot to what the page states for it (see `demo.lab.expected`);
    ``related`` are headings with the numbers of entries linked below the text."""

    kind: str
    title: str
    blocks: list[Block]
    facts: dict[str, Any] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    related: list[tuple[str, list[int]]] = field(default_factory=list)
    figures: dict[str, int] | None = None
    source: str | None = None
    byline: bool = True
    subtitle: str = ""
    files_by_script: bool = False


@dataclass(slots=True)
class Paper:
    """The facts of a document (公文): what its page may state."""

    title: str
    name: str
    number: str
    issuers: tuple[str, ...]
    written: date
    published: date
    effective: date | None
    expires: date | None
    starts: str  # the sentence that says so
    validity: str
    index: str
    subject: str
    note: str
    normative: bool
