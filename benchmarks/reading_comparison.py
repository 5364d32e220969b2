"""What a snapshot says of pages beside what they are known to say: one outcome for each kind, field, row and attachment."""

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints
from urllib.parse import unquote, urlsplit

from benchmarks.reading_expected import Expected
from benchmarks.reading_values import Plain, digest, plain, same, squeeze, trail, without_host
from portal.content_facts import RECORD_TABLES, Attachment, DecisionItem, ReportFigure
from portal.facts import Document, Interpretation, ListItem, Page
from portal.states import PageKind, Region
from portal.storage.snapshot import Snapshot

TABLES: dict[str, type[Any]] = {
    "document": Document,
    "interpretation": Interpretation,
    **{table: cls for cls, table in RECORD_TABLES.items()},
}
_COUNTED = frozenset(
    [
        "document",
        "interpretation",
        "consultation",
        "consultation_result",
        "decision_item",
        "meeting",
        "message",
        "annual_report",
        "gazette_issue",
        "service_guide",
        "organisation",
        "leader",
        "open_day",
    ]
)
"""Tables that pages must not fill unless it is expected; those that nobody writes expectations for are left alone."""
_ALLOWED: dict[str, frozenset[PageKind]] = {
    "document": frozenset((PageKind.DOCUMENT, PageKind.SYSTEM)),
    "interpretation": frozenset((PageKind.INTERPRETATION,)),
    "leader": frozenset((PageKind.LEADER, PageKind.ORGANISATION)),
    "organisation": frozenset((PageKind.ORGANISATION,)),
    "consultation": frozenset((PageKind.CONSULTATION,)),
    "gazette_issue": frozenset((PageKind.GAZETTE,)),
    "message": frozenset((PageKind.MESSAGE_LIST, PageKind.MESSAGE)),
}
"""Tables that pages of these kinds may fill although nothing was written down about it."""


class Outcome(NamedTuple):
    """One comparison. Nothing expected and nothing read is no outcome; something else read than expected is a miss on both sides."""

    path: str
    kind: PageKind  # of the page, as labelled
    field: str  # kind, table.column, table (a row too many or too few), items.count…
    expected: Any
    read: Plain
    right: bool


@dataclass(slots=True)
class Seen:
    """All a snapshot says of one page."""

    page: Page
    rows: dict[str, list[Any]]
    items: list[ListItem]


def seen_pages(snapshot: Snapshot, urls: Mapping[str, str]) -> dict[str, Seen]:
    """What the snapshot says of pages, by path; `urls` maps the paths asked for to addresses."""
    paths = {url: path for path, url in urls.items()}
    found = {page.id: page for page in snapshot.pages() if page.url in paths}
    result = {key: Seen(page, {}, []) for key, page in found.items()}
    for table, cls in TABLES.items():
        rows: Iterator[Any] = (
            snapshot.documents()
            if cls is Document
            else snapshot.interpretations()
            if cls is Interpretation
            else snapshot.records(cls)
        )
        for row in rows:
            if row.page_id in result:
                result[row.page_id].rows.setdefault(table, []).append(row)
    for key, one in result.items():
        one.items = [item for item in snapshot.items(key) if item.region is Region.MAIN]
    return {paths[one.page.url]: one for one in result.values()}


def compare(expected: Expected, seen: Seen) -> Iterator[Outcome]:
    """Outcomes for one page."""
    read = seen.page.kind
    yield Outcome(expected.path, expected.kind, "kind", expected.kind, read.value, read in expected.kinds)
    for name, wanted, value, right in _facts(expected, seen):
        yield Outcome(expected.path, expected.kind, name, wanted, value, right)


_Fact = tuple[str, Any, Plain, bool]


def _facts(expected: Expected, seen: Seen) -> Iterator[_Fact]:
    for table, wanted in expected.fields.items():
        if table == "page":
            yield from _page(wanted, seen.page)
        elif table in TABLES:
            yield from _rows(table, wanted if isinstance(wanted, list) else [wanted], seen)
    for table, rows in seen.rows.items():
        if table not in expected.fields and table in _COUNTED and not _ALLOWED.get(table, frozenset()) & expected.kinds:
            yield table, None, _name(rows[0]), False
    if expected.items is not None:
        yield from _items(expected.items, seen.items)
    if expected.attachments is not None:
        yield from _attachments(expected.attachments, seen.rows.get("attachment", []))
    if expected.figures is not None:
        yield from _figures(expected.figures, seen.rows.get("report_figure", []))


