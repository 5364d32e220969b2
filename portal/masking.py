"""Private data in what is published (隐私遮盖): identity card and mobile numbers are masked in every output; the archive stays raw."""

import re

from portal.personal_numbers import passes_luhn

# 居民身份证号: region, birth date, sequence, check character. Longer runs of digits are other numbers.
ID_NUMBER = re.compile(
    r"(?<![\dXx])([1-9]\d{5})(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])"
)
MOBILE = re.compile(r"(?<![\d/=.-])(1[3-9]\d)\d{4}(\d{4})(?!\d)")
BANK_CARD = re.compile(r"(?<!\d)([3-6]\d{5})\d{6,9}(\d{4})(?!\d)")


def mask(words: str) -> str:
    """Words with identity card, bank card and mobile numbers masked the way local rules ask for.

    Lone surrogates, which some pages' character references stand for and no file can hold, become question marks.
    """
    words = words.encode("utf-8", "replace").decode("utf-8")
    masked = ID_NUMBER.sub(lambda match: match[1] + "*" * 12, words)
    masked = BANK_CARD.sub(_luhn_masked, masked)
    return MOBILE.sub(lambda match: f"{match[1]}****{match[2]}", masked)


def _luhn_masked(match: re.Match[str]) -> str:
    """A number that passes the bank card test is masked; document indexes and archive numbers mostly do not."""
    if not passes_luhn(match[0]):
        return match[0]
    return match[1] + "*" * (len(match[0]) - 10) + match[2]
