"""The catalogue of checks (检查项目录): every check of design.md section 4, by id, found in the rooms of this package.

A check lies where its id says, so one is imported when it is asked for: most commands need few of them or none.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.util import find_spec

import checks
from checks.contract import Check


class Catalogue(Mapping[str, Check]):
    """Checks by id; going through all of them imports every module of every room."""

    def __getitem__(self, name: str) -> Check:
        found = _check_in(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        modules = pkgutil.walk_packages(checks.__path__, prefix="checks.")
        names = (module.name.removeprefix("checks.") for module in modules if not module.ispkg)
        return tuple(sorted(name for name in names if "." in name and name in self))


@lru_cache(maxsize=512)
def _check_in(name: str) -> Check | None:
    """The check that the module of its id defines. An id may be anything a user wrote."""
    room, _, file = name.partition(".")
    if not (room.isidentifier() and file.isidentifier() and _is_room(room)):
        return None
    if find_spec(f"checks.{room}.{file}") is None:
        return None
    defined = vars(import_module(f"checks.{room}.{file}")).values()
    return next((value for value in defined if isinstance(value, Check) and value.id == name), None)


def _is_room(name: str) -> bool:
    found = find_spec(f"checks.{name}")
    return found is not None and found.submodule_search_locations is not None


CATALOGUE: Mapping[str, Check] = Catalogue()
