"""How a ruleset reads (规则集的用语): words for scope, place, units, weight and the way of judging."""

from collections.abc import Iterator

from checks.catalogue import CATALOGUE
from reports.wording.parameters import settings
from reports.wording.words import KINDS, LEVELS
from rulesets.coverage import Way
from rulesets.model import Applies, CheckCall, Clause, Requirement, Strength, Units

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
