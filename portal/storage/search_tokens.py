"""Tokens of the site search (检索切分): every pair of neighbouring Chinese characters, every run of letters or digits.

Pairs find words of two characters, which are most of the language, and need no dictionary; see docs/decisions/0016-search-by-pairs.md.
"""

import re
import unicodedata

_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_NEIGHBOURS = re.compile(r"(?=([\u3400-\u9fff]{2}))")
_OTHERS = re.compile(r"[a-z0-9]+|(?<![\u3400-\u9fff])[\u3400-\u9fff](?![\u3400-\u9fff])")
_FIRST_HAN = "\u3400"
# Full width, which every Chinese text is full of, goes through a table: NFKC takes six times as long and is for the rare rest.
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_RARE = re.compile(
    r"[\u2070-\u209c\u2100-\u218f\u2460-\u24ff\u3130-\u318f\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06\uff61-\uffee]"
)
_GAP = re.compile(r"(?<=[\u3400-\u9fff])[^\S\n]+(?=[\u3400-\u9fff])")


def plain_words(text: str) -> str:
    """Text as it is compared: letters and digits of full width made plain, lower case, gaps between Chinese characters closed."""
    plain = text.translate(_PLAIN)
    return _GAP.sub("", (unicodedata.normalize("NFKC", plain) if _RARE.search(plain) else plain).lower())


def holds(plain: str, term: str) -> bool:
    """Whether a text holds a term, both plain; letters and digits are found where a word or number begins."""
    if term[:1].isascii() and term[:1].isalnum():
        return re.search(rf"(?<![a-z0-9]){re.escape(term)}", plain) is not None
    return term in plain


def tokens(text: str) -> list[str]:
    """Tokens of a text, each once; a single character that stands alone is one."""
    plain = plain_words(text)
    return list(dict.fromkeys(_NEIGHBOURS.findall(plain) + _OTHERS.findall(plain)))


def query_of(term: str) -> str:
    """Full-text query for texts that may hold a plain term (all its tokens); empty for one that the index cannot help with."""
    asked = [_asked(run) for run in _RUNS.findall(term) if len(run) > 1 or run[0] < _FIRST_HAN]
    return " AND ".join(asked)


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)] or [run]


def _asked(run: str) -> str:
    """Query for one run: letters and digits may begin a longer word or number."""
    return f'"{run}"*' if run[0] < _FIRST_HAN else " AND ".join(f'"{pair}"' for pair in _pairs(run))
