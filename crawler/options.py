"""What a crawl is told (抓取任务): the site, where to write, how far and how fast to go."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveFloat, PositiveInt

from portal.site import Site

RESUMABLE = frozenset({"interrupted", "errors", "blocked"})  # ends of a crawl after which it can go on
QUICK_TIME = 34.0  # seconds a quick crawl takes at most, so that with its beginning and end it stays below a minute
# Options of a quick check (快速检查).
QUICK: dict[str, Any] = {"quick": True, "max_time": QUICK_TIME, "home_waits": [5.0], "search": False}
USER_AGENT = "Mozilla/5.0 (compatible; gongkai/0.1; +government-website-compliance-check)"


class CrawlOptions(BaseModel):
    """How to crawl. Times are in seconds, sizes in bytes, rates in requests per second."""

    model_config = ConfigDict(extra="forbid")

    quick: bool = False  # only the front of the site (crawler/front.py); goes with max_time
    max_pages: PositiveInt = 3000
    max_depth: int | None = Field(None, ge=0)  # clicks from the home page; None: no limit
    max_time: PositiveFloat | None = None
    max_size: PositiveInt = 20_000_000  # of a page
    rate: PositiveFloat = 4.0  # of the audited host
    external_interval: float = Field(0.5, ge=0)  # between two requests to another host
    concurrency: PositiveInt = 4  # connections to the audited host at once
    timeout: PositiveFloat = 15.0  # of one request
    robots: Literal["obey", "ignore"] = "obey"
    recheck: list[PositiveFloat] = [30.0, 120.0]  # waits before an address that failed is tried again
    home_waits: list[PositiveFloat] = [5.0, 20.0]  # waits before an unreachable home page is tried again
    ipv6_tries: PositiveInt = 20
    ipv6_interval: float = Field(0.5, ge=0)
    render: Literal["auto", "never", "always"] = "auto"
    off_peak: str | None = None  # HH:MM-HH:MM in the portals' zone: no request leaves outside it
    external_per_host: PositiveInt = 200  # addresses of one other host that are opened
    max_rendered: int = Field(200, ge=0)  # pages opened in a browser, unless all are
    axe_pages: int = Field(10, ge=0, le=100)  # tested for accessibility beside the home page, where a browser is used
    search: bool = True  # try the site's own search
    hosts_file: Path | None = None
    nameserver: str | None = None  # ADDR or ADDR:PORT
    allow_private: bool = False
    user_agent: str = USER_AGENT
    proxy: str | None = None

    def stated(self) -> dict[str, str | int | float | bool | list[float] | None]:
        """The options as the manifest keeps them."""
        return self.model_dump(mode="json")


class CrawlJob(BaseModel):
    """One site to crawl into `folder`, which must hold no snapshot yet, unless `resume` allows going on with one. `log` takes one line per event."""

    model_config = ConfigDict(extra="forbid")

    site: Site
    as_of: date
    folder: Path
    log: Path | None = None
    history: Path | None = None  # probe history whose last weeks are copied into the snapshot
    options: CrawlOptions = CrawlOptions()
    previous: Path | None = None  # snapshot folder of an earlier crawl of the site
    resume: bool = False


class Progress(BaseModel):
    """How far a crawl has got."""

    at: datetime
    pages: int = 0  # pages read
    targets: int = 0  # addresses known
    checked: int = 0  # addresses whose state is settled
    queue: int = 0  # addresses waiting
    rechecks: int = 0  # of these, waiting to be tried again
    errors: int = 0  # addresses found broken or suspect so far
    requests: int = 0
    rate: float = 0.0  # pages per second since the start
    elapsed: float = 0.0
    done: bool = False


def nameserver_of(text: str) -> tuple[str, int]:
    """Address and port of `ADDR`, `ADDR:PORT` or `[IPv6]:PORT`; raises ValueError."""
    host, colon, port = text.rpartition(":")
    if text.startswith("["):
        host, _, port = text[1:].partition("]")
        port = port.removeprefix(":")
    elif not colon or ":" in host:
        host, port = text, ""
    return host, int(port or 53)
