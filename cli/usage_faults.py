"""Usage faults (用法错误) in one Chinese line: the parser's own words are English."""

import re

import typer

PATTERNS = (
    (re.compile(r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.+)\)| Did you mean (?P<one>.+)\?)?"), "没有选项 {name}{near}"),
    (re.compile(r"No such command '(?P<name>.+?)'\.(?: Did you mean '(?P<near>.+)'\?)?"), "没有命令 {name}{near}"),
    (re.compile(r"Missing command\.?"), "没有写命令"),
    (re.compile(r"Missing argument '(?P<name>.+)'\.?"), "缺少参数 {name}"),
    (re.compile(r"Missing option '(?P<name>.+)'\.?"), "缺少选项 {name}"),
    (re.compile(r"Option '(?P<name>.+)' requires an argument\.?"), "选项 {name} 后面要写一个值"),
    (re.compile(r"Option '(?P<name>.+)' does not take a value\.?"), "选项 {name} 后面不写值"),
    (re.compile(r"Got unexpected extra arguments? \((?P<name>.+)\)"), "多出了 {name}"),
    (re.compile(r"Invalid value for '(?P<name>.+?)': .*'(?P<value>.*?)' is not one of (?P<choices>.+?)\.?$"), "{name} 不能是“{value}”，可写 {choices}"),
    (re.compile(r"Invalid value for '(?P<name>.+?)': Input should be greater than or equal to (?P<bound>\S+)"), "{name} 应不小于 {bound}"),
    (re.compile(r"Invalid value for '(?P<name>.+?)': Input should be less than or equal to (?P<bound>\S+)"), "{name} 应不大于 {bound}"),
    (re.compile(r"Invalid value for '(?P<name>.+?)': Input should be a valid integer"), "{name} 应是整数"),
    (re.compile(r"Invalid value for '(?P<name>.+?)': Input should be a valid number"), "{name} 应是数字"),
    (re.compile(r"Invalid value(?: for '(?P<name>.+?)')?: (?P<words>[\u3400-\u9fff].*)"), "{words}"),
)  # fmt: skip
HELP = "gongkai --help 列出用法"


def usage_line(fault: typer.TyperException) -> str:
    """What is wrong with the command line, and where the usage is told."""
    message = " ".join(fault.format_message().split())
    for pattern, words in PATTERNS:
        match = pattern.match(message)
        if match:
            values = {name: value or "" for name, value in match.groupdict().items()}
            near = values.get("near") or values.get("one")
            values["near"] = f"，是不是 {near}" if near else ""
            return f"{words.format(**values)}；{HELP}"
    return f"命令写法不对（{message}）；{HELP}"
