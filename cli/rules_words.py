"""How rulesets read on a terminal (规则集的显示): tables and words for scope, place, units and the way of judging."""

from collections.abc import Iterator

from rich import box
from rich.markup import escape
from rich.table import Table

from checks.catalogue import CATALOGUE
from reports.wording.parameters import settings
from reports.wording.words import KINDS, LEVELS
from rulesets.coverage import Coverage, Reach, Way
from rulesets.model import Applies, CheckCall, Clause, Requirement, Ruleset, Strength, Units

EVERYONE = "所有网站"
STRENGTH_WORDS = {Strength.MUST: "", Strength.SHOULD: "（应当）", Strength.ENCOURAGED: "（鼓励）"}
SCORING_WORDS = {"national": "单项否决、扣分", "ledger": "台账加权"}


def scope_words(applies: Applies) -> str:
    """Whom something addresses."""
    parts = (
        "、".join(LEVELS[level] for level in applies.levels or ()),
        "、".join(KINDS[kind] for kind in applies.kinds or ()),
        f"行政区划代码 {'、'.join(applies.regions)} 开头" if applies.regions else "",
    )
    return "；".join(filter(None, parts)) or EVERYONE


def clause_words(clause: Clause) -> str:
    """Where a requirement stands."""
    row = f"第 {clause.row} 行" if clause.row else ""
    return " ".join(filter(None, (clause.section, clause.number, row)))


def units_words(units: Units) -> str:
    """Who answers for it."""
    cooperating = f"配合：{'、'.join(units.cooperating)}" if units.cooperating else ""
    return "；".join(filter(None, ("、".join(units.lead), cooperating)))


def judging_words(requirement: Requirement) -> str:
    """How a clause is judged: the checks with what is asked of them, the words searched for, or a person and what to ask for."""
    if requirement.assess == "manual":
        return f"{Way.MANUAL.words}：{requirement.proof}"
    lines = [line for call in requirement.assess for line in call_lines(call)]
    return "\n".join([*lines, *(["数字未见于原文，只提示不判定"] if requirement.confirm else [])])


def call_lines(call: CheckCall) -> Iterator[str]:
    """One check: what it decides, its id, and its parameters in words."""
    check = CATALOGUE[call.check]
    yield check.texts.title
    yield call.check
    given = check.parameters.model_validate(call.with_).model_dump(mode="json", exclude_unset=True)
    asked = "；".join(f"{setting.words}：{setting.value}" for setting in settings(call.check, {}, given))
    if asked:
        yield asked


def scoring_words(requirement: Requirement) -> str:
    """What a clause weighs."""
    if requirement.veto:
        return "否决"
    if requirement.bonus:
        return f"加 {requirement.bonus.points:g}"
    return f"{requirement.deduct.points if requirement.deduct else requirement.weight:g}"


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
