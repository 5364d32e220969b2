"""Says in Chinese what does not fit (字段校验)."""

from typing import Any

from fastapi.exceptions import RequestValidationError

WORDS = {
    "missing": "没有填写",
    "int_parsing": "应是整数",
    "int_type": "应是整数",
    "int_from_float": "应是整数",
    "float_parsing": "应是数字",
    "bool_parsing": "应是“是”或“否”",
    "uuid_parsing": "不是正确的编号",
    "date_from_datetime_parsing": "应是日期，如 2026-03-01",
    "date_parsing": "应是日期，如 2026-03-01",
    "json_invalid": "不是正确的 JSON",
    "string_type": "应是文字",
    "list_type": "应是列表",
    "extra_forbidden": "没有这个字段",
}
BOUNDED = {
    "string_too_long": ("max_length", "不能超过 {} 字"),
    "string_too_short": ("min_length", "不能少于 {} 字"),
    "too_long": ("max_length", "不能超过 {} 项"),
    "greater_than_equal": ("ge", "不能小于 {}"),
    "less_than_equal": ("le", "不能大于 {}"),
    "enum": ("expected", "应是其中之一：{}"),
    "literal_error": ("expected", "应是其中之一：{}"),
}
MOST = 5


def words_of(fault: RequestValidationError) -> str:
    """A sentence for each field that does not fit, at most five."""
    return "；".join(sentence(each) for each in fault.errors()[:MOST])


def sentence(each: Any, skip: int = 1) -> str:
    """What is wrong with a field; `skip`: parts of its place that are not the field's name."""
    field = ".".join(str(part) for part in each["loc"][skip:]) or "请求"
    if each["type"] in BOUNDED:
        name, words = BOUNDED[each["type"]]
        return f"{field}：{words.format(each.get('ctx', {}).get(name, ''))}"
    return f"{field}：{WORDS.get(each['type'], '不能用')}"
