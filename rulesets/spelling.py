"""Nearest spelling (相近写法): what a misspelt name was probably meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

LONGEST_NAME = 60  # longer words are no misspelt names, and comparing them is slow
MOST_NAMES = 30  # longer lists help nobody


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is written most like this one; None when none is near."""
    return _nearest(name, tuple(sorted(known))) if len(name) <= LONGEST_NAME else None


@lru_cache(maxsize=256)  # one slip is often made on every row
def _nearest(name: str, known: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.6)), None)


def suggestion(name: str, known: Iterable[str]) -> str:
    """Advice for an unknown name: the nearest known one, else the list of all."""
    names = sorted(known)
    near = nearest(name, names)
    if near:
        return f"是不是“{near}”？"
    if not names:
        return "删去这一项"
    more = "…" if len(names) > MOST_NAMES else ""
    return f"可用的有：{'、'.join(names[:MOST_NAMES])}{more}"


def shortened(value: object, limit: int = 40) -> str:
    """A value as it may stand in a message: on one line, not longer than `limit` characters."""
    words = " ".join(str(value).split())
    return words if len(words) <= limit else f"{words[:limit]}…"
