"""What the local server answers (回放应答): copies made harmless, and our own pages around them."""

from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.markup.decoding import Decoded, decode
from portal.replay.archived_site import ArchivedSite
from portal.replay.index import Copy
from portal.replay.media import Kind, declared_type, file_name, media_of
from portal.replay.pages import Reader, rewritten_page
from portal.replay.places import Place, View
from portal.storage.archive import Capture

_OWN = Path(__file__).parent
_ZONE = ZoneInfo("Asia/Shanghai")
_HTML = "text/html; charset=utf-8"
_COPIES_LISTED = 50


class Policy(StrEnum):
    """What the browser may do with an answer; `{origin}` is the local server's own.

    Its name stands there rather than 'self': a sandboxed page has no origin that could be its own.
    """

    OWN = "default-src 'none'; style-src {origin}; frame-src {origin}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    COPY = (
        "default-src 'none'; img-src {origin} data:; style-src {origin} 'unsafe-inline'; font-src {origin} data:; media-src {origin}; "
        "frame-src {origin}; form-action 'none'; base-uri 'none'; sandbox allow-top-navigation-by-user-activation"
    )


class Answer(NamedTuple):
    """One answer of the server."""

    status: int
    content_type: str
    body: bytes = b""
    policy: Policy = Policy.OWN
    headers: tuple[tuple[str, str], ...] = ()


