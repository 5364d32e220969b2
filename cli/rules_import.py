"""`gongkai rules import`: a ruleset drafted from a document, or read back from a workbook that an office edited (起草、导入规则集)."""

from pathlib import Path
from typing import Annotated

import typer

from auditing.exits import BadInputError
from rulesets.faults import FaultyRulesetError

HELP = "从要点、方案、台账（.txt、.docx、.pdf、.html）起草规则集；从 rules export --xlsx 导出的工作簿导回规则集。"
BOOK_SUFFIX = ".xlsx"


def import_document(
    document: Annotated[
        Path, typer.Argument(metavar="文件", help="要点、方案、台账，或导出后改好的工作簿", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="规则集文件", help="写到哪个文件；不写时为当前文件夹里的“编号.yaml”"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="规则集文件已经存在时覆盖它")] = False,
) -> None:
    """Write the ruleset of one file."""
    name, text, summary = from_book(document) if document.suffix.lower() == BOOK_SUFFIX else from_document(document)
    path = out or Path(f"{name}.yaml")
    write(path, text, force=force)
    for line in (*summary, f"已写到 {path}"):
        typer.echo(line)


def from_document(document: Path) -> tuple[str, str, list[str]]:
    """Id, text and summary of the ruleset drafted from a document."""
    from rulesets.importing.errors import DocumentError  # what reads documents is loaded when one is read
    from rulesets.importing.opening import draft_document

    try:
        draft = draft_document(document)
    except DocumentError as error:
        raise BadInputError(f"gongkai rules import：{error}") from error
    summary = [
        *draft.remarks,
        f"读到 {draft.clauses} 条：{draft.with_checks} 条有建议的检查，{draft.clauses - draft.with_checks} 条按网页查证或人工核实；{draft.to_verify} 条待核对（note 以“待核对”开头）",
    ]
    return draft.id, draft.text, summary


def from_book(document: Path) -> tuple[str, str, list[str]]:
    """Id, text and summary of the ruleset in a workbook."""
    from rulesets.spreadsheet.reading import read_book  # a third of a second, which only workbooks are worth
    from rulesets.writing import ruleset_yaml

    try:
        ruleset = read_book(document)
    except FaultyRulesetError as error:
        raise BadInputError(str(error)) from error
    return ruleset.id, ruleset_yaml(ruleset), [f"读到 {len(ruleset.requirements)} 条要求"]


def write(path: Path, text: str, *, force: bool) -> None:
    """Write the file; one that is there already may hold somebody's edits and stays, unless told otherwise."""
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise BadInputError(
            f"gongkai rules import：{path} 已经存在，没有覆盖 —— 用 --out 换一个文件名，或加 --force 覆盖"
        ) from error
    except OSError as error:
        raise BadInputError(
            f"gongkai rules import：{path} 写不了（{error.strerror or error}） —— 核对文件夹和权限"
        ) from error
