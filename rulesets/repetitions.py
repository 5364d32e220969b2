"""What stands twice in a ruleset (重复): ids, and the same check of the same clause."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rulesets.calls import in_full, mappings
from rulesets.consistency import Problem
from rulesets.model import Requirement
from rulesets.spelling import shortened


def repeated_ids(value: dict[str, Any]) -> Iterator[Problem]:
    """Requirements that bear an id another one has."""
    seen: Counter[str] = Counter()
    for position, row in mappings(value.get("requirements")):
        name = row.get("id")
        if isinstance(name, str):
            if seen[name]:
                yield (
                    ("requirements", position, "id"),
                    f"条款编号“{shortened(name)}”重复",
                    "每条条款用不同的编号，例如加后缀 a、b",
                )
            seen[name] += 1


def repeated_calls(requirements: Iterable[tuple[int, Requirement]]) -> Iterator[Problem]:
    """Calls that judge a clause, for the same sites, by what another call of that clause already asks: it would count twice."""
    seen: dict[str, str] = {}
    for position, requirement in requirements:
        for number, call in enumerate(requirement.assess if requirement.assess != "manual" else ()):
            asked = [clause_key(requirement), call.check, in_full(call)]
            first = seen.setdefault(json.dumps(asked, ensure_ascii=False, sort_keys=True), requirement.id)
            if first != requirement.id or repeats_within(requirement, number):
                yield (
                    ("requirements", position, "assess", number, "check"),
                    f"同一条款的检查“{call.check}”与 {first} 重复，参数也相同",
                    "删去一处，或改成不同的参数、适用范围",
                )


def repeats_within(requirement: Requirement, number: int) -> bool:
    """Whether a call of a requirement says what an earlier call of it says."""
    calls = requirement.assess if requirement.assess != "manual" else ()
    return any(call == calls[number] for call in calls[:number])


def clause_key(requirement: Requirement) -> list[Any]:
    """Clause and whom it addresses."""
    return [requirement.clause.model_dump(exclude={"text"}), requirement.applies.model_dump(mode="json")]
