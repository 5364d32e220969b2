"""Which texts hold a number as long as a person's (长数字): few do, and looking at every character of a portal's texts takes long."""

import re

LENGTH = 11  # digits of a mobile number, the shortest of them
_DIGIT = re.compile(r"[0-9]")
_LONG = re.compile(rf"[0-9]{{{LENGTH}}}")


def holds_long_number(text: str) -> bool:
    """Whether eleven digits stand in a row: then one of every eleventh characters is a digit, and only its surroundings need a look."""
    every = _DIGIT.finditer(text[LENGTH - 1 :: LENGTH])
    starts = (found.start() * LENGTH for found in every)
    return any(_LONG.search(text, start, start + 2 * LENGTH - 1) for start in starts)
