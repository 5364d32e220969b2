"""Exit codes (退出码) of design.md 2.1, and the fault that ends a command with one clear line."""

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """What the process answers. Precedence when several are true: BAD_INPUT (nothing could run) > NOT_AUDITED > FAILED > OK."""

    OK = 0
    FAILED = 1  # at least one requirement failed
    BAD_INPUT = 2
    NOT_AUDITED = 3  # a site could not be audited at all; the others were
    INTERRUPTED = 130

    @classmethod
    def of(cls, codes: Iterable["Exit"]) -> "Exit":
        """Exit of a batch from those of its sites."""
        order = (cls.INTERRUPTED, cls.NOT_AUDITED, cls.FAILED, cls.OK)
        return min(codes, key=order.index, default=cls.OK)


class BadInputError(Exception):
    """Something the user gave cannot be used. Each line says what, where and how to mend it; the command ends with 2."""
