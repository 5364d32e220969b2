"""Text as it is compared in a search (比对用文本)."""

import re
import unicodedata

# Full width, which every Chinese text is full of, goes through a table: NFKC takes six times as long and is for the rare rest.
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_RARE = re.compile(
    r"[\u2070-\u209c\u2100-\u218f\u2460-\u24ff\u3130-\u318f\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06\uff61-\uffee]"
)
_GAP = re.compile(r"(?<=[\u3400-\u9fff])[^\S\n]+(?=[\u3400-\u9fff])")


def plain_words(text: str) -> str:
    """Letters and digits of full width made plain, lower case, gaps between Chinese characters closed."""
    plain = text.translate(_PLAIN)
    return _GAP.sub("", (unicodedata.normalize("NFKC", plain) if _RARE.search(plain) else plain).lower())


def holds(plain: str, term: str) -> bool:
    """Whether a text holds a term, both plain; letters and digits are found where a word or number begins."""
    if term[:1].isascii() and term[:1].isalnum():
        return re.search(rf"(?<![a-z0-9]){re.escape(term)}", plain) is not None
    return term in plain
