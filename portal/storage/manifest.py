"""manifest.json: what a snapshot is of, how the crawl ran, and what the checking machine could do."""

from datetime import date, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from portal.site import Site

SCHEMA = "gongkai.snapshot/1"
FILE_NAME = "manifest.json"


class Run(BaseModel):
    """How the crawl ran; counts are totals, `bytes` is what was received."""

    started: datetime
    finished: datetime | None = None
    pages: int = 0
    links: int = 0
    requests: int = 0
    bytes: int = 0
    rendered: int = 0
    unrendered: int = 0  # pages a browser would have completed, but for the limit, the time, or their not loading
    # what was left aside on purpose, in words: addresses without end, too many links to one host
    limits: list[str] = []
    remarks: list[str] = []  # what the crawl met with that a reader of its results should know, in words
    stopped_by: str | None = (
        None  # max_pages, max_depth, time, quick, interrupted, …; None: everything within reach was read
    )
    quick: bool = False  # only the front of the site was asked for: home page, disclosure column, the links on them


class Health(BaseModel):
    """Whether the crawl saw enough of the site to judge it; `reason_code` of the closed list in checks/outcomes.py when not."""

    ok: bool = True
    reason_code: str | None = None
    detail: str = ""


class Machine(BaseModel):
    """What the checking machine could do."""

    ipv6_route: bool = False
    browser: bool = False


class Box(BaseModel):
    """Where a link stands on a photographed page: left, top, width and height in pixels of the page, as wide as `Shot.width`."""

    url: str
    selector: str = ""
    place: tuple[int, int, int, int]


class Shot(BaseModel):
    """A screenshot (截图) of a page; files are paths below the snapshot's folder, with `/`."""

    url: str  # the address a visitor ended at
    file: str
    small: str | None = None  # of it what a report shows, scaled down
    marks: list[str] = []  # addresses whose links are framed in it; empty: nothing is
    width: int = 0  # of the page in pixels, where `small` shows all of that width from its top; 0: not said
    boxes: list[Box] = []  # where links stand, of those that `small` shows


class Manifest(BaseModel):
    """The contents of manifest.json."""

    model_config = ConfigDict(populate_by_name=True)

    schema_: str = Field(SCHEMA, alias="schema")
    tool: dict[str, str] = {}
    site: Site
    as_of: date
    run: Run
    health: Health = Health()
    machine: Machine = Machine()
    shots: list[Shot] = []
    options: dict[str, str | int | float | bool | list[float] | None] = {}

    def write(self, folder: Path) -> None:
        """Write manifest.json into `folder`, whole or not at all."""
        draft = folder / (FILE_NAME + ".new")
        draft.write_text(self.model_dump_json(indent=2, by_alias=True) + "\n", encoding="utf-8")
        draft.replace(folder / FILE_NAME)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Manifest of the snapshot in `folder`; raises FileNotFoundError or pydantic.ValidationError."""
        return cls.model_validate_json((folder / FILE_NAME).read_text(encoding="utf-8"))
