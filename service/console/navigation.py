"""What the navigation lists (导航), by right."""

from dataclasses import dataclass

from service.accounts.actor import Actor, Right


@dataclass(frozen=True)
class Entry:
    """A page that the navigation leads to."""

    path: str
    words: str
    right: Right = Right.SEE
    group: str = "检查"


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


def entries_for(actor: Actor) -> list[Entry]:
    """Those the actor may open."""
    return [entry for entry in ENTRIES if actor.may(entry.right)]
