"""Pages that only send on to another (跳转页): meta refresh, or a script that is all the page holds."""

import re
from urllib.parse import urldefrag

from portal.links.addresses import resolve
from portal.links.reading import refresh_address, script_calls
from portal.markup.outline import Node, squeeze
from portal.markup.sheet import Sheet

_WRITTEN_REFRESH = re.compile(r"""http-equiv=["']?refresh["']?[^>]{0,200}?url=\s*([^"'>\s]+)""", re.IGNORECASE)
_SELF_OPEN = re.compile(r"""window\.open\s*\(\s*(\w{1,60})\s*,\s*["']_self["']""")
_STUB_TEXT = 80  # characters of visible text a page may show and still be nothing but a redirect
_MAX_DELAY = 30  # seconds; a slower refresh reloads a page that stands for itself
_DELAY = re.compile(r"^\s*(\d{1,6})")


def refresh_target(sheet: Sheet) -> str:
    """Absolute address the page sends its visitor to; empty when it stays."""
    for written in _written(sheet):
        address = resolve(sheet.base, written, sheet.page.encoding) if written else None
        if address and urldefrag(address.url).url != urldefrag(sheet.page.url).url:
            return address.url
    return ""


def _written(sheet: Sheet) -> list[str]:
    outline = sheet.outline
    metas = [node for node in outline.tagged("meta") if refresh_address(node)]
    found = [refresh_address(node) for node in metas if _delay(node) <= _MAX_DELAY]
    if not found and outline.offsets[-1] < 2000 and len(squeeze("".join(outline.pieces))) <= _STUB_TEXT:
        found = _scripted(sheet)
    return found


def _delay(node: Node) -> int:
    seconds = _DELAY.match(node.attrs.get("content", ""))
    return int(seconds.group(1)) if seconds else 0


def _scripted(sheet: Sheet) -> list[str]:
    """Addresses the scripts of an almost empty page go to, at the top level of their code."""
    found: list[str] = []
    for _, script in sheet.outline.scripts:
        found += (match.group(1) for match in _WRITTEN_REFRESH.finditer(script))
        found += script_calls(script)
        if _SELF_OPEN.search(script):
            found += _shown_addresses(sheet)
    return found


def _shown_addresses(sheet: Sheet) -> list[str]:
    """The address a stub keeps as text in an element of its own (`<p id="url">`)."""
    texts = (
        sheet.outline.label(node)
        for node in sheet.outline.nodes
        if "id" in node.attrs and node.tag in ("p", "span", "div")
    )
    return [text for text in texts if text.startswith(("/", "http", "./", "../"))]
