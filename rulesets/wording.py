"""Faults in Chinese for what a model refused (校验错误的用语)."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from rulesets.document import Document, Path
from rulesets.faults import Fault
from rulesets.spelling import nearest, shortened, suggestion

Words = tuple[str, str]  # what, mend

VARIANTS = frozenset({"manual", "checks"})  # tags of a model's variants, which stand in error paths but not in files

# what a field should hold, where its name does not say it
EXPECTED = {
    "id": "小写英文字母、数字和连字符，例如 zibo-2020",
    "title": "用自己的话写的简短标题",
    "clause": "条款出处，例如 {section: 工作台账, row: 28}",
    "section": "章节或表格的名称",
    "requirements": "条款列表，至少一条",
    "assess": "manual（人工核实），或检查项列表（- check: 检查项名称）",
    "check": "检查项名称，例如 disclosure.entry",
    "points": "这一项的分值",
    "min": "这一等级的最低分",
    "name": "名称",
    "regions": '行政区划代码开头的数字，加引号，例如 ["3703"]',
}
PERIODS = "this_year、last_year、{months: 12}、{year: 2021} 或 {since: 2016-01-01, until: 2021-12-31} 中的一种"
EXPECTED["period"] = PERIODS

# what the models of parameters refuse with a reason of their own (its beginning) -> what, mend
REFUSALS = (
    ("give exactly one of: this_year", "的时段写法不对", f"改成 {PERIODS}"),
    ("until lies before since", "的时段止于开始之前", "核对 since 和 until 两个日期"),
    ("give a day of the year as MM-DD", "不是一年中的某一天", '写成 月-日 并加引号，例如 "01-31"'),
    ("month must be in", "不是一年中的某一天", '写成 月-日 并加引号，例如 "01-31"'),
    ("day is out of range", "不是一年中的某一天", '写成 月-日 并加引号，例如 "01-31"'),
    ("not a regular expression", "不是正确的匹配式", "核对括号和反斜杠；含特殊符号的用单引号括起来"),
    ("an empty word or list", "里有空的词", "删去空的词或空的一组；一个都没有的词查不出任何页面"),
)
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
    """Faults for the errors of validating the value at `root` as a `model`; what only follows from another error is left out."""
    misspelt = set(filter(None, (meant_place(error, model) for error in errors)))
    told = (error for error in errors if not follows(error, misspelt))
    return [worded(document, (*root, *error["loc"]), error, model) for error in told]


def meant_place(error: ErrorDetails, model: type[BaseModel]) -> Path | None:
    """The place an unknown name was probably meant to fill."""
    *parent, name = error["loc"] or ("",)
    if error["type"] != "extra_forbidden":
        return None
    near = nearest(str(name), field_names(model, tuple(parent)))
    return (*parent, near) if near else None


def follows(error: ErrorDetails, misspelt: set[Path]) -> bool:
    """Whether an error is but the shadow of another: a misspelt name leaves its field missing, wrong items leave a list too short."""
    if error["type"] == "too_short":
        return bool(len(error["input"]) >= error.get("ctx", {}).get("min_length", 0))
    return error["type"] == "missing" and error["loc"] in misspelt


def worded(document: Document, path: Path, error: ErrorDetails, model: type[BaseModel]) -> Fault:
    """One error in words, at its line."""
    kind = error["type"]
    written = path if kind in ("missing", "extra_forbidden") else document.known(path) or path
    names = (step for step in reversed(written) if isinstance(step, str) and step not in VARIANTS)
    name = next(names, "") or "文件内容"
    if kind == "extra_forbidden":
        known = field_names(model, error["loc"][:-1])
        return document.fault(path, f"不认识的项目“{shortened(name)}”", suggestion(name, known))
    what, mend = WORDS.get(kind, _other)(error, name)
    return document.fault(path, what, mend)


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


def _missing(_error: ErrorDetails, name: str) -> Words:
    return f"缺少“{name}”", f"补上 {name}: {EXPECTED.get(name, '…')}"


def _not_text(error: ErrorDetails, name: str) -> Words:
    plain = isinstance(error["input"], bool | int | float | date)
    mend = "给这段内容加上英文引号" if plain else "写成一段文字"
    return f"“{name}”应是文字，{read_value(error['input'])}", mend


def _not_date(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”不是日期（{shortened(error['input'])}）", "写成 年-月-日，例如 2020-12-31，并核对这一天是否存在"


def _not_number(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”应是数字，{read_value(error['input'])}", "只写数字，不带单位和引号"


def _not_boolean(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”应是 true 或 false，{read_value(error['input'])}", "写 true（是）或 false（否）"


def _not_list(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”应是列表，{read_value(error['input'])}", "写成 [甲, 乙]，或每项一行、以“- ”开头"


def _not_mapping(error: ErrorDetails, name: str) -> Words:
    mend = f"改成 {EXPECTED[name]}" if name in EXPECTED else "每行写一个“名称: 值”，并比上一层多缩进两格"
    return f"“{name}”应是“名称: 值”的组合，{read_value(error['input'])}", mend


def _not_listed(error: ErrorDetails, name: str) -> Words:
    what = f"“{name}”的取值不认识（{shortened(error['input'])}）"
    if name in EXPECTED:
        return what, f"改成 {EXPECTED[name]}"
    choices = error.get("ctx", {}).get("expected", "").replace("'", "").replace(" or ", ", ").split(", ")
    return what, suggestion(shortened(error["input"]), choices)


def _wrong_pattern(error: ErrorDetails, name: str) -> Words:
    return f"“{name}”的写法不对（{shortened(error['input'])}）", f"改成{EXPECTED.get(name, '要求的格式')}"


def _too_short(error: ErrorDetails, name: str) -> Words:
    least = error.get("ctx", {}).get("min_length", 1)
    return f"“{name}”太短或空着", f"至少写 {least} {_measure(error)}"


def _too_long(error: ErrorDetails, name: str) -> Words:
    most = error.get("ctx", {}).get("max_length", "")
    return f"“{name}”太长", f"最多 {most} {_measure(error)}"


def _measure(error: ErrorDetails) -> str:
    return "个字" if error["type"].startswith("string") else "项"


def _out_of_range(error: ErrorDetails, name: str) -> Words:
    signs = {"gt": "大于", "ge": "不小于", "lt": "小于", "le": "不大于"}
    bounds = "、".join(f"{sign} {error['ctx'][key]:g}" for key, sign in signs.items() if key in error.get("ctx", {}))
    return f"“{name}”超出范围（{shortened(error['input'])}）", f"改成{bounds} 的数"


def _other(error: ErrorDetails, name: str) -> Words:
    reason = str(error.get("ctx", {}).get("error") or error["msg"])
    for english, what, mend in REFUSALS:
        if reason.startswith(english):
            return f"“{name}”{what}（{shortened(error['input'])}）", mend
    return f"“{name}”的值不合要求（{shortened(error['input'])}）", f"按说明改正：{shortened(reason, 120)}"


BY_KIND: dict[Callable[[ErrorDetails, str], Words], str] = {
    _missing: "missing",
    _not_text: "string_type",
    _not_date: "date_parsing date_type date_from_datetime_parsing date_from_datetime_inexact datetime_parsing",
    _not_number: "int_type int_parsing int_from_float int_parsing_size float_type float_parsing finite_number",
    _not_boolean: "bool_type bool_parsing",
    _not_list: "tuple_type list_type set_type frozen_set_type",
    _not_mapping: "dict_type model_type model_attributes_type mapping_type",
    _not_listed: "enum literal_error",
    _wrong_pattern: "string_pattern_mismatch",
    _too_short: "string_too_short too_short",
    _too_long: "string_too_long too_long",
    _out_of_range: "greater_than greater_than_equal less_than less_than_equal",
}  # what words an error into which of the model's kinds of error it words
WORDS = {kind: words for words, kinds in BY_KIND.items() for kind in kinds.split()}
