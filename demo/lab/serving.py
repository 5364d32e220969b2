"""A lab's portal as the demo server plays it: answers made when they are asked for (按需生成)."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs

from demo.assets import BLUE, GOLD, RED
from demo.attachments import WRITERS as FILE_WRITERS
from demo.images import PNG, SVG, badge, emblem, landscape
from demo.lab.addresses import Addresses
from demo.lab.blocks import Row, Rows
from demo.lab.composing import Composer
from demo.lab.desk import Desk
from demo.lab.dialects.hanweb import RECORDS
from demo.lab.rendering import Renderer
from demo.lab.style import ROW_DATES
from demo.model import Response

PORTRAIT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 110 150"><rect width="110" height="150" fill="#dfe4ec"/>'
    b'<circle cx="55" cy="58" r="26" fill="#9aa5b8"/><path d="M10 150q8-56 45-56t45 56z" fill="#7d8aa1"/></svg>'
)
SCENES = ("lake", "street", "hall", "tea")
KEPT = 64  # files whose bytes stay in memory
JSON = "application/json; charset=utf-8"


BANNER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 180 54"><text x="90" y="35" font-size="24" fill="#fff"'
    ' text-anchor="middle" font-family="Noto Sans CJK SC,SimSun,sans-serif">政府信息公开</text></svg>'
).encode()


def script_files(desk: Desk, addresses: Addresses, renderer: Renderer) -> dict[str, Response]:
    """Script files that carry data: the tree of the disclosure column."""
    nodes = [(c.name, addresses.href(c.id), c.number) for c in desk.tree.values() if c.parent == "fd"]
    files = {"/images/xxgk.svg": Response(BANNER, SVG)}
    if "written nav" in desk.style.options:
        files["/script/nav.js"] = Response(renderer.text("nav.js").encode(), "text/javascript; charset=utf-8")
    if "ztree" in desk.style.options:
        files["/js/tree.js"] = Response(
            renderer.text("tree.js", nodes=nodes).encode(), "text/javascript; charset=utf-8"
        )
    return files


def fixed_files(desk: Desk, renderer: Renderer) -> dict[str, Response]:
    """Style, script, pictures, robots.txt: what every page refers to."""
    files = {
        "/css/portal.css": Response(renderer.text("portal.css").encode(), "text/css; charset=utf-8"),
        "/js/portal.js": Response(renderer.text("portal.js").encode(), "text/javascript; charset=utf-8"),
        "/images/emblem.svg": Response(emblem(desk.place.sign, desk.style.accent), SVG),
        "/images/scenery.svg": Response(landscape("lake"), SVG),
        "/images/portrait.svg": Response(PORTRAIT, SVG),
        "/favicon.ico": Response(emblem(desk.place.sign, desk.style.accent), SVG),
        "/images/dzjg.png": Response(badge(30, 36, RED), PNG),
        "/images/gongan.png": Response(badge(20, 20, GOLD), PNG),
        "/images/jiucuo.png": Response(badge(30, 36, BLUE), PNG),
        "/robots.txt": Response(b"User-agent: *\nDisallow:\n", "text/plain; charset=utf-8"),
    }
    files |= {f"/images/xw{i}.svg": Response(landscape(scene), SVG) for i, scene in enumerate(SCENES)}
    for i in range(3):
        files[f"/images/jd{i}.svg"] = Response(landscape(SCENES[i]), SVG)
        files[f"/images/jd{i}.mp4"] = Response(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64, "video/mp4")
    return files


class LazyPages(Mapping[str, Response]):
    """Path (without query) to answer. Pages and attachments are made at each request; only the fixed files are kept.

    Going through all of them, or asking how many there are, writes every entry once to learn what is attached to it.
    """

    def __init__(self, desk: Desk, addresses: Addresses, composer: Composer, renderer: Renderer) -> None:
        self._desk, self._addresses, self._composer, self.renderer = desk, addresses, composer, renderer
        self.extra = fixed_files(desk, renderer) | script_files(desk, addresses, renderer)
        self.taken: set[str] = set()
        self._files: dict[str, tuple[int, int]] | None = None
        self._file = lru_cache(KEPT)(self._make_file)

    def __getitem__(self, path: str) -> Response:
        if path in self.extra:
            return self.extra[path]
        if path in self.taken:
            raise KeyError(path)
        if path in self._addresses.places:
            return self.renderer.page(self._composer(path))
        entry, index = self._attached()[path]
        return self._file(entry, index)

    def __contains__(self, path: object) -> bool:
        if path in self.extra:
            return True
        if path in self.taken:
            return False
        return path in self._addresses.places or path in self._attached()

    def __iter__(self) -> Iterator[str]:
        yield from self.extra
        for path in (*self._addresses.places, *self._attached()):
            if path not in self.extra and path not in self.taken:
                yield path

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _attached(self) -> dict[str, tuple[int, int]]:
        """Path of every attachment to its entry's number and its place there."""
        if self._files is None:
            self._files = {
                self._addresses.file(entry, index, file.file): (entry.number, index)
                for entry in self._desk.plan.entries
                if entry.number not in self._desk.gone and entry.kind in ATTACHING
                for index, file in enumerate(self._composer.content(entry).files)
            }
        return self._files

    def _make_file(self, number: int, index: int) -> Response:
        entry = self._desk.entry(number)
        file = self._composer.content(entry).files[index]
        media_type, write = FILE_WRITERS[file.file.rpartition(".")[2]]
        return Response(write([file.name, entry.title, *file.lines]), media_type)


