"""Faults of a ruleset file (规则集文件的错误): one line each, with file, line and mend."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault. `file` as the user wrote it; `line` counts from 1, None where the whole file is meant; `what` and `mend` in Chinese.

    In a workbook `cell` names the place (`要求!G12`), and `line` only sorts.
    """

    file: str
    line: int | None
    what: str
    mend: str
    cell: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.cell or self.line}"
        return f"{place}: {self.what} —— {self.mend}"

    @property
    def order(self) -> tuple[int, str]:
        """Sorts faults as they stand in the file."""
        return self.line or 0, self.what


class FaultyRulesetError(Exception):
    """A ruleset cannot be used; `faults` holds every reason, in line order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
