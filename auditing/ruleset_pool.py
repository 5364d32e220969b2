"""Rulesets to choose from (可选规则集): those that come with the program, and an office's own, which replace built-in ones of the same id."""

from collections.abc import Sequence
from pathlib import Path

from auditing.exits import BadInputError
from rulesets.faults import FaultyRulesetError
from rulesets.loading import builtins, load
from rulesets.model import Ruleset


class RulesetPool:
    """What a site may be judged under."""

    def __init__(self, own: Sequence[Path] = ()) -> None:
        """`own`: files; raises BadInputError with every fault in them."""
        self._own = {ruleset.id: ruleset for ruleset in load_rulesets([str(path) for path in own])}

    @property
    def all(self) -> tuple[Ruleset, ...]:
        """Every one, where none are named."""
        return (*(each for each in builtins() if each.id not in self._own), *self._own.values())

    def named(self, names: Sequence[str]) -> list[Ruleset]:
        """Rulesets by id or file, each once; raises BadInputError with every fault."""
        own = [self._own[name] for name in names if name in self._own]
        return [*own, *load_rulesets([name for name in names if name not in self._own])]


def load_rulesets(names: Sequence[str]) -> list[Ruleset]:
    """Rulesets by built-in id or file, each once; raises BadInputError with every fault."""
    faults: list[str] = []
    rulesets: dict[str, Ruleset] = {}
    for name in names:
        try:
            ruleset = load(name)
        except FaultyRulesetError as fault:
            faults += map(str, fault.faults)
        else:
            known = rulesets.setdefault(ruleset.id, ruleset)
            if known != ruleset:
                faults.append(f"{name}: 编号 {ruleset.id} 与另一个规则集相同，请改其中一个的 id")
    if faults:
        raise BadInputError("\n".join(faults))
    return list(rulesets.values())