def _page(wanted: Mapping[str, Any], page: Page) -> Iterator[_Fact]:
    for name, value in wanted.items():
        if name == "breadcrumb":
            yield from _fact("page.breadcrumb", trail(value), trail(page.breadcrumb))
        else:
            yield from _fact(f"page.{name}", value, plain(getattr(page, name)))


def _fact(name: str, wanted: Any, read: Plain) -> Iterator[_Fact]:
    """One value, unless nothing is expected and nothing read."""
    if plain(wanted) is not None or read is not None:
        yield name, wanted, read, same(wanted, read)


def _rows(table: str, wanted: Sequence[Mapping[str, Any]], seen: Seen) -> Iterator[_Fact]:
    """Each expected row beside the one it resembles most; rows left over on either side are misses of the table itself."""
    left = list(seen.rows.get(table, []))
    for row in wanted:
        facts = {id(one): list(_row(table, row, one, seen)) for one in left}
        best = max(left, key=lambda one: sum(right for *_, right in facts[id(one)]), default=None)
        yield table, "row", None if best is None else "row", best is not None
        if best is not None:
            left.remove(best)
        yield from _row(table, row, None, seen) if best is None else facts[id(best)]
    for extra in left:
        yield table, None, _name(extra), False


def _row(table: str, row: Mapping[str, Any], read: Any, seen: Seen) -> Iterator[_Fact]:
    cls = TABLES[table]
    for name, value in row.items():
        found = None if read is None else _stages(seen, read) if name == "stages" else getattr(read, name)
        yield from _fact(f"{table}.{name}", _said(cls, name, value), plain(_said(cls, name, found)))


def _stages(seen: Seen, item: DecisionItem) -> tuple[str, ...]:
    """Stages of a decision stand in rows of their own."""
    return tuple(stage.stage for stage in seen.rows.get("decision_stage", []) if stage.item == item.position)


def _said(cls: type[Any], name: str, value: Any) -> Any:
    """A value as a statement: false and nought say nothing where a field has no other way to say nothing."""
    if isinstance(value, Mapping):
        return value
    if value in (False, 0, "false", "0") and not _has_none(cls, name):
        return None
    if name == "url" and isinstance(value, str):
        return without_host(value)
    said = plain(value)
    if isinstance(said, tuple) and name in _ALONE:
        said = _ALONE[name](said)
    return said


def _other_forms(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Forms of an interpretation: that an expert's is a text, too, may be said or left out."""
    return tuple(form for form in forms if form != "text") or forms


def _joint(issuers: tuple[str, ...]) -> tuple[str, ...] | None:
    """Issuers: a single one is no joint issue."""
    return issuers if len(issuers) > 1 else None


_ALONE: dict[str, Callable[[tuple[str, ...]], tuple[str, ...] | None]] = {"forms": _other_forms, "issuers": _joint}


def _has_none(cls: type[Any], name: str) -> bool:
    hint = get_type_hints(cls).get(name)
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


def _name(row: Any) -> str:
    names = [each.name for each in fields(row)]
    key = next((name for name in ("title", "name", "year") if name in names), names[0])
    return str(plain(getattr(row, key)) or "row")


def _items(wanted: Mapping[str, Any], read: Sequence[ListItem]) -> Iterator[_Fact]:
    newest = max((item.dated_on for item in read if item.dated_on), default=None)
    values = {"count": len(read) or None, "first_title": read[0].title if read else None, "newest": newest}
    for name, value in wanted.items():
        yield from _fact(f"items.{name}", value or None, plain(values[name]))


def _attachments(wanted: Sequence[Any], read: Sequence[Attachment]) -> Iterator[_Fact]:
    left = list(read)
    for each in wanted:
        found = next((one for one in left if _is_attachment(each, one)), None)
        if found is not None:
            left.remove(found)
        yield "attachment", each, None if found is None else "row", found is not None
    for extra in left:
        yield "attachment", None, extra.name or extra.url, False


def _is_attachment(wanted: Any, read: Attachment) -> bool:
    if isinstance(wanted, Mapping):
        return digest(read.name) == dict(wanted)
    path = unquote(urlsplit(read.url).path)
    return path == wanted or path.rpartition("/")[2] == wanted or squeeze(read.name) == squeeze(wanted)


def _figures(wanted: Mapping[str, Any], read: Sequence[ReportFigure]) -> Iterator[_Fact]:
    values = {squeeze(f"{row.number}/{row.row}/{row.column}"): row.value for row in read}
    for place, value in wanted.items():
        yield from _fact("report_figure.value", value, plain(values.pop(squeeze(place), None)))
    for key, value in values.items():
        if value is not None:
            yield "report_figure.value", None, f"{key}={value}", False
