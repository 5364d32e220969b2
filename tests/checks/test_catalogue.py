"""The catalogue finds every check, and only checks, by where it lies."""

import pkgutil
from importlib import import_module

import pytest

import checks
from checks.catalogue import CATALOGUE
from checks.contract import Check


def test_every_check_of_every_module_is_found_by_its_id() -> None:
    modules = [module.name for module in pkgutil.walk_packages(checks.__path__, "checks.") if not module.ispkg]
    defined = {value.id for name in modules for value in vars(import_module(name)).values() if isinstance(value, Check)}
    assert set(CATALOGUE) == defined
    assert all(CATALOGUE[name].id == name for name in CATALOGUE)


@pytest.mark.parametrize(
    "name",
    ["", ".", "links", "links.", ".site", "links.tally", "links.dead", "links.site.x", "assessment.Finding", "links.nothing", "nothing.site", "a/b.c", "..links", "没有.这项"],
)  # fmt: skip
def test_whatever_is_no_check_is_none(name: str) -> None:
    assert name not in CATALOGUE
    assert CATALOGUE.get(name) is None
