"""Running text of stored pages (成段文字): for comparing what two pages say, remarks, menus and captions left out."""

import sqlite3

_LINE = 12  # characters of a line that, ended by a mark, reads as prose
_LONG_LINE = 40


def page_prose(database: sqlite3.Connection, page_id: int) -> str:
    """Lines of a page's main text that read as prose."""
    row = database.execute("SELECT text FROM page_text WHERE page_id = ?", (page_id,)).fetchone()
    return prose_of(row[0]) if row else ""


def document_prose(database: sqlite3.Connection, page_id: int) -> str:
    """The same with the texts of the page's attachments, in which documents often stand."""
    query = """SELECT attachment_text.text FROM attachment
        LEFT JOIN target ON target.url = attachment.url
        JOIN attachment_text ON attachment_text.url = coalesce(nullif(target.final_url, ''), attachment.url)
        WHERE attachment.page_id = ? ORDER BY position"""
    attached = [text for (text,) in database.execute(query, (page_id,))]
    return "\n".join([page_prose(database, page_id), *attached])


def prose_of(text: str) -> str:
    """Lines that are long, or ended by a full stop."""
    return "\n".join(
        line for line in text.split("\n") if len(line) >= _LONG_LINE or (len(line) >= _LINE and line[-1] in "。；！？!")
    )
