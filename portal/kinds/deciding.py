"""What a page is (页面类型), from its structure, names, meta tags, address and content together, with a confidence.

First whether the page stays at all (redirects, errors), then its shape (`portal.kinds.shapes`), then its names and wording (`portal.kinds.gathering_kinds`,
`portal.kinds.text_kinds`). The confidence is that of the weaker step: a page is held to what its kind asks only where it is sure.
"""

import re

from portal.facts import PageFacts
from portal.kinds.gathering_kinds import Judged, gathering_kind
from portal.kinds.shapes import Shape, is_single_text
from portal.kinds.text_kinds import text_kind
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.states import MAIN, PageKind

_ERROR_TITLE = re.compile(
    r"^\W*(?:404|403|500|502|503)\b|页面(?:不存在|找不到|未找到|已删除|丢失)|(?:找不到|无法找到|无法访问|不存在)[^。]{0,6}(?:页面|网页|文件)|Not\s*Found|访问出错|出错了",
    re.IGNORECASE,
)
_FILE_LISTING = re.compile(
    r"(?:Index of|Directory listing for) /"
)  # what servers show of a folder without an index page
_ERROR_LENGTH = 300  # characters of main text an error page has at most
_SEARCH_TITLE = re.compile(
    r"^(?:站内|全站|高级|智能|信息|网站|全文|内容)?(?:搜索|检索|查询)(?:结果|页|中心|平台)*$|(?:站内|全站|全文|智能)(?:搜索|检索)"
)
_SEARCH_URL = re.compile(
    r"/(?:search|so|jsearch\w*|s|fullsearch|site/search)(?:/|\.\w+|$|\?)|/search\w*\.\w+", re.IGNORECASE
)
_TITLE_BREAKS = re.compile(r"[-_|—–－]{1,2}")
_UNKNOWN = (PageKind.OTHER, 0.3)


def kind_before_texts(sheet: Sheet, facts: PageFacts, *, home: bool) -> Judged | None:
    """Kind of a page whose text need not be looked into, with the confidence in it, 0–1; None for a page with a text of its own."""
    if home:
        return PageKind.HOME, 1.0
    if facts.page.refresh_to:
        return PageKind.REDIRECT, 0.95
    if _is_error(sheet):
        return PageKind.ERROR, 0.95
    if not (facts.page.title or facts.page.heading or facts.page.breadcrumb or facts.items):
        return _UNKNOWN  # nothing but an address speaks for a kind
    if _FILE_LISTING.match(facts.page.title):
        return PageKind.OTHER, 0.95
    if _is_search(sheet, facts):
        return PageKind.SEARCH, 0.93
    shape = Shape(sheet, facts)
    if not shape.is_known:
        return _UNKNOWN
    if shape.is_text or is_single_text(facts):
        return None
    kind, confidence = gathering_kind(sheet, facts)
    return kind, min(confidence, shape.confidence)


def kind_of_text(sheet: Sheet, facts: PageFacts) -> Judged:
    """Kind of a page with a text of its own, once its interpretation and document have been read."""
    shape = Shape(sheet, facts)
    kind, confidence = text_kind(sheet, facts)
    return kind, min(confidence, shape.confidence if shape.is_text else 0.55)


def _is_error(sheet: Sheet) -> bool:
    heads = (sheet.outline.title, sheet.page.heading, *sheet.main_lines[:2])
    return len(sheet.main_text) < _ERROR_LENGTH and any(len(head) < 40 and _ERROR_TITLE.search(head) for head in heads)


def _is_search(sheet: Sheet, facts: PageFacts) -> bool:
    """Whether the page is there to search the site: named so, with a field to ask in."""
    page = facts.page
    own = (*page.breadcrumb[-1:], page.heading, *_TITLE_BREAKS.split(page.title, maxsplit=1)[:1])
    named = any(_SEARCH_TITLE.search(squeeze(name)) for name in own if len(name) <= 24)
    if not named and not (_SEARCH_URL.search(page.url) and page.published_on is None):
        return False
    fields = (
        node for node in sheet.outline.tagged("input") if node.attrs.get("type", "text").lower() in ("text", "search")
    )
    return named or any(node.region is MAIN for node in fields)
