"""Ids of known addresses (网址索引): the latest ones in memory, all others in the database, so that memory does not grow with the portal."""

import sqlite3

_GENERATION = 8192  # addresses; two generations are kept


class TargetIds:
    """Tells the id of a target by its address. A generation that is full makes room for the next; what was asked for lately outlives that."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._recent: dict[str, int] = {}
        self._older: dict[str, int] = {}

    def get(self, url: str) -> int | None:
        """Id of the target with this canonical address; None when it was never stored."""
        known = self._recent.get(url)
        return known if known is not None else self._look_up(url)

    def put(self, url: str, target_id: int) -> None:
        """Remember a target that is in the database."""
        if len(self._recent) >= _GENERATION:
            self._older, self._recent = self._recent, {}
        self._recent[url] = target_id

    def _look_up(self, url: str) -> int | None:
        known = self._older.get(url)
        if known is None:
            row = self._database.execute("SELECT id FROM target WHERE url = ?", (url,)).fetchone()
            known = int(row[0]) if row else None
        if known is not None:
            self.put(url, known)
        return known
