"""Windows that float over a page (飘窗、弹窗), as the browser saw them once a page had come to rest."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.storage.rows import rows_of


@dataclass(slots=True)
class FloatingView:
    """One page looked at for such windows; none seen is an answer, too.

    A window is a map: `selector`, `words` (its text and pictures' alt), `links` (absolute addresses), `closable`, `moves` (it changed its place by
    itself), `width`, `height`, `left`, `top` (pixels).
    """

    url: str
    at: datetime
    windows: tuple[dict[str, Any], ...] = ()


def note_floating_view(database: sqlite3.Connection, view: FloatingView) -> None:
    """Record a view, in place of what was known of its page; needs an open transaction."""
    rows = rows_of(FloatingView, "floating_view")
    database.execute("DELETE FROM floating_view WHERE url = ?", (view.url,))
    database.execute(rows.insert, rows.encode(view))
