"""What files of waivers and attestations have in common (人工清单): fields read from cells, faults gathered row by row, the clause and site an entry names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from portal.office_tables import Row, TableError, TableForm, cell_words, read_rows
from portal.site import Site
from portal.site_list import NotAnAddressError, read_address
from reports.wording.plaintext import plain
from rulesets.model import Ruleset
from rulesets.spelling import shortened, suggestion
from rulesets.spreadsheet.cells import day

LONGEST_TEXT = 1_000  # characters of a reason; a card repeats it at every finding
LONGEST_ADDRESS = 2_000
MOST_ROWS = 5_000
LARGEST = 4 * 1024 * 1024  # bytes of a file; reading the texts of a larger workbook takes many seconds


class PeopleFileError(Exception):
    """A file of waivers or attestations cannot be used: a line for each fault, with file, row, what, and how to mend it."""


class RowFaultError(ValueError):
    """What is wrong with a row, and how to mend it."""


@dataclass
class Reading:
    """The rows of a file, and what is wrong with them."""

    path: Path
    faults: list[str] = field(default_factory=list)

    def place(self, number: int) -> str:
        """File and row as cards and messages name them."""
        return f"{self.path.name} 第 {number} 行"

    def fault(self, number: int, words: str) -> None:
        """Note what is wrong with a row."""
        self.faults.append(f"{self.path} 第 {number} 行：{plain(words)}")

    def finish(self) -> None:
        """Raise PeopleFileError with all faults, if there are any."""
        if self.faults:
            raise PeopleFileError("\n".join(self.faults))


def table(path: Path, form: TableForm) -> list[Row]:
    """The rows of a file; raises PeopleFileError."""
    try:
        return read_rows(path, form)
    except TableError as fault:
        raise PeopleFileError(str(fault)) from fault


def text_of(values: Mapping[str, Any], name: str, longest: int = LONGEST_TEXT) -> str:
    """A field's text on as many lines as it has; raises RowFaultError for one too long to be shown."""
    words = cell_words(values.get(name)).replace("\r\n", "\n").replace("\r", "\n")
    if len(words) > longest:
        raise RowFaultError(f"“{shortened(words, 20)}”有 {len(words)} 字，最多 {longest} 字；请缩短")
    return words


def day_of(values: Mapping[str, Any], name: str, heading: str) -> date:
    """A field's day; raises RowFaultError for what is none."""
    found = day(values.get(name))
    if not isinstance(found, date):
        raise RowFaultError(f"{heading}“{shortened(found, 20)}”不是日期；应写成 2026-03-01 或 2026年3月1日")
    return found


def missing(values: Mapping[str, Any], form: TableForm, names: Iterable[str]) -> list[str]:
    """Headings of fields without a value."""
    return [form.heading(name) for name in names if not cell_words(values.get(name))]


def clause_and_site(values: Mapping[str, Any]) -> tuple[str, str]:
    """Id of the requirement and folder of the site, each empty where not stated; a ledger's 编号 gives both. Raises RowFaultError."""
    requirement, _, behind = text_of(values, "requirement").partition(" ")
    site = text_of(values, "site", LONGEST_ADDRESS)
    return requirement, site_folder(site) if site else behind.strip().lower()


def site_folder(site: str) -> str:
    """A site as cards and folders know it, from its host or address; raises RowFaultError."""
    try:
        return Site(url=read_address(site)).folder
    except NotAnAddressError as fault:
        raise RowFaultError(f"网站{fault}") from fault


class Clauses:
    """The clauses that exist, by which a slip of the pen is told from a document that is not judged this time."""

    def __init__(self, rulesets: Iterable[Ruleset]) -> None:
        self._rulesets = rulesets

    @cached_property
    def _rows(self) -> dict[str, set[str]]:
        """Clauses by document, gone through when the first is asked for."""
        return {ruleset.id: {f"{ruleset.id}/{row.id}" for row in ruleset.requirements} for ruleset in self._rulesets}

    def refuse_unknown(self, requirement: str) -> None:
        """Raise RowFaultError for a clause that its document does not have; a document nobody knows may be an office's own."""
        document, _, row = requirement.partition("/")
        if not row:
            mend = suggestion(requirement, {name for rows in self._rows.values() for name in rows})
            raise RowFaultError(f"要求“{shortened(requirement)}”不是条款编号；应写成 规则集/条款，{mend}")
        rows = self._rows.get(document)
        if rows is not None and requirement not in rows:
            raise RowFaultError(f"没有条款“{shortened(requirement)}”；{suggestion(requirement, rows)}")

    def why_unjudged(self, requirement: str) -> str:
        """Why a clause is not on a card."""
        document = requirement.partition("/")[0]
        if document in self._rows:
            gone = requirement not in self._rows[document]
            return f"{document} 里没有这一条" if gone else f"这次没有按 {document} 检查"
        return f"没有规则集“{shortened(document)}”；{suggestion(document, self._rows)}"
