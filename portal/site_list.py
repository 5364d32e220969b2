"""Reader of site lists (站点清单): CSV, XLSX or YAML with English or Chinese column names; a broken row never stops the others."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import ValidationError

from portal.office_tables import TableError, TableForm, cell_words, read_rows
from portal.site import Level, Site, SiteKind

HEADINGS = {
    "url": "url",
    "网址": "url",
    "网站网址": "url",
    "网站地址": "url",
    "首页网址": "url",
    "首页地址": "url",
    "网址链接": "url",
    "域名": "url",
    "name": "name",
    "名称": "name",
    "网站名称": "name",
    "code": "code",
    "标识码": "code",
    "网站标识码": "code",
    "level": "level",
    "层级": "level",
    "网站层级": "level",
    "行政层级": "level",
    "级别": "level",
    "行政级别": "level",
    "kind": "kind",
    "类型": "kind",
    "网站类型": "kind",
    "unit": "unit",
    "单位": "unit",
    "主办单位": "unit",
    "责任单位": "unit",
    "主管单位": "unit",
    "region": "region",
    "行政区划": "region",
    "行政区划代码": "region",
    "tags": "tags",
    "标签": "tags",
    "aliases": "aliases",
    "其他域名": "aliases",
}
LEVEL_WORDS = {
    "国家": Level.NATIONAL,
    "国家级": Level.NATIONAL,
    "省": Level.PROVINCE,
    "省级": Level.PROVINCE,
    "市": Level.CITY,
    "市级": Level.CITY,
    "县": Level.COUNTY,
    "县级": Level.COUNTY,
    "区县": Level.COUNTY,
    "县区": Level.COUNTY,
    "区": Level.COUNTY,
    "区级": Level.COUNTY,
    "县市区": Level.COUNTY,
    "乡镇": Level.TOWNSHIP,
    "乡镇级": Level.TOWNSHIP,
    "镇街": Level.TOWNSHIP,
    "镇": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
    "部门": Level.DEPARTMENT,
}
KIND_WORDS = {
    "门户": SiteKind.PORTAL,
    "门户网站": SiteKind.PORTAL,
    "部门": SiteKind.DEPARTMENT,
    "部门网站": SiteKind.DEPARTMENT,
    "专项": SiteKind.SPECIAL,
    "专项网站": SiteKind.SPECIAL,
}
FORM = TableForm("站点清单", HEADINGS, ("url",), ("sites", "站点"), alone="url")
MemberT = TypeVar("MemberT", Level, SiteKind)
SPLIT = re.compile(r"[,，;；、\s]+")
WHAT_AND_MEND = re.compile(
    r"((?:“[^”]*”|[^，])+)，(.+)", re.DOTALL
)  # what is quoted from a cell may hold commas of its own
HOST_ONLY = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\s/:@]+\.[^\s/:@]+|localhost)(:\d{1,5})?(/\S*)?")


class SiteListError(Exception):
    """The list as a whole cannot be read; the message says what, where and how to mend it."""


class NotAnAddressError(ValueError):
    """A text is no address of a website; the message says why and what to write."""


@dataclass(frozen=True)
class BrokenRow:
    """A row that names no site: where it stands, what is wrong, how to mend it."""

    file: str
    row: int  # as the office counts: the heading is row 1
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file} 第 {self.row} 行：{self.what}；{self.mend}"


def what_and_mend(words: str) -> tuple[str, str]:
    """A message about a row as what is wrong and how to mend it."""
    parts = WHAT_AND_MEND.fullmatch(words)
    return (parts[1], parts[2]) if parts else (words, "请改正这一行")


def read_address(text: str) -> str:
    """A home page's address as typed, made whole: `www.x.gov.cn` means http://www.x.gov.cn/. Raises NotAnAddressError."""
    typed = text.strip()
    if "://" not in typed and HOST_ONLY.fullmatch(typed):
        typed = f"http://{typed}"
    try:
        parts = urlsplit(typed)
        port = parts.port
    except ValueError:
        raise NotAnAddressError(f"“{text}”不是网址，应写成 http://www.example.gov.cn/ 的样子") from None
    if parts.scheme not in ("http", "https"):
        raise NotAnAddressError(f"“{text}”不是网址，应以 http:// 或 https:// 开头")
    if not parts.hostname or re.search(r"\s", typed) or port == 0:
        raise NotAnAddressError(f"“{text}”不是网址，应写成 http://www.example.gov.cn/ 的样子")
    return typed if parts.path else f"{typed}/"


def read_site_list(path: Path) -> tuple[list[Site], list[BrokenRow]]:
    """Sites of a list, and the rows that could not be used. Raises SiteListError when the file is no list at all."""
    rows, broken = read_site_rows(path)
    return [site for _, site in rows], broken


def read_site_rows(path: Path) -> tuple[list[tuple[int, Site]], list[BrokenRow]]:
    """As `read_site_list`, each site with the number of its row."""
    sites: list[tuple[int, Site]] = []
    broken: list[BrokenRow] = []
    seen: dict[str, int] = {}
    for number, values in _rows(path):
        try:
            site = _site(values)
        except (NotAnAddressError, ValueError) as fault:
            broken.append(BrokenRow(path.name, number, *what_and_mend(str(fault))))
            continue
        if site.url in seen:
            broken.append(BrokenRow(path.name, number, f"网址与第 {seen[site.url]} 行重复", "删去其中一行"))
            continue
        seen[site.url] = number
        sites.append((number, site))
    if not sites and not broken:
        raise SiteListError(f"{path}: 清单里没有站点，请在“网址”一列填写至少一个网址")
    return sites, broken


def _rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    try:
        return read_rows(path, FORM)
    except TableError as fault:
        raise SiteListError(str(fault)) from fault


def _site(values: dict[str, Any]) -> Site:
    if "url" not in values:
        raise ValueError("没有网址，请填写“网址”一列")
    words = {field: cell_words(value) for field, value in values.items() if not isinstance(value, list)}
    known: dict[str, Any] = {field: words[field] for field in ("name", "unit", "region") if field in words}
    try:
        return Site(
            url=read_address(words["url"]),
            code=_code(words.get("code")),
            level=_member(Level, LEVEL_WORDS, words.get("level"), "层级"),
            kind=_member(SiteKind, KIND_WORDS, words.get("kind"), "类型"),
            tags=_many(values.get("tags")),
            aliases=_many(values.get("aliases")),
            **known,
        )
    except ValidationError as fault:
        raise ValueError(f"{fault.errors()[0]['loc'][0]} 的值不对，请改正") from fault


def _code(text: str | None) -> str | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{10}|bm\d{8}", text, re.IGNORECASE):
        raise ValueError(f"网站标识码“{text}”不对，应是 10 位数字或 bm 加 8 位数字（在表格中把该列设为文本）")
    return text


def _member(enum: type[MemberT], words: dict[str, MemberT], text: str | None, name: str) -> MemberT | None:
    if not text:
        return None
    if text in words:
        return words[text]
    for member in enum:
        if member.value == text.lower():
            return member
    usual: dict[MemberT, str] = {}
    for word, member in words.items():
        usual.setdefault(member, word)
    raise ValueError(f"{name}“{text}”不认识，可写 {'、'.join(usual.values())}")


def _many(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else SPLIT.split(cell_words(value))
    return tuple(str(part).strip().lower() for part in parts if str(part).strip())
