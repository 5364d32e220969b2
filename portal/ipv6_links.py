"""Links of the site tried over both address families (站内链接的双栈测试)."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.storage.rows import rows_of

NO_ADDRESS = "no_address"  # error: the host has no address of the family


@dataclass(slots=True)
class LinkReach:
    """One link and how it opened. `status` are HTTP statuses, `error` says why there is none: `no_address`, or a word for the fault."""

    url: str
    level: int  # 2: linked from the home page, 3: from a page linked there
    at: datetime
    status4: int | None = None
    error4: str = ""
    status6: int | None = None
    error6: str = ""


def note_link_reaches(database: sqlite3.Connection, reaches: Iterable[LinkReach]) -> None:
    """Record what was tried, in place of what was there; needs an open transaction."""
    rows = rows_of(LinkReach, "link_reach")
    database.execute("DELETE FROM link_reach")
    database.executemany(rows.insert, [rows.encode(reach) for reach in reaches])
