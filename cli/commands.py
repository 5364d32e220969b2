"""The commands of `gongkai` (命令表): each is imported when it is asked for, so that none waits for what another needs."""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from cli.chinese_help import Command, Group


@dataclass(frozen=True)
class Entry:
    """Where a command lies (its function, or the Typer application of a group), and its line in the list of commands."""

    module: str
    name: str
    words: str


COMMANDS = {
    "audit": Entry("cli.audit", "audit", "检查一个或多个网站：抓取、评判、生成检查结果单。"),
    "crawl": Entry("cli.audit", "crawl", "只抓取，保存快照，不评判。"),
    "judge": Entry("cli.judge", "judge", "按规则集重新评判已有的快照，不访问网站。"),
    "report": Entry("cli.report", "report", "由检查结果重新生成报告。"),
    "ledger": Entry("cli.ledger", "ledger", "台账：按责任单位、完成时限列出每份文件各条的检查结果。"),
    "compare": Entry(
        "cli.compare",
        "compare_runs",
        "比较两次检查：哪些问题是新出现的，哪些已整改、再次出现、仍未整改，哪些没能复查。",
    ),
    "probe": Entry("cli.probe", "probe", "对每个网站的首页做一次可用性探测，记入探测历史；宜每小时运行一次。"),
    "demo": Entry("cli.demo", "demo", "播放随附的两个示例门户并检查它们：一个健康，一个埋有问题。"),
    "view": Entry("cli.view", "view", "在本机显示存档的网页当时的样子，不运行脚本，不访问网络；按 Ctrl-C 结束。"),
    "serve": Entry("cli.serve", "serve", "启动服务：数据库、网页控制台、接口、计划和一个检查程序，一条命令。"),
    "worker": Entry("cli.worker", "worker", "在这台机器上执行检查：从服务的队列领取任务。"),
    "db": Entry("cli.database", "app", "服务的数据库：升级、首次登录链接。"),
    "rules": Entry("cli.rules", "app", "规则集：列出、查看、检查。"),
}


@cache
def loaded(name: str) -> TyperCommand | TyperGroup:
    """The command of a name in the table."""
    entry = COMMANDS[name]
    found = getattr(import_module(entry.module), entry.name)
    if not isinstance(found, typer.Typer):
        function, found = (
            found,
            typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False),
        )
        found.command(name, cls=Command)(function)
    return cast(TyperCommand | TyperGroup, typer.main.get_command(found))


class Loading(MutableMapping[str, Any]):
    """The table as the parser wants it: commands by name."""

    def __getitem__(self, name: str) -> TyperCommand | TyperGroup:
        return loaded(name)

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __setitem__(self, name: str, command: Any) -> None:
        raise TypeError("commands are named in the table")

    def __delitem__(self, name: str) -> None:
        raise TypeError("commands are named in the table")


class Commands(Group):
    """The group of all commands; its help is told from the table."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Loading()

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 (as the parser calls it)
        """The list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.words) for name, entry in COMMANDS.items()])
