"""A lab portal as something to read: its pages, and what they were made to say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from benchmarks.reading_expected import Expected, ExpectedColumn, expected
from benchmarks.reading_pages import Body
from demo.lab import ExpectedColumn as LabColumn
from demo.lab import Lab, make
from demo.lab.dialects import DIALECTS
from demo.model import AS_OF
from portal.states import PageKind

_MISSING = "/no/such/page.html"


@dataclass(slots=True)
class LabSource:
    """Pages and expectations of one lab portal; `pairings` are interpretation and document, `results` consultation and result, by path."""

    home: str
    read_on: date
    bodies: list[Body]
    expected: list[Expected]
    columns: list[ExpectedColumn]
    pairings: set[tuple[str, str]]
    results: set[tuple[str, str]]


def lab_source(name: str) -> LabSource:
    """The portal `dialect:pages:seed`; raises ValueError for a name of another form or a portal that cannot be made."""
    dialect, _, rest = name.partition(":")
    pages, _, seed = rest.partition(":")
    if dialect not in DIALECTS or not pages.isdigit() or not seed.isdigit():
        raise ValueError(f"{name}: dialect:pages:seed, e.g. trs:300:7; dialects are {', '.join(DIALECTS)}")
    return lab_as_source(make(dialect, int(pages), int(seed)))


def lab_as_source(lab: Lab) -> LabSource:
    """A lab portal that was made already."""
    entries: list[dict[str, Any]] = [{**entry.plain(), "path": path} for path, entry in lab.expected.items()]
    return LabSource(
        home=lab.portal.url("/"),
        read_on=AS_OF,
        bodies=list(_bodies(lab)),
        expected=[*map(_expected, entries), Expected(_MISSING, PageKind.ERROR)],
        columns=[
            ExpectedColumn(one.path, one.names, frozenset(one.names[-1:]), one.fill, _newest(lab, one), one.items)
            for one in lab.columns
        ],
        pairings=set(lab.pairings),
        results={(consultation, result) for result, consultation in lab.results},
    )


def _expected(entry: dict[str, Any]) -> Expected:
    """An entry of the lab; news that stand in an interpretation column are news, as in the labels made by hand."""
    page = expected(entry)
    reposted = page.fields.get("interpretation", {}).get("own") is False
    return replace(page, also=page.also | {PageKind.NEWS}) if reposted else page


def _newest(lab: Lab, column: LabColumn) -> str | None:
    """Day of a column's newest entry, where its list shows it."""
    items = lab.expected[column.path].items if column.path in lab.expected else None
    return column.newest if items and items.get("newest") else None


def _bodies(lab: Lab) -> Iterator[Body]:
    for path in lab.expected:
        answer = lab.answer(path)
        yield Body(path, lab.portal.url(path), answer.body, answer.content_type, home=path == "/")
    missing = lab.portal.missing
    yield Body(_MISSING, lab.portal.url(_MISSING), missing.body, missing.content_type)
