"""Letters and marks as documents type them (字符): half and full width are mixed, spaces stand where lines broke, tags and controls are left over."""

import re
import unicodedata

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ！ to ～
_MARKS = str.maketrans("(),;:!?[]", "（），；：！？〔〕")
_SPACE = {0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " "}
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | dict(
    zip(
        map(ord, "⺠⺟⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻪⻬⻮⻰⻳⼾"),
        "民母竹虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄黾齐齿龙龟户",
        strict=True,
    )
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffc-\uffff\ud800-\udfff\x7f]")
_TAG = re.compile(r"</?(?:p|br|div|span|b|strong|font|u|i|em|td|tr|li)\b[^<>]{0,200}>", re.IGNORECASE)
_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f])[ \t\n]+|[ \t\n]+(?=[^\x00-\x7f])")
_BREAKS = re.compile(r"\s*\n\s*")


def even(text: str) -> str:
    """Text for matching, character by character as long as the text: digits, letters and per cent half width, marks full width."""
    return text.translate(_WIDE).translate(_MARKS).translate(_SPACE)


def without_controls(text: str) -> str:
    """Text without control characters, tabs and line feeds kept; radicals, which PDF files put in place of letters that look alike, made letters."""
    return _CONTROL.sub("", text.translate(_SPACE).translate(_RADICALS))


def without_tags(text: str) -> str:
    """Text whose left-over HTML tags are line breaks."""
    return _BREAKS.sub("\n", _TAG.sub("\n", text)).strip()


def run_together(text: str) -> str:
    """One line: breaks and the spaces beside Chinese letters dropped, other white space folded."""
    return " ".join(_BESIDE_CHINESE.sub("", text.strip()).split())
