"""`gongkai rules lint`: what is wrong with ruleset files (规则集检查), a line each."""

from pathlib import Path
from typing import Annotated

import typer

from auditing.exits import Exit
from cli.rules_export import BOOK_SUFFIX
from rulesets.lint import Examined, examine_file

HELP = "检查规则集文件或工作簿，指出每一处错误和改法；有错误时退出码为 2。"
MOST_SHOWN = 100  # faults of one file on the screen


def lint_files(paths: Annotated[list[Path], typer.Argument(metavar="文件…", help="规则集文件，YAML 或 XLSX")]) -> None:
    """Print every fault of the files, a line each."""
    clean = [print_faults(path) for path in paths]
    if not all(clean):
        raise typer.Exit(Exit.BAD_INPUT)


def print_faults(path: Path) -> bool:
    """Print what is wrong with one file; whether nothing is."""
    examined = examined_file(path)
    faults = examined.faults
    for fault in faults[:MOST_SHOWN]:
        typer.echo(str(fault))
    if len(faults) > MOST_SHOWN:
        typer.echo(f"{path}: 另有 {len(faults) - MOST_SHOWN} 处错误 —— 改好以上各处后再检查一次")
    if examined.ruleset:
        typer.echo(f"{path}: 没有错误")
    return not faults


def examined_file(path: Path) -> Examined:
    """What came of a ruleset file, YAML or workbook."""
    if path.suffix.lower() != BOOK_SUFFIX:
        return examine_file(path)
    from rulesets.spreadsheet.reading import examine_book  # a third of a second, which only workbooks are worth

    return examine_book(path)
