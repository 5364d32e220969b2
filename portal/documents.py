"""Policy documents (政策文件): which pages are one, and the fields they state, each with where it was read.

A page is a document when it looks like one officially: a field table with a document number or an official title, a number of its own
above the text, or issuer, official title, salutation and date. News that mentions a number is none.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from portal.dates import dates_in, first_date, plain
from portal.facts import Document
from portal.metatags import meta_value
from portal.numbers import document_number, leading_number
from portal.outline import squeeze
from portal.sheet import Sheet
from portal.states import Region, Via

_LABELS = {
    "index_number": ("索引号", "信息索引号", "信息索引"),
    "number": ("文号", "发文字号", "发文文号", "公文字号", "文件编号", "文件字号", "文件号", "发文编号", "字号"),
    "issuer": ("发文机关", "发文单位", "发文机构", "发布机构", "发布机关", "发布单位", "制发机关", "制定机关", "公开机构", "公开主体", "公开责任部门", "信息所属单位", "责任部门", "印发机关"),
    "written_on": ("成文日期", "成文时间", "生成日期", "生成时间", "发文日期", "发文时间", "印发日期", "签发日期", "制发日期", "制定日期"),
    "published_on": ("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "信息公开日期"),
    "validity": ("有效性", "效力状态", "时效性", "文件时效", "文件状态", "是否有效", "时效", "效力", "有效状态", "时效状态"),
    "title": ("标题", "名称", "信息名称", "文件名称", "信息标题", "文件标题", "内容标题"),
    "subject": ("主题分类", "信息分类", "体裁分类", "主题词", "主题", "组配分类", "分类", "公文种类", "文种", "公开属性", "公开方式", "公开范围", "公开形式", "关键词", "内容概述", "有效期", "统一编号", "登记号", "规范性文件编号", "失效日期", "生效日期", "实施日期", "施行日期"),
}  # fmt: skip
_FIELD_OF = {label: name for name, labels in _LABELS.items() for label in labels}
_LABELLED = re.compile(
    rf"^[\[【(（]?({'|'.join(sorted(_FIELD_OF, key=len, reverse=True))})[\]】)）]?(?:[:：]\s*(.*))?$"
)
_TELLING = ("number", "index_number", "issuer", "written_on")
_OFFICIAL = re.compile(
    r"(?:通知|意见|决定|办法|规定|细则|条例|方案|批复|通告|公告|通报|规划|纲要|计划|要点|规则|制度|预案|规程|措施|函|令|命令|议案|目录|清单|标准)"
    r"(?:[(（][^)）]{1,12}[)）])?(?:的?(?:通知|函))?$"
)
_NO_POLICY = re.compile(
    r"招标|中标|采购|成交|磋商|谈判|询价|流标|废标|竞价|拍卖|招聘|考试|录用|成绩|体检|面试|停电|停水|天气|公示$|年度报告|年报|解读|图解|读懂|问答|简介|征求意见|征集|报名|放假|中奖|拟"
)
_ISSUER = re.compile(
    r"^((?:中共)?[\u4e00-\u9fa5、\s]{2,60}?(?:人民政府办公室|人民政府办公厅|政府办公室|政府办公厅|人民政府|办公室|办公厅|委员会|管委会|指挥部|领导小组|法院|检察院|总局|部|委|局|厅|院|署|处|中心|公司|协会|联合会|支队|大队|社))"
    r"(?:等[\u4e00-\u9fa5\d]{1,6}(?:部门|单位))?(?=关于|印发|转发|批转|公布|发布|令|通告|公告)"
)
_SALUTATION = re.compile(r"(?:各|有关|县|市|区|镇|乡|局|委|办|厅|政府|部门|单位|机构|街道|公司).{0,120}[:：]$")
_NORMATIVE = re.compile(r"规范性文件")
_NOT_NORMATIVE = re.compile(r"非规范性|其他文件|其它文件")
_SCRIPT_LITERAL = re.compile(r"""["']([^"'\n]{5,40})["']""")
_ANY_LENGTH = " " * 200
_ANNOUNCEMENT = re.compile(r"(?:公告|公示|结果|信息|名单)$")
_DATE_LINE = 24  # characters of a line that is nothing but a signature date


@dataclass
class _Fields:
    """Labelled values of a page: field name to words as read."""

    words: dict[str, str] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)

    def on(self, name: str) -> date | None:
        found = first_date(self.words.get(name, ""))
        return found.on if found else None

    @property
    def is_table(self) -> bool:
        """Whether enough official labels stand together to be a field table."""
        return len(self.labels) >= 3 and any(name in self.labels for name in _TELLING)


def read_document(sheet: Sheet) -> Document | None:
    """The policy document a page shows; None when it shows something else."""
    title = sheet.page.heading or sheet.page.title
    lines = sheet.main_lines
    fields = _fields(lines)
    body = _body(lines, title)
    own_number = _own_number(body, title)
    scripted = _scripted_number(sheet) if fields.is_table and not own_number else ""
    if not _is_document(title, fields, own_number or scripted, body):
        return None
    document = Document(page_id=0, title=title)
    _from_fields(document, fields)
    _from_body(document, own_number, body, title)
    if scripted and not document.number:
        document.number, document.read_from["number"] = scripted, Via.SCRIPT
    _from_page(document, sheet)
    document.normative = _normative(sheet, fields)
    document.selector = _place(sheet, title)
    return document


def _fields(lines: list[str]) -> _Fields:
    """Labelled values in lines: `label：value`, or a label alone with its value in the next line; the barest one counts
    (remarks under the heading carry a date among other things, a table cell nothing else)."""
    found = _Fields()
    for index, line in enumerate(lines[:400]):
        if len(line) > 150:
            continue
        match = _LABELLED.match(squeeze(line)) if len(line) < 40 else _LABELLED.match(line)
        if match is None:
            continue
        name = _FIELD_OF[match.group(1)]
        after = lines[index + 1] if index + 1 < len(lines) else ""
        value = line.partition("：")[2] or line.partition(":")[2] if match.group(2) is not None else ""
        if not squeeze(value) and not _LABELLED.match(squeeze(after)) and len(after) < 120:
            value = after
        found.labels.add(name)
        if value.strip() and len(value) < len(found.words.get(name) or _ANY_LENGTH):
            found.words[name] = value.strip()
    return found


def _body(lines: list[str], title: str) -> list[str]:
    """Lines after the heading."""
    wanted = squeeze(title)[:14]
    start = next((i + 1 for i, line in enumerate(lines) if wanted and squeeze(line).startswith(wanted)), 0)
    return lines[start:]


def _own_number(body: list[str], title: str) -> str:
    """The document's own number above its text."""
    for line in body[:14]:
        number = document_number(line)
        if number:
            return number
        if len(line) > 60:
            return leading_number(line)
    return leading_number(title[-40:]) if "〔" in title else ""


