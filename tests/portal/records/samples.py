"""Own markup for the record readers: one set of labels and values in each of the forms portals use, and the records read from it."""

from collections.abc import Sequence
from typing import TypeVar

from portal.content_facts import Record
from tests.portal.samples import article, read

AnyRecord = TypeVar("AnyRecord", bound=Record)
BYLINE = "发布时间：2026-01-05 来源：青禾县人民政府办公室"
TEXT = "http://www.qinghexia.gov.cn/zwgk/tzgg/202601/t20260105_1001.html"
Pairs = Sequence[tuple[str, str]]
FORMS = ("table", "wide table", "head row", "dl", "div", "paragraph", "spaced", "nested")


def fields(pairs: Pairs, form: str) -> str:
    """Labels and values as a table, a table of two pairs a row, a row of labels over one of values, a definition list…"""
    if form == "head row":
        heads = "".join(f"<th>{label}</th>" for label, _ in pairs)
        return f"<table><tr>{heads}</tr><tr>{''.join(f'<td>{value}</td>' for _, value in pairs)}</tr></table>"
    if form == "wide table":
        cells = [f"<td>{label}</td><td>{value}</td>" for label, value in pairs]
        rows = ("".join(cells[place : place + 2]) for place in range(0, len(cells), 2))
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    if form == "nested":
        return f"<table><tr><td>{fields(pairs, 'table')}</td></tr></table>"
    if form == "spaced":
        return "".join(f"<p>{'　'.join(label)}：{value}</p>" for label, value in pairs)
    opening, between, closing = _MARKUP[form]
    wrap = {"table": ("<table>", "</table>"), "dl": ("<dl>", "</dl>")}.get(form, ("", ""))
    return wrap[0] + "".join(f"{opening}{label}{between}{value}{closing}" for label, value in pairs) + wrap[1]


_MARKUP = {
    "table": ("<tr><td>", "</td><td>", "</td></tr>"),
    "dl": ("<dt>", "</dt><dd>", "</dd>"),
    "div": ("<div><span>", "：</span><span>", "</span></div>"),
    "paragraph": ("<p>", "：", "</p>"),
}


def records(cls: type[AnyRecord], markup: str, url: str = TEXT) -> list[AnyRecord]:
    """Records of one class that a page holds."""
    return [record for record in read(markup, url).records if isinstance(record, cls)]


def in_article(cls: type[AnyRecord], body: str, title: str, column: str, attributes: str = BYLINE) -> list[AnyRecord]:
    """Records of one class that an article page holds."""
    return records(cls, article(body, title=title, column=column, attributes=attributes))
