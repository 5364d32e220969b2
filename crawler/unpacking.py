"""Undoing Content-Encoding within a bound (解压缩): a small answer can never grow into a large one."""

import zlib

ACCEPTED = "gzip, deflate"
_WINDOWS: dict[str, tuple[int, ...]] = {
    "gzip": (zlib.MAX_WBITS | 16,),
    "x-gzip": (zlib.MAX_WBITS | 16,),
    "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS),  # servers mean either of two formats by it
}


def unpack(data: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """Body decoded to at most `limit` bytes, and whether it is complete.

    `encoding` is the Content-Encoding header. Raises ValueError for an encoding never asked for and for data that is not what it claims to be.
    """
    name = encoding.strip().lower()
    if name in {"", "identity", "none", "utf-8"}:
        return data[:limit], len(data) <= limit
    if name not in _WINDOWS:
        raise ValueError(f"unknown content encoding {encoding!r}")
    problem = ""
    for window in _WINDOWS[name]:
        try:
            return _inflate(data, window, limit)
        except zlib.error as fault:
            problem = str(fault)
    raise ValueError(f"not encoded as stated: {problem}")


def _inflate(data: bytes, window: int, limit: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj(window)
    found = unpacker.decompress(data, limit + 1)
    return found[:limit], unpacker.eof and len(found) <= limit
