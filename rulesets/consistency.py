"""Rules a ruleset must keep beyond its shape (前后一致): each takes a part that is valid by itself and yields what is wrong with it.

A place is relative to the part; `lint` turns it into a line.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from checks.contract import Check
from rulesets.document import Path
from rulesets.model import Bonus, CheckCall, Deduction, Grade, Requirement, Ruleset, Strength
from rulesets.spelling import suggestion

Problem = tuple[Path, str, str]  # place, what, mend
Catalogue = Mapping[str, Check]

FULL_SCORE = 100
NO_WEIGHT = 1  # the default


def requirement_problems(requirement: Requirement, head: Ruleset | None, catalogue: Catalogue) -> Iterator[Problem]:
    """Everything wrong with one requirement; `head` is the ruleset it stands in, None when that is faulty itself."""
    for rule in RULES:
        yield from rule(requirement)
    if requirement.deduct:
        yield from deduction_problems(requirement.deduct, requirement.assess, catalogue)
    if requirement.bonus:
        yield from bonus_problems(requirement.bonus)
    if head:
        yield from scoring_problems(requirement, head)
        yield from scope_problems(requirement, head)
        yield from deadline_problems(requirement.due, head.issued)


def _clause_is_named(requirement: Requirement) -> Iterator[Problem]:
    if not requirement.clause.section:
        yield ("clause",), "没有写条款出处", "补上 clause: {section: 章节或表格名称}，有条号、行号的一并写上"


def _manual_names_proof(requirement: Requirement) -> Iterator[Problem]:
    if requirement.assess == "manual" and not requirement.proof.strip():
        yield ("assess",), "人工核实的条款没有写 proof", "补上 proof: 请责任单位提供什么佐证"


def _encouraged_is_mild(requirement: Requirement) -> Iterator[Problem]:
    if requirement.strength is Strength.ENCOURAGED and (requirement.veto or requirement.deduct):
        yield ("strength",), "鼓励性条款不能一票否决或扣分", "删去 veto、deduct，或改为 strength: must"


def _one_way_of_scoring(requirement: Requirement) -> Iterator[Problem]:
    if requirement.veto and requirement.deduct:
        yield ("deduct",), "同一条款既一票否决又扣分", "只保留 veto 或 deduct 中的一个"
    if requirement.bonus and (requirement.veto or requirement.deduct):
        yield ("bonus",), "加分的条款又写了一票否决或扣分", "删去 veto、deduct，或另立一条"


def _units_once(requirement: Requirement) -> Iterator[Problem]:
    units = requirement.units
    both = next((name for name in units.cooperating if name in units.lead), None)
    if both:
        yield ("units",), f"“{both}”既是牵头单位又是配合单位", "只留一处"
    for role, names in (("lead", units.lead), ("cooperating", units.cooperating)):
        twice = next((name for position, name in enumerate(names) if name in names[:position]), None)
        if twice:
            yield ("units", role), f"单位“{twice}”写了两次", "只留一处"


def _regions_of_the_document(requirement: Requirement) -> Iterator[Problem]:
    if requirement.applies.regions:
        yield (
            ("applies", "regions"),
            "条款不能另写适用地区",
            "地区写在文件开头的 applies 里；只适用某地的条款另立一份规则集",
        )


RULES: tuple[Callable[[Requirement], Iterator[Problem]], ...] = (
    _clause_is_named,
    _manual_names_proof,
    _encouraged_is_mild,
    _one_way_of_scoring,
    _units_once,
    _regions_of_the_document,
)


def scoring_problems(requirement: Requirement, head: Ruleset) -> Iterator[Problem]:
    """Veto, deduction and bonus belong to national scoring, and every national row needs one of them."""
    ways = {"veto": requirement.veto, "deduct": requirement.deduct, "bonus": requirement.bonus}
    scored = [name for name, given in ways.items() if given]
    if head.scoring == "ledger" and scored:
        yield (
            (scored[0],),
            f"台账式计分（scoring: ledger）不用 {scored[0]}",
            "改用 weight，或把文件开头改为 scoring: national",
        )
    if head.scoring == "national" and requirement.weight != NO_WEIGHT:
        yield ("weight",), "国家指标式计分不用 weight", "删去 weight，分值写在 deduct 或 bonus 里"
    if head.scoring == "national" and not scored:
        yield (
            ("id",),
            "国家指标式计分的条款没有写 veto、deduct 或 bonus",
            "补上 veto: true，或 deduct: {points: 分值}，加分项写 bonus",
        )


def scope_problems(requirement: Requirement, head: Ruleset) -> Iterator[Problem]:
    """A clause narrows what the document says of levels and kinds; what it adds would never apply."""
    for name in ("levels", "kinds"):
        accepted, own = getattr(head.applies, name), getattr(requirement.applies, name)
        outside = [value for value in own or () if accepted is not None and value not in accepted]
        if outside:
            what = f"条款适用“{outside[0]}”，但文件开头的 applies 没有包括它"
            yield ("applies", name), what, "从条款里删去，或补到文件开头的 applies"


def deadline_problems(due: date | None, issued: date | None) -> Iterator[Problem]:
    """A deadline in a year before the document's is a slip of the pen; one earlier in the same year is not: documents sent out late keep theirs."""
    if due and issued and due.year < issued.year:
        yield ("due",), f"完成时限 {due} 早于发文的年份（{issued} 印发）", "核对年份和日期"


