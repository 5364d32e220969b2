"""Policy documents (政策文件): which pages are one, and the fields they state, each with where it was read.

A page is a document when it looks like one officially: a field table with a document number or an official title, a number of its own
above the text, or issuer, official title, salutation and date. News that mentions a number is none.
"""

import re
from typing import NamedTuple

from portal.content_facts import FieldReading
from portal.documents.body import (
    Signature,
    Stated,
    body_lines,
    is_addressed,
    openness_note,
    own_number,
    passed_on,
    printed_title,
    signature,
    stated_validity,
)
from portal.documents.field_labels import value_of
from portal.documents.field_tables import Labelled, is_field_table, labelled_values
from portal.documents.fields import STATED, Fields, add_page, add_signature, add_stated, add_table
from portal.documents.issuers import issuers_of_title
from portal.documents.numbers import document_number
from portal.documents.validity_periods import Span, effective_in, expiry_in, stated_expiry
from portal.facts import Document
from portal.markup.located_lines import Holders, Located, located_lines
from portal.markup.metatags import meta_value
from portal.markup.outline import Node, squeeze
from portal.markup.sheet import Sheet
from portal.states import MAIN, FieldPart, Via

_OFFICIAL = re.compile(
    r"(?:通知|意见|决定|办法|规定|细则|条例|方案|批复|通告|公告|通报|规划|纲要|计划|要点|规则|制度|预案|规程|措施|函|令|命令|议案|目录|清单|标准|决议|公报|意见书|章程|准则|规范|指南|任务|分工|政策|若干政策|指引|会议纪要|纪要)"
    r"(?:[(（【\[][^)）】\]]{1,12}[)）】\]])*(?:的?(?:通知|函))?(?:[(（【\[][^)）】\]]{1,12}[)）】\]])*$"
)
_NO_POLICY = re.compile(
    r"招标|中标|采购|成交|磋商|谈判|询价|流标|废标|竞价|拍卖|招聘|考试|录用|成绩|体检|面试|停电|停水|天气|公示$|年度报告|年报|解读|图解|读懂|问答|简介|征求意见|征集|报名|放假|中奖|拟"
)
_ANNOUNCEMENT = re.compile(r"(?:公告|公示|结果|信息|名单)$")
_REPORT = re.compile(r"年度报告|年报$")
_NORMATIVE = re.compile(r"规范性文件")
_NOT_NORMATIVE = re.compile(r"非规范性|其他文件|其它文件")
_SCRIPT_LITERAL = re.compile(r"""["']([^"'\n]{5,40})["']""")
# Without a number, a notice of the day (关于…的通知, 通告, 公告) is no policy unless it prints one or stands among policies.
_SUBSTANCE = re.compile(
    r"印发|转发|批转|公布《|发布《|(?:办法|规定|细则|条例|意见|决定|决议|方案|规划|纲要|计划|要点|规则|制度|预案|规程|措施|批复|命令|令|目录|清单|标准|准则|章程|政策)(?:[(（【\[][^)）】\]]{1,12}[)）】\]])*$"
)
_LIBRARY = re.compile(r"文件|政策|法规|规章|公文|规范性")
# What stands in a page with a number of its own, or with a field for one: brackets around a year, labels, orders.
_NUMBER_SIGNS = (
    *("〔", "﹝", "[19", "[20", "［20", "【20", "（19", "（20", "(19", "(20", "{20", "〈20"),
    *(
        "索引号",
        "信息索引",
        "文号",
        "字号",
        "编号",
        "文件号",
        "令号",
        "公告号",
        "发文号",
        "令第",
        "公告第",
        "令（第",
        "令(第",
    ),
    "年第",
)
_TABLE_LINES = 120  # lines among which a field table stands
_MOST_LINES = 4000


class DocumentReading(NamedTuple):
    """A document with every reading of its fields."""

    document: Document
    readings: list[FieldReading]


