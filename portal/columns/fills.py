"""What a column's page holds (栏目内容状况): items, an article, links elsewhere, a sentence that says there is nothing, nothing, or scripts.

Blankness is an accusation: a page that scripts may fill is never called empty.
"""

import re

from portal.facts import ListItem
from portal.markup.outline import squeeze
from portal.markup.scripted import is_templated, may_be_replaced, waits_for_scripts
from portal.markup.sheet import Sheet
from portal.states import MAIN, NAVIGATION, Fill

_NONE = re.compile(
    r"(?:(?:此|该|本|当前)?(?:栏目|频道|页面|列表|分类|板块|目录)?(?:下|内|中)?(?:目前|现)?"
    r"(?:暂无|暂时没有|尚无|还没有|没有(?:找到|查询到|检索到)?|无)(?:任何|相关|新增|更新|可显示|符合条件)?(?:的)?(?:任何|相关|新增)?(?:的)?"
    r"(?:信息|内容|数据|记录|文章|文件|资料|新闻|稿件|公告|结果)"
    r"|(?:内容|栏目|页面|信息|资料|网站)(?:正在|在)?(?:建设|更新|完善|维护|整理|升级|补充)中|敬请期待|暂无$|^无$)"
)
_PUNCTUATION = re.compile(r"[，。、！!？?；;：:,.…~～·\-—]")
_OTHER_BLOCK = re.compile(
    r"(?:热[点门]|最新|推荐|相关|猜你|图片|阅读|点击|浏览|要闻)+(?:推荐|信息|内容|文章|新闻|阅读|动态|链接|资讯|排行榜?|关注|稿件|喜欢|更多)*[>》]{0,2}"
)
_TITLE_KEY = 12  # characters of a row's title by which its line is found
_TEXT_FIELDS = frozenset(("text", "search", ""))
_NONE_SHARE = 0.6  # of such a line is the sentence itself
_LONG_TEXT = 200  # characters of running text that speak for themselves
_SHOWN = frozenset(("iframe", "frame", "embed", "object", "video"))
_FIELDS = frozenset(("input", "textarea"))
_FORM_FIELDS = 3
_DECORATION = re.compile(
    r"logo|banner|ico|bg|btn|arrow|search|top|nav|line|dot|spacer|blank|loading|title|tit_|head|foot|bottom",
    re.IGNORECASE,
)
_NONE_HINTS = frozenset("无没中待")  # every such sentence has one of these
_NONE_LENGTH = 30  # characters a line may have to be such a sentence and no article
_PROSE_LENGTH = 60  # characters of running text that make an article
_ARTICLE_LENGTH = 40  # characters of text beside links from which a page says something itself
_SEVERAL_LINKS = 3
_TOOL_LABELS = {
    "更多",
    "更多>>",
    "more",
    "返回",
    "返回首页",
    "返回上级",
    "返回顶部",
    "打印",
    "关闭",
    "首页",
    "上一页",
    "下一页",
    "尾页",
    "末页",
}
_TOOLS = re.compile(
    r"字体(?:大小)?[:：]?|[【\[]?[大中小]{1,3}[】\]]?$|浏览次数[:：]?\d*|分享(?:到)?[:：]?|打印(?:本页)?|关闭(?:窗口)?|返回顶部|取消|收藏|网站导航"
    r"|首页|[上下前后]一?页|[尾末]页|第\d*页|共\d*[页条](?:记录)?|\d{1,6}/\d{1,6}|转到|跳转|确定|每页\d*条?"
    r"|^(?:序号|标题|名称|索引号|文号|发文字号|发布(?:日期|时间|机构)|成文日期|日期|时间|状态|信息标题|公开时间)$"
)
_EMPTY_LENGTH = 10  # characters of main text below which a page says nothing