def deduction_problems(
    deduct: Deduction, assess: tuple[CheckCall, ...] | str, catalogue: Catalogue
) -> Iterator[Problem]:
    """One finding costs no more than the item is worth; costs are named after kinds or checks that can occur."""
    costs: dict[Path, float] = {("each",): deduct.each or 0}
    costs.update({("costs", name): cost for name, cost in deduct.costs.items()})
    for place, cost in costs.items():
        if cost > deduct.points:
            yield ("deduct", *place), f"每处扣 {cost:g} 分，超过这一项的分值 {deduct.points:g}", "核对两个数字"
    known = cost_names(assess, catalogue)
    for name in deduct.costs:
        if known is not None and name not in known:
            yield ("deduct", "costs", name), f"没有叫“{name}”的问题类型或检查项", suggestion(name, known)


def bonus_problems(bonus: Bonus) -> Iterator[Problem]:
    """What one finding takes is no more than the item can add."""
    if bonus.each is not None and bonus.each > bonus.points:
        yield ("bonus", "each"), f"每处少加 {bonus.each:g} 分，超过这一项的分值 {bonus.points:g}", "核对两个数字"


def head_problems(head: Ruleset) -> Iterator[Problem]:
    """What is wrong with the head of a ruleset."""
    yield from grade_problems(head.grades)
    names = [grade.name for grade in head.grades]
    for position, name in enumerate(names):
        if name in names[:position]:
            yield ("grades", position, "name"), f"等级名称“{name}”重复", "每一等级用不同的名称"
    if head.scoring == "ledger" and head.bonus_above is not None:
        yield ("bonus_above",), "台账式计分（scoring: ledger）没有加分", "删去 bonus_above，或改为 scoring: national"


def cost_names(assess: tuple[CheckCall, ...] | str, catalogue: Catalogue) -> set[str] | None:
    """Names that may stand in `costs`: ids of the clause's checks and kinds of their findings; None when a check is not known."""
    calls = [call.check for call in assess] if not isinstance(assess, str) else []
    if any(name not in catalogue for name in calls):
        return None
    return {*calls, *(kind for name in calls for kind in catalogue[name].kinds)}


def grade_problems(grades: tuple[Grade, ...]) -> Iterator[Problem]:
    """Bands descend, lie on the scale and cover it, so that every score has one grade."""
    for position, grade in enumerate(grades):
        if grade.min > FULL_SCORE:
            yield (
                ("grades", position, "min"),
                f"等级最低分 {grade.min:g} 超过 {FULL_SCORE}",
                f"写 0 到 {FULL_SCORE} 之间的数",
            )
        elif position and grade.min >= grades[position - 1].min:
            yield ("grades", position, "min"), "等级没有从高到低排列", "让每一等级的 min 小于上一等级"
        elif position == len(grades) - 1 and grade.min > 0:
            yield ("grades", position, "min"), "最低的等级没有从 0 分起", "把最后一个等级写成 min: 0"