def _scripted_number(sheet: Sheet) -> str:
    """The number a script writes into the empty cell of a field table (龙讯: `var fileName = "…〔2024〕3号"`)."""
    for _, script in sheet.outline.scripts:
        for literal in _SCRIPT_LITERAL.finditer(script) if "号" in script else ():
            number = document_number(literal.group(1))
            if number:
                return number
    return ""


def _is_document(title: str, fields: _Fields, own_number: str, body: list[str]) -> bool:
    bare = squeeze(title)
    number = document_number(fields.words.get("number", ""))
    if "解读" in bare or re.search(r"年度报告|年报$", bare):
        return False
    if number or own_number:
        if _NO_POLICY.search(bare) and _ANNOUNCEMENT.search(bare):
            return False
        return bool(_OFFICIAL.search(bare)) or (fields.is_table and not _NO_POLICY.search(bare))
    if _NO_POLICY.search(bare) or not _OFFICIAL.search(bare):
        return False
    if fields.is_table and ("issuer" in fields.words or "written_on" in fields.words):
        return bool(_ISSUER.match(bare)) or "关于" in bare
    addressed = any(_SALUTATION.search(line[-200:]) for line in body[:10])
    return bool(_ISSUER.match(bare)) and addressed and _signature(body) is not None


def _from_fields(document: Document, fields: _Fields) -> None:
    words = fields.words
    document.index_number = words.get("index_number", "")
    document.number = document_number(words.get("number", ""))
    document.issuer = words.get("issuer", "")
    document.validity = words.get("validity", "")
    document.written_on = fields.on("written_on")
    document.published_on = fields.on("published_on")
    for name in ("index_number", "number", "issuer", "validity", "written_on", "published_on"):
        if getattr(document, name):
            document.read_from[name] = Via.TEXT


def _from_body(document: Document, own_number: str, body: list[str], title: str) -> None:
    issuer = _ISSUER.match(squeeze(title))
    signed = _signature(body)
    found = {"number": own_number, "issuer": issuer.group(1) if issuer else "", "written_on": signed}
    for name, value in found.items():
        if value and not getattr(document, name):
            setattr(document, name, value)
            document.read_from[name] = Via.TEXT


def _from_page(document: Document, sheet: Sheet) -> None:
    """Publication date of the page, and what meta tags add."""
    page = sheet.page
    if document.published_on is None and page.published_on and page.published_via is not Via.LINK:
        document.published_on = page.published_on
        document.read_from["published_on"] = page.published_via or Via.TEXT
    if not document.issuer:
        stated = meta_value(sheet.meta_tags, "department", "contentsource")
        if stated.endswith(("政府", "办公室", "办公厅", "局", "委", "厅", "部")):
            document.issuer = stated
            document.read_from["issuer"] = Via.META


def _signature(body: list[str]) -> date | None:
    """成文日期 in the text: the first line after the opening that is nothing but a date."""
    for line in body[2:]:
        if len(line) <= _DATE_LINE:
            dated = next(dates_in(line), None)
            if dated and len(squeeze(plain(line)[: dated.start] + plain(line)[dated.end :])) <= 4 and "年" in line:
                return dated.on
    return None


def _place(sheet: Sheet, title: str) -> str:
    """Selector of the element that shows the title."""
    outline, key = sheet.outline, squeeze(title)[:10]
    for index, piece in enumerate(outline.pieces):
        if key and key in squeeze(piece):
            node = outline.holder(index)
            if node is not None and node.region is Region.MAIN:
                return sheet.selectors.of(node)
    return ""


def _normative(sheet: Sheet, fields: _Fields) -> bool | None:
    places = " ".join(
        (*sheet.page.breadcrumb, fields.words.get("subject", ""), meta_value(sheet.meta_tags, "columnname"))
    )
    if _NOT_NORMATIVE.search(places):
        return False
    return True if _NORMATIVE.search(places) else None
