"""Markup that scripts write while a page loads (document.write 写出的内容): menus, footers and lists that stand in string literals.

Only what every visitor gets is read: calls at the top level of a script, with nothing but literals in them. What stands in a function, behind
a condition or has a variable in it is left to a browser.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from portal.markup.javascript import BrokenScriptError, Token, tokens, unquoted

_CALLS = frozenset(("document.write", "document.writeln", "window.document.write", "window.document.writeln"))
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_SOURCE = re.compile(r"""\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_TYPE = re.compile(r"""\b(?:type|language)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RUNS = re.compile(r"^(?:text|application)/(?:x-)?(?:java|ecma)script|^javascript|^jscript|^module$", re.IGNORECASE)
_LATE = re.compile(
    r"\b(?:async|defer)\b|type\s*=\s*[\"']?module", re.IGNORECASE
)  # such scripts cannot write into the page
_CONDITIONS = frozenset(("if", "while", "for", "with", "switch", "catch"))
_OPENERS = frozenset(("else", "do", "return", "=>", "&&", "||", "?", ":", "case"))
_SWALLOWING = ("script", "style", "textarea", "title", "noscript", "xmp", "iframe", "template")
_HINT = "document.write"
_WRITES = re.compile(r"document\.write(?:ln)?\s*\(\s*(?!unescape)")  # badges are written escaped, on every page


def expanded(source: str, scripts: Mapping[str, str]) -> str:
    """The page's HTML with what its scripts write standing behind them. `scripts`: code of script files, by `src` as the page spells it."""
    if not scripts and not (_HINT in source and _WRITES.search(source)):
        return source
    return _SCRIPT.sub(lambda found: found.group() + _addition(found, scripts), source)


def _addition(found: re.Match[str], scripts: Mapping[str, str]) -> str:
    attributes, code = found.groups()
    place = _SOURCE.search(attributes)
    if place is not None:
        written = next((group for group in place.groups() if group is not None), "").strip()
        code = "" if _LATE.search(attributes) else scripts.get(written, "")
    kind = _TYPE.search(attributes)
    runs = kind is None or _RUNS.match(kind.group(1)) is not None
    return written_markup(code) if runs and _HINT in code else ""


@lru_cache(maxsize=256)
def written_markup(script: str) -> str:
    """What a script writes for every visitor; empty where that cannot be told, or would swallow the page behind it."""
    try:
        markup = "".join(_Writer().read(list(tokens(script))))
    except BrokenScriptError:
        return ""
    return markup if _is_balanced(markup) else ""


def _is_balanced(markup: str) -> bool:
    """Whether nothing is left open that would hide what comes behind."""
    low = markup.lower()
    if low.count("<!--") != low.count("-->"):
        return False
    return all(len(re.findall(rf"<{tag}\b", low)) == low.count(f"</{tag}") for tag in _SWALLOWING)


class _Writer:
    """Walks over the tokens of a script and collects what its unconditional calls write."""

    def __init__(self) -> None:
        self._open: list[str] = []  # what stood before each bracket that is open
        self._closed = ""  # what stood before the bracket closed last

    def read(self, found: list[Token]) -> list[str]:
        """Pieces of markup in the order they are written."""
        pieces: list[str] = []
        index, before = 0, Token("", "", True)
        while index < len(found):
            token = found[index]
            if token.text in _CALLS and not self._open and self._always_runs(before, token):
                piece, index = _argument(found, index + 1)
                pieces.append(piece)
                before, self._closed = Token("mark", ")", False), "call"
                continue
            self._follow(before, token)
            before, index = token, index + 1
        return pieces

    def _follow(self, before: Token, token: Token) -> None:
        if token.kind != "mark":
            return
        if token.text in "({[":
            self._open.append(before.text)
        elif token.text in ")}]" and self._open:
            self._closed = self._open.pop()

    def _always_runs(self, before: Token, call: Token) -> bool:
        """Whether a statement begins here, and not one that a condition stands before."""
        if before.text in ("", ";", "}"):
            return True
        if before.text == ")":
            return call.on_new_line and self._closed not in _CONDITIONS
        return call.on_new_line and before.kind in ("word", "string", "number") and before.text not in _OPENERS


def _argument(found: list[Token], index: int) -> tuple[str, int]:
    """Text a call writes, empty where it is not all literal, and the index behind the call."""
    depth, texts, literal = 0, [], True
    while index < len(found):
        token = found[index]
        index += 1
        if token.kind == "mark" and token.text in "({[":
            depth += 1
            literal = literal and depth == 1
        elif token.kind == "mark" and token.text in ")}]":
            depth -= 1
            if depth <= 0:
                break
        elif token.kind == "string" and not (token.text[0] == "`" and "${" in token.text):
            texts.append(unquoted(token.text))
        elif token.text not in ("+", ","):
            literal = False
    return "".join(texts) if literal else "", index
