"""One table row per way a server misbehaves: what it does, what becomes of the address, and the words of the report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.crawler.servers import Reply, WebServer, page
from tests.hostile.audits import Audited


@dataclass(frozen=True)
class Case:
    """A linked address, how it is answered (the last reply from then on), its state and fault, and words the report must have."""

    what: str
    path: str
    replies: tuple[Reply, ...]
    verdict: tuple[str, str | None]
    words: tuple[str, ...] = ()


def case(what: str, path: str, *replies: Reply, verdict: tuple[str, str | None], words: tuple[str, ...] = ()) -> Case:
    """A row of a table."""
    return Case(what, path, replies, verdict, words)


def play(web: WebServer, cases: Iterable[Case]) -> None:
    """Have the server do all of it, and link all of it from its home page. Cases without replies have routes of their own."""
    rows = list(cases)
    web.reply("/", Reply(page("云河市人民政府", *(row.path for row in rows), "/plain-1.html", "/plain-2.html")))
    web.page("/plain-1.html", "/")
    web.page("/plain-2.html", "/")
    for row in rows:
        if row.replies:
            web.reply(row.path, *row.replies)


def disagreements(web: WebServer, audited: Audited, cases: Iterable[Case]) -> Iterator[str]:
    """Rows whose facts or words are not as the table has them, in words."""
    for row in cases:
        found = audited.verdict(row.path if "://" in row.path else web.url + row.path.lstrip("/"))
        if found != row.verdict:
            yield f"{row.what}: {found}, not {row.verdict}"
        for words in audited.tells_not(*row.words):
            yield f"{row.what}: the report does not say {words!r}"
