"""Style sheets with their addresses led elsewhere (样式改写)."""

import re
from collections.abc import Callable

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z))
    |(?P<import>@import\s*+)?(?:
        url\(\s*+(?:"(?P<a>(?:[^"\\\n]|\\.)*+)"|'(?P<b>(?:[^'\\\n]|\\.)*+)'|(?P<c>(?:[^"'()\s\\]|\\.)++))\s*+\)
        |"(?P<d>(?:[^"\\\n]|\\.)*+)"|'(?P<e>(?:[^'\\\n]|\\.)*+)')""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})\s?|(.))", re.DOTALL)
_HIGHEST = 0x10FFFF


def rewritten_sheet(text: str, lead: Callable[[str, bool], str | None]) -> str:
    """A sheet, or the value of a style attribute, with every address replaced by what `lead` gives for it.

    `lead` takes the address as meant and whether it is another sheet; for None the address stays as written. Anything but addresses stays
    as it is, letter by letter.
    """

    def led(found: re.Match[str]) -> str:
        quoted = found["d"] if found["d"] is not None else found["e"]
        address = next((found[name] for name in "abc" if found[name] is not None), None)
        if address is None and found["import"]:
            address = quoted
        local = None if address is None else lead(_meant(address), bool(found["import"]))
        return found[0] if local is None else f'{found["import"] or ""}url("{_in_quotes(local)}")'

    return _TOKEN.sub(led, text)


def _meant(written: str) -> str:
    return _ESCAPE.sub(_character, written) if "\\" in written else written


def _character(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return "" if escape[2] == "\n" else escape[2]
    code = int(escape[1], 16)
    return chr(code) if 0 < code <= _HIGHEST and not 0xD800 <= code < 0xE000 else "\ufffd"


def _in_quotes(address: str) -> str:
    return address.replace("\\", "%5C").replace('"', "%22").replace("\n", "").replace("<", "%3C")
