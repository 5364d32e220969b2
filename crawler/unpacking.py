"""Undoing Content-Encoding within a bound (解压缩): a small answer can never grow into a large one, however often it was packed."""

import zlib

import brotli

ACCEPTED = "gzip, deflate, br"
_WINDOWS: dict[str, tuple[int, ...]] = {
    "gzip": (zlib.MAX_WBITS | 16,),
    "x-gzip": (zlib.MAX_WBITS | 16,),
    "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS),  # servers mean either of two formats by it
}
_PLAIN = frozenset({"", "identity", "none", "utf-8"})
_BROTLI = "br"
MAX_LAYERS = 3


def unpack(data: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """Body decoded to at most `limit` bytes, and whether it is complete.

    `encoding` is the Content-Encoding header, one coding or several, the last applied first undone. Raises ValueError for a coding never asked for,
    for more than MAX_LAYERS and for data that is not what it claims to be. Data between two layers is held to the same limit.
    """
    layers = [name for name in (part.strip().lower() for part in encoding.split(",")) if name not in _PLAIN]
    if len(layers) > MAX_LAYERS:
        raise ValueError(f"packed {len(layers)} times")
    complete = True
    for name in reversed(layers):
        data, whole = _unpack_one(data, name, limit)
        complete = complete and whole
    return data[:limit], complete and len(data) <= limit


def _unpack_one(data: bytes, name: str, limit: int) -> tuple[bytes, bool]:
    if name == _BROTLI:
        return _unbrotli(data, limit)
    if name not in _WINDOWS:
        raise ValueError(f"unknown content coding {name!r}")
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


def _unbrotli(data: bytes, limit: int) -> tuple[bytes, bool]:
    unpacker = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        while size <= limit and not unpacker.is_finished():
            piece = unpacker.process(b"" if pieces else data, output_buffer_limit=limit + 1 - size)
            pieces.append(piece)
            size += len(piece)
            if not piece and unpacker.can_accept_more_data():
                break  # the data ends in the middle
    except brotli.error as fault:
        raise ValueError(f"not encoded as stated: {fault}") from fault
    return b"".join(pieces)[:limit], unpacker.is_finished() and size <= limit
