"""Where the rest of a list comes from (列表数据来源): addresses a page's scripts ask for rows, as the known systems spell them.

大汉 (jpage): `dataproxy.jsp`, by the next group's address or by a form; answers hold `<record>`s. 龙讯: `/site/label/8888` with the list's
parameters as a form; answers are a piece of markup, or JSON.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from portal.facts import Source
from portal.links.addresses import resolve
from portal.markup.islands import json_document, list_markup, record_markup, rows_of
from portal.markup.javascript import values_from

_NEXT_GROUP = re.compile(r"<nextgroup>\s*<!\[CDATA\[(.{0,2000}?)\]\]>", re.DOTALL)
_HREF = re.compile(r"""href\s*=\s*["']([^"']*dataproxy\.jsp[^"']*)["']""", re.IGNORECASE)
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})\s*<", re.IGNORECASE)
_PROXY = re.compile(r"""\bproxyUrl\b["']?\s*:\s*["']([^"']*dataproxy\.jsp)[^"']*["']""", re.IGNORECASE)
_LABEL = re.compile(r"""\blabelName\b["']?\s*:\s*["']\w{1,60}["']""")
_LABEL_ADDRESS = re.compile(r"""["']([^"'\s]{0,200}/site/label/\d{1,8})""")
_LABEL_DEFAULT = "/site/label/8888"
_LISTS = re.compile(r"list|tree", re.IGNORECASE)  # of a label's name; others are counters, weather, searches
_FAR = 4000  # characters an object may begin before the key it was found by
_PER_GROUP = 45
Form = tuple[tuple[str, str], ...]
Found = tuple[str, Form, str, str]  # address, form, kind of answer, name of the parameter that counts on


def sources_of(source: str, base: str, encoding: str) -> tuple[Source, ...]:
    """Where a page's lists go on; `base` is what addresses are relative to."""
    found: dict[tuple[str, Form], Source] = {}
    for url, form, kind, step in (*_groups(source), *_proxies(source), *_labels(source)):
        address = resolve(base, url, encoding)
        if address is not None:
            found.setdefault((address.url, form), Source(kind, address.url, form, step))
    return tuple(found.values())


def _groups(source: str) -> Iterator[Found]:
    """The next group of records, where there are more than the page holds."""
    for found in _NEXT_GROUP.finditer(source) if "<nextgroup>" in source else ():
        place = _HREF.search(found.group(1))
        total = _TOTAL.search(source)
        if place and (total is None or int(total.group(1)) > source.count("<record>")):
            yield place.group(1).replace("&amp;", "&"), (), "records", ""


def _proxies(source: str) -> Iterator[Found]:
    """Parameters of a jpage call, whose rows come by form in ranges."""
    for found in _PROXY.finditer(source) if "proxyUrl" in source else ():
        options = _object_around(source, found.start())
        form = options.get("ajaxParam")
        total = options.get("totalRecord")
        if isinstance(form, dict) and isinstance(total, int) and total > source.count("<record>"):
            yield found.group(1), _form(form), "records", "startrecord"


def _labels(source: str) -> Iterator[Found]:
    """Parameters of a 龙讯 list."""
    if "labelName" not in source:
        return
    place = _LABEL_ADDRESS.search(source)
    for found in _LABEL.finditer(source):
        fields = _object_around(source, found.start())
        if _LISTS.search(str(fields.get("labelName", ""))):
            form = {"IsAjax": "1", "dataType": "html"} | {k: v for k, v in fields.items() if k != "pageIndex"}
            yield place.group(1) if place else _LABEL_DEFAULT, _form(form), "fragment", "pageIndex"


def _object_around(source: str, position: int) -> dict[str, Any]:
    """The object literal in which a key stands; empty without one."""
    depth = 0
    for index in range(position, max(-1, position - _FAR), -1):
        if source[index] == "}":
            depth += 1
        elif source[index] == "{":
            depth -= 1
            if depth < 0:
                value = values_from(source[: index + 5 * _FAR], index)
                return value if isinstance(value, dict) else {}
    return {}


def _form(fields: dict[str, Any]) -> Form:
    return tuple((key, _spelled(value)) for key, value in fields.items() if isinstance(value, str | int))


def _spelled(value: str | int) -> str:
    """A value as a script would send it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def request_of(source: Source, number: int) -> tuple[str, str]:
    """Address and form (empty: none) of the `number`th request, from 0, for a source's rows."""
    if source.step == "startrecord":
        first = number * _PER_GROUP + 1
        span = {"startrecord": first, "endrecord": first + _PER_GROUP - 1, "perpage": _PER_GROUP // 3}
        return f"{source.url}?{urlencode(span)}", urlencode(source.form)
    if source.step:
        return source.url, urlencode([*source.form, (source.step, str(number + 1))])
    return source.url, ""


def answer_markup(kind: str, text: str) -> str:
    """Rows of a source's answer, as markup."""
    if kind == "records":
        return record_markup(text)
    stripped = text.lstrip()
    if stripped[:1] in ("{", "["):
        return list_markup(rows_of(json_document(stripped)))
    return text


def next_group(answer: str, base: str, encoding: str) -> Source | None:
    """Where the records of an answer go on."""
    for url, form, kind, step in _groups(answer):
        address = resolve(base, url, encoding)
        if address is not None:
            return Source(kind, address.url, form, step)
    return None
