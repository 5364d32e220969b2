"""Bytes of a page to text (解码): the order browsers use, then what the bytes themselves prove.

BOM, `Content-Type` header, `<meta charset>`, sniffing. A declaration the bytes contradict is not believed: UTF-8 pages declared
gb2312 (and the other way round) are common on old portals, and a reader sees them right in the end.
"""

import codecs
import re
from typing import NamedTuple

import webencodings

_META_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SIMPLIFIED = ("gbk", "gb2312", "gb18030", "hz-gb-2312")
_WITHOUT_CODEC = frozenset(("replacement", "x-user-defined"))  # labels that browsers know and Python cannot decode
_PRESCAN = 4096  # bytes; browsers look at 1024, portals put the tag after long comments
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CHINESE = re.compile("[\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\xa0]")
_PROOF = 6  # characters beyond ASCII that make a valid UTF-8 reading certain
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
)


class Decoded(NamedTuple):
    """Text of a page and the encoding it was read with, named as Python does (utf-8, gb18030, big5…)."""

    text: str
    encoding: str


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page's bytes; never fails, undecodable bytes become U+FFFD."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(encoding, "replace"), encoding)
    for encoding in _candidates(body, content_type):
        text = _strict(body, encoding)
        if text is not None:
            return Decoded(text, encoding)
    return _least_damaged(body, _declared(body, content_type))


def _declared(body: bytes, content_type: str) -> str | None:
    """Declared encoding, header before meta; None when there is none that exists."""
    header = _HEADER_CHARSET.search(content_type)
    meta = _META_CHARSET.search(body[:_PRESCAN])
    labels = [header.group(1)] if header else []
    if meta:
        labels.append(meta.group(1).decode("ascii"))
    for label in labels:
        found = webencodings.lookup(label)
        if found is not None and found.name not in _WITHOUT_CODEC:
            return _python_name(found.name, from_meta=label not in (header.group(1) if header else ""))
    return None


def _python_name(name: str, *, from_meta: bool) -> str:
    if name in _SIMPLIFIED:
        return "gb18030"  # the superset of the three; browsers read gb2312 so
    if name.startswith("utf-16"):
        return "utf-8" if from_meta else name.replace("utf-16le", "utf-16-le").replace("utf-16be", "utf-16-be")
    return str(webencodings.lookup(name).codec_info.name)


def _candidates(body: bytes, content_type: str) -> list[str]:
    """Encodings to try strictly, most believed first."""
    declared = _declared(body, content_type)
    if declared == "utf-8":
        return ["utf-8", "gb18030"]
    if declared is not None:
        return ["utf-8", declared] if _proves_utf8(body) else [declared, "utf-8"]
    return ["utf-8", *_chinese_order(body)]


def _proves_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8 with Chinese in it: GBK bytes are rarely valid UTF-8, and then give Cyrillic and the like."""
    text = _strict(body, "utf-8")
    if text is None:
        return False
    beyond = _BEYOND_ASCII.findall(text[:50000])
    return len(beyond) >= _PROOF and len(_CHINESE.findall("".join(beyond))) > 0.8 * len(beyond)


def _chinese_order(body: bytes) -> list[str]:
    """gb18030 and big5, the one that gives more everyday characters first: either reads most bytes of the other."""
    sample = body[:20000]
    return sorted(("gb18030", "big5"), key=lambda name: -sum(c in _COMMON for c in sample.decode(name, "ignore")))


def _strict(body: bytes, encoding: str) -> str | None:
    """Text if every byte is valid; a character cut off at the very end is dropped."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(body)
    except (UnicodeDecodeError, LookupError):
        return None


def _least_damaged(body: bytes, declared: str | None) -> Decoded:
    """The reading with the fewest replacement characters; the declared one where they are equal."""
    names = dict.fromkeys((declared or "utf-8", "utf-8", "gb18030"))
    readings = [Decoded(body.decode(name, "replace"), name) for name in names]
    return min(readings, key=lambda reading: reading.text.count("�"))
