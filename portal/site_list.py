"""Reader of site lists (站点清单): CSV, XLSX or YAML with English or Chinese column names; a broken row never stops the others."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import yaml
from pydantic import ValidationError

from portal.site import Level, Site, SiteKind

HEADINGS = {
    "url": "url",
    "网址": "url",
    "name": "name",
    "名称": "name",
    "code": "code",
    "标识码": "code",
    "网站标识码": "code",
    "level": "level",
    "层级": "level",
    "kind": "kind",
    "类型": "kind",
    "unit": "unit",
    "单位": "unit",
    "region": "region",
    "行政区划": "region",
    "tags": "tags",
    "标签": "tags",
    "aliases": "aliases",
    "其他域名": "aliases",
}
LEVEL_WORDS = {
    "国家": Level.NATIONAL,
    "省": Level.PROVINCE,
    "省级": Level.PROVINCE,
    "市": Level.CITY,
    "市级": Level.CITY,
    "县": Level.COUNTY,
    "县级": Level.COUNTY,
    "区县": Level.COUNTY,
    "乡镇": Level.TOWNSHIP,
    "镇街": Level.TOWNSHIP,
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
SUFFIXES = {".csv", ".xlsx", ".yaml", ".yml"}
MemberT = TypeVar("MemberT", Level, SiteKind)
LARGEST = 20 * 1024 * 1024  # bytes; a list of every government site of the country is far smaller
MOST_ROWS = 100_000
SPLIT = re.compile(r"[,，;；、\s]+")
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
    sites: list[Site] = []
    broken: list[BrokenRow] = []
    seen: dict[str, int] = {}
    for number, values in _rows(path):
        try:
            site = _site(values)
        except (NotAnAddressError, ValueError) as fault:
            what, _, mend = str(fault).partition("，")
            broken.append(BrokenRow(path.name, number, what, mend or "请改正这一行"))
            continue
        if site.url in seen:
            broken.append(BrokenRow(path.name, number, f"网址与第 {seen[site.url]} 行重复", "删去其中一行"))
            continue
        seen[site.url] = number
        sites.append(site)
    if not sites and not broken:
        raise SiteListError(f"{path}: 清单里没有站点，请在“网址”一列填写至少一个网址")
    return sites, broken


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbered rows as field -> value; rows without any value are passed over."""
    if path.suffix.lower() not in SUFFIXES:
        raise SiteListError(f"{path}: 站点清单应是 CSV、XLSX 或 YAML 文件")
    try:
        if path.stat().st_size > LARGEST:
            raise SiteListError(f"{path}: 文件超过 {LARGEST // 2**20} MB，请拆分后再用")
        content = path.read_bytes()
    except OSError as fault:
        raise SiteListError(f"{path}: 打不开文件（{fault.strerror}）") from fault
    match path.suffix.lower():
        case ".xlsx":
            return _table_rows(path, _xlsx(path, content))
        case ".csv":
            return _table_rows(path, enumerate(csv.reader(io.StringIO(_decode(path, content))), start=1))
        case _:
            return _yaml_rows(path, _decode(path, content))


def _decode(path: Path, content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SiteListError(f"{path}: 文件编码无法识别，请另存为 UTF-8 编码")


def _xlsx(path: Path, content: bytes) -> Iterator[tuple[int, list[Any]]]:
    from openpyxl import load_workbook  # a third of a second, which only such lists are worth
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as fault:
        raise SiteListError(f"{path}: 不是能读取的 XLSX 文件，请用 Excel 或 WPS 重新另存") from fault
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_ROWS), start=1):
        yield number, list(row)


def _table_rows(path: Path, rows: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, dict[str, Any]]]:
    fields: list[str | None] | None = None
    for number, cells in rows:
        if not any(_text(cell) for cell in cells):
            continue
        if fields is None:
            fields = [HEADINGS.get(_text(cell).lower()) for cell in cells]
            if "url" not in fields:
                raise SiteListError(f"{path} 第 {number} 行: 表头没有“网址”（url）一列")
            continue
        yield number, {field: cell for field, cell in zip(fields, cells, strict=False) if field and _text(cell)}


def _yaml_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise SiteListError(f"{path}: 不是正确的 YAML（{str(fault).splitlines()[0]}）") from fault
    rows = content.get("sites", content.get("站点")) if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise SiteListError(f"{path}: 应是站点的列表，每项至少有 url")
    for number, row in enumerate(rows, start=1):
        values = {"url": row} if isinstance(row, str) else row if isinstance(row, dict) else {}
        yield number, {HEADINGS[key]: value for key, value in values.items() if key in HEADINGS and value is not None}


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _site(values: dict[str, Any]) -> Site:
    if "url" not in values:
        raise ValueError("没有网址，请填写“网址”一列")
    words = {field: _text(value) for field, value in values.items() if not isinstance(value, list)}
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
    raise ValueError(f"{name}“{text}”不认识，可写 {'、'.join(dict.fromkeys(words))}")


def _many(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else SPLIT.split(_text(value))
    return tuple(str(part).strip().lower() for part in parts if str(part).strip())
