"""How rulesets read on a terminal (规则集的显示): tables of rulesets and of their requirements."""

from rich import box
from rich.markup import escape
from rich.table import Table

from reports.wording.ruleset_words import (
    EVERYONE,
    SCORING_WORDS,
    STRENGTH_WORDS,
    clause_words,
    judging_words,
    scope_words,
    scoring_words,
    units_words,
)
from rulesets.coverage import Coverage, Reach
from rulesets.model import Requirement, Ruleset


def list_table(rulesets: tuple[Ruleset, ...]) -> Table:
    """One row per ruleset; clauses that checks decide, alone and in part."""
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("编号", "文件", "文号", "适用", "条款", "全部自动", "部分自动", "查找佐证", "人工核实"):
        table.add_column(name, overflow="fold")
    for ruleset in rulesets:
        counts = Coverage.of(ruleset)
        cells = (
            *(ruleset.id, ruleset.title, ruleset.number, scope_words(ruleset.applies), str(counts.clauses)),
            *(str(counts.reach[reach]) for reach in Reach),
        )
        table.add_row(*map(escape, cells))
    return table


def head_lines(ruleset: Ruleset) -> list[str]:
    """What a ruleset is, above its table."""
    counts = Coverage.of(ruleset)
    issued = f"，{ruleset.issued} 印发" if ruleset.issued else ""
    reaches = "，".join(f"{reach.words} {counts.reach[reach]}" for reach in Reach)
    return [
        f"{ruleset.title}（{ruleset.id}，版本 {ruleset.version}）",
        f"文号：{ruleset.number or '无'}　发文机关：{ruleset.issuer or '未写明'}{issued}",
        f"适用：{scope_words(ruleset.applies)}　计分：{SCORING_WORDS[ruleset.scoring]}",
        f"{counts.clauses} 个条款，分为 {len(ruleset.requirements)} 条要求。条款：{reaches}",
    ]


def requirements_table(ruleset: Ruleset) -> Table:
    """One row per clause."""
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("编号", "出处", "条款", "责任单位", "期限", "分值", "如何判断"):
        table.add_column(name, overflow="fold")
    for requirement in ruleset.requirements:
        table.add_row(*map(escape, requirement_cells(requirement)))
    return table


def requirement_cells(requirement: Requirement) -> tuple[str, ...]:
    """Cells of one clause."""
    narrowed = scope_words(requirement.applies)
    scope = "" if narrowed == EVERYONE else f"\n只适用：{narrowed}"
    return (
        requirement.id,
        clause_words(requirement.clause),
        f"{requirement.title}{STRENGTH_WORDS[requirement.strength]}{scope}",
        units_words(requirement.units),
        str(requirement.due or ""),
        scoring_words(requirement),
        judging_words(requirement),
    )
