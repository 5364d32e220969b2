"""What a played portal is made of: answers to addresses, and the host they stand on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

AS_OF = date(2026, 3, 1)
"""The day on which the bundled portals are to be judged: the healthy one is fresh on it (检查日)."""

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Response:
    """One answer of a played server.

    ``delay`` is the wait before the first byte, in seconds; ``location`` is set for redirects.
    """

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    location: str | None = None
    delay: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Portal:
    """A host with all its addresses.

    ``pages`` maps a decoded absolute path, with no query, to its answer; ``dynamic`` maps a path to a function of the
    raw query; ``missing`` answers everything else, ``missing_folder`` what ends in a slash where that differs. ``ipv6`` tells whether the name has an AAAA record,
    ``home_over_ipv6`` is the home page that visitors over IPv6 get where it differs.
    """

    id: str
    host: str
    name: str
    pages: Mapping[str, Response]
    missing: Response
    missing_folder: Response | None = None
    ipv6: bool = True
    home_over_ipv6: Response | None = None
    dynamic: Mapping[str, Callable[[str], Response]] = field(default_factory=dict)

    def answer(self, path: str, query: str = "") -> Response:
        """The answer to a decoded ``path`` and its raw ``query``; directories also answer to their index.html."""
        if path in self.dynamic:
            return self.dynamic[path](query)
        if path in self.pages:
            return self.pages[path]
        missing = self.missing_folder if self.missing_folder and path.endswith("/") else self.missing
        return self.pages.get(path.removesuffix("index.html"), missing)

    def url(self, path: str = "/") -> str:
        """The address of ``path`` as links on the portal write it: plain http, default port."""
        return f"http://{self.host}{path}"
