"""What a page's main part is made of (版块), before a dialect gives it its markup. Each block is filled into the template of its name."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

Pair = tuple[str, str]


@dataclass(slots=True)
class Heading:
    """The page's headline (标题)."""

    template: ClassVar[str] = "heading.html"
    text: str
    subtitle: str = ""


@dataclass(slots=True)
class Byline:
    """The line below a headline: publication time, source, and the usual tools."""

    template: ClassVar[str] = "byline.html"
    parts: list[Pair]  # label without colon, value
    tools: bool = True


@dataclass(slots=True)
class Fields:
    """A block of labelled fields (信息字段); ``hidden`` values are filled in by a script, ``doubled`` for phones."""

    template: ClassVar[str] = "fields.html"
    pairs: list[Pair]
    shape: str = "table4"
    by_script: str = ""  # label of the field that a script fills
    wide: tuple[str, ...] = ()  # labels that take a row alone


@dataclass(slots=True)
class Prose:
    """Running text: parts of (kind, text), kind p, h (heading), c (centred), r (right), raw."""

    template: ClassVar[str] = "prose.html"
    parts: list[Pair]


@dataclass(slots=True)
class Cell:
    """A cell of a grid."""

    text: str
    href: str = ""
    rows: int = 1
    columns: int = 1
    head: bool = False
    links: list[Pair] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table (表格)."""

    template: ClassVar[str] = "grid.html"
    rows: list[list[Cell]]
    name: str = ""


@dataclass(slots=True)
class Row:
    """A row of a list; ``extra`` are further cells."""

    title: str
    href: str
    at: datetime | None
    extra: list[str] = field(default_factory=list)
    pinned: bool = False


@dataclass(slots=True)
class Rows:
    """A list of entries (列表)."""

    template: ClassVar[str] = "rows.html"
    rows: list[Row]
    shape: str
    date: str  # how its dates are written
    heads: list[str] = field(default_factory=list)  # of a table
    source: str = ""  # where a script gets them
    limit: int = 60  # characters a shown title may have
    panel: bool = False  # a short list beside others
    total: int = 0  # rows of the whole list, where they are more than these


@dataclass(slots=True)
class Paging:
    """Further pages of a list (翻页): ``number`` counts from 0."""

    template: ClassVar[str] = "paging.html"
    number: int
    pages: int
    rows: int
    links: list[str]  # address of every page
    name: str = "index"
    size: int = 20


@dataclass(slots=True)
class Panel:
    """A named part with a list and a link to all of it (版块)."""

    title: str
    href: str
    rows: Rows


@dataclass(slots=True)
class Panels:
    """Several panels side by side."""

    template: ClassVar[str] = "panels.html"
    panels: list[Panel]


@dataclass(slots=True)
class Tiles:
    """Links as tiles (图块)."""

    template: ClassVar[str] = "tiles.html"
    links: list[Pair]
    title: str = ""


@dataclass(slots=True)
class Files:
    """Attachments (附件): name and address."""

    template: ClassVar[str] = "files.html"
    files: list[Pair]
    by_script: bool = False


@dataclass(slots=True)
class Related:
    """Links to what belongs to the page (相关链接): heading, links."""

    template: ClassVar[str] = "related.html"
    title: str
    links: list[Pair]


@dataclass(slots=True)
class Person:
    """A person with portrait (领导)."""

    template: ClassVar[str] = "person.html"
    name: str
    post: str
    duties: str
    resume: str
    href: str = ""


@dataclass(slots=True)
class Form:
    """A form for visitors: labels of its fields."""

    template: ClassVar[str] = "form.html"
    name: str
    labels: list[str]
    action: str = ""
    query: bool = False


@dataclass(slots=True)
class Raw:
    """Markup as it is."""

    template: ClassVar[str] = "raw.html"
    markup: str


@dataclass(slots=True)
class Words:
    """A sentence in place of content, such as 暂无信息."""

    template: ClassVar[str] = "words.html"
    text: str


Block = (
    Heading
    | Byline
    | Fields
    | Prose
    | Grid
    | Rows
    | Paging
    | Panels
    | Tiles
    | Files
    | Related
    | Person
    | Form
    | Raw
    | Words
)
