"""`gongkai rules`: the rulesets (规则集) that sites are judged under."""

import json
from typing import Annotated, Any

import typer
from rich.console import Console

from auditing.exits import BadInputError
from cli import rules_export, rules_import, rules_lint
from cli.chinese_help import Command, Group
from cli.rules_words import head_lines, list_table, requirements_table
from rulesets.coverage import Coverage, Reach
from rulesets.faults import FaultyRulesetError
from rulesets.loading import builtins, load
from rulesets.model import Ruleset
from rulesets.years import in_year

PIPED_WIDTH = 160  # columns of a table that goes to a file or a pipe

app = typer.Typer(
    name="rules", cls=Group, rich_markup_mode=None, help="规则集：列出、查看、检查。", no_args_is_help=True
)

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]


@app.command("list", cls=Command, help="列出内置的规则集。")
def list_rulesets(as_json: AsJson = False) -> None:
    """Print the built-in rulesets."""
    rulesets = loaded_builtins()
    if as_json:
        print_json([summary(ruleset) for ruleset in rulesets])
    else:
        console().print(list_table(rulesets))


@app.command(cls=Command, help="逐条显示一个规则集：出处、条款、责任单位、期限、如何判断。")
def show(
    name: Annotated[str, typer.Argument(metavar="编号或文件", help="内置规则集的编号，或规则集文件")],
    as_json: AsJson = False,
) -> None:
    """Print one ruleset clause by clause."""
    ruleset = loaded(name)
    if as_json:
        print_json(ruleset.model_dump(mode="json", by_alias=True))
        return
    ruleset = in_year(ruleset, None)  # a parameter with a placeholder has no words yet
    for line in head_lines(ruleset):
        console().print(line, markup=False, highlight=False)
    console().print(requirements_table(ruleset))


app.command("lint", cls=Command, help=rules_lint.HELP)(rules_lint.lint_files)
app.command("import", cls=Command, help=rules_import.HELP)(rules_import.import_document)
app.command("export", cls=Command, help=rules_export.HELP)(rules_export.export)


def loaded_builtins() -> tuple[Ruleset, ...]:
    """The built-in rulesets; a faulty one is bad input like any other."""
    try:
        return builtins()
    except FaultyRulesetError as error:
        raise BadInputError(str(error)) from error


def loaded(name: str) -> Ruleset:
    """The ruleset of an id or file."""
    try:
        return load(name)
    except FaultyRulesetError as error:
        raise BadInputError(str(error)) from error


def summary(ruleset: Ruleset) -> dict[str, Any]:
    """What `list --json` tells about a ruleset."""
    values = ruleset.model_dump(
        mode="json", include={"id", "title", "number", "issuer", "issued", "version", "scoring"}
    )
    coverage = Coverage.of(ruleset)
    counts = {
        "requirements": len(ruleset.requirements),
        "clauses": coverage.clauses,
        "judged": {reach.value: coverage.reach[reach] for reach in Reach},
    }
    return {**values, "applies": ruleset.applies.model_dump(mode="json"), **counts}


def print_json(value: Any) -> None:
    """Print a value as JSON with Chinese letters kept."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def console() -> Console:
    """The terminal, or a wide page where there is none."""
    terminal = Console()
    return terminal if terminal.is_terminal else Console(width=PIPED_WIDTH)
