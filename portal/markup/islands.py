"""Data islands (页面自带的数据): rows and trees that a page carries as data and its scripts show.

Three makes: records of 大汉 pages (`<record><![CDATA[…]]>`, markup already), arrays of objects with a name and an address (JSON lists, ztree
nodes), and JSON documents. All become plain markup, one list each, which the readers of links and lists then read.
"""

import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import islice
from typing import Any, NamedTuple

from portal.markup.javascript import GAP, MAX_SCRIPT, values_from
from portal.markup.outline import Outline

MAX_ROWS = 2000
_RECORD = "<record>"
_ARRAY = re.compile(r"(?<![=!<>])=\s*(?=\[\s*\{)")  # an array of objects is assigned
_MAX_ARRAYS = 30
_LEAST_ROWS = 2
_SHARE = 0.5  # of an array's objects that have a name and an address
_JSON_TYPES = frozenset(("application/json", "application/ld+json", "text/json"))
_NAMES = ("title", "infotitle", "doctitle", "articletitle", "name", "text", "label", "columnname", "bt")
_ADDRESSES = ("url", "href", "link", "linkurl", "infourl", "docurl", "docpuburl", "htmlpath", "htmlurl", "puburl")
_DATES = ("date", "pubdate", "publishdate", "publishtime", "pubtime", "docreltime", "createdate", "createtime", "time")
_WHOLE_ADDRESS = re.compile(r"(?:https?:)?/")  # a script may put anything before a relative one
_DEEPEST = 12


class Row(NamedTuple):
    """One row of data: name, address and date as they stand there."""

    name: str
    address: str
    date: str


def record_markup(source: str) -> str:
    """The records a page or a data address carries, as one list; empty when there are none."""
    if _RECORD not in source:
        return ""
    return f"<ul>{''.join(f'<li>{row}</li>' for row in islice(_records(source), MAX_ROWS))}</ul>"


def data_markup(outline: Outline, scripts: Iterable[str] = ()) -> str:
    """Rows of the arrays in a page's scripts, a list for each; empty when there are none. `scripts`: code of its script files."""
    lists: list[list[Row]] = []
    for node, code in outline.scripts:
        if node.attrs.get("type", "").lower() in _JSON_TYPES:
            lists.append(rows_of(json_document(code)))
        elif "[" in code:
            lists += map(rows_of, _arrays(code))
    for code in scripts:
        lists += map(rows_of, _arrays(code))
    return "".join(map(list_markup, lists))


def list_markup(rows: list[Row]) -> str:
    """Rows as a list; empty for none."""
    if not rows:
        return ""
    return f"<ul>{''.join(map(_row_markup, rows[:MAX_ROWS]))}</ul>"


def rows_of(value: Any) -> list[Row]:
    """Rows that a value holds, however deep; empty unless most of what stands side by side has a name and an address."""
    rows: list[Row] = []
    for objects in _groups(value, 0):
        found = [row for row in map(_row, objects) if row is not None]
        if len(found) >= max(_LEAST_ROWS, _SHARE * len(objects)):
            rows += found
    return rows[:MAX_ROWS]


def _records(source: str) -> Iterator[str]:
    begin = source.find(_RECORD)
    while begin >= 0:
        end = source.find("]]>", begin)
        if end < 0:
            return
        yield source[begin:end].partition("[CDATA[")[2]
        begin = source.find(_RECORD, end)


def _arrays(code: str) -> Iterator[Any]:
    for found in islice(_ARRAY.finditer(code[:MAX_SCRIPT]), _MAX_ARRAYS):
        value = values_from(code, found.end())
        if value is not GAP:
            yield value


def json_document(text: str) -> Any:
    """The value of a JSON document; None for anything else."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _groups(value: Any, depth: int) -> Iterator[list[dict[str, Any]]]:
    """Objects that stand side by side in a list, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        objects = [each for each in value if isinstance(each, dict)]
        if objects:
            yield objects
    inner = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    for each in inner:
        yield from _groups(each, depth + 1)


def _row(fields: dict[str, Any]) -> Row | None:
    plain = {re.sub(r"[_-]", "", str(key)).lower(): value for key, value in fields.items()}
    name, address = _words(plain, _NAMES), _words(plain, _ADDRESSES)
    if not name or not _WHOLE_ADDRESS.match(address) or "{" in address:
        return None
    return Row(name, address, _words(plain, _DATES))


def _words(fields: dict[str, Any], keys: tuple[str, ...]) -> str:
    """Text of the first of these fields that has one; markup in it is dropped."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str) and value.strip():
            return re.sub(r"<[^<>]{0,200}>", "", value).strip()
    return ""


def _row_markup(row: Row) -> str:
    return f'<li><a href="{escape(row.address)}">{escape(row.name)}</a><span>{escape(row.date)}</span></li>'
