"""Pages that show a text of their own (稿件), told apart by title, columns, labels and wording, each answer with a confidence.

The judges are asked in the order of how much they know: a form with labels before a title, a title before a column's name. What none of them
is sure of stays ARTICLE.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from portal.columns.names import Said, columns_named, said_by
from portal.facts import Document, Page, PageFacts
from portal.kinds.news import news_or_notice
from portal.markup.metatags import meta_value
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.states import PageKind

Judged = tuple[PageKind, float]

_REPORT = re.compile(
    r"(?:信息|政务)公开(?:工作)?(?:年度?)?(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:总结)?报告|信息(?:公开)?年度报告|信息公开(?:工作)?年报"
)
_ABOUT = re.compile(r"解读|图解|的?(?:通知|通报|公告|方案|说明|提纲|模板)$|^关于(?:做好|报送|编制|开展|印发|公布)")
_GUIDE = re.compile(r"(?:信息|政务)公开(?:工作)?指南(?:[(（].{1,16}[)）])?$")
_SYSTEM = re.compile(
    r"(?:信息|政务)公开[^，。]{0,16}(?:制度|办法|规定|条例|细则|规程|规范|规则)(?:[(（].{1,12}[)）])?$|公开[^，。]{0,10}(?:审查|审核|责任追究|考核|评议)制度"
)
_DECISIONS = re.compile(r"决策(?:事项)?(?:年度)?目录")
_CATALOGUE = re.compile(r"(?:主动|信息|政务|基本|标准)公开(?:基本|标准|事项|标准化)*目录(?:[(（].{1,16}[)）])?$")
_GAZETTE = re.compile(r"政府公报.{0,16}期|公报.{0,6}第?\d+期|^(?:\d{4}年)?第[\d一二三四五六七八九十]+期(?:[(（]|$)")
_RESULT = re.compile(
    r"(?:征求|征集|征询|听取|问卷调查|听证)[^，。]{0,40}(?:采纳|反馈|结果|汇总|情况)(?:情况)?(?:的)?(?:公告|公示|通报|说明|反馈|报告|汇总)?$"
    r"|意见(?:建议)?(?:的)?(?:采纳|研究处理|处理|吸收|办理)(?:情况|结果)"
)
_CONSULTATION = re.compile(
    r"(?:公开)?(?:征求|征集|征询|听取)[^，。]{0,40}意见|意见(?:建议)?(?:的)?(?:征集|征求)|征求意见|公开征集|(?:建议|线索|项目)征集|征集[^，。]{0,20}(?:建议|线索|项目|公告|启事)"
)
_ASKING = re.compile(r"征集|征求|意见|建议|问卷|调查")
_NOTICE = re.compile(r"(?:通知|公告|公示|通告)$")
_GOVERNMENT = re.compile(r"政府|办公[室厅]$")
_EXPLAINS = re.compile(r"解读|图解|读懂")
_DUTIES = re.compile(
    r"(?:职能|职责|机构(?:简介|概况|职能|设置)|内设机构|三定方案)(?:[(（].{1,12}[)）])?$|主要职责[^，。]{0,20}规定$"
)
_UNIT_SIGNS = re.compile(
    r"(?:主要|工作|部门|内设)?(?:职责|职能)|内设机构|办公(?:地址|时间|电话)|负责人|联系(?:电话|方式)|单位地址"
)
_PERSON = re.compile(
    r"^(?:(?:副)?(?:书记|[省市县区州镇乡局]长|主任|主席))?[\u4e00-\u9fa5·]{2,4}(?:同志)?(?:简历|简介)?$"
)
_LEADER_SIGNS = re.compile(
    r"(?:工作|任职)?分工|(?:个人|工作)?(?:简历|履历)|现任|主持[^，。]{0,20}(?:全面工作|工作)|(?:分管|协助|联系)[^，。]{0,30}(?:工作|局|方面)|[男女]，[\u4e00-\u9fa5]{1,3}族"
)
_MESSAGE = re.compile(
    r"(?:来信|写信|留言|提问|咨询|信件)(?:时间|日期|内容|标题|主题|编号|类型|人)|(?:信件|办件)编号|(?:网友|群众|来信人|写信人|留言人)[:：]"
)
_REPLY = re.compile(r"(?:答复|回复|办理|处理|办结)(?:时间|日期|单位|部门|内容|意见|结果|情况|人)")
_ELEMENT = re.compile(
    r"(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]?)?[【\[]?(?:"
    r"(?:事项|办理事项|服务事项)(名)称|(?:设定|实施|法律|办理|政策|办事)(依)据|(?:申请|受理|办理|申报|审批|办事)(条)件|(?:申请|办理|所需|申报|提交|受理)(材)料"
    r"|(?:办理|受理|办公|办事|咨询)(?:(地)点|(地)址|(窗)口)|(?:办理|受理|办公|工作|办事)(时)间|(?:咨询|联系|监督|投诉)(?:(电)话|(方)式|(渠)道)"
    r"|(?:办理|办事|受理|审批|申请)(?:(流)程|(程)序|(步)骤)|(收)费(?:标准|情况|依据)|是否(收)费|(?:办理|法定|承诺|办结|审批)(?:办结|办理)?(?:(期)限|(时)限)"
    r"|(?:受理|实施|办理|责任|承办)(?:(部)门|(机)构|(机)关|(主)体|(单)位))"
)
_SAME_ELEMENT = str.maketrans("址窗方渠程步限机主单", "地地电电流流期部部部")
_SERVICE = re.compile(r"(?:办事|服务|办理|申办|申请)指南$|办理流程$")
_COLUMN_NAME = 12  # characters of a title that may be a column's name
_LONG = 12_000  # characters of main text above which no letter and no service guide is looked for


@dataclass
class Text:
    """A text and what it is told by. `title` and `names` are squeezed, `names` are the columns it stands in, nearest first."""

    sheet: Sheet
    facts: PageFacts
    title: str
    names: list[str]

    def stands_in(self, *kinds: PageKind, within: int = 1) -> bool:
        """Whether one of the nearest columns (`within` steps of the nearest) is for texts of these kinds, and none nearer says otherwise."""
        said = self.said
        return said.kind in kinds and said.steps <= within

    @cached_property
    def said(self) -> Said:
        """What the nearest telling column says."""
        return said_by(self.names)


def text_kind(sheet: Sheet, facts: PageFacts) -> Judged:
    """Kind of a page with a text of its own, and how sure. Its interpretation and document, if any, have been read."""
    page = facts.page
    title = squeeze(page.heading or page.title)
    text = Text(sheet, facts, title, _names(sheet, page, title))
    for judge in _JUDGES:
        judged = judge(text)
        if judged is not None:
            return judged
    return news_or_notice(sheet, title, text.names, reposted=is_repost(facts))


def _names(sheet: Sheet, page: Page, title: str) -> list[str]:
    """Columns the text stands in, nearest first; a column that shows one text stands in itself."""
    own = [title] if page.breadcrumb and squeeze(page.breadcrumb[-1]) == title and len(title) <= _COLUMN_NAME else []
    stated = columns_named((meta_value(sheet.meta_tags, "columnname"),), title)
    kinds = columns_named((meta_value(sheet.meta_tags, "columntype"),), title)
    return list(dict.fromkeys([*own, *stated, *columns_named(page.breadcrumb, title), *kinds]))


def is_repost(facts: PageFacts) -> bool:
    """Whether the page stands in an interpretation column without being one."""
    return facts.interpretation is not None and facts.interpretation.own is False


def _report(text: Text) -> Judged | None:
    if _REPORT.search(text.title) and not _ABOUT.search(text.title):
        return PageKind.REPORT, 0.98
    return None


def _disclosure_guide(text: Text) -> Judged | None:
    if _GUIDE.search(text.title) and not _ABOUT.search(text.title):
        return PageKind.GUIDE, 0.98
    if text.stands_in(PageKind.GUIDE, within=0):
        return PageKind.GUIDE, 0.85
    return None


def _message(text: Text) -> Judged | None:
    """A letter with its answer: both sides' labels, or the labels of one in a mailbox's column."""
    words = text.sheet.main_text
    if len(words) > _LONG or ("复" not in words and "办理" not in words and "处理" not in words):
        return None
    in_column = text.stands_in(PageKind.MESSAGE)
    if not in_column and "信" not in words and "留言" not in words and "提问" not in words and "咨询" not in words:
        return None
    asked, replied = len(set(_MESSAGE.findall(words))), _REPLY.search(words) is not None
    if in_column:
        return (PageKind.MESSAGE, 0.98 if asked else 0.93) if asked or replied else None
    return (PageKind.MESSAGE, 0.93 if asked > 1 else 0.7) if asked and replied and text.sheet.prose < 5000 else None


def _service(text: Text) -> Judged | None:
    named, in_column = _SERVICE.search(text.title) is not None, text.stands_in(PageKind.SERVICE)
    words = text.sheet.main_text
    if not (named or in_column) and (
        len(words) > _LONG or "材料" not in words or ("条件" not in words and "流程" not in words)
    ):
        return None
    signs = _elements(text.sheet)
    if named or in_column:
        return (PageKind.SERVICE, 0.97 if signs >= 3 else 0.8) if signs or named else None
    return (PageKind.SERVICE, 0.93 if signs >= 7 else 0.8) if signs >= 6 else None


def _elements(sheet: Sheet) -> int:
    """How many elements of a service guide begin a line, as labels and headings do."""
    found = (_ELEMENT.match("".join(line[:24].split())) for line in sheet.main_lines[:300])
    return len({"".join(filter(None, match.groups())).translate(_SAME_ELEMENT) for match in found if match})


def _leader(text: Text) -> Judged | None:
    person = _PERSON.match(text.title) is not None
    if not text.stands_in(PageKind.LEADER, within=2) or not (person or len(text.title) <= 12):
        return None
    signs = len(set(_LEADER_SIGNS.findall(text.sheet.main_text[:4000])))
    if person:
        return PageKind.LEADER, 0.97 if signs else 0.85
    return (PageKind.LEADER, 0.85) if signs >= 2 else None


def _is_departments_notice(text: Text, document: Document) -> bool:
    """Whether what looks official is a department's notice: without any number, among notices, and no government's."""
    if document.number or document.index_number or document.validity or _GOVERNMENT.search(document.issuer):
        return False
    return text.stands_in(PageKind.NOTICE, within=0) and _NOTICE.search(text.title) is not None


def _organisation(text: Text) -> Judged | None:
    named = _DUTIES.search(text.title) is not None
    if text.stands_in(PageKind.ORGANISATION, within=0):
        signs = len(set(_UNIT_SIGNS.findall(text.sheet.main_text[:4000])))
        return (PageKind.ORGANISATION, 0.96 if named or signs >= 3 else 0.8) if named or signs else None
    return (PageKind.ORGANISATION, 0.85) if named and not _ABOUT.search(text.title) else None


def _result(text: Text) -> Judged | None:
    if _EXPLAINS.search(text.title):
        return None
    if _RESULT.search(text.title):
        return PageKind.CONSULTATION_RESULT, 0.96
    if text.stands_in(PageKind.CONSULTATION_RESULT, within=0) and _ASKING.search(text.title):
        return PageKind.CONSULTATION_RESULT, 0.9
    return None


def _consultation(text: Text) -> Judged | None:
    if _EXPLAINS.search(text.title):
        return None
    if _CONSULTATION.search(text.title):
        return PageKind.CONSULTATION, 0.96
    if text.stands_in(PageKind.CONSULTATION, within=0):
        return (PageKind.CONSULTATION, 0.9) if _ASKING.search(text.title) else None
    return None


def _interpretation(text: Text) -> Judged | None:
    found = text.facts.interpretation
    if found is None or found.own is False:
        return None
    return PageKind.INTERPRETATION, 0.96 if found.own else 0.75


def _decisions(text: Text) -> Judged | None:
    return (PageKind.DECISION_CATALOGUE, 0.93) if _DECISIONS.search(text.title) else None


def _catalogue(text: Text) -> Judged | None:
    return (PageKind.CATALOGUE, 0.85) if _CATALOGUE.search(text.title) and text.facts.document is None else None


def _gazette(text: Text) -> Judged | None:
    if _GAZETTE.search(text.title) and (text.stands_in(PageKind.GAZETTE) or "政府公报" in text.title):
        return PageKind.GAZETTE, 0.95
    return None


def _system(text: Text) -> Judged | None:
    named = _SYSTEM.search(text.title) is not None
    if text.stands_in(PageKind.SYSTEM):
        return PageKind.SYSTEM, 0.97 if named else 0.92
    return (PageKind.SYSTEM, 0.8) if named and text.facts.document is None and not _ABOUT.search(text.title) else None


def _document(text: Text) -> Judged | None:
    found = text.facts.document
    if found is None or _is_departments_notice(text, found):
        return None
    return PageKind.DOCUMENT, 0.96 if found.number else 0.85


_JUDGES = (
    _report,
    _disclosure_guide,
    _message,
    _leader,
    _result,
    _consultation,
    _interpretation,
    _decisions,
    _gazette,
    _system,
    _document,
    _organisation,
    _service,
    _catalogue,
)
