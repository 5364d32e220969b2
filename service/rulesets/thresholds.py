"""Thresholds of a ruleset (规则集的阈值): the numbers its checks take, shown with their bounds and changed without YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from checks.catalogue import CATALOGUE
from rulesets.document import Path
from rulesets.faults import Fault
from rulesets.lint import examine
from rulesets.loading import with_version
from rulesets.model import CheckCall, Requirement, Ruleset
from rulesets.spreadsheet.parameters import MISSING, ParameterRow, gathered, parameter_rows, path_words
from rulesets.writing import ruleset_yaml
from service.accounts.actor import Actor, Right
from service.database.tables import RulesetFile
from service.refusals import RefusalError
from service.rulesets.known import requirement_at, usable_ruleset
from service.rulesets.states import save_state

NUMBERS = ("整数", "数字")  # hints of cells that hold a number
LONGEST_NUMBER = 20  # letters
MOST_FAULTS = 10


@dataclass(frozen=True)
class Threshold:
    """One number. `key` names it in forms: requirement, position of the check, path. `value` None: not stated, `default` holds."""

    key: str
    title: str
    check: str
    value: float | None
    default: float | None
    bounds: str
    whole: bool

    @property
    def shown(self) -> str:
        """What stands in the field."""
        return "" if self.value is None else f"{self.value:.10g}"

    @property
    def otherwise(self) -> str:
        """What holds when nothing is stated."""
        return "不设" if self.default is None else f"默认 {self.default:.10g}"


@dataclass(frozen=True)
class RequirementThresholds:
    """The numbers of one requirement."""

    requirement: Requirement
    thresholds: list[Threshold]


def thresholds_of(ruleset: Ruleset) -> list[RequirementThresholds]:
    """Requirements that have numbers, in their order."""
    found = (RequirementThresholds(each, list(_thresholds(each))) for each in ruleset.requirements)
    return [each for each in found if each.thresholds]


def change_thresholds(
    session: Session, actor: Actor, name: str, given: Mapping[str, str | float | None], note: str
) -> RulesetFile:
    """Save a ruleset with other numbers: a text or number for each key, empty for the default; what is not given stays.

    Raises RefusalError (403, 404, 409 when nothing changes, 422 for what is no number or out of bounds).
    """
    actor.require(Right.MANAGE_RULESETS)
    ruleset = usable_ruleset(session, name)
    edits = _edits(ruleset, given)
    if not edits:
        raise RefusalError.conflict("没有改动任何数字，没有保存")
    rows = tuple(_edited(requirement, edits) for requirement in ruleset.requirements)
    changed = ruleset.model_copy(update={"requirements": rows, "version": ""})
    yaml = ruleset_yaml(changed)
    examined = examine(yaml, f"{name}.yaml")
    if examined.ruleset is None:
        raise RefusalError.unusable("\n".join(_words(yaml, fault, edits) for fault in examined.faults[:MOST_FAULTS]))
    words = note or "；".join(edit.words for edit in edits.values())[:400]
    return save_state(session, actor, with_version(examined.ruleset), yaml, words)


@dataclass(frozen=True)
class _Edit:
    value: float | None
    title: str
    words: str


def _edits(ruleset: Ruleset, given: Mapping[str, str | float | None]) -> dict[str, _Edit]:
    known = {each.key: (rows.requirement, each) for rows in thresholds_of(ruleset) for each in rows.thresholds}
    strangers = sorted(set(given) - set(known))
    if strangers:
        raise RefusalError.unusable(f"规则集里没有“{strangers[0][:80]}”这个数字，请刷新页面后再改")
    edits = {}
    for key, text in given.items():
        requirement, threshold = known[key]
        value = _number(text, f"{requirement.id} 的“{threshold.title}”", whole=threshold.whole)
        if value != threshold.value:
            before, after = threshold.shown or "默认", "默认" if value is None else f"{value:g}"
            edits[key] = _Edit(value, threshold.title, f"{requirement.id} {threshold.title}：{before} 改为 {after}")
    return edits


def _number(given: str | float | None, what: str, *, whole: bool) -> float | None:
    text = str(given if given is not None else "").strip()
    if not text:
        return None
    try:
        value = float(text) if len(text) <= LONGEST_NUMBER else float("nan")
    except ValueError:
        value = float("nan")
    if not abs(value) < float("inf") or (whole and not value.is_integer()):
        raise RefusalError.unusable(f"{what}应是{'整数' if whole else '数字'}，不能是“{text[:LONGEST_NUMBER]}”")
    return int(value) if value.is_integer() else value


def _thresholds(requirement: Requirement) -> Iterator[Threshold]:
    for position, call in _calls(requirement):
        for row in _rows(call):
            if row.leaf.hint in NUMBERS and (row.value is MISSING or isinstance(row.value, int | float)):
                yield Threshold(
                    key=_key(requirement, position, row.path),
                    title=row.title,
                    check=CATALOGUE[call.check].texts.title,
                    value=None if row.value is MISSING else row.value,
                    default=None if row.default is MISSING else row.default,
                    bounds=row.bounds,
                    whole=row.leaf.hint == "整数",
                )


def _calls(requirement: Requirement) -> list[tuple[int, CheckCall]]:
    return [] if requirement.assess == "manual" else list(enumerate(requirement.assess))


def _rows(call: CheckCall) -> Iterator[ParameterRow]:
    return parameter_rows(CATALOGUE[call.check].parameters, call.with_)


def _key(requirement: Requirement, position: int, path: Path) -> str:
    return f"{requirement.id}/{position}/{path_words(path)}"


def _edited(requirement: Requirement, edits: Mapping[str, _Edit]) -> Requirement:
    calls = [_edited_call(requirement, position, call, edits) for position, call in _calls(requirement)]
    if all(new is call for new, (_, call) in zip(calls, _calls(requirement), strict=True)):
        return requirement
    return requirement.model_copy(update={"assess": tuple(calls)})


def _edited_call(requirement: Requirement, position: int, call: CheckCall, edits: Mapping[str, _Edit]) -> CheckCall:
    """The call with its numbers changed; the very same where none is."""
    rows = list(_rows(call))
    keys = {row.path: _key(requirement, position, row.path) for row in rows}
    if not any(key in edits for key in keys.values()):
        return call
    values: dict[Path, Any] = {row.path: row.value for row in rows if row.value is not MISSING}
    for path, key in keys.items():
        if key in edits:
            values.pop(path, None)
            if edits[key].value is not None:
                values[path] = edits[key].value
    return CheckCall.model_validate({"check": call.check, "with": gathered(CATALOGUE[call.check].parameters, values)})


def _words(yaml: str, fault: Fault, edits: Mapping[str, _Edit]) -> str:
    """A fault by the requirement it is in and by the titles of its numbers: nobody sees the lines of a file that was never written."""
    place = requirement_at(yaml, fault.line)
    words = f"{fault.what} —— {fault.mend}"
    for key, edit in edits.items():
        if key.partition("/")[0] == place:
            words = words.replace(f"“{key.rpartition('/')[2].rpartition('.')[2]}”", f"“{edit.title}”")
    return f"{place}：{words}" if place else words
