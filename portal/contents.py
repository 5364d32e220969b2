"""What a snapshot holds (内容清单): its column tree, documents, interpretations, messages and kinds of pages, for whoever looks at a crawl."""

from collections import Counter
from typing import Any

from portal.content_facts import Message
from portal.facts import Column
from portal.storage.snapshot import Snapshot

SCHEMA = "gongkai.contents/1"


def contents_of(snapshot: Snapshot) -> dict[str, Any]:
    """The whole list as JSON holds it: dates as ISO text, kinds by their stored value, pages by address."""
    urls: dict[int, str] = {}
    kinds: Counter[str] = Counter()
    for page in snapshot.pages():
        urls[page.id] = page.url
        kinds[page.kind.value] += 1
    return {
        "schema": SCHEMA,
        "kinds": dict(kinds.most_common()),
        "columns": [_column(column) for column in sorted(snapshot.columns(), key=lambda column: column.path)],
        "documents": [
            {"url": urls[each.page_id], "title": each.title, "number": each.number, "issuer": each.issuer}
            for each in snapshot.documents()
        ],
        "interpretations": [
            {"url": urls[each.page_id], "title": each.title, "own": each.own} for each in snapshot.interpretations()
        ],
        "messages": [
            {"url": urls[each.page_id], "title": each.title, "replied": each.replied_on is not None}
            for each in snapshot.records(Message)
        ],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "path": list(column.path),
        "url": column.url,
        "items": column.items,
        "pages": column.pages_read,
        "newest": column.newest.isoformat() if column.newest else None,
        "fill": column.fill.value,
    }


def top_columns(contents: dict[str, Any]) -> list[tuple[str, int]]:
    """First-level names with the number of columns below each, the ones with most first."""
    below: Counter[str] = Counter()
    for column in contents["columns"]:
        top, *rest = column["path"]
        below[top] += bool(rest)
    return sorted(below.items(), key=lambda entry: (-entry[1], entry[0]))
