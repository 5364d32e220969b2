"""Pages that no editor would write: seeded damage to the bytes of real ones, as truncated transfers, broken templates and hostile hands make it."""

import random
import re
from collections.abc import Callable, Sequence

_TAG = re.compile(rb"<[^>]{0,300}>")
_NUMBER = re.compile(rb"\d+")
_ADDRESS = re.compile(rb"(href|src|action|content)=([\"'])[^\"']{0,300}\2", re.IGNORECASE)
_TEXTS = [
    word.encode()
    for word in (
        " ", "\u3000", "&nbsp;", "〔", "〕", "《", "》", "第", "号", "年", "月", "日", "〇", "二○", "1", "0", "-", "(", "（", "：", ":", "|", "/", "\\",
        "关于", "附件", "发布日期：", "索引号", "当前位置：", ">", "<", "</", "<!--", "<![CDATA[", "&#", "a", "\n", "\t", "一、", "2018-", "共1页",
    )
]  # fmt: skip
_ADDRESSES = (
    "http://[", "http://[::1", "//", "http://", "javascript:", "http://a:99999/", "http://\u3002/", "?" * 2000, "#", "\\\\host\\x", "http://%zz/%", "mailto:",
    "data:text/html;base64,AAAA", "http://xn--/", "../" * 500 + "x", "http://a b/", "http://user:pass@/", "tel:", "ftp://x", "http://1.2.3.4.5/", "\x00",
)  # fmt: skip
_REFERENCES = ("&#x110000;", "&#xD800;", "&#0;", "&#99999999999999;", "&notanentity;", "&amp", "&#xFFFE;", "&#x202E;")
_CHARSETS = (
    b"utf-8",
    b"gbk",
    b"gb2312",
    b"gb18030",
    b"utf-16",
    b"utf-7",
    b"x-user-defined",
    b"iso-2022-jp",
    b"",
    b"none",
    b"utf-32",
)
_BIG = 50_000
_SPLICED = 0.1  # share of pages that begin as one and end as another

Mutation = Callable[[random.Random, bytes], bytes]
"""Random numbers and a page; the damaged page."""


def mutated(pages: Sequence[bytes], seed: int) -> bytes:
    """One damaged page: the same for the same pages and seed. One to four kinds of damage, one after another."""
    chance = random.Random(seed)  # noqa: S311 (damage, not secrets)
    page = chance.choice(pages)
    if chance.random() < _SPLICED:
        page = splice(chance, page, chance.choice(pages))
    for damage in chance.choices(MUTATIONS, k=chance.randint(1, 4)):
        page = damage(chance, page)
    return page


def _place(chance: random.Random, page: bytes) -> int:
    return chance.randrange(len(page) + 1)


def _put(chance: random.Random, page: bytes, piece: bytes) -> bytes:
    place = _place(chance, page)
    return page[:place] + piece + page[place:]


def _tag(chance: random.Random, page: bytes) -> "re.Match[bytes] | None":
    return _TAG.search(page, _place(chance, page)) or _TAG.search(page)