ATTACHING = frozenset(("document", "notice", "budget", "consultation", "gazette"))
"""Kinds of entries that may have attachments."""


def dynamic(pages: LazyPages, desk: Desk, addresses: Addresses) -> dict[str, Callable[[str], Response]]:
    """Answers that depend on the query: pages whose address has one, the search, and what list scripts ask for."""
    found: dict[str, Callable[[str], Response]] = {}
    bases = {path.partition("?")[0] for path in addresses.places if "?" in path}
    for base in sorted(bases):
        found[base] = _by_query(pages, base)
    if "datastore" in desk.style.options:
        found["/module/web/jpage/dataproxy.jsp"] = Records(desk, pages.renderer)
    for column in desk.tree.values():
        source = addresses.dialect.scripted(column, desk.style)
        if source:
            found[source] = _rows_of(desk, column.id)
    return found


class Records:
    """Further records of 大汉 lists, a group at a time: ``page`` counts the groups after the page's own, ``columnid`` names the column."""

    def __init__(self, desk: Desk, renderer: Renderer) -> None:
        self._desk, self._renderer = desk, renderer
        self._columns = {str(column.number): column.id for column in desk.tree.values()}

    def __call__(self, query: str) -> Response:
        asked = parse_qs(query)
        number, group = asked.get("columnid", [""])[0], int(asked.get("page", ["1"])[0])
        if number not in self._columns:
            return Response(b"", "text/xml; charset=utf-8")
        column = self._desk.tree[self._columns[number]]
        entries = [self._desk.entry(n) for n in self._desk.plan.of_column[column.id] if n not in self._desk.gone]
        shown = entries[group * RECORDS : (group + 1) * RECORDS]
        rows = Rows(
            [Row(e.title, self._desk.path(e), e.at) for e in shown],
            self._desk.style.rows,
            self._desk.style.row_date,
            total=len(entries),
        )
        following = group + 1 if (group + 1) * RECORDS < len(entries) else 0
        text = self._renderer.text("dataproxy.html", block=rows, next=following, number=number)
        return Response(text.encode(), "text/xml; charset=utf-8")


def _by_query(pages: LazyPages, base: str) -> Callable[[str], Response]:
    def answer(query: str) -> Response:
        path = f"{base}?{query}" if query else base
        return pages[path] if path in pages else Response("参数错误".encode(), "text/plain; charset=utf-8", status=404)

    return answer


def _rows_of(desk: Desk, column: str) -> Callable[[str], Response]:
    def answer(_: str) -> Response:
        entries = [desk.entry(n) for n in desk.plan.of_column[column] if n not in desk.gone][:60]
        rows: list[dict[str, Any]] = [
            {"title": e.title, "url": desk.path(e), "date": e.at.strftime(ROW_DATES["ymd"])} for e in entries
        ]
        return Response(json.dumps({"total": len(rows), "rows": rows}, ensure_ascii=False).encode(), JSON)

    return answer