class _Page(NamedTuple):
    """What is looked at of a page."""

    sheet: Sheet
    title: str
    body: list[Located]
    table: list[Labelled]  # empty where the labels do not make one
    number: Stated | None
    signed: Signature | None
    heading: Node | None  # the element that shows the title

    def has(self, *names: str) -> bool:
        """Whether the field table states one of these."""
        return any(value.name in names and value_of(value.name, value.value) for value in self.table)


def read_document(sheet: Sheet) -> DocumentReading | None:
    """The policy document a page shows, and all readings of its fields; None when it shows something else."""
    title = sheet.page.heading or sheet.page.title
    if _is_another(squeeze(title)) or not _may_be(sheet, squeeze(title)):
        return None
    lines = located_lines(sheet, _MOST_LINES)
    title = title if _OFFICIAL.search(squeeze(title)) else printed_title(lines) or title
    holders = Holders(sheet.outline.nodes)
    table = labelled_values(sheet.outline, lines[:_TABLE_LINES] + lines[_TABLE_LINES:][-12:], holders)
    if not is_field_table(table):
        table = []
    tabled = {piece for value in table for piece in (value.at, *range(value.first, value.end))}
    body = [line for line in body_lines(lines, title) if line.piece not in tabled]
    page = _Page(sheet, title, body, table, own_number(body, title), signature(body), None)
    scripted = _scripted_number(sheet) if page.table and page.number is None else ""
    if not _is_document(page, scripted):
        return None
    page = page._replace(heading=_place(sheet, title))
    fields = _fields(page, holders, scripted)
    return DocumentReading(_document(page, fields), fields.readings())


def _may_be(sheet: Sheet, bare: str) -> bool:
    """Whether a page is worth a closer look: most are dismissed here, by their title and a few signs of a number."""
    if _OFFICIAL.search(bare) and (_SUBSTANCE.search(bare) or _is_in_library(sheet)):
        return True
    text = sheet.main_text
    return any(sign in text for sign in _NUMBER_SIGNS)


def _is_in_library(sheet: Sheet) -> bool:
    return _LIBRARY.search("".join(sheet.page.breadcrumb[-2:])) is not None


def _is_another(bare: str) -> bool:
    """Whether a title alone says that the page is no document."""
    return "解读" in bare or _REPORT.search(bare) is not None


def _is_document(page: _Page, scripted: str) -> bool:
    bare = squeeze(page.title)
    tabled = bool(page.table)
    if page.number or scripted or page.has("number"):
        if _NO_POLICY.search(bare) and _ANNOUNCEMENT.search(bare):
            return False
        return bool(_OFFICIAL.search(bare)) or (tabled and not _NO_POLICY.search(bare))
    if _NO_POLICY.search(bare) or not _OFFICIAL.search(bare):
        return False
    if not _SUBSTANCE.search(bare) and not _is_in_library(page.sheet):
        return False
    issuers = issuers_of_title(page.title)
    if tabled and page.has("issuer", "publisher", "written_on", "made_on"):
        return bool(issuers) or "关于" in bare
    return bool(issuers) and page.signed is not None and is_addressed(page.body)


def _fields(page: _Page, holders: Holders, scripted: str) -> Fields:
    """Readings of every field, place by place."""
    fields = Fields(page.sheet.selectors)
    heading = page.heading
    fields.add("title", page.title, page.title, FieldPart.TITLE, node=heading)
    add_table(fields, page.table)
    fields.add("issuer", "、".join(issuers_of_title(page.title)), page.title, FieldPart.TITLE, node=heading)
    for name, stated in (
        ("number", page.number),
        ("written_on", passed_on(page.body)),
        ("disclosure", openness_note(page.body)),
        ("validity", stated_validity(page.title, page.body)),
    ):
        add_stated(fields, name, stated, heading if stated and stated.piece < 0 else _node(holders, stated))
    add_signature(fields, page.signed, holders.of(page.signed.piece) if page.signed else None)
    add_page(fields, page.sheet)
    fields.add("number", scripted, scripted, FieldPart.SCRIPT, Via.SCRIPT)
    _add_validity(fields, page, holders)
    return fields