def fill_of(sheet: Sheet, items: list[ListItem]) -> tuple[Fill, str]:
    """What the main region holds, and the words for SAYS_NONE."""
    rows = [item for item in items if item.region is MAIN]
    if rows:
        words = none_words(sheet.main_lines)
        return (Fill.SAYS_NONE, words) if words and _of_other_columns(sheet, rows) else (Fill.FILLED, "")
    if is_templated(sheet):
        return Fill.SCRIPTED, ""
    words = none_words(sheet.main_lines)
    if words and sheet.prose < _LONG_TEXT:
        return (Fill.SCRIPTED, "") if may_be_replaced(sheet, words) else (Fill.SAYS_NONE, words)
    if sheet.prose >= _PROSE_LENGTH or _documents_shown(sheet):
        return Fill.ARTICLE, ""
    bare = _bare_characters(sheet)
    if bare >= _ARTICLE_LENGTH:
        return Fill.ARTICLE, ""
    leads = _leads_on(sheet)
    if leads < _SEVERAL_LINKS and waits_for_scripts(sheet):
        return Fill.SCRIPTED, ""
    if leads:
        return Fill.LINKS_OUT, ""
    if bare > _EMPTY_LENGTH:
        return Fill.ARTICLE, ""
    return (Fill.SCRIPTED if _asks_what_to_find(sheet) else Fill.EMPTY), ""


def _bare_characters(sheet: Sheet) -> int:
    """Characters of main text beside links, the page's own name and the tools every article page has."""
    linked = {squeeze(link.text) for link in sheet.links if link.text}
    own = {squeeze(name) for name in (sheet.page.heading, *sheet.breadcrumb, sheet.page.title)}
    lines = (squeeze(line) for line in sheet.main_lines)
    return sum(len(_TOOLS.sub("", line)) for line in lines if line not in linked and line not in own)


def none_words(lines: list[str]) -> str:
    """The line that says there is nothing here, and hardly anything else; empty when no line does."""
    for line in lines:
        if len(line) <= _NONE_LENGTH and not _NONE_HINTS.isdisjoint(line):
            bare = _PUNCTUATION.sub("", squeeze(line))
            said = sum(len(found.group()) for found in _NONE.finditer(bare))
            if said and said >= _NONE_SHARE * len(bare):
                return line
    return ""


def _of_other_columns(sheet: Sheet, rows: list[ListItem]) -> bool:
    """Whether the rows stand below the heading of a block such as 热点推荐, and none leads below the page's own folder."""
    folder = sheet.page.url.partition("?")[0].rpartition("/")[0] + "/"
    if any(row.url.startswith(folder) for row in rows):
        return False
    lines = [squeeze(line) for line in sheet.main_lines]
    titles = tuple(squeeze(row.title)[:_TITLE_KEY] for row in rows)
    first_row = next((index for index, line in enumerate(lines) if line.startswith(titles)), 0)
    return any(_OTHER_BLOCK.fullmatch(line) for line in lines[:first_row])


def _documents_shown(sheet: Sheet) -> bool:
    """Whether the main region shows something that is no text: a picture, a frame, a video, a form, a downloadable file."""
    nodes = [node for node in sheet.outline.nodes if node.region is MAIN]
    if any(node.tag in _SHOWN for node in nodes) or sum(node.tag in _FIELDS for node in nodes) >= _FORM_FIELDS:
        return True
    if any(link.element == "img" and link.region is MAIN and _is_picture(link.url) for link in sheet.links):
        return True
    return any(
        link.region is MAIN
        and link.url.lower().rpartition(".")[2] in ("pdf", "doc", "docx", "xls", "xlsx", "zip", "rar", "wps")
        for link in sheet.links
    )


def _asks_what_to_find(sheet: Sheet) -> bool:
    """Whether the page's own part holds a search field: what it finds is seen only by asking."""
    above = sheet.place or next((node for node in sheet.outline.nodes if node.region is NAVIGATION), None)
    below = sheet.outline.nodes[above.last :] if above is not None else []
    return any(
        node.tag == "input"
        and node.region is MAIN
        and not node.hidden
        and node.attrs.get("type", "text").lower() in _TEXT_FIELDS
        for node in below
    )


def _is_picture(url: str) -> bool:
    """Whether an image is more than decoration, by its name."""
    return bool(url) and _DECORATION.search(url.rpartition("/")[2]) is None


def _leads_on(sheet: Sheet) -> int:
    """Addresses the main region links to by name, the page itself, the columns above it and the page tools left out."""
    own = sheet.page.url
    above = {squeeze(name) for name in sheet.breadcrumb} | _TOOL_LABELS
    return len(
        {
            link.url
            for link in sheet.links
            if link.region is MAIN
            and link.element in ("a", "onclick", "area", "option")
            and len(link.label) >= 2
            and link.label not in above
        }
        - {"", own}
    )
