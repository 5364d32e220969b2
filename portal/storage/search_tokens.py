"""Tokens of the site search (检索切分): every pair of neighbouring Chinese characters, every run of letters or digits.

Pairs find words of two characters, which are most of the language, and need no dictionary; see docs/decisions/0016-search-by-pairs.md.
"""

import re
import unicodedata

_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_FIRST_HAN = "\u3400"
_GAP = re.compile(r"(?<=[\u3400-\u9fff])[^\S\n]+(?=[\u3400-\u9fff])")


def plain_words(text: str) -> str:
    """Text as it is compared: letters and digits of full width made plain, lower case, gaps between Chinese characters closed."""
    return _GAP.sub("", unicodedata.normalize("NFKC", text).lower())


def holds(plain: str, term: str) -> bool:
    """Whether a text holds a term, both plain; letters and digits are found where a word or number begins."""
    if term[:1].isascii() and term[:1].isalnum():
        return re.search(rf"(?<![a-z0-9]){re.escape(term)}", plain) is not None
    return term in plain


def tokens(text: str) -> list[str]:
    """Tokens of a text in order; a single character that stands alone is one."""
    found: list[str] = []
    for run in _RUNS.findall(plain_words(text)):
        found.extend(_pairs(run) if run[0] >= _FIRST_HAN else (run,))
    return found


def query_of(term: str) -> str:
    """Full-text query for texts that may hold a plain term (all its tokens); empty for one that the index cannot help with."""
    asked = [_asked(run) for run in _RUNS.findall(term) if len(run) > 1 or run[0] < _FIRST_HAN]
    return " AND ".join(asked)


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)] or [run]


def _asked(run: str) -> str:
    """Query for one run: letters and digits may begin a longer word or number."""
    return f'"{run}"*' if run[0] < _FIRST_HAN else " AND ".join(f'"{pair}"' for pair in _pairs(run))
