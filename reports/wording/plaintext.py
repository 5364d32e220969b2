"""Words from strangers made harmless (外来文字): what was crawled is shown, never obeyed.

Escaping is Jinja's work. This module deals with what escaping leaves: control characters, marks that turn the direction of a whole line,
letters nobody can see, endless texts, addresses that are no web pages, and addresses that a shell would obey.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit

TITLE_LENGTH = 200  # characters; a longer page title is no title
EXCERPT_LENGTH = 600
ADDRESS_LENGTH = 300
HREF_LENGTH = 4000
MARKS_IN_A_ROW = 3  # combining marks on one letter; more of them paint over the neighbouring lines
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # Unicode categories without a glyph of their own
SHELL_SIGNS = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@&()*+,;=%]")


def plain(text: str, limit: int = EXCERPT_LENGTH) -> str:
    """`text` on one line, at most `limit` characters; letters that cannot be seen are named (⟨U+202E⟩), so that they stay evidence."""
    folded = " ".join(text[: limit * 4].split())
    cut = folded[:limit]
    single = _without_piles(cut) if any(map(unicodedata.combining, cut)) else cut
    shown = single if single.isprintable() else "".join(map(_visible, single))
    return f"{shown}…（共 {len(text)} 字）" if len(folded) > limit or len(text) > limit * 4 else shown


def _visible(letter: str) -> str:
    return f"⟨U+{ord(letter):04X}⟩" if unicodedata.category(letter) in UNSEEN else letter


def _without_piles(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(letter)
    return "".join(kept)


def web_address(url: str | None) -> str | None:
    """`url` when it can stand in a link: http or https with a host, nothing unseen in it, of bounded length; else None."""
    if not url or len(url) > HREF_LENGTH or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None


def view_command(snapshot: str, url: str) -> str:
    """Command that shows the archived copy (存档副本). Whatever a shell might obey is percent-encoded: the address is a stranger's."""
    harmless = SHELL_SIGNS.sub(lambda sign: quote(sign.group().encode("utf-8", "replace"), safe=""), url)
    return f'gongkai view {snapshot} "{harmless}"'
