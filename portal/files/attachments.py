"""Attachments of a page (附件): the files its content offers, by address and name.

A link counts when its address or the name shown ends like a file's, or when it is called 附件 and leads to a download. Some systems serve a
spreadsheet under an address that ends in .html: then the name tells.
"""

import re
from urllib.parse import unquote, urlsplit

from portal.content_facts import Attachment, Record
from portal.facts import Link, PageFacts
from portal.markup.outline import fold
from portal.markup.sheet import Sheet
from portal.states import CONTENT_KINDS, MAIN, PageKind

ATTACHING_KINDS = CONTENT_KINDS | {
    PageKind.GUIDE,
    PageKind.SYSTEM,
    PageKind.ORGANISATION,
    PageKind.SERVICE,
    PageKind.GAZETTE,
    PageKind.MESSAGE,
    PageKind.LEADER,
    PageKind.OTHER,
}
"""Pages whose files belong to their own content; on lists they are rows."""
TEXT_SUFFIXES = frozenset(
    ["pdf", "ofd", "doc", "docx", "wps", "rtf", "txt", "xls", "xlsx", "et", "csv", "ppt", "pptx", "dps"]
)
"""Suffixes of files with a text of their own."""
_PACKED = frozenset(("zip", "rar", "7z"))
_PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"))
_SUFFIX = re.compile(r"\.([a-z0-9]{2,4})$", re.IGNORECASE)
_IN_QUERY = re.compile(r"[=/]([^=&/]{1,120}\.[a-z0-9]{2,4})(?:&|$)", re.IGNORECASE)
_CALLED = re.compile(r"^\s*(?:附件|附表|附图|下载)")
_DOWNLOAD = re.compile(r"down|attach|file", re.IGNORECASE)
_CUT = ("...", "…")


def read_attachments(_sheet: Sheet, facts: PageFacts) -> list[Record]:
    """Files the page's main region links to, each address once."""
    found: dict[str, Attachment] = {}
    for link in facts.links:
        if link.url and link.region is MAIN and link.element in ("a", "onclick", "data") and link.url not in found:
            suffix = _suffix(link)
            if suffix is not None:
                found[link.url] = Attachment(0, len(found), link.url, _name(link), suffix)
    return list(found.values())


def _suffix(link: Link) -> str | None:
    """Suffix of the file a link leads to, empty where only the link's words call it one; None for other links."""
    address = suffix_of(link.url)
    shown = _named_suffix(link.text) or _named_suffix(link.title)
    if address in TEXT_SUFFIXES or address in _PACKED:
        return address
    if shown in TEXT_SUFFIXES or shown in _PACKED:
        return shown
    called = _CALLED.match(link.text) is not None or _CALLED.match(link.title) is not None
    if called and (address in _PICTURES or shown in _PICTURES):
        return address if address in _PICTURES else shown
    return "" if called and _DOWNLOAD.search(urlsplit(link.url).path) and address in ("", "jsp", "do", "aspx") else None


def suffix_of(url: str) -> str:
    """Suffix of a file's address, also where its name stands in the query; lower case, empty without one."""
    parts = urlsplit(url)
    named = _IN_QUERY.search(unquote(parts.query)) if parts.query else None
    if named and _named_suffix(named.group(1)) in TEXT_SUFFIXES | _PACKED:
        return _named_suffix(named.group(1))
    return _named_suffix(parts.path)


def _named_suffix(name: str) -> str:
    found = _SUFFIX.search(name.strip())
    return found.group(1).lower() if found else ""


def _name(link: Link) -> str:
    """What the page calls a file: the link's words; its title where these are cut short or only repeat the address."""
    text, title = fold(link.text), fold(link.title)
    repeats = bool(text) and unquote(link.url).endswith(text)
    bare = _SUFFIX.sub("", text)
    if title and (not text or text.endswith(_CUT) or repeats or (len(bare) >= 20 and bare in link.url)):
        return title
    return text or title or unquote(urlsplit(link.url).path.rsplit("/", 1)[-1])
