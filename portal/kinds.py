"""What a page is (页面类型), from its structure, title, breadcrumb, meta tags and address together, with a confidence.

Each sign adds to the case for an article or for a list; the distance between the two cases is the confidence.
"""

import re

from portal.facts import ListItem, PageFacts
from portal.metatags import meta_value
from portal.outline import squeeze
from portal.sheet import Sheet
from portal.states import Fill, PageKind, Region

_ARTICLE_URL = re.compile(
    r"/t?(?:19|20)\d{6}_\d+\.\w+$|/art/\d{4}/|/art_[0-9a-f_]+\.html?$|content/post_\d+|/content_\d+\.\w+$|/info/\d+/\d+\.\w+$"
    r"|/(?:19|20)\d{2}-?\d{2}[-/]?\d{0,2}/\w+\.\w+$|/20\d{4}/[0-9a-f]{20,}\.\w+$|/\d{3,}\.s?html?$|/doc_[0-9a-f]+\.\w+$|[?&](?:id|article_?id|newsid)=",
    re.IGNORECASE,
)
_LIST_URL = re.compile(
    r"/$|/(?:index|list|node|default)(?:[_-]?\d+)?\.(?:s?html?|jsp|aspx?|php)$|/col/col\d+|/column/|/channel_|/public/\d+(?:/index)?",
    re.IGNORECASE,
)
_ERROR_TITLE = re.compile(
    r"^\W*(?:404|403|500|502|503)\b|页面(?:不存在|找不到|未找到|已删除|丢失)|(?:找不到|无法找到|无法访问|不存在)[^。]{0,6}(?:页面|网页|文件)|Not\s*Found|访问出错|出错了",
    re.IGNORECASE,
)
_REPORT_TITLE = re.compile(
    r"(?:信息|政务)公开(?:工作)?(?:年度?)?(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:总结)?报告|信息(?:公开)?年度报告"
)
_CONSULTATION_TITLE = re.compile(
    r"(?:公开)?(?:征求|征集)[^，。]{0,30}意见|意见(?:建议)?(?:的)?(?:征集|征求)|征求意见稿"
)
_CONSULTATION_COLUMN = re.compile(r"(?:意见|民意|网上|建议)征集|征集调查|调查征集|征求意见")
_ASKING = re.compile(r"征集|征求")
_RESULT_TITLE = re.compile(r"(?:采纳|反馈|结果|处理)(?:情况)?(?:的)?(?:公告|公示|通报|说明|反馈)?$")
_MESSAGE_LABELS = (
    "来信时间",
    "写信时间",
    "留言时间",
    "信件编号",
    "来信内容",
    "信件内容",
    "留言内容",
    "来信标题",
    "信件标题",
)
_REPLY_LABELS = (
    "答复时间",
    "回复时间",
    "答复单位",
    "回复单位",
    "办理单位",
    "答复内容",
    "回复内容",
    "处理结果",
    "答复意见",
)
_SUBCOLUMN_LINKS = 4


def kind_of(sheet: Sheet, facts: PageFacts, *, home: bool) -> tuple[PageKind, float]:
    """Kind of the page and the confidence in it, 0–1. Documents and interpretations refine an ARTICLE later."""
    if home:
        return PageKind.HOME, 1.0
    if facts.page.refresh_to:
        return PageKind.REDIRECT, 0.95
    if _is_error(sheet):
        return PageKind.ERROR, 0.8
    if not (facts.page.title or facts.page.heading or facts.page.breadcrumb or facts.items):
        return PageKind.OTHER, 0.3  # nothing but an address speaks for a kind
    article, listing = _article_signs(sheet, facts), _list_signs(sheet, facts)
    if max(article, listing) < 2:
        return PageKind.OTHER, 0.3
    confidence = min(0.99, 0.5 + abs(article - listing) / 12)
    if article > listing:
        return _article_kind(sheet), confidence
    return _list_kind(facts), confidence


def _is_error(sheet: Sheet) -> bool:
    heads = (sheet.outline.title, sheet.page.heading, *sheet.main_lines[:2])
    return len(sheet.main_text) < 300 and any(len(head) < 40 and _ERROR_TITLE.search(head) for head in heads)


def _article_signs(sheet: Sheet, facts: PageFacts) -> float:
    page = facts.page
    signs = 0.0
    signs += 3 if meta_value(sheet.meta_tags, "articletitle") else 0
    signs += 3 if page.published_on else 0
    signs += 1 if page.source else 0
    signs += 2 if _ARTICLE_URL.search(page.url) else 0
    signs += 2 if sheet.prose >= 200 else (1 if sheet.prose >= 60 else 0)
    signs += 1 if page.heading and page.heading not in page.breadcrumb else 0
    signs += (
        2
        if page.breadcrumb
        and squeeze(page.breadcrumb[-1]) in ("正文", "内容", "详情", "文章内容", "信息内容", "内容详情")
        else 0
    )
    return signs


def _list_signs(sheet: Sheet, facts: PageFacts) -> float:
    rows = sum(1 for item in facts.items if item.region is Region.MAIN and item.dated_on)
    signs = 0.0
    signs += 4 if rows >= 5 else (3 if rows >= 2 else 2 * rows)
    signs += 2 if facts.next_pages else 0
    signs += 2 if _LIST_URL.search(facts.page.url) else 0
    signs += 1 if meta_value(sheet.meta_tags, "columnname") and not meta_value(sheet.meta_tags, "articletitle") else 0
    signs += 1 if _named_after_column(facts) else 0
    signs += 1 if facts.page.fill in (Fill.SAYS_NONE, Fill.SCRIPTED) else 0
    signs -= 1 if sheet.prose >= 500 else 0
    return signs


def _named_after_column(facts: PageFacts) -> bool:
    """Whether the title is the last name of the breadcrumb: so on the column's page, not on its articles."""
    crumb = facts.page.breadcrumb
    return bool(crumb) and squeeze(facts.page.title).startswith(squeeze(crumb[-1]))


def _article_kind(sheet: Sheet) -> PageKind:
    title = squeeze(sheet.page.heading or sheet.page.title)
    if _REPORT_TITLE.search(title):
        return PageKind.REPORT
    if _RESULT_TITLE.search(title):
        return PageKind.ARTICLE
    if _CONSULTATION_TITLE.search(title):
        return PageKind.CONSULTATION
    if _CONSULTATION_COLUMN.search("".join(sheet.breadcrumb[-1:])) and _ASKING.search(title):
        return PageKind.CONSULTATION
    text = sheet.main_text
    if (
        any(label in text for label in _MESSAGE_LABELS)
        and any(label in text for label in _REPLY_LABELS)
        and sheet.prose < 5000
    ):
        return PageKind.MESSAGE
    return PageKind.ARTICLE


def _list_kind(facts: PageFacts) -> PageKind:
    """LIST where one block of rows is the page, COLUMN where several are, or links to columns below."""
    blocks: dict[int, int] = {}
    for item in main_items(facts.items):
        blocks[item.block] = blocks.get(item.block, 0) + 1
    if facts.next_pages or facts.page.fill in (Fill.SAYS_NONE, Fill.EMPTY, Fill.SCRIPTED):
        return PageKind.LIST
    if sum(1 for rows in blocks.values() if rows >= 2) >= 2 or facts.page.fill is Fill.LINKS_OUT:
        return PageKind.COLUMN
    return PageKind.LIST if blocks else PageKind.COLUMN


def main_items(items: list[ListItem]) -> list[ListItem]:
    """Rows of the main region."""
    return [item for item in items if item.region is Region.MAIN]
