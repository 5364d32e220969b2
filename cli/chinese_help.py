"""Help texts whose frame is Chinese too (中文帮助): the parser's own headings are English."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

FRAME = (
    (re.compile(r"^Usage: ", re.MULTILINE), "用法："),
    (re.compile(r"^Options:$", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:$", re.MULTILINE), "命令："),
    (re.compile(r"^Arguments:$", re.MULTILINE), "参数："),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "命令 [参数]…"),
    (re.compile(r"Show this message and exit\."), "显示帮助。"),
    (re.compile(r"\[default: "), "[默认 "),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r" <list\[str\]>| <str>| <path>"), ""),
    (re.compile(r"<int( range)?>"), "整数"),
    (re.compile(r"<float( range)?>"), "数"),
    (re.compile(r"\{(目标…)\}\.\.\."), r"\1"),
)


def in_chinese(text: str) -> str:
    """A help text with its frame in Chinese."""
    for pattern, words in FRAME:
        text = pattern.sub(words, text)
    return text


class Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_chinese(super().get_help(ctx))
