"""The links of a page (链接): every way a page offers to go somewhere, in document order."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from portal.facts import Link
from portal.links.addresses import Address, canonical, resolve
from portal.links.off_screen import off_screen
from portal.markup.outline import Node, Outline, fold
from portal.markup.selectors import Selectors
from portal.states import MAIN

_CALL = re.compile(
    r"""(?:window\.open\s*\(|(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\(|window\.navigate\s*\()\s*['"]([^'"]*)['"]\s*(?!\s*\+)"""
)
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""", re.IGNORECASE)
_CSS_IMPORT = re.compile(r"""@import\s+["']([^"']+)["']""", re.IGNORECASE)
_REFRESH = re.compile(r"url\s*=\s*[\"']?\s*([^\"']*)", re.IGNORECASE)
_OPTION_ADDRESS = re.compile(
    r"^\s*(?:https?:)?//|^\s*[\w./-]+\.(?:s?html?|jsp|aspx?|php|do)\b|^\s*/[\w/-]+", re.IGNORECASE
)
_PATH_STARTS = frozenset("/.ht")  # of most addresses; none that goes nowhere begins so
_CUT = ("...", "…")
_STYLE_RELS = frozenset(("stylesheet", "icon", "shortcut", "alternate", "canonical"))
_WORDED = frozenset(("a", "area", "option", "onclick"))
_REFERENCE = {
    "a": "href",
    "area": "href",
    "css": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "iframe": "src",
    "option": "value",
}
_BACKED = frozenset(("body", "table", "tr", "td", "th"))  # elements whose old background attribute browsers still show
MAX_LINKS = 20_000  # a page offers; a trap offers more
_LONGEST_TEXT = 500
_DATA_NAMES = ("data-src", "data-original", "original")


class LinkReader:
    """Collects the links of one outline. `base` is the absolute canonical address relative ones are resolved against."""

    def __init__(self, outline: Outline, base: str, encoding: str, selectors: Selectors) -> None:
        self.outline = outline
        self.links: list[Link] = []
        self.nodes: list[Node] = []  # the element of each link
        self._base = base
        self._folder = base[: base.rindex("/") + 1] if base.count("/") > 2 else base + "/"
        self._origin = base[: base.find("/", base.find("//") + 2) + 1] or base
        self._encoding = encoding
        self._selectors = selectors

    def read(self) -> list[Link]:
        """All links of the page."""
        for node in self.outline.nodes:
            if len(self.links) >= MAX_LINKS:
                break
            attrs = node.attrs
            if not attrs and node.tag != "a":
                continue
            reader = _READERS.get(node.tag)
            if reader is not None:
                reader(self, node)
            if "onclick" in attrs and reader is not LinkReader._anchor:
                self._call(node, attrs["onclick"])
            if node.tag in _BACKED and attrs.get("background"):
                self._add(node, attrs["background"], "img")
            if "style" in attrs and "url(" in attrs["style"]:
                self._css(node, attrs["style"])
        for style in self.outline.styles:
            self._css(None, style)
        return self.links

    def _anchor(self, node: Node) -> None:
        attrs = node.attrs
        raw = attrs.get("href")
        if raw and (raw[0] in _PATH_STARTS or not _goes_nowhere(raw)):
            self._add(node, raw, node.tag)
            return
        call = _called(raw or "") or _called(attrs.get("onclick", ""))
        if call:
            self._add(node, call, "onclick")
        elif raw is not None or "onclick" in attrs or ("name" not in attrs and "id" not in attrs):
            self._add(node, raw or "", node.tag)

    def _image(self, node: Node) -> None:
        source = node.attrs.get("src") or ""
        late = next((node.attrs[name] for name in _DATA_NAMES if node.attrs.get(name)), "")
        for address in dict.fromkeys((source, late)):
            if address and not address.startswith("data:"):
                self._add(node, address, "img")
        if "srcset" in node.attrs:
            self._srcset(node)

    def _srcset(self, node: Node) -> None:
        for candidate in node.attrs.get("srcset", "").split(","):
            address = candidate.split()
            if address:
                self._add(node, address[0], "srcset")

    def _source(self, node: Node) -> None:
        self._srcset(node)
        self._resource(node)

    def _video(self, node: Node) -> None:
        self._resource(node)
        if node.attrs.get("poster"):
            self._add(node, node.attrs["poster"], "img")

    def _object(self, node: Node) -> None:
        if node.attrs.get("data"):
            self._add(node, node.attrs["data"], "object")

    def _button(self, node: Node) -> None:
        if node.attrs.get("src") and node.attrs.get("type", "").lower() == "image":
            self._add(node, node.attrs["src"], "img")

    def _frame(self, node: Node) -> None:
        if node.attrs.get("src"):
            self._add(node, node.attrs["src"], "iframe")

    def _resource(self, node: Node) -> None:
        if node.attrs.get("src"):
            self._add(node, node.attrs["src"], node.tag)

    def _linked(self, node: Node) -> None:
        rels = node.attrs.get("rel", "").lower().split()
        if node.attrs.get("href") and _STYLE_RELS.intersection(rels):
            self._add(node, node.attrs["href"], "css" if "stylesheet" in rels else "link")

    def _meta(self, node: Node) -> None:
        address = refresh_address(node)
        if address:
            self._add(node, address, "meta")

    def _option(self, node: Node) -> None:
        value = node.attrs.get("value", "")
        if _OPTION_ADDRESS.match(value):
            self._add(node, value, "option")

    def _call(self, node: Node, script: str) -> None:
        address = _called(script)
        if address:
            self._add(node, address, "onclick")

    def _css(self, node: Node | None, style: str) -> None:
        style = _without_comments(style)
        for pattern in (_CSS_URL, _CSS_IMPORT):
            for found in islice(pattern.finditer(style), MAX_LINKS - len(self.links)):
                if not found.group(1).startswith("data:"):
                    self._add(node, found.group(1), "css")

    def _add(self, node: Node | None, raw: str, element: str) -> None:
        raw = raw.strip()
        url = fragment = ""
        if raw[:1] == "#":
            fragment = unquote(raw[1:])
        elif raw:
            own = raw[0] in "?;"  # relative to the page itself
            address = (resolve if own else _resolved_in)(self._base if own else self._folder, raw, self._encoding)
            if address is not None:
                url, fragment = address
        position = len(self.links)
        if node is None:
            self.links.append(Link(0, url, "", MAIN, position, 0, "", "", element, "", raw, fragment))
            self.nodes.append(self.outline.nodes[0])
            return
        attrs = node.attrs
        title = fold(attrs["title"]) if "title" in attrs else ""
        alt = fold(attrs["alt"]) if "alt" in attrs else ""
        text = self.outline.label(node)[:_LONGEST_TEXT] if element in _WORDED else ""
        if not text and not alt and element in _WORDED:
            alt = self._inner_alt(node)
        selector = self._selector(node, element)
        hidden = node.hidden or (bool(url) and not url.startswith(self._origin) and off_screen(node))
        self.links.append(
            Link(0, url, text, node.region, position, 0, title, alt, element, selector, raw, fragment, hidden)
        )
        self.nodes.append(node)

    def _selector(self, node: Node, element: str) -> str:
        attribute = _REFERENCE.get(element)
        if attribute is None:
            return self._selectors.of(node)
        return self._selectors.of_reference(node, attribute, node.attrs.get(attribute, ""))

    def _inner_alt(self, node: Node) -> str:
        images = (inner for inner in self.outline.inside(node) if inner.tag == "img")
        return next((alt for alt in (fold(image.attrs.get("alt", "")) for image in images) if alt), "")


_READERS: dict[str, Callable[[LinkReader, Node], None]] = {
    "a": LinkReader._anchor,
    "area": LinkReader._anchor,
    "img": LinkReader._image,
    "source": LinkReader._source,
    "iframe": LinkReader._frame,
    "frame": LinkReader._frame,
    "embed": LinkReader._resource,
    "video": LinkReader._video,
    "object": LinkReader._object,
    "input": LinkReader._button,
    "audio": LinkReader._resource,
    "script": LinkReader._resource,
    "link": LinkReader._linked,
    "meta": LinkReader._meta,
    "option": LinkReader._option,
}


@lru_cache(maxsize=16384)
def _resolved_in(folder: str, raw: str, encoding: str) -> Address | None:
    """Address of a reference from any page in a folder: pages of one folder share their menus."""
    return resolve(folder, raw, encoding)


def refresh_address(node: Node) -> str:
    """Address a `<meta http-equiv=refresh>` goes to, as written; empty for anything else."""
    if node.attrs.get("http-equiv", "").lower() != "refresh":
        return ""
    found = _REFRESH.search(node.attrs.get("content", ""))
    return found.group(1).strip() if found else ""


def base_address(url: str, outline: Outline, encoding: str) -> str:
    """Address relative links are resolved against: the first `<base href>` if it is usable, else the page's."""
    written = next((node.attrs["href"] for node in outline.tagged("base") if "href" in node.attrs), "")
    address = resolve(url, written, encoding) if written.strip() else None
    return address.url if address else url


def page_address(url: str) -> str:
    """Canonical form of a page's own address; the address itself where it has none (tests, files)."""
    try:
        return canonical(url)
    except ValueError:
        return url


def full_text(link: Link) -> str:
    """The link's words, the title where the visible text is cut off or missing."""
    text = link.text or link.alt
    if not text or (text.endswith(_CUT) and len(link.title) > len(text) - 3):
        return link.title or text
    return text


def _without_comments(style: str) -> str:
    first, *rest = style.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _called(script: str) -> str:
    """Literal address a script opens; empty when there is none."""
    if "open" in script or "location" in script or "navigate" in script:
        found = _CALL.search(script)
        return found.group(1).strip() if found else ""
    return ""


def _goes_nowhere(raw: str) -> bool:
    raw = raw.lstrip()
    return not raw or raw[0] == "#" or raw[:11].lower() == "javascript:"


def script_calls(script: str) -> Iterator[str]:
    """Literal addresses a script goes to."""
    return (found.group(1).strip() for found in _CALL.finditer(script))
