"""Head of an article (稿件): heading, publication date (发布日期) and source (来源)."""

import re
from functools import lru_cache

from portal.dates import Dated, compact_date, dates_in, first_date, plain
from portal.markup.metatags import PUBLISHED_NAMES, meta_value
from portal.markup.outline import Outline, fold, squeeze
from portal.markup.sheet import Sheet
from portal.states import MAIN, Via

_TITLE_NAMES = re.compile(r"(^|[\s_-])(title|tit|bt|headline|biaoti|h1|subject)([\s_-]|\d|$)|title", re.IGNORECASE)
_STRONG_LABEL = re.compile(
    r"(?:发\s*布|发\s*表|刊\s*发|发\s*稿|公\s*布|公\s*开|上\s*传|录\s*入|添\s*加|更\s*新|信息时间)\s*(?:时\s*间|日\s*期|于)?\s*[:：]?\s*$"
)
_WEAK_LABEL = re.compile(r"(?:时\s*间|日\s*期)\s*[:：]\s*$")
_LABEL_HINT = re.compile(r"[发刊公上录添更]\s*[布表发稿开传入加新]|时\s*间|日\s*期")
_HEAD_WORDS = re.compile(r"来\s*源|浏览|点击|阅读|访问|字\s*[体号]|作\s*者|打印|分享|编辑|信息员")
_SOURCE = re.compile(
    r"(?:信\s*息|稿\s*件|文\s*章|内\s*容)?\s*(?:来\s*源|信源)\s*[:：]\s*(?!作\s*者|发\s*布|编\s*辑|浏览|点击|时\s*间|日\s*期|字\s*[体号]|阅读|责任)([^\s|【】\[\]]{2,60}?)"
    r"(?=\s|$|[|【\[]|(?:作者|编辑|发布)\s*[:：]|(?:发布)?(?:时间|日期)|发布[者人]|浏览|点击|字体|字号|阅读|访问|责任编辑|分享|打印)"
)
_HEAD_LINES = 14  # lines after the heading among which an article shows its date
_LINE_READ = 160  # characters of a line in which an article's remarks stand; longer ones are its text


def heading(sheet: Sheet) -> str:
    """Heading of the page's main text: h1, an element named title, else the meta tag's; empty when it shows none."""
    outline = sheet.outline
    page_title = squeeze(outline.title)
    best = ""
    for node in outline.nodes:
        if node.region is not MAIN or node.end - node.start > 12:
            continue
        if node.tag in ("h1", "h2", "h3") or (
            node.attrs and node.tag != "a" and _names_title(node.attrs.get("class", ""), node.attrs.get("id", ""))
        ):
            text = outline.label(node)
            if not 2 <= len(text) <= 200:
                continue
            if node.tag == "h1":
                return text
            if squeeze(text)[:20] in page_title and len(text) > len(best):
                best = text
    return best or meta_value(sheet.meta_tags, "articletitle") or _line_of_title(sheet)


@lru_cache(maxsize=8192)
def _names_title(class_: str, id_: str) -> bool:
    return _TITLE_NAMES.search(f"{class_} {id_}") is not None


def _line_of_title(sheet: Sheet) -> str:
    """Line of the main text that the page's title begins with or consists of."""
    title = squeeze(sheet.outline.title)
    for line in sheet.main_lines[:20]:
        bare = squeeze(line)
        if len(bare) >= 5 and (title.startswith(bare) or bare == title):
            return line
    return ""


def title(outline: Outline) -> str:
    """The page's `<title>`, line breaks and tabs folded."""
    return outline.title[:300]


def published(sheet: Sheet) -> tuple[Dated, Via] | None:
    """Publication date and how it was read: a visible labelled date, a bare one in the article's head, a meta tag, the address."""
    head = _head_lines(sheet)
    found = _labelled(head, _STRONG_LABEL, _WEAK_LABEL) or _bare(head)
    found = found or _labelled(sheet.main_lines[-12:], _STRONG_LABEL)
    if found is not None:
        return found, Via.TEXT
    return published_by_meta(sheet)


def published_by_meta(sheet: Sheet) -> tuple[Dated, Via] | None:
    """Publication date as a meta tag gives it."""
    stated = meta_value(sheet.meta_tags, *PUBLISHED_NAMES)
    found = (first_date(stated) or compact_date(stated)) if stated else None
    return (found, Via.META) if found is not None else None


def published_by_address(url: str) -> tuple[Dated, Via] | None:
    """Publication date in the page's address, the last resort: portals that moved carry the day of the move there."""
    found = first_date(url) or compact_date(url)
    return (found, Via.LINK) if found is not None else None


def _head_lines(sheet: Sheet) -> list[str]:
    """Lines from the heading on, or the first ones where no heading is found."""
    lines = sheet.main_lines
    wanted = squeeze(sheet.page.heading)[:16]
    start = next((i for i, line in enumerate(lines) if wanted and squeeze(line).startswith(wanted)), 0)
    return lines[start : start + _HEAD_LINES]


def _labelled(lines: list[str], *labels: re.Pattern[str]) -> Dated | None:
    """First date right after a label, stronger labels first; label and date may stand in neighbouring lines."""
    text = " ".join(line[:_LINE_READ] for line in lines)
    if not _LABEL_HINT.search(text):
        return None
    before = [(text[max(0, dated.start - 16) : dated.start].rstrip("[(（【 "), dated) for dated in dates_in(text)]
    return next((dated for label in labels for words, dated in before if label.search(words)), None)


def _bare(lines: list[str]) -> Dated | None:
    """Date of a line that is nothing but a date, or a date among the usual remarks (来源, 浏览次数, 字号)."""
    for line in lines[1:8]:
        dated = first_date(line) if len(line) < _LINE_READ else None
        if dated is not None:
            rest = len(line) - (dated.end - dated.start)
            if rest <= 8 or (_HEAD_WORDS.search(line) and not line.rstrip().endswith("。")):
                return dated
    return None


def source(sheet: Sheet) -> str:
    """Where an article says it comes from (来源); empty when it does not say."""
    found = _SOURCE.search(plain_head(sheet))
    return fold(found.group(1)).rstrip("，,;；") if found else meta_value(sheet.meta_tags, "contentsource")


def plain_head(sheet: Sheet) -> str:
    """The article's head as one text."""
    return plain(" ".join(line[:_LINE_READ] for line in _head_lines(sheet)))