def flip(chance: random.Random, page: bytes) -> bytes:
    """Single bytes changed."""
    changed = bytearray(page)
    for _ in range(chance.randint(1, 200) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def truncate(chance: random.Random, page: bytes) -> bytes:
    """The transfer ended early, or the beginning is missing."""
    return page[: _place(chance, page)] if chance.random() < 0.7 else page[_place(chance, page) :]


def cut(chance: random.Random, page: bytes) -> bytes:
    """A piece is missing."""
    ends = sorted((_place(chance, page), _place(chance, page)))
    return page[: ends[0]] + page[ends[1] :]


def double(chance: random.Random, page: bytes) -> bytes:
    """A piece stands there again, up to a thousand times if it is small."""
    start = _place(chance, page)
    piece = page[start : start + chance.choice((20, 200, 2000, 20_000))]
    return page[:start] + piece * chance.randint(2, max(2, min(1000, _BIG // (len(piece) + 1)))) + page[start:]


def double_tags(chance: random.Random, page: bytes) -> bytes:
    """Every tag of a stretch stands there twice."""
    start = _place(chance, page)
    end = start + chance.choice((500, 5000, _BIG))
    return page[:start] + _TAG.sub(lambda tag: tag.group() * 2, page[start:end]) + page[end:]


def drop_tags(chance: random.Random, page: bytes) -> bytes:
    """Some closing or opening tags are missing."""
    share = chance.random()
    return _TAG.sub(lambda tag: b"" if chance.random() < share else tag.group(), page)


def nest(chance: random.Random, page: bytes) -> bytes:
    """Elements opened thousands deep, closed or not."""
    name = chance.choice(
        (b"div", b"table><tr><td", b"ul><li", b"b", b"font", b"span", b"dl><dd", b"a href=x", b"form", b"svg")
    )
    depth = chance.choice((100, 1000, 10_000))
    closing = b"</" + name.partition(b" ")[0].partition(b">")[0] + b">"
    return _put(
        chance, page, b"<" + (name + b"><") * depth + name + b">" + (closing * depth if chance.random() < 0.5 else b"")
    )


def spans(chance: random.Random, page: bytes) -> bytes:
    """A text of ten thousand spans of one character, as word processors leave them."""
    word = chance.choice(_TEXTS)
    return _put(chance, page, (b"<span>" + word + b"</span>") * 10_000)


def huge_attribute(chance: random.Random, page: bytes) -> bytes:
    """An attribute of half a megabyte."""
    name = chance.choice(
        (b"href", b"class", b"style", b"title", b"content", b"onclick", b"id", b"alt", b"src", b"data-x")
    )
    value = chance.choice(_TEXTS) * chance.choice((1000, _BIG))
    return _put(chance, page, b"<a " + name + b'="' + value[:500_000] + b'">x</a>')


def run(chance: random.Random, page: bytes) -> bytes:
    """The same sign tens of thousands of times, between tags or amid the text."""
    signs = b"".join(chance.choices(_TEXTS, k=chance.choice((1, 1, 2, 3))))
    return _put(chance, page, signs * (chance.choice((500, 5000, _BIG)) // len(signs) + 1))


def break_attributes(chance: random.Random, page: bytes) -> bytes:
    """Quotation marks and equals signs go missing."""
    share = chance.random() * 0.3
    kept = bytearray(byte for byte in page if byte not in b"\"'=" or chance.random() > share)
    return bytes(kept)


def addresses(chance: random.Random, page: bytes) -> bytes:
    """Addresses that are none."""
    share = chance.random()

    def changed(found: "re.Match[bytes]") -> bytes:
        if chance.random() > share:
            return found.group()
        return found.group(1) + b'="' + chance.choice(_ADDRESSES).encode() + b'"'

    return _ADDRESS.sub(changed, page)


def numbers(chance: random.Random, page: bytes) -> bytes:
    """Other numbers: the thirteenth month, the year 0, a hundred digits."""
    odd = (
        b"0",
        b"13",
        b"32",
        b"99999",
        b"0000",
        b"9" * 100,
        b"-1",
        "１３".encode(),
        "〇".encode(),
        "²".encode(),
        "٣".encode(),
    )
    share = chance.random() * 0.5
    return _NUMBER.sub(lambda found: chance.choice(odd) if chance.random() < share else found.group(), page)


def encodings(chance: random.Random, page: bytes) -> bytes:
    """Part of the page in another encoding, or another one declared, or both."""
    start = _place(chance, page)
    end = start + chance.choice((100, 5000, _BIG))
    text = (
        page[start:end]
        .decode("utf-8", "ignore")
        .encode(chance.choice(("gb18030", "utf-16", "big5", "utf-8-sig")), "ignore")
    )
    declared = re.sub(rb"charset=[\"']?[\w-]+", b"charset=" + chance.choice(_CHARSETS), page[:start])
    return declared + text + page[end:]


def references(chance: random.Random, page: bytes) -> bytes:
    """Character references to what is no character, and bytes that end texts."""
    for _ in range(chance.randint(1, 50)):
        page = _put(chance, page, chance.choice(_REFERENCES).encode())
    return _put(chance, page, chance.choice((b"\x00" * 100, b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B", b"\xed\xa0\x80")))


def splice(chance: random.Random, page: bytes, other: bytes) -> bytes:
    """The beginning of one page, the end of another."""
    return page[: _place(chance, page)] + other[_place(chance, other) :]


def unclosed(chance: random.Random, page: bytes) -> bytes:
    """A comment, script, style or quotation mark that never ends."""
    openings = (
        b"<!--",
        b"<script>",
        b"<style>",
        b"<textarea>",
        b'<a href="',
        b"<![CDATA[",
        b"<title>",
        b"<select>",
        b"<noscript>",
        b"<template>",
        b"<xmp>",
    )
    return _put(chance, page, chance.choice(openings))


def swap_names(chance: random.Random, page: bytes) -> bytes:
    """Elements of other names than the page's author meant."""
    names = [
        b"div",
        b"td",
        b"li",
        b"p",
        b"a",
        b"span",
        b"tr",
        b"table",
        b"ul",
        b"h1",
        b"option",
        b"script",
        b"body",
        b"html",
        b"head",
        b"math",
    ]
    first, second = chance.sample(names, 2)
    return re.sub(rb"(</?)" + first + rb"\b", rb"\g<1>" + second, page)


MUTATIONS: tuple[Mutation, ...] = (
    flip, truncate, cut, double, double_tags, drop_tags, nest, spans, huge_attribute, run, break_attributes, addresses, numbers, encodings,
    references, unclosed, swap_names,
)  # fmt: skip
