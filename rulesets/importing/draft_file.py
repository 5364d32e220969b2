"""The drafted ruleset (规则集草稿): head, requirements, and comments on what is open, as the YAML file an office goes on with."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rulesets.importing.clauses import FoundClause
from rulesets.importing.drafting import OPEN, Drafted, drafted
from rulesets.importing.errors import DocumentError
from rulesets.importing.finding import Found
from rulesets.importing.head import Head
from rulesets.model import Ruleset
from rulesets.writing import ruleset_yaml

_GRADES = (
    {"min": 90, "name": "优秀"},
    {"min": 75, "name": "良好"},
    {"min": 60, "name": "合格"},
    {"min": 0, "name": "不合格"},
)
_LONGEST_ID = 60
_UNTITLED = "没有读到标题"
_OPENING = (
    "由 gongkai rules import 起草，每一条都要对照原文核对；note 以“待核对”开头的先看。",
    "注释里的“把握”是机器对建议检查的把握，0 到 1。等级线是工具自定的，文件有规定的照改。",
    '待补 applies：写上适用地区（行政区划代码，加引号）和层级，如 {regions: ["370000"], levels: [county, department]}；不写就对所有网站适用。',
)
_MISSING = {
    "number": "待补 number：文件里没有读到文号。",
    "issuer": "待补 issuer：文件里没有读到发文机关。",
    "issued": "待补 issued：文件里没有读到成文日期，“印发后30日内”一类的期限推算不了。",
    "year": "待补 year：文件里没有读到年份，“年底前”一类的期限推算不了。",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted ruleset: its id, the text of its file, and what the summary tells."""

    id: str
    text: str
    clauses: int
    with_checks: int  # clauses for which a check other than evidence.search is proposed
    to_verify: int  # clauses with something marked 待核对
    remarks: tuple[str, ...] = ()


def draft(found: Found, file_name: str) -> Draft:
    """The ruleset of a document's clauses; raises DocumentError when there are none."""
    if not found.clauses:
        wanted = "文件里要有编号的段落（一、（一）1.）、段末的（责任单位：…）或有表头的任务表；扫描件请先转成文字"
        raise DocumentError("没有读到条款", wanted)
    requirements = _requirements(found)
    values = {**_head(found.head, file_name), "requirements": [each.values for each in requirements]}
    ruleset = Ruleset.model_validate(values)
    comments: dict[str, Sequence[str]] = {each.values["id"]: each.comments for each in requirements}
    text = ruleset_yaml(ruleset, {**comments, "": list(_opening(found))})
    return Draft(
        ruleset.id,
        text,
        len({_place(each) for each in requirements}),
        len({_place(each) for each in requirements if _has_checks(each)}),
        len({_place(each) for each in requirements if str(each.values.get("note", "")).startswith(OPEN)}),
        found.remarks,
    )


def identifier_of(file_name: str, head: Head) -> str:
    """An id from the file's name; where that has no letters of the alphabet, from the year."""
    plain = re.sub(r"[^a-z0-9]+", "-", file_name.lower())[:_LONGEST_ID].strip("-")
    if re.search("[a-z]", plain):
        return plain
    return f"draft-{head.year}" if head.year else "draft"


def _requirements(found: Found) -> list[Drafted]:
    names = _ids(found.clauses)
    return [
        each for clause, name in zip(found.clauses, names, strict=True) for each in drafted(clause, name, found.head)
    ]


def _ids(clauses: tuple[FoundClause, ...]) -> list[str]:
    """Ids by place: row-3, para-1-1; a table beyond the first has its number in front, a place that occurs again a number behind."""
    tables = list(dict.fromkeys(clause.section for clause in clauses if clause.row))
    seen: Counter[str] = Counter()
    names = []
    for clause in clauses:
        name = _row_id(clause, tables) if clause.row else _prose_id(clause.number)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-part-{seen[name]}")
    return names


def _row_id(clause: FoundClause, tables: list[str]) -> str:
    table = tables.index(clause.section)
    return f"table-{table + 1}-row-{clause.row}" if table else f"row-{clause.row}"


def _prose_id(number: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", number.replace("保", "safeguard-").lower()).strip("-")
    return f"para-{plain}" if plain else "para"


def _head(head: Head, file_name: str) -> dict[str, Any]:
    identifier = identifier_of(file_name, head)
    stated = {"number": head.number, "issuer": head.issuer, "issued": head.issued, "year": head.year}
    return {
        "id": identifier,
        "title": head.title if len(head.title) > 1 else _UNTITLED,
        **{name: value for name, value in stated.items() if value},
        "grades": list(_GRADES),
    }


def _opening(found: Found) -> Iterator[str]:
    """Comments at the top of the file: what it is, what is missing, what the reader could not read."""
    yield from _OPENING
    yield from (words for name, words in _MISSING.items() if not getattr(found.head, name))
    yield from found.remarks


def _place(requirement: Drafted) -> tuple[Any, ...]:
    clause = requirement.values["clause"]
    return clause["section"], clause.get("number"), clause.get("row")


def _has_checks(requirement: Drafted) -> bool:
    assess = requirement.values["assess"]
    return isinstance(assess, list) and any(call["check"] != "evidence.search" for call in assess)
