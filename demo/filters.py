"""Words that the templates form out of dates, numbers and states."""

from datetime import date
from typing import Any

from demo.model import AS_OF


def shorten(title: str, length: int) -> str:
    """A title cut for a narrow list, as portals do: the full one belongs into ``title=``."""
    return title if len(title) <= length else title[:length] + "..."


def chinese_date(day: date) -> str:
    """A date in the form of official documents: 2025年12月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def select_digits(text: str) -> str:
    """The digits of ``text``."""
    return "".join(character for character in text if character.isdigit())


def status(consultation: dict[str, Any] | None) -> str:
    """The state of a consultation (征集) on the demo's day; a page without one is a result."""
    if consultation is None:
        return "结果反馈"
    if consultation["to"] >= AS_OF:
        return "征集中"
    return "已反馈" if consultation.get("result") else "已结束"


FILTERS = {"shorten": shorten, "chinese_date": chinese_date, "select_digits": select_digits, "status": status}
