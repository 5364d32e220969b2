"""Faults in Chinese for what a model refused (校验错误的用语)."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from rulesets.document import Document, Path
from rulesets.faults import Fault
from rulesets.spelling import shortened, suggestion

Words = tuple[str, str]  # what, mend

# what a field should hold, where its name does not say it
EXPECTED = {
    "id": "小写英文字母、数字和连字符，例如 zibo-2020",
    "title": "用自己的话写的简短标题",
    "clause": "条款出处，例如 {section: 工作台账, row: 28}",
    "section": "章节或表格的名称",
    "requirements": "条款列表，至少一条",
    "assess": "manual，或检查项列表（- check: 检查项名称）",
    "check": "检查项名称，例如 disclosure.entry",
    "points": "这一项的分值",
    "min": "这一等级的最低分",
    "name": "名称",
    "regions": '行政区划代码开头的数字，加引号，例如 ["3703"]',
}
KINDS_OF_VALUE: dict[type, str] = {
    bool: "是或否",
    int: "数字",
    float: "数字",
    str: "文字",
    date: "日期",
    list: "列表",
    dict: "“名称: 值”的组合",
}


def model_faults(document: Document, root: Path, errors: list[ErrorDetails], model: type[BaseModel]) -> list[Fault]:
    """Faults for the errors of validating the value at `root` as a `model`."""
    return [worded(document, (*root, *error["loc"]), error, model) for error in errors]


def worded(document: Document, path: Path, error: ErrorDetails, model: type[BaseModel]) -> Fault:
    """One error in words, at its line."""
    name = (
        str(next((step for step in reversed(path) if isinstance(step, str) and step not in VARIANTS), "")) or "文件内容"
    )
    kind = error["type"]
    if kind == "extra_forbidden":
        names = field_names(model, error["loc"][:-1])
        return document.fault(path, f"不认识的项目“{shortened(name)}”", suggestion(name, names))
    what, mend = WORDS.get(kind, other)(error, name)
    return document.fault(path, what, mend)


VARIANTS = frozenset({"manual", "checks"})  # tags of a model's variants, which stand in error paths but not in files


def field_names(model: type[BaseModel], path: Path) -> set[str]:
    """Names that may stand at a place inside a model."""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, str) and step not in VARIANTS and current is not None:
            current = nested_model(current, step)
    return {field.alias or name for name, field in current.model_fields.items()} if current else set()


def nested_model(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The model that a field holds, alone, in a list or as one of several variants."""
    fields = {field.alias or key: field for key, field in model.model_fields.items()}
    return first_model(fields[name].annotation) if name in fields else None


def first_model(annotation: Any) -> type[BaseModel] | None:
    """First model inside a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := first_model(part))), None)


def read_value(value: Any) -> str:
    """How a wrong value reads: its kind and its words."""
    if value is None:
        return "空着"
    words = next((words for kind, words in KINDS_OF_VALUE.items() if isinstance(value, kind)), "别的内容")
    return f"写的是{words}" if isinstance(value, list | dict) else f"写的是{words} {shortened(value)}"


def missing(_error: ErrorDetails, name: str) -> Words:
    return f"缺少“{name}”", f"补上 {name}: {EXPECTED.get(name, '…')}"


def not_text(error: ErrorDetails, name: str) -> Words:
    value = error["input"]
    quoted = isinstance(value, bool | int | float | date)
    return f"“{name}”应是文字，{read_value(value)}", f'加上引号："{value}"' if quoted else "写成一段文字"


def not_date(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”不是日期（{shortened(error['input'])}）", "写成 年-月-日，例如 2020-12-31，并核对这一天是否存在"


def not_number(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”应是数字，{read_value(error['input'])}", "只写数字，不带单位和引号"


def not_boolean(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”应是 true 或 false，{read_value(error['input'])}", "写 true（是）或 false（否）"


def not_list(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”应是列表，{read_value(error['input'])}", "写成 [甲, 乙]，或每项一行、以“- ”开头"


def not_mapping(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”应是“名称: 值”的组合，{read_value(error['input'])}", "每行写一个“名称: 值”，并比上一层多缩进两格"


def not_listed(error: ErrorDetails, name: str) -> Words:
    choices = error.get("ctx", {}).get("expected", "").replace("'", "").replace(" or ", ", ").split(", ")
    return f"“{name}”的取值不认识（{shortened(error['input'])}）", suggestion(shortened(error["input"]), choices)


def wrong_pattern(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”的写法不对（{shortened(error['input'])}）", f"改成{EXPECTED.get(name, '要求的格式')}"


def too_short(error: ErrorDetails, name: str) -> Words:
    return (
        f"“{name}”太短或空着",
        f"至少写 {error.get('ctx', {}).get('min_length', 1)} {'项' if error['type'] == 'too_short' else '个字'}",
    )


def too_long(error: ErrorDetails, name: str) -> Words:
    return (
        f"“{name}”太长",
        f"最多 {error.get('ctx', {}).get('max_length', '')} {'项' if error['type'] == 'too_long' else '个字'}",
    )


def out_of_range(error: ErrorDetails, name: str) -> Words:
    signs = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于"}
    bounds = "、".join(f"{sign} {error['ctx'][key]:g}" for key, sign in signs.items() if key in error.get("ctx", {}))
    return f"“{name}”超出范围（{shortened(error['input'])}）", f"写一个{bounds}的数"


def other(error: ErrorDetails, name: str) -> Words:
    reason = error.get("ctx", {}).get("error") or error["msg"]
    return f"“{name}”的值不合要求（{shortened(error['input'])}）", f"按说明改正：{shortened(reason, 120)}"


WORDS: dict[str, Callable[[ErrorDetails, str], Words]] = {
    "missing": missing,
    "string_type": not_text,
    **dict.fromkeys(
        ("date_parsing", "date_type", "date_from_datetime_parsing", "date_from_datetime_inexact", "datetime_parsing"),
        not_date,
    ),
    **dict.fromkeys(
        (
            "int_type",
            "int_parsing",
            "int_from_float",
            "int_parsing_size",
            "float_type",
            "float_parsing",
            "finite_number",
        ),
        not_number,
    ),
    **dict.fromkeys(("bool_type", "bool_parsing"), not_boolean),
    **dict.fromkeys(("tuple_type", "list_type", "set_type", "frozen_set_type"), not_list),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "mapping_type"), not_mapping),
    **dict.fromkeys(("enum", "literal_error"), not_listed),
    "string_pattern_mismatch": wrong_pattern,
    **dict.fromkeys(("string_too_short", "too_short"), too_short),
    **dict.fromkeys(("string_too_long", "too_long"), too_long),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), out_of_range),
}
