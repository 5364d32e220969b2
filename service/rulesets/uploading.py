"""Uploaded rulesets (上传规则集): YAML or the workbook, told apart by content, examined whole before anything is kept."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from rulesets.faults import Fault, FaultyRulesetError
from rulesets.lint import Examined, examine
from rulesets.loading import with_version
from rulesets.model import Ruleset
from rulesets.sources import LARGEST, MEGABYTE, decode
from rulesets.spreadsheet.tables import LARGEST as LARGEST_BOOK
from rulesets.writing import ruleset_yaml

ZIP_MARK = b"PK\x03\x04"
MOST_SHOWN = 100
NAME_LENGTH = 100


@dataclass(frozen=True)
class Examination:
    """What came of a file: the ruleset and its YAML, or every fault at its line or cell."""

    ruleset: Ruleset | None
    yaml: str
    faults: tuple[Fault, ...]

    @property
    def words(self) -> str:
        """The faults, a line each, as many as anyone reads."""
        lines = [str(fault) for fault in self.faults[:MOST_SHOWN]]
        more = len(self.faults) - MOST_SHOWN
        return "\n".join([*lines, f"另有 {more} 处错误"] if more > 0 else lines)


def examine_upload(name: str, content: bytes) -> Examination:
    """The ruleset in an uploaded file, or its faults. Never raises for what stands in it."""
    name = PurePosixPath(name.replace("\\", "/")).name[:NAME_LENGTH] or "规则集"
    if content.startswith(ZIP_MARK):
        return _book(name, content)
    if PurePosixPath(name).suffix.lower() == ".xlsx":
        return _refused(name, "不是 XLSX 工作簿", "用 Excel 或 WPS 打开后另存为 .xlsx")
    return _yaml(name, content)


def _yaml(name: str, content: bytes) -> Examination:
    if len(content) > LARGEST:
        return _refused(name, f"文件超过 {LARGEST // MEGABYTE} MB，不像规则集", "核对是不是选错了文件")
    try:
        text = decode(content, name)
    except FaultyRulesetError as fault:
        return Examination(None, "", fault.faults)
    return _outcome(examine(text, name), text)


def _book(name: str, content: bytes) -> Examination:
    from rulesets.spreadsheet.reading import examine_book

    if len(content) > LARGEST_BOOK:
        return _refused(name, f"文件超过 {LARGEST_BOOK // MEGABYTE} MB，不像规则集", "核对是不是选错了文件")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ruleset.xlsx"
        path.write_bytes(content)
        examined = examine_book(path)
        faults = tuple(Fault(name, each.line, each.what, each.mend, each.cell) for each in examined.faults)
    if examined.ruleset is None:
        return Examination(None, "", faults)
    return _outcome(Examined(examined.ruleset, ()), ruleset_yaml(examined.ruleset))


def _outcome(examined: Examined, yaml: str) -> Examination:
    if examined.ruleset is None:
        return Examination(None, "", examined.faults)
    return Examination(with_version(examined.ruleset), yaml, ())


def _refused(name: str, what: str, mend: str) -> Examination:
    return Examination(None, "", (Fault(name, None, what, mend),))