class Answers:
    """Answers for one archived site; `root` is the path all local addresses begin with, `/` at both ends."""

    def __init__(self, site: ArchivedSite, root: str) -> None:
        self.site = site
        self.root = root

    def to(self, place: Place) -> Answer:
        """What is at a place. Raises ArchiveError when the record cannot be read."""
        copy = self.site.index.pick(place.url, place.stamp)
        if copy is None:
            return self._missing(place)
        onward = self.site.redirect_of(copy)
        if onward is not None and onward != copy.url:
            return self._redirect(Place(place.view, copy.stamp, onward))
        if place.view.rendered and self.site.index.rendered(copy) is None:
            view = View.PAGE if place.view is View.RENDERED_PAGE else View.COPY
            return self._redirect(Place(view, copy.stamp, copy.url))
        if place.view in (View.PAGE, View.RENDERED_PAGE):
            exact = Place(place.view, copy.stamp, copy.url)
            return self._framed(exact, copy) if place == exact else self._redirect(exact)
        return self._content(place, copy)

    def path(self, view: View, copy: Copy) -> str:
        """Local address of a copy."""
        return self.root + Place(view, copy.stamp, copy.url).path

    def _redirect(self, place: Place) -> Answer:
        return Answer(302, "text/plain", headers=(("Location", self.root + place.path),))

    # the bodies

    def _content(self, place: Place, copy: Copy) -> Answer:
        shown = self.site.index.rendered(copy) if place.view.rendered else copy
        capture = self.site.capture(shown or copy)
        if place.view is View.FILE:
            return _download(capture)
        if place.view in (View.STYLE, View.RESOURCE):
            return self._asset(place, copy, capture)
        return self._page(place, copy, capture)

    def _page(self, place: Place, copy: Copy, capture: Capture) -> Answer:
        """What stands in the frame."""
        media = media_of(capture)
        if not capture.body:
            return self._note(f"这个地址当时回答状态 {copy.status}，没有内容。", copy)
        if media.kind is Kind.PAGE:
            text, encoding = decode(capture.body, declared_type(capture))
            reader = self._reader(copy, encoding, rendered=place.view.rendered)
            return Answer(_status(copy), _HTML, _bytes(rewritten_page(text, reader)), Policy.COPY)
        if media.kind in (Kind.TEXT, Kind.SHEET):
            text = decode(capture.body, declared_type(capture)).text
            return Answer(_status(copy), "text/plain; charset=utf-8", _bytes(text), Policy.COPY)
        if media.kind is Kind.PICTURE:
            return Answer(_status(copy), media.mime, capture.body, Policy.COPY)
        return self._note("这是一个文件，不在这里打开；要看内容，用上方的“下载原件”。", copy)

    def _asset(self, place: Place, copy: Copy, capture: Capture) -> Answer:
        """What a page loads. Fonts are asked for with an origin, and a sandboxed page has none."""
        media = media_of(capture)
        if media.kind is Kind.FONT:
            return Answer(200, media.mime, capture.body, Policy.COPY, (("Access-Control-Allow-Origin", "*"),))
        if media.kind in (Kind.PICTURE, Kind.SOUND):
            return Answer(_status(copy), media.mime, capture.body, Policy.COPY)
        if place.view is View.STYLE and copy.status == 200 and media.kind in (Kind.SHEET, Kind.TEXT):
            decoded: Decoded = decode(capture.body, declared_type(capture))
            sheet = self._reader(copy, decoded.encoding).sheet(decoded.text)
            return Answer(200, "text/css; charset=utf-8", _bytes(sheet), Policy.COPY)
        return Answer(404, "text/plain; charset=utf-8", policy=Policy.COPY)

    def _reader(self, copy: Copy, encoding: str, *, rendered: bool = False) -> Reader:
        return Reader(self.root, copy.stamp, copy.url, encoding, rendered)

    # our own pages

    def _framed(self, place: Place, copy: Copy) -> Answer:
        """The banner and the frame below it."""
        rendered = self.site.index.rendered(copy)
        shown = rendered if rendered is not None and place.view.rendered else copy
        as_read = rendered if rendered is not None and self.site.index.is_cited(rendered) else copy
        onward = self.site.sends_on(copy)
        values: dict[str, Any] = {
            "copy": shown,
            "taken": _moment(shown),
            "same_since": _moment(_dated(copy, copy.body_of)) if copy.body_of else "",
            "cited": shown is as_read and self.site.index.is_cited(shown),
            "frame": self.path(View.RENDERED_COPY if shown.rendered else View.COPY, copy),
            "other": self.path(View.PAGE if shown.rendered else View.RENDERED_PAGE, copy) if rendered else "",
            "file": self.path(View.FILE, copy),
            "onward": onward,
            "onward_path": self.root + Place(View.PAGE, copy.stamp, onward).path if onward else "",
            "others": self._others(copy),
        }
        return Answer(200, _HTML, self._filled("framed.html.j2", values))

    def _others(self, copy: Copy) -> list[tuple[str, str, int]]:
        """Other copies of the same address: local address, time, status."""
        copies = (each for each in self.site.index.copies(copy.url) if each is not copy)
        return [(self.path(View.PAGE, each), _moment(each), each.status) for each in copies][:_COPIES_LISTED]

    def _missing(self, place: Place) -> Answer:
        if place.view in (View.STYLE, View.RESOURCE):
            return Answer(404, "text/plain; charset=utf-8", policy=Policy.COPY)
        near = [
            (self.root + Place(View.PAGE, place.stamp, url).path, url) for url in self.site.index.nearest(place.url)
        ]
        body = self._filled("missing.html.j2", {"url": place.url, "near": near})
        return Answer(404, _HTML, body, Policy.OWN if place.view in (View.PAGE, View.RENDERED_PAGE) else Policy.COPY)

    def _note(self, words: str, copy: Copy) -> Answer:
        return Answer(200, _HTML, self._filled("note.html.j2", {"words": words, "copy": copy}), Policy.COPY)

    def _filled(self, template: str, values: dict[str, Any]) -> bytes:
        return _bytes(self._templates.get_template(template).render(root=self.root, site=self.site, **values))

    @cached_property
    def _templates(self) -> Environment:
        return Environment(loader=FileSystemLoader(_OWN), autoescape=True, undefined=StrictUndefined)


def own_sheet() -> Answer:
    """The style sheet of our own pages."""
    return Answer(200, "text/css; charset=utf-8", (_OWN / "viewer.css").read_bytes())


def plain_answer(status: int, words: str) -> Answer:
    """A line of text."""
    return Answer(status, "text/plain; charset=utf-8", _bytes(words + "\n"))


def _download(capture: Capture) -> Answer:
    name = quote(file_name(capture.url), safe="")
    disposition = f"attachment; filename*=UTF-8''{name}"
    return Answer(200, "application/octet-stream", capture.body, Policy.COPY, (("Content-Disposition", disposition),))


def _status(copy: Copy) -> int:
    """Status a copy is shown with: its own where a browser shows the body all the same."""
    return copy.status if 400 <= copy.status < 600 else 200


def _dated(copy: Copy, stamp: str) -> Copy:
    return Copy(copy.url, stamp, copy.offset, copy.status)


def _moment(copy: Copy) -> str:
    return copy.moment.astimezone(_ZONE).strftime("%Y-%m-%d %H:%M:%S")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