def _node(holders: Holders, stated: Stated | None) -> Node | None:
    return holders.of(stated.piece) if stated else None


def _add_validity(fields: Fields, page: _Page, holders: Holders) -> None:
    """When the document takes effect and ends, by its text and by the table."""
    issued = fields.on("written_on") or fields.on("published_on")
    lines = [line.text for line in page.body]
    begins = effective_in(lines, issued)
    _add_span(fields, "effective_on", begins, page, holders)
    counted = fields.on("effective_on") or issued
    _add_span(fields, "expires_on", expiry_in(lines, counted), page, holders)
    for found in page.table:
        if found.name == "expires_on":
            on = stated_expiry(found.value, counted)
            fields.add("expires_on", on.isoformat() if on else "", found.words, FieldPart.TABLE, node=found.node)


def _add_span(fields: Fields, name: str, span: Span | None, page: _Page, holders: Holders) -> None:
    if span is not None:
        node = holders.of(page.body[span.line].piece)
        fields.add(name, span.on.isoformat(), span.words, FieldPart.BODY, node=node)


def _document(page: _Page, fields: Fields) -> Document:
    """The document by the readings that count."""
    issuers = _issuers(fields)
    document = Document(
        page_id=0,
        title=page.title,
        number=fields.value("number"),
        issuer=issuers[0] if issuers else "",
        issuers=issuers,
        validity=fields.value("validity"),
        index_number=fields.value("index_number"),
        subject=fields.value("subject"),
        disclosure=fields.value("disclosure"),
        normative=_normative(page.sheet, page.table),
    )
    for name in ("written_on", "published_on", "effective_on", "expires_on"):
        setattr(document, name, fields.on(name))
    _publish(document, page.sheet)
    document.read_from |= {name: found.via for name in STATED if name != "title" and (found := fields.best(name))}
    heading = page.heading
    document.selector = page.sheet.selectors.of(heading) if heading else ""
    return document


def _issuers(fields: Fields) -> tuple[str, ...]:
    """Issuers by the reading that counts; where another of their readings names them among others, all of these (联合发文)."""
    best = tuple(name for name in fields.value("issuer").split("、") if name)
    joint = [tuple(row.value.split("、")) for row in fields.readings() if row.name == "issuer"]
    fuller = [names for names in joint if len(names) > len(best) and names[: len(best)] == best]
    return max(fuller, key=len) if fuller else best


def _publish(document: Document, sheet: Sheet) -> None:
    """The page's own publication date, where no field gives one; a date in its address counts for nothing."""
    page = sheet.page
    if document.published_on is None and page.published_on and page.published_via is not Via.LINK:
        document.published_on = page.published_on
        document.read_from["published_on"] = page.published_via or Via.TEXT


def _scripted_number(sheet: Sheet) -> str:
    """The number a script writes into the empty cell of a field table (龙讯: `var fileName = "…〔2024〕3号"`)."""
    for _, script in sheet.outline.scripts:
        for literal in _SCRIPT_LITERAL.finditer(script) if "号" in script else ():
            number = document_number(literal.group(1))
            if number:
                return number
    return ""


def _place(sheet: Sheet, title: str) -> Node | None:
    """The element that shows the title."""
    outline, key = sheet.outline, squeeze(title)[:10]
    for index, piece in enumerate(outline.pieces):
        if key and key[0] in piece and key in squeeze(piece):
            node = outline.holder(index)
            if node is not None and node.region is MAIN:
                return node
    return None


def _normative(sheet: Sheet, table: list[Labelled]) -> bool | None:
    kinds = " ".join(value.value for value in table if value.name in ("subject", "kind", "other"))
    places = " ".join((*sheet.page.breadcrumb, kinds, meta_value(sheet.meta_tags, "columnname")))
    if _NOT_NORMATIVE.search(places):
        return False
    return True if _NORMATIVE.search(places) else None
