"""The catalogue of checks (检查项目录): every check of design.md section 4, by id, found in the rooms of this package."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import checks
from checks.contract import Check


def found() -> Iterator[Check]:
    """Every check that a module of a room defines, in the order of rooms and modules."""
    for module in pkgutil.walk_packages(checks.__path__, prefix="checks."):
        if module.name != __name__ and not module.ispkg:
            loaded = import_module(module.name)
            yield from (value for value in vars(loaded).values() if isinstance(value, Check))


CATALOGUE: dict[str, Check] = {check.id: check for check in sorted(found(), key=lambda check: check.id)}
