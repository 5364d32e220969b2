"""How much of one text stands in another (照搬比例): shares of overlapping runs of characters, punctuation and white space left out."""

import re

_WIDTH = 8  # characters of a run: long enough that two texts of one field share few by chance
_LEAST = 10 * _WIDTH  # characters below which a share says nothing
_KEPT = re.compile(r"[\u4e00-\u9fa5A-Za-z0-9]+")


def copied_share(text: str, source: str) -> float | None:
    """Share of `text` that stands in `source` word for word, 0–1: characters covered by runs both have. None where either is too short."""
    own, other = _bare(text), _bare(source)
    if len(own) < _LEAST or len(other) < _LEAST:
        return None
    known = {other[start : start + _WIDTH] for start in range(len(other) - _WIDTH + 1)}
    covered = end = 0
    for start in range(len(own) - _WIDTH + 1):
        if own[start : start + _WIDTH] in known:
            covered += start + _WIDTH - max(start, end)
            end = start + _WIDTH
    return round(covered / len(own), 3)


def _bare(text: str) -> str:
    return "".join(_KEPT.findall(text))
