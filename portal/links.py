"""The links of a page (链接): every way a page offers to go somewhere, in document order."""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.addresses import canonical, resolve
from portal.facts import Link
from portal.outline import Node, Outline, fold
from portal.states import Region

_CALL = re.compile(
    r"""(?:window\.open\s*\(|(?:(?:window|self|top|parent|document)\.)*location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\(|window\.navigate\s*\()\s*['"]([^'"]*)['"]\s*(?!\s*\+)"""
)
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""", re.IGNORECASE)
_CSS_IMPORT = re.compile(r"""@import\s+["']([^"']+)["']""", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFRESH = re.compile(r"url\s*=\s*[\"']?\s*([^\"']*)", re.IGNORECASE)
_OPTION_ADDRESS = re.compile(
    r"^\s*(?:https?:)?//|^\s*[\w./-]+\.(?:s?html?|jsp|aspx?|php|do)\b|^\s*/[\w/-]+", re.IGNORECASE
)
_CUT = ("...", "…")
_IDENTIFIER = re.compile(r"^[A-Za-z_][\w-]*$")
_STYLE_RELS = frozenset(("stylesheet", "icon", "shortcut", "alternate", "canonical"))
_SELECTOR_STEPS = 5


class LinkReader:
    """Collects the links of one outline. `base` is the absolute canonical address relative ones are resolved against."""

    def __init__(self, outline: Outline, base: str, encoding: str) -> None:
        self.outline = outline
        self.base = base
        self.encoding = encoding
        self.links: list[Link] = []
        self.nodes: list[Node] = []  # the element of each link

    def read(self) -> list[Link]:
        """All links of the page."""
        for node in self.outline.nodes:
            reader = _READERS.get(node.tag)
            if reader is not None:
                reader(self, node)
            attrs = node.attrs
            if attrs:
                if "onclick" in attrs and node.tag not in ("a", "area"):
                    self._call(node, attrs["onclick"])
                if "style" in attrs and "url(" in attrs["style"]:
                    self._css(node, attrs["style"])
        for style in self.outline.styles:
            self._css(None, style)
        return self.links

    def _anchor(self, node: Node) -> None:
        attrs = node.attrs
        raw = attrs.get("href")
        call = _called(raw or "") or (_called(attrs["onclick"]) if "onclick" in attrs and _goes_nowhere(raw) else "")
        if call:
            self._add(node, call, "onclick")
        elif raw is not None or "onclick" in attrs:
            self._add(node, raw or "", node.tag)
        elif "name" not in attrs and "id" not in attrs and self.outline.label(node):
            self._add(node, "", node.tag)

    def _image(self, node: Node) -> None:
        source = node.attrs.get("src") or _lazy_source(node)
        if source:
            self._add(node, source, "img")
        self._srcset(node)

    def _srcset(self, node: Node) -> None:
        for candidate in node.attrs.get("srcset", "").split(","):
            address = candidate.split()
            if address:
                self._add(node, address[0], "srcset")

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
        for pattern in (_CSS_URL, _CSS_IMPORT):
            for found in pattern.finditer(_CSS_COMMENT.sub("", style)):
                if not found.group(1).startswith("data:"):
                    self._add(node, found.group(1), "css")

    def _add(self, node: Node | None, raw: str, element: str) -> None:
        raw = raw.strip()
        address = resolve(self.base, raw, self.encoding) if raw and not raw.startswith("#") else None
        fragment = raw[1:] if raw.startswith("#") else (address.fragment if address else "")
        link = Link(
            page_id=0,
            url=address.url if address else "",
            text="",
            region=Region.MAIN,
            position=len(self.links),
            element=element,
            raw=raw,
            fragment=fragment,
        )
        if node is not None:
            self._describe(link, node)
        self.links.append(link)
        self.nodes.append(node if node is not None else self.outline.nodes[0])

    def _describe(self, link: Link, node: Node) -> None:
        attrs = node.attrs
        link.region = node.region
        link.selector = selector(node)
        link.hidden = node.hidden
        link.title = fold(attrs["title"]) if "title" in attrs else ""
        link.alt = fold(attrs["alt"]) if "alt" in attrs else ""
        if link.element in ("a", "area", "option", "onclick"):
            link.text = self.outline.label(node)[:500]
            if not link.text and not link.alt:
                link.alt = self._inner_alt(node)

    def _inner_alt(self, node: Node) -> str:
        images = (inner for inner in self.outline.nodes[node.index + 1 : node.last] if inner.tag == "img")
        return next((alt for alt in (fold(image.attrs.get("alt", "")) for image in images) if alt), "")


_READERS = {
    "a": LinkReader._anchor,
    "area": LinkReader._anchor,
    "img": LinkReader._image,
    "source": LinkReader._srcset,
    "iframe": LinkReader._frame,
    "frame": LinkReader._frame,
    "embed": LinkReader._resource,
    "video": LinkReader._resource,
    "audio": LinkReader._resource,
    "script": LinkReader._resource,
    "link": LinkReader._linked,
    "meta": LinkReader._meta,
    "option": LinkReader._option,
}


def refresh_address(node: Node) -> str:
    """Address a `<meta http-equiv=refresh>` goes to, as written; empty for anything else."""
    if node.attrs.get("http-equiv", "").lower() != "refresh":
        return ""
    found = _REFRESH.search(node.attrs.get("content", ""))
    return found.group(1).strip() if found else ""


def base_address(url: str, written: str, encoding: str) -> str:
    """Address relative links are resolved against: `<base href>` if there is a usable one, else the page's."""
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


def selector(node: Node) -> str:
    """A short CSS selector of an element: from the nearest id or the last few steps."""
    steps: list[str] = []
    current: Node | None = node
    while current is not None and len(steps) < _SELECTOR_STEPS:
        named = _anchor_name(current.tag, current.attrs.get("id", "")) if current.attrs else ""
        steps.append(named or _step(current))
        if named or current.tag in ("body", "html"):
            break
        current = current.parent
    return " > ".join(reversed(steps)).replace("table > tr", "table tr")


def _step(node: Node) -> str:
    first = node.attrs.get("class", "").split() if node.attrs else []
    name = f"{node.tag}.{first[0]}" if first and _IDENTIFIER.match(first[0]) and node.tag != "a" else node.tag
    siblings = node.parent.counts if node.parent is not None else None
    if siblings and siblings.get(node.tag, 1) > 1:
        return f"{name}:nth-of-type({node.nth})"
    return name


@lru_cache(maxsize=1024)
def _anchor_name(tag: str, name: str) -> str:
    return f"{tag}#{name}" if name and _IDENTIFIER.match(name) else ""


def _called(script: str) -> str:
    found = _CALL.search(script) if "open" in script or "location" in script or "navigate" in script else None
    return found.group(1).strip() if found else ""


def _goes_nowhere(raw: str | None) -> bool:
    return (
        raw is None or not raw.strip() or raw.strip().startswith("#") or raw.strip().lower().startswith("javascript:")
    )


def _lazy_source(node: Node) -> str:
    return next((node.attrs[name] for name in ("data-src", "data-original", "original") if node.attrs.get(name)), "")


def script_calls(script: str) -> Iterator[str]:
    """Literal addresses a script goes to."""
    return (found.group(1).strip() for found in _CALL.finditer(script))
