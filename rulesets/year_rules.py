"""The year in the words of a ruleset (年度的写法): placeholders are known ones, and what hangs on the year has one."""

import re
from collections.abc import Iterator
from typing import Any

from rulesets.consistency import Problem
from rulesets.document import Path
from rulesets.model import Requirement, Ruleset
from rulesets.spelling import nearest
from rulesets.years import LAST, THIS

PLACEHOLDER = re.compile(r"\{ *[A-Za-z_][A-Za-z_ ]*\}")
NAMED_PERIODS = ("this_year", "last_year")
MEND_YEAR = "在文件开头补上 year: 年份，例如 year: 2024"


def year_problems(requirement: Requirement, head: Ruleset | None) -> Iterator[Problem]:
    """Unknown placeholders, and a year spoken of in a document that has none. Without a year a national document means the year judged in."""
    for place, words in strings_of(requirement):
        for found in PLACEHOLDER.findall(words):
            if found not in (THIS, LAST):
                near = nearest(found.strip("{ }"), ("year", "last_year"))
                mend = f"是不是“{{{near}}}”？" if near else f"可用的有：{THIS}、{LAST}；不是占位的去掉花括号"
                yield place, f"不认识的占位“{found}”", mend
            elif head and head.year is None:
                yield place, f"用了 {found}，但文件没有写 year", MEND_YEAR
        if words in NAMED_PERIODS and head and head.year is None and head.applies.regions:
            yield place, f"时段是 {words}，但文件没有写 year", MEND_YEAR


def strings_of(requirement: Requirement) -> Iterator[tuple[Path, str]]:
    """Every text of a requirement in which a placeholder may stand, with its place."""
    for name in ("title", "note", "proof"):
        yield (name,), getattr(requirement, name)
    for number, call in enumerate(requirement.assess if requirement.assess != "manual" else ()):
        yield from strings_in(call.with_, ("assess", number, "with"))


def strings_in(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Texts inside a value."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from strings_in(inner, (*path, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from strings_in(inner, (*path, position))
