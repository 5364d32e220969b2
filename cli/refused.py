"""Options and commands that later versions build (尚未提供): refused with one line and exit 2, never ignored."""

from auditing.exits import BadInputError

LATER_OPTIONS = ("--server",)
LATER_COMMANDS: tuple[str, ...] = ()


def refuse_later(arguments: list[str]) -> None:
    """Raise BadInputError when the command line names something this version does not do yet."""
    for argument in arguments:
        name = argument.partition("=")[0]
        if argument == "--":
            return
        if name in LATER_OPTIONS:
            raise BadInputError(f"{name}：本版本还没有这个选项，请去掉后重试")
    if arguments and arguments[0] in LATER_COMMANDS:
        raise BadInputError(f"gongkai {arguments[0]}：本版本还没有这个命令，gongkai --help 列出已有的命令")
