"""Why an attempt is stopped before its end (中止原因), and what else may keep it from ending."""

from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    """The first that is true counts."""

    LOST = "lost"  # another attempt has it, or nobody knows: the database is away
    CANCELLED = "cancelled"
    SITE_REMOVED = "site_removed"
    GIVEN_BACK = "given_back"  # the worker is told to end
    PAUSED = "paused"  # the off-peak window closed


class StoppedError(Exception):
    """The attempt is to go no further."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class FaultError(Exception):
    """Something of ours went wrong; the message is for people. `clear`: what lies in the work folder is to go; `final`: trying again is of no use."""

    def __init__(self, words: str, *, clear: bool = False, final: bool = False) -> None:
        super().__init__(words)
        self.clear = clear
        self.final = final


class TryAgainError(Exception):
    """The job is to be put back; `at`: not before, None: at once."""

    def __init__(self, at: datetime | None = None) -> None:
        super().__init__(at)
        self.at = at
