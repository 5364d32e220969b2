"""Just enough JavaScript (脚本文字): tokens, strings and literal values, read as text. Nothing is ever run.

Portals carry lists, trees and menus as literals in their scripts. What is no literal (a variable, a call) is a gap, never a guess.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

MAX_SCRIPT = 1_000_000  # characters of one script that are looked at
_MAX_DEPTH = 40  # of nested literals
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/|<!--[^\n]*)
      |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)
      |(?P<number>(?<![\w$])-?\d+(?:\.\d+)?(?![\w$]))
      |(?P<word>[\w$]+(?:\.[\w$]+)*)
      |(?P<mark>.)""",
    re.DOTALL | re.VERBOSE,
)
_REGEX = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_REGEX = frozenset("(,=:[!&|?{};+") | {"", "return", "typeof"}
_ESCAPE = re.compile(r"\\(u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|\r\n|.)", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_HIGHEST = 0x10FFFF
_SURROGATE = re.compile("[\ud800-\udfff]")


class Gap:
    """Stands for a value that is no literal."""


GAP: Final = Gap()


class BrokenScriptError(ValueError):
    """The text is no script a browser could run."""


class Token(NamedTuple):
    """One token: its kind (string, number, word, mark), text, and whether a line ended before it."""

    kind: str
    text: str
    on_new_line: bool


def tokens(script: str) -> Iterator[Token]:
    """Tokens of a script, comments left out; raises BrokenScriptError where a string has no end."""
    position, last, new_line = 0, "", True
    script = script[:MAX_SCRIPT]
    while position < len(script):
        found = _regex_at(script, position, last) or _TOKEN.match(script, position)
        if found is None:
            raise BrokenScriptError("no token")
        position = found.end()
        kind, text = found.lastgroup or "regex", found.group()
        if kind == "space":
            new_line = new_line or "\n" in text
            continue
        if text in ('"', "'", "`"):
            raise BrokenScriptError("a string without end")
        yield Token(kind, text, new_line)
        last, new_line = text, False


def _regex_at(script: str, position: int, last: str) -> re.Match[str] | None:
    """A regular expression where one may stand; comments begin with a slash, too."""
    if script[position] != "/" or script[position + 1 : position + 2] in ("/", "*") or last not in _BEFORE_REGEX:
        return None
    return _REGEX.match(script, position)


def unquoted(literal: str) -> str:
    """What a string literal stands for."""
    text = _ESCAPE.sub(_unescaped, literal[1:-1]) if "\\" in literal else literal[1:-1]
    if _SURROGATE.search(text):  # characters beyond the basic plane are written as two escapes
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _unescaped(found: re.Match[str]) -> str:
    code = found.group(1)
    if code[0] in "ux" and len(code) > 1:
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number <= _HIGHEST else "�"
    return _PLAIN_ESCAPES.get(code, code)


def values_from(script: str, start: int) -> Any:
    """The literal that begins at a position of a script; GAP where there is none, or one without end."""
    try:
        return _Reader(tokens(script[start : start + MAX_SCRIPT])).value(0)
    except (BrokenScriptError, StopIteration):
        return GAP


class _Reader:
    """Reads one value from tokens."""

    def __init__(self, stream: Iterator[Token]) -> None:
        self._stream = stream
        self._token = next(stream)

    def _advance(self) -> None:
        self._token = next(self._stream, Token("end", "", False))

    def value(self, depth: int) -> Any:
        """The value here; the token after it is looked at next."""
        kind, text, _ = self._token
        if kind == "end" or depth > _MAX_DEPTH:
            raise BrokenScriptError("a literal without end")
        if text == "[" and kind == "mark":
            return self._array(depth)
        if text == "{" and kind == "mark":
            return self._object(depth)
        self._advance()
        found = self._scalar(kind, text)
        return found if self._token.text in (",", "]", "}", ";", "") else self._skip()

    def _scalar(self, kind: str, text: str) -> Any:
        if kind == "string":
            return GAP if text[0] == "`" and "${" in text else unquoted(text)
        if kind == "number":
            return float(text) if "." in text else int(text)
        return _WORDS.get(text, GAP)

    def _array(self, depth: int) -> list[Any]:
        self._advance()
        found: list[Any] = []
        while self._token.text != "]":
            if self._token.text == ",":
                self._advance()
                continue
            found.append(self.value(depth + 1))
        self._advance()
        return found

    def _object(self, depth: int) -> dict[str, Any]:
        self._advance()
        found: dict[str, Any] = {}
        while self._token.text != "}":
            kind, text, _ = self._token
            if text == ",":
                self._advance()
                continue
            if kind not in ("string", "number", "word"):
                raise BrokenScriptError("no key")
            self._advance()
            if self._token.text != ":":
                self._skip()  # a shorthand or a method
                continue
            self._advance()
            found[unquoted(text) if kind == "string" else text] = self.value(depth + 1)
        self._advance()
        return found

    def _skip(self) -> Gap:
        """Leave out the rest of an expression."""
        open_marks: list[str] = []
        while open_marks or self._token.text not in (",", "]", "}", ";"):
            kind, text, _ = self._token
            if kind == "end":
                raise BrokenScriptError("an expression without end")
            if kind == "mark" and text in _CLOSING:
                open_marks.append(_CLOSING[text])
            elif kind == "mark" and open_marks and text == open_marks[-1]:
                open_marks.pop()
            self._advance()
        return GAP
