"""What the navigation lists (导航), by right."""

from dataclasses import dataclass
from itertools import groupby

from service.accounts.actor import Actor, Right


@dataclass(frozen=True)
class Entry:
    """A page that the navigation leads to."""

    path: str
    words: str
    right: Right = Right.SEE
    group: str = "检查"

    def is_here(self, path: str) -> bool:
        """Whether a page belongs to this entry."""
        return path == self.path or (self.path != "/" and path.startswith(f"{self.path}/"))


ENTRIES = (
    Entry("/", "概览"),
    Entry("/sites", "网站"),
    Entry("/runs", "检查批次"),
    Entry("/ranking", "排名"),
    Entry("/trend", "趋势"),
    Entry("/findings", "问题"),
    Entry("/probes", "可用性"),
    Entry("/ledger", "整改台账", group="督办"),
    Entry("/waivers", "豁免", group="督办"),
    Entry("/attestations", "核实结论", group="督办"),
    Entry("/mails", "邮件", Right.SUPERVISE, "督办"),
    Entry("/rulesets", "规则集", group="设置"),
    Entry("/schedules", "计划", group="设置"),
    Entry("/users", "用户", Right.MANAGE_USERS, "设置"),
    Entry("/office", "本单位", Right.MANAGE_OFFICE, "设置"),
    Entry("/journal", "操作日志", Right.READ_JOURNAL, "设置"),
)


def groups_for(actor: Actor) -> list[tuple[str, list[Entry]]]:
    """Those the actor may open, under the words of their groups."""
    allowed = [entry for entry in ENTRIES if actor.may(entry.right)]
    return [(words, list(entries)) for words, entries in groupby(allowed, key=lambda entry: entry.group)]
