"""The words of an answer (网页文字) without parsing it: enough to compare two pages, or to see that one says hardly anything."""

import re
from contextlib import suppress

_MARKUP = re.compile(
    r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^>]*>|&nbsp;|\s+", re.IGNORECASE | re.DOTALL
)


def words_of(body: bytes, encoding: str = "", limit: int = 200_000) -> str:
    """Visible text of the first `limit` bytes, all white space dropped. Without `encoding` UTF-8 and GB18030 are tried."""
    return _MARKUP.sub("", text_of(body[:limit], encoding))


def text_of(data: bytes, encoding: str = "") -> str:
    """Characters of some bytes that may be cut in the middle of one."""
    if encoding:
        with suppress(LookupError):  # a page may name any encoding
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return data.decode("utf-8" if fault.start > len(data) - 4 else "gb18030", "replace")
