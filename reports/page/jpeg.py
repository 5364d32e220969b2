"""Size of a JPEG picture (图片尺寸), read from its frame header (ISO/IEC 10918-1 B.2.2); no picture is decoded."""

START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a segment


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for anything that is no whole JPEG header."""
    place = 2
    while data.startswith(b"\xff\xd8") and place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker in START_OF_FRAME:
            height, width = (int.from_bytes(data[at : at + 2], "big") for at in (place + 5, place + 7))
            return (width, height) if width and height else None
        length = 0 if marker in ALONE else int.from_bytes(data[place + 2 : place + 4], "big")
        place += 2 + length
    return None
