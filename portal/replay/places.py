"""Addresses of the local server (回放地址): what is shown, of when, of which address, as `/TOKEN/copy/20260301020000000000/http://…`.

The archived address stands at the end as it is, so that relative addresses nobody rewrote still lead to the right copy.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from portal.links.addresses import canonical
from portal.replay.index import STAMP_DIGITS


class View(StrEnum):
    """What of a copy is shown."""

    PAGE = "page"  # with the banner above it
    RENDERED_PAGE = "rendered-page"  # the same, of the document after its scripts ran
    COPY = "copy"  # the page by itself, for a frame
    RENDERED_COPY = "rendered-copy"
    STYLE = "style"  # a style sheet, for a page
    RESOURCE = "resource"  # a picture or font, for a page
    FILE = "file"  # the body as a download

    @property
    def rendered(self) -> bool:
        """Whether it is the document after its scripts ran."""
        return self in (View.RENDERED_PAGE, View.RENDERED_COPY)


class Place(NamedTuple):
    """One thing the local server can show."""

    view: View
    stamp: str  # of STAMP_DIGITS digits
    url: str  # canonical

    @property
    def path(self) -> str:
        """Its local address below the token."""
        return f"{self.view}/{self.stamp}/{self.url}"


_PATH = re.compile(rf"(?P<view>[a-z-]+)/(?P<stamp>\d{{{STAMP_DIGITS}}})/(?P<url>https?://.*)", re.DOTALL | re.ASCII)


def place_at(path: str) -> Place | None:
    """The place a local address below the token names; None when it names none."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    try:
        return Place(View(found["view"]), found["stamp"], canonical(found["url"]))
    except ValueError:
        return None
