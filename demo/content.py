"""The text of a portal as data: its site facts, its columns (栏目) and its articles, read from YAML."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from demo import yaml_files

CONTENT = Path(__file__).parent / "content"
CST = timezone(timedelta(hours=8), "CST")
"""China Standard Time: every publication time in the content is local."""


@dataclass
class Link:
    """A link of the home page; ``how`` it is written: an ``a``, a window.open in ``onclick``, or a select's ``option``."""

    text: str
    href: str
    how: str = "a"


@dataclass
class Site:
    """Facts of a site (网站): host, 网站标识码, footer marks, colours, and its servers' habits."""

    id: str
    host: str
    name: str
    place: str
    abbreviation: str
    level: str
    kind: str
    dialect: str
    theme: dict[str, str]
    english: str
    motto: str
    code: str
    conac: str
    icp: str
    police: str
    sponsor: str
    contact: str
    address: str
    postcode: str
    email: str
    office_hours: str
    serial: int
    sitemap: bool
    missing: str
    links: dict[str, list[Link]]
    disallowed: str | None = None
    annual_statement: bool = True


@dataclass
class Column:
    """A column (栏目); ``path`` without slashes at its ends, ``href`` overrides where its links lead."""

    id: str
    name: str
    path: str
    kind: str
    type: str
    about: str
    number: int
    parent: str | None = None
    nav: bool = False
    frame: str = "main"
    menu: str | None = None
    size: int = 20
    article: str = "article"
    shape: str = "rows"
    href: str | None = None
    empty: str | None = None


@dataclass
class Attachment:
    """A file offered for download (附件); ``path`` overrides the place where it stands."""

    file: str
    name: str
    path: str | None = None


@dataclass
class Article:
    """A piece of content; the optional dictionaries hold what its kind needs (政策, 年报, 来信…)."""

    id: str
    column: str
    title: str
    at: datetime
    source: str
    serial: int
    body: str = ""
    picture: str | None = None
    attachments: list[Attachment] = field(default_factory=list)
    policy: dict[str, Any] | None = None
    interprets: str | None = None
    form: str | None = None
    phone: str | None = None
    leader: dict[str, Any] | None = None
    organisation: dict[str, Any] | None = None
    gazette: dict[str, Any] | None = None
    service: dict[str, str] | None = None
    message: dict[str, Any] | None = None
    consultation: dict[str, Any] | None = None
    report: dict[str, int] | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The body, a paragraph an item."""
        return [part.strip() for part in self.body.split("\n\n") if part.strip()]


@cache
def _parsed(path: Path) -> Any:
    return yaml_files.read(path)


def _read(path: Path) -> Any:
    """A file's content, parsed once; each caller gets its own copy to change."""
    return deepcopy(_parsed(path))


def _article(row: dict[str, Any], serial: int) -> Article:
    attachments = [Attachment(**a) for a in row.pop("attachments", [])]
    at = datetime.strptime(row.pop("at"), "%Y-%m-%d %H:%M").replace(tzinfo=CST)
    return Article(at=at, serial=serial, attachments=attachments, **row)


def load_site(portal: str) -> tuple[Site, list[Column]]:
    """The facts and the columns, in menu order, of the portal whose content folder is ``portal``."""
    row = _read(CONTENT / portal / "site.yaml")
    columns = [Column(number=1001 + i, **column) for i, column in enumerate(row.pop("columns"))]
    links = {slot: [Link(text, href) for text, href in pairs] for slot, pairs in row.pop("links").items()}
    return Site(links=links, **row), columns


def load_articles(portal: str, first_serial: int) -> list[Article]:
    """All articles of the portal, numbered by publication time from ``first_serial`` on, newest first."""
    folder = CONTENT / portal
    rows = [row for path in sorted(folder.glob("*.yaml")) if path.name != "site.yaml" for row in _read(path)]
    rows.sort(key=lambda row: (row["at"], row["id"]))
    return [_article(row, first_serial + 3 * i) for i, row in enumerate(rows)][::-1]
