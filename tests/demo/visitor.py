"""A small visitor of played hosts: one request at a time, addresses from the host table alone."""

import http.client
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

TIMEOUT = 10.0  # seconds
MAX_HOPS = 8


class UnknownHostError(Exception):
    """The host table does not know the name."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers with lower-case names, body."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def is_html(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")

    @property
    def text(self) -> str:
        return self.body.decode("gb18030" if b"gb2312" in self.body[:200] else "utf-8")


def addresses(lines: list[str]) -> dict[str, list[tuple[str, int]]]:
    """Name to (address, port) pairs out of lines ``ADDRESS:PORT NAME…``."""
    table: dict[str, list[tuple[str, int]]] = {}
    for line in lines:
        place, *names = line.split()
        address, _, port = place.rpartition(":")
        for name in names:
            table.setdefault(name, []).append((address.strip("[]"), int(port)))
    return table


@dataclass
class Visitor:
    """Fetches addresses of played hosts, from memory the second time."""

    lines: list[str]
    seen: dict[str, Answer] = field(default_factory=dict)

    def ask(self, url: str, method: str = "GET", headers: dict[str, str] | None = None, family: str = ".") -> Answer:
        """One request; ``family`` is ``.`` for IPv4 and ``:`` for IPv6."""
        parts = urlsplit(url)
        places = addresses(self.lines).get(parts.hostname or "")
        if not places:
            raise UnknownHostError(url)
        address, port = next(place for place in places if family in place[0])
        connection = http.client.HTTPConnection(address, port, timeout=TIMEOUT)
        try:
            path = quote(parts.path or "/", safe="/%") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, path, headers={"Host": parts.netloc, **(headers or {})})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(url, response.status, found, response.read())
        finally:
            connection.close()

    def get(self, url: str) -> Answer:
        """The page at ``url``, remembered."""
        if url not in self.seen:
            self.seen[url] = self.ask(url)
        return self.seen[url]

    def follow(self, url: str) -> list[Answer]:
        """The page at ``url`` with its redirects, hop by hop, at most eight."""
        hops = [self.get(url)]
        while "location" in hops[-1].headers and len(hops) < MAX_HOPS:
            hops.append(self.get(urljoin(hops[-1].url, hops[-1].headers["location"])))
        return hops
