"""Text of files that are nothing but text (TXT)."""

from portal.files.content import MAX_CHARACTERS, Content
from portal.markup.decoding import decode


def read_text(body: bytes) -> Content:
    """Lines of a text file, the encoding told from its bytes; never fails."""
    text, _ = decode(body[: 4 * MAX_CHARACTERS], "text/plain")
    return Content("\n".join(line.strip() for line in text.splitlines() if line.strip())[:MAX_CHARACTERS])
