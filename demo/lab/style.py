"""How one portal writes what its dialect leaves open: labels, dates, shapes, character set (写法)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

DAY_FORMS = ("ymd", "slash", "chinese")
ROW_DATES = {
    "ymd": "%Y-%m-%d",
    "bracketed": "[%Y-%m-%d]",
    "round": "(%Y-%m-%d)",
    "dots": "%Y.%m.%d",
    "md": "%m-%d",
    "glued": "%Y-%m-%d",
    "split": "",
    "split_ym": "",
}
"""How dates stand in lists; ``split`` shows day and month in elements of their own, ``glued`` inside the link, ``md`` without a year."""


@dataclass(frozen=True)
class Style:
    """The habits of one portal."""

    charset: str = "utf-8"
    declared: str = "utf-8"
    title: str = "{title}_{column}_{site}"
    published: str = "发布时间"
    source: str = "来源"
    day: str = "ymd"
    clock: bool = True
    source_shown: bool = True
    rows: str = "ul"
    row_date: str = "ymd"
    fields: str = "table4"
    spacing: str = "none"  # of field labels: none, ideographic, narrow, spans
    number_label: str = "文号"
    index_label: str = "索引号"
    issuer_label: str = "发布机构"
    title_label: str = "标题"
    note_in_fields: bool = False  # 公开属性 stands in the table instead of below the text
    fields_on: bool = True
    trail_label: str = "当前位置："
    trail_mark: str = ">"
    trail_end: str = ""  # last step of a trail on a content page, e.g. 正文
    two_menus: bool = False
    menu_breaks: bool = False
    messages: str = "table"
    tags: str = "full"  # meta tags: full, site (no content tags)
    paging: str = "plain"
    source_label_in_meta: bool = True
    relative: bool = False  # links of lists are relative
    accent: str = "#b5211c"
    options: frozenset[str] = frozenset()

    def with_(self, **changes: object) -> "Style":
        """The same habits but for some."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def say_day(self, day: date | datetime) -> str:
        """A day as fields and bylines write it."""
        if self.day == "chinese":
            return f"{day.year}年{day.month:02}月{day.day:02}日"
        return f"{day:%Y/%m/%d}" if self.day == "slash" else f"{day:%Y-%m-%d}"

    def say_time(self, at: datetime) -> str:
        """A publication time as bylines write it."""
        return f"{self.say_day(at)} {at:%H:%M}" if self.clock else self.say_day(at)


def common_style(chance: Random) -> Style:
    """Habits that any platform may have."""
    return Style(
        published=chance.choice(("发布时间", "发布日期", "日期", "时间")),
        source=chance.choice(("来源", "信息来源", "稿件来源")),
        day=chance.choice(("ymd", "ymd", "chinese", "slash")),
        clock=chance.random() < 0.5,
        source_shown=chance.random() < 0.85,
        title=chance.choice(("{title}_{column}_{site}", "{title}-{site}", "{title}", "{title} {column} {site}")),
        number_label=chance.choice(("文号", "发文字号", "发文文号")),
        index_label="索引号",
        issuer_label=chance.choice(("发布机构", "发文机关", "发文单位", "制发机关")),
        title_label=chance.choice(("标题", "名称", "信息名称")),
        note_in_fields=chance.random() < 0.3,
        trail_label=chance.choice(("当前位置：", "您所在的位置：", "您的位置：", "当前位置:", "所在位置：")),
        trail_mark=chance.choice((">", ">>", "»", "/", "-&gt;")) if chance.random() < 0.6 else ">",
        trail_end=chance.choice(("", "", "正文", "内容")),
        messages=chance.choice(("table", "dl", "div")),
        accent=chance.choice(("#b5211c", "#1b5aa6", "#a5281b", "#0f5c8c", "#c0392b")),
    )


def chinese_day(day: date) -> str:
    """A day as official papers end with: 2025年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


_DIGITS = "〇一二三四五六七八九"


def numeral_day(day: date) -> str:
    """A day in Chinese numerals: 二〇二五年三月一日."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"


def numeral(number: int) -> str:
    """A number below 100 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones] if ones else "零"
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
