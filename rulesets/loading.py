"""Loading of rulesets (规则集的读取): the built-in ones by id, an office's own by path."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rulesets.calls import in_full
from rulesets.faults import Fault, FaultyRulesetError
from rulesets.lint import examine
from rulesets.model import Ruleset
from rulesets.sources import read_source
from rulesets.spelling import shortened, suggestion

VERSION_LENGTH = 12  # hexadecimal digits


def builtin_ids() -> tuple[str, ...]:
    """Ids of the rulesets that come with the program, sorted."""
    return tuple(
        sorted(entry.name.removesuffix(".yaml") for entry in folder().iterdir() if entry.name.endswith(".yaml"))
    )


def builtins() -> tuple[Ruleset, ...]:
    """The rulesets that come with the program, sorted by id."""
    return tuple(builtin(name) for name in builtin_ids())


@cache
def builtin(name: str) -> Ruleset:
    """A ruleset that comes with the program; raises FaultyRulesetError when its file is faulty."""
    entry = folder() / f"{name}.yaml"
    return accepted(entry.read_text(encoding="utf-8"), entry.name)


def load(name: str) -> Ruleset:
    """The ruleset of an id or a file; raises FaultyRulesetError with every fault, in line order.

    A name with a folder or a suffix is a file, and so is any other that is no built-in id but exists.
    """
    if name in builtin_ids():
        return builtin(name)
    if Path(name).suffix or len(Path(name).parts) > 1 or is_file(name):
        return accepted(read_source(Path(name)), name)
    mend = f"{suggestion(name, builtin_ids())} 自己的规则集写文件路径"
    raise FaultyRulesetError((Fault(shortened(name), None, "没有这个内置规则集", mend),))


def accepted(text: str, file: str) -> Ruleset:
    """The ruleset in a text, with its version; raises FaultyRulesetError when it has faults."""
    examined = examine(text, file)
    if examined.ruleset is None:
        raise FaultyRulesetError(examined.faults)
    return with_version(examined.ruleset)


def with_version(ruleset: Ruleset) -> Ruleset:
    """The ruleset with the version it states, or else the one of its content."""
    return ruleset if ruleset.version else ruleset.model_copy(update={"version": content_version(ruleset)})


def content_version(ruleset: Ruleset) -> str:
    """Hash of what a ruleset says: the same for other line ends, comments, order of keys or spelling of a parameter."""
    content = ruleset.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"version"})
    for row, requirement in zip(content["requirements"], ruleset.requirements, strict=True):
        if requirement.assess != "manual":
            row["assess"] = [[call.check, in_full(call)] for call in requirement.assess]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH]


def folder() -> Traversable:
    """Where the built-in rulesets lie."""
    return files("rulesets") / "data"


def is_file(name: str) -> bool:
    """Whether a file of this name exists; a name no system allows is none."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
