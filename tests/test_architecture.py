"""Imports run one way: each package may know only those named beside it (design.md section 1, docs/architecture.md)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_KNOW = {
    "portal": set(),
    "crawler": {"portal"},
    "checks": {"portal"},
    "rulesets": {"portal", "checks"},
    "templates": set(),
    "reports": {"portal", "checks", "rulesets", "templates"},
    "demo": set(),
    "auditing": {"portal", "crawler", "checks", "rulesets", "reports"},
    "service": {"portal", "crawler", "checks", "rulesets", "reports", "auditing", "templates"},
    "cli": {"portal", "crawler", "checks", "rulesets", "reports", "auditing", "service", "demo"},
}
CLOCK_AND_NETWORK = {"time", "socket", "urllib.request", "http.client", "requests", "aiohttp", "scrapy", "lxml", "bs4"}


def imported_modules(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    return modules | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def files_of(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", MAY_KNOW)
def test_package_imports_only_what_it_may_know(package: str) -> None:
    forbidden = set(MAY_KNOW) | {"tests", "scripts"}
    forbidden -= MAY_KNOW[package] | {package}
    offences = [
        f"{file.relative_to(ROOT)} imports {module}"
        for file in files_of(package)
        for module in imported_modules(file)
        if module.partition(".")[0] in forbidden
    ]
    assert files_of(package)
    assert offences == []


def test_checks_never_fetch_or_parse_html_or_read_the_clock() -> None:
    offences = [
        f"{file.name} imports {module}"
        for file in files_of("checks")
        for module in imported_modules(file)
        if module in CLOCK_AND_NETWORK or module.partition(".")[0] in CLOCK_AND_NETWORK
    ]
    clock = [
        f"{file.name} reads the clock"
        for file in files_of("checks")
        if any(words in file.read_text(encoding="utf-8") for words in (".now(", ".today(", ".utcnow("))
    ]
    assert offences + clock == []


def test_every_package_of_the_house_is_shipped() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {f"{package}*" for package in MAY_KNOW} <= set(project["tool"]["setuptools"]["packages"]["find"]["include"])


@pytest.mark.parametrize("package", MAY_KNOW)
def test_no_room_is_called_by_a_name_that_says_nothing(package: str) -> None:
    names = {part for file in files_of(package) for part in (*file.relative_to(ROOT).parts[:-1], file.stem)}
    assert not names & {"utils", "util", "helpers", "helper", "misc", "manager", "common"}
