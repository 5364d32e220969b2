"""A composed page of a lab's portal: all that its template shows, and all that a reader can know of it."""

from dataclasses import dataclass, field
from typing import Any

from demo.lab.blocks import Block, Pair
from demo.page import Marks


@dataclass(slots=True)
class SideLink:
    """An entry of a side menu; ``on`` where the page stands."""

    name: str
    href: str
    on: bool = False


@dataclass(slots=True)
class LabPage:
    """One HTML page before it is rendered.

    ``about`` are the facts of the page itself (title, published_on, source, breadcrumb, fill), ``facts`` those of its content.
    """

    path: str
    kind: str
    name: str  # what the page is called, without the site's name
    title: str
    tags: list[Pair]
    marks: Marks
    trail: list[Pair]
    blocks: list[Block]
    side: list[SideLink] = field(default_factory=list)
    side_name: str = ""
    layout: str = "page.html"
    disclosure: bool = False
    number: int = 0  # of its column
    charset: str = "utf-8"
    declared: str = "utf-8"
    charset_in_header: bool = False
    about: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    items: dict[str, Any] | None = None
    attachments: list[str] = field(default_factory=list)
    figures: dict[str, int] | None = None
    also: tuple[str, ...] = ()  # kinds it may be taken for without being wrong
    refresh: str = ""
    extra_head: list[str] = field(default_factory=list)
    extra_body: list[str] = field(default_factory=list)  # markup at the end of the main part
    status: int = 200
    delay: float = 0.0  # seconds before the answer
    site_name: str = ""  # in its header, where that is not the site's own

    def retag(self, name: str, value: str | None) -> None:
        """Give a tag another value, or take it away with None."""
        kept = [(n, value if n == name else v) for n, v in self.tags]
        self.tags = [(n, v) for n, v in kept if v is not None]
