"""Pictures of the portals, drawn by code: landscapes as SVG, badges as small PNGs."""

import math
import struct
import zlib

SVG = "image/svg+xml"
PNG = "image/png"
FOOTER = bytes((46, 52, 64))
"""The colour behind the badges."""

SCENES: dict[str, tuple[str, str, str, str]] = {
    "lake": ("#bfe0f5", "#f9e3b4", "#5f9ea8", "#2f6f86"),
    "harbor": ("#cfe3f2", "#f6d5a8", "#6d8fae", "#33587d"),
    "street": ("#dfe9f3", "#f4c9a4", "#9aa9bd", "#5b6d86"),
    "hall": ("#e9eef6", "#f0d9a8", "#8fa3c0", "#44608c"),
    "tea": ("#d8efd9", "#fbe9b0", "#6fae62", "#2f7a3f"),
    "bamboo": ("#e0f0dc", "#f3e6ab", "#86b46a", "#3f7f4c"),
    "school": ("#dcecf7", "#f8dcae", "#c08f6a", "#7c5a45"),
}
"""Scene to the colours of sky, sun, far and near hills."""


def landscape(scene: str) -> bytes:
    """A 640 by 400 picture: sky, sun, three ridges, and water or fields in front."""
    sky, sun, far, near = SCENES[scene]
    seed = sum(scene.encode())
    ridges = "".join(_ridge(seed, layer, colour) for layer, colour in enumerate((far, _mix(far, near), near)))
    ripples = "".join(
        f'<path d="M{40 + 97 * i % 520} {348 + 13 * (i % 4)}h{60 + 11 * (i % 5)}" stroke="#fff" stroke-opacity=".35"/>'
        for i in range(9)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" width="640" height="400">'
        f'<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{sky}"/>'
        '<stop offset="1" stop-color="#fff"/></linearGradient></defs>'
        f'<rect width="640" height="400" fill="url(#s)"/><circle cx="{430 + seed % 120}" cy="96" r="38" fill="{sun}"/>'
        f'{ridges}<rect y="336" width="640" height="64" fill="{near}" fill-opacity=".82"/>{ripples}</svg>'
    ).encode()


def _mix(first: str, second: str) -> str:
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + "".join(f"{(a + b) // 2:02x}" for a, b in pairs)


def _ridge(seed: int, layer: int, colour: str) -> str:
    base, height = 210 + 48 * layer, 62 - 12 * layer
    points = [
        f"{x},{base - height * (math.sin(x / (90 - 9 * layer) + seed + layer) + math.sin(x / 41 + seed)) / 2:.1f}"
        for x in range(0, 641, 20)
    ]
    return f'<polygon points="0,400 {" ".join(points)} 640,400" fill="{colour}"/>'


def emblem(initial: str, colour: str) -> bytes:
    """The site's own round sign: its short name over a wave. No national emblem."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">'
        f'<circle cx="48" cy="48" r="46" fill="#fff" stroke="{colour}" stroke-width="4"/>'
        f'<text x="48" y="56" font-size="40" text-anchor="middle" fill="{colour}"'
        f' font-family="Noto Serif CJK SC,SimSun,serif" font-weight="700">{initial}</text>'
        f'<path d="M16 70q8-8 16 0t16 0 16 0 16 0" fill="none" stroke="{colour}" stroke-width="4"/></svg>'
    ).encode()


def badge(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A plain shield in one colour on the footer's grey, as an RGB PNG of ``width`` by ``height`` pixels."""
    rows = b"".join(b"\0" + _shield_row(y, width, height, colour) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _shield_row(y: int, width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    half = width * (0.44 if y < 0.6 * height else 0.44 * (height - y) / (0.4 * height))
    inside = (abs(x + 0.5 - width / 2) < half and y > 0.06 * height for x in range(width))
    return b"".join(bytes(colour) if dot else FOOTER for dot in inside)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
