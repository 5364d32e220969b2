"""The rulesets a site can be judged under (可用的规则集): built-in ones, the office's own, and which replaces which."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from rulesets.document import parse
from rulesets.faults import Fault, FaultyRulesetError
from rulesets.loading import accepted, builtin, builtin_ids
from rulesets.model import Ruleset
from service.database.tables import RulesetFile
from service.refusals import RefusalError
from service.rulesets.in_force import files

CACHED = 100  # texts; a state never changes once it is saved


@dataclass(frozen=True)
class KnownRuleset:
    """A ruleset in force. `own`: the office's state of it, None where the built-in one counts. `ruleset` None: this version finds `faults` in it."""

    id: str
    title: str
    version: str
    builtin: bool
    own: RulesetFile | None
    ruleset: Ruleset | None
    faults: tuple[Fault, ...] = ()

    @property
    def origin(self) -> str:
        """Where it comes from, in words."""
        if self.own is None:
            return "内置"
        return "本单位修改，代替内置的" if self.builtin else "本单位"


def known_rulesets(session: Session) -> list[KnownRuleset]:
    """All rulesets in force, in the order of their ids."""
    own = {file.ruleset: file for file in files(session)}
    ids = sorted({*builtin_ids(), *own})
    return [of_file(own[name]) if name in own else _of_builtin(name) for name in ids]


def known_ruleset(session: Session, name: str) -> KnownRuleset:
    """The ruleset of an id; raises RefusalError (404)."""
    own = next((file for file in files(session) if file.ruleset == name), None)
    if own:
        return of_file(own)
    if name not in builtin_ids():
        raise RefusalError.not_found("没有这个规则集，可能已被停用")
    return _of_builtin(name)


def usable_ruleset(session: Session, name: str) -> Ruleset:
    """The same, read; raises RefusalError (404, 409)."""
    known = known_ruleset(session, name)
    if known.ruleset is None:
        raise RefusalError.conflict(f"规则集 {name} 在当前版本下有错误，请先改正：{known.faults[0].what}")
    return known.ruleset


def ruleset_ids(session: Session) -> dict[str, str]:
    """Titles of all rulesets in force by id, without examining the office's own."""
    titles = {name: builtin(name).title for name in builtin_ids()} | {
        file.ruleset: file.title for file in files(session)
    }
    return dict(sorted(titles.items()))


def refuse_unknown(session: Session, ids: Sequence[str]) -> None:
    """Raise RefusalError (422) for ids that no ruleset in force has."""
    if not ids:
        return
    known = {*builtin_ids(), *(file.ruleset for file in files(session))}
    missing = [name for name in ids if name not in known]
    if missing:
        raise RefusalError.unusable(f"没有编号为“{missing[0][:80]}”的规则集")


def of_file(file: RulesetFile) -> KnownRuleset:
    """A state as this version of the program reads it."""
    is_builtin = file.ruleset in builtin_ids()
    try:
        ruleset = _read(file.yaml, f"{file.ruleset}.yaml")
    except FaultyRulesetError as fault:
        return KnownRuleset(file.ruleset, file.title, file.version, is_builtin, file, None, fault.faults)
    return KnownRuleset(file.ruleset, file.title, file.version, is_builtin, file, ruleset)


def _of_builtin(name: str) -> KnownRuleset:
    ruleset = builtin(name)
    return KnownRuleset(name, ruleset.title, ruleset.version, True, None, ruleset)


@lru_cache(maxsize=CACHED)
def _read(yaml: str, file: str) -> Ruleset:
    return accepted(yaml, file)


def requirement_at(yaml: str, line: int | None) -> str:
    """Id of the requirement a line of a ruleset file belongs to; empty for none."""
    document = parse(yaml, "")
    rows = document.value.get("requirements") if isinstance(document.value, dict) else None
    if line is None or not isinstance(rows, list):
        return ""
    above = [number for number in range(len(rows)) if document.line(("requirements", number)) <= line]
    row = rows[above[-1]] if above else None
    return str(row.get("id", "")) if isinstance(row, dict) else ""
