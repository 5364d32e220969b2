"""Addresses of a column's pages (栏目网址): the many ways one list and its further pages are addressed, brought under one."""

import re
from urllib.parse import urlsplit

_NUMBERED = re.compile(r"[_-]\d{1,4}(?=\.\w+$)")
_NUMBER_ALONE = re.compile(r"/\d{1,4}(\.\w+)$")  # 博达: `tzgg/2.htm` goes on `tzgg.htm`
_SUFFIX = re.compile(r"\.\w{2,5}$")
_INDEX = re.compile(r"(?<=/)(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
_PAGE_PARAMETER = re.compile(
    r"(?:^|&)(?:page|pageno|page_no|pageindex|pagenum|currpage|p|pn|start|a\d+[tpc])=\d+", re.IGNORECASE
)


def place(url: str) -> str:
    """Address with a directory's index page written as the directory."""
    return _INDEX.sub("", url)


def schemeless(url: str) -> str:
    """Address without its scheme: one page is linked with http and https."""
    return url.partition(":")[2]


def first_page(url: str) -> str:
    """Address the first page of a numbered list page would have (`index_2.html` → the directory, `?page=2` → without it)."""
    address, mark, query = url.partition("?")
    address = _NUMBER_ALONE.sub(r"\1", address)
    query = _PAGE_PARAMETER.sub("", query).lstrip("&")
    return place(_NUMBERED.sub("", address)) + (mark + query if query else "")


def number(url: str) -> int:
    """Number of a list page in its address; 0 for a first page."""
    address = url.partition("?")[0]
    found = _NUMBERED.search(address) or _NUMBER_ALONE.search(address)
    return int("".join(filter(str.isdigit, found.group().partition(".")[0]))) if found else 0


def folder(url: str) -> str:
    """Address that what lies below a column begins with: its directory, or `tzgg/` for `tzgg.htm`; nothing lies below a home page."""
    own = place(url.partition("?")[0])
    below = own if own.endswith("/") else _SUFFIX.sub("", own) + "/"
    return below if urlsplit(below).path != "/" else url + "#"


def leads_below(url: str, own: str) -> bool:
    """Whether an address lies below a column's own, and is no further page of it."""
    return url != own and url.startswith(folder(own)) and first_page(url) != first_page(own)
