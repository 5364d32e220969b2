"""The `gongkai` command (命令行): subcommands, one module each, and the one place where faults become a line and an exit code."""

import io
import sys
import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer

from auditing.exits import BadInputError, Exit
from cli.chinese_help import in_chinese
from cli.commands import COMMANDS, Commands, loaded
from cli.usage_faults import usage_line

app = typer.Typer(
    cls=Commands,
    name="gongkai",
    help="政务公开检查：抓取政府网站，按政策文件逐条检查，生成检查结果单。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def configure(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="文件", help="TOML 配置文件，每个命令一节，键与选项同名")
    ] = None,
) -> None:
    """政务公开检查。"""
    if config:
        context.default_map = read_config(config)


def read_config(path: Path) -> dict[str, Any]:
    """Defaults for options from a TOML file: a table per command, keys as the options are called. Raises BadInputError."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise BadInputError(f"{path}: 打不开配置文件（{fault.strerror}）") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadInputError(f"{path}: 配置文件不是正确的 TOML（{fault}）") from fault
    return {command: _option_names(path, command, table) for command, table in tables.items()}


def _option_names(path: Path, command: str, table: Any) -> dict[str, Any]:
    if command not in COMMANDS or not isinstance(table, dict):
        raise BadInputError(
            f"{path}: “{command}”不是命令，选项应写在 [audit] 这样的一节里，gongkai --help 列出全部命令"
        )
    known = {parameter.name for parameter in loaded(command).params}
    names = {key.replace("-", "_"): value for key, value in table.items()}
    for name in names:
        if name not in known:
            raise BadInputError(f"{path}: [{command}] 一节中的“{name}”不是选项，gongkai {command} --help 列出全部选项")
    return names


def run(arguments: list[str] | None = None) -> None:
    """Console entry point. What a console cannot show becomes a question mark: a verdict must not be lost to a code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    sys.exit(main(sys.argv[1:] if arguments is None else arguments))


def main(arguments: list[str]) -> int:
    """Run one command line; returns the exit code. No fault of the user's ends in a traceback."""
    try:
        result = app(arguments, standalone_mode=False)
    except BadInputError as fault:
        return _fail(str(fault))
    except typer.Exit as ended:
        return ended.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return int(Exit.INTERRUPTED)
    except typer.TyperException as fault:
        if type(fault).__name__ == "NoArgsIsHelpError":  # the message is the help text itself
            print(in_chinese(fault.format_message()))
            return int(Exit.BAD_INPUT)
        return _fail(usage_line(fault))
    return result if isinstance(result, int) else int(Exit.OK)


def _fail(lines: str) -> int:
    print(lines, file=sys.stderr)
    return int(Exit.BAD_INPUT)


if __name__ == "__main__":
    run()
