"""A workbook as a ruleset (从工作簿导入): the inverse of `book`, with every fault told as sheet and cell."""

from pathlib import Path as FilePath
from typing import Any

from rulesets.faults import FaultyRulesetError
from rulesets.lint import Examined, examine_document
from rulesets.loading import with_version
from rulesets.model import Ruleset
from rulesets.spreadsheet.columns import COLUMNS, HEAD, HEAD_HEADINGS, PARAMETER_HEADINGS, PARAMETERS, REQUIREMENTS
from rulesets.spreadsheet.placed import BookDocument
from rulesets.spreadsheet.reading_head import head_values
from rulesets.spreadsheet.reading_parameters import ParameterSheet
from rulesets.spreadsheet.reading_requirements import RequirementSheet
from rulesets.spreadsheet.tables import Book

READ_PARAMETERS = tuple(
    heading for heading in PARAMETER_HEADINGS if heading in ("编号", "检查项", "参数", "值", "参数名")
)
READ_HEAD = HEAD_HEADINGS[:3]


def read_book(path: FilePath) -> Ruleset:
    """The ruleset in a workbook that `gongkai rules export --xlsx` wrote and an office edited; raises FaultyRulesetError with every fault."""
    examined = examine_book(path)
    if examined.ruleset is None:
        raise FaultyRulesetError(examined.faults)
    return with_version(examined.ruleset)


def examine_book(path: FilePath) -> Examined:
    """The ruleset in a workbook, or its faults in the order of its cells. Never raises for what stands in it."""
    try:
        return examine_document(document_of(Book(path)))
    except FaultyRulesetError as error:
        return Examined(None, error.faults)


def document_of(book: Book) -> BookDocument:
    """Values of a workbook in the shape of a ruleset file, each with its cell."""
    requirements = book.table(REQUIREMENTS, [column.heading for column in COLUMNS])
    parameters = book.table(PARAMETERS, READ_PARAMETERS)
    head = book.table(HEAD, READ_HEAD)
    document = BookDocument(book.file)
    rows = RequirementSheet(document, requirements)
    ParameterSheet(document, parameters, rows).fill()
    value: dict[str, Any] = head_values(document, head)
    document.value = {**value, "requirements": rows.values}
    return document
