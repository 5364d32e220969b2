"""What a column's page holds (栏目内容状况): items, an article, links elsewhere, a sentence that says there is nothing, nothing, or scripts.

Blankness is an accusation: a page that scripts may fill is never called empty.
"""

import re

from portal.facts import ListItem
from portal.outline import Node, squeeze
from portal.sheet import Sheet
from portal.states import Fill, Region

_NONE = re.compile(
    r"(?:(?:此|该|本|当前)?(?:栏目|频道|页面|列表|分类|板块|目录)?(?:下|内|中)?(?:目前|现)?"
    r"(?:暂无|暂时没有|尚无|还没有|没有(?:找到|查询到|检索到)?|无)(?:任何|相关|新增|更新|可显示|符合条件)?(?:的)?(?:任何|相关|新增)?(?:的)?"
    r"(?:信息|内容|数据|记录|文章|文件|资料|新闻|稿件|公告|结果)"
    r"|(?:内容|栏目|页面|信息|资料|网站)(?:正在|在)?(?:建设|更新|完善|维护|整理|升级|补充)中|敬请期待|暂无$|^无$)"
)
_NONE_SHARE = 0.6  # of such a line is the sentence itself
_LONG_TEXT = 200  # characters of running text that speak for themselves
_TEMPLATE_MARKS = ("v-for=", "ng-repeat=", "v-if=", "<?=")
_FETCHES = re.compile(r"\$\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|XMLHttpRequest|axios")
_SHOWN = frozenset(("iframe", "frame", "embed", "object", "video"))
_FIELDS = frozenset(("input", "textarea"))
_FORM_FIELDS = 3
_DECORATION = re.compile(
    r"logo|banner|ico|bg|btn|arrow|search|top|nav|line|dot|spacer|blank|loading|title|tit_|head|foot|bottom",
    re.IGNORECASE,
)
_NONE_HINTS = frozenset("无没中待")  # every such sentence has one of these
_TEMPLATE_TYPES = frozenset(("text/template", "text/html", "text/x-template", "text/x-handlebars-template"))
_CONTAINERS = frozenset(("ul", "ol", "div", "table", "tbody", "section"))
_NONE_LENGTH = 30  # characters a line may have to be such a sentence and no article
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
_CONTAINER_NAMES = re.compile(
    r"list|content|con(\b|t)|news|data|table|tree|grid|result|item|app|root|report|zwgk|xxgk|_ul|ul_", re.IGNORECASE
)
_PAGER_NAMES = re.compile(r"page(?!content)|pagin|fenye", re.IGNORECASE)
_COUNTERS = re.compile(r"cnzz|hm\.baidu|bdshare|_bd_share|51\.la|google-analytics|_hmt|jiucuo|conac", re.IGNORECASE)
_LIBRARIES = re.compile(r"jquery|bootstrap|swiper|superslide|layer|jiucuo|conac|cnzz|hm\.js|share", re.IGNORECASE)
_SKIN_NAMES = re.compile(r"ui-empty-skin|j-\w+|vue|ng-app", re.IGNORECASE)
_DATA_SCRIPTS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|XMLHttpRequest|axios|\.load\s*\(|createPageHTML|document\.write|new\s+Vue|ReactDOM|createApp"
    r"|datasource|dataproxy|labelName|zTree|innerHTML|\.html\s*\(|\.append\s*\(",
)


def fill_of(sheet: Sheet, items: list[ListItem]) -> tuple[Fill, str]:
    """What the main region holds, and the words for SAYS_NONE."""
    if any(item.region is Region.MAIN for item in items):
        return Fill.FILLED, ""
    if _is_templated(sheet):
        return Fill.SCRIPTED, ""
    words = none_words(sheet.main_lines)
    if words and sheet.prose < _LONG_TEXT:
        return (Fill.SCRIPTED, "") if _may_be_replaced(sheet, words) else (Fill.SAYS_NONE, words)
    bare = _bare_characters(sheet)
    if sheet.prose >= 60 or bare >= _ARTICLE_LENGTH or _documents_shown(sheet):
        return Fill.ARTICLE, ""
    leads = _leads_on(sheet)
    if leads < _SEVERAL_LINKS and _waits_for_scripts(sheet):
        return Fill.SCRIPTED, ""
    if leads:
        return Fill.LINKS_OUT, ""
    return (Fill.EMPTY, "") if bare <= _EMPTY_LENGTH else (Fill.ARTICLE, "")


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
            said = _NONE.search(squeeze(line))
            if said and len(said.group()) >= _NONE_SHARE * len(squeeze(line)):
                return line
    return ""


def _is_templated(sheet: Sheet) -> bool:
    """Whether the main region is a template that a script of the page fills in the browser."""
    return "{{" in sheet.main_text or any(mark in sheet.source for mark in _TEMPLATE_MARKS)


def _may_be_replaced(sheet: Sheet, words: str) -> bool:
    """Whether a script may hide or replace the sentence: it is hidden itself, or the page fetches data."""
    hidden = (
        node for node in sheet.outline.nodes if node.hidden and node.parent is not None and not node.parent.hidden
    )
    if any(squeeze(words) in squeeze(sheet.outline.raw(node)) for node in hidden):
        return True
    return any(_FETCHES.search(script) and not _COUNTERS.search(script) for _, script in sheet.outline.scripts)


def _documents_shown(sheet: Sheet) -> bool:
    """Whether the main region shows something that is no text: a picture, a frame, a video, a form, a downloadable file."""
    nodes = [node for node in sheet.outline.nodes if node.region is Region.MAIN]
    if any(node.tag in _SHOWN for node in nodes) or sum(node.tag in _FIELDS for node in nodes) >= _FORM_FIELDS:
        return True
    if any(link.element == "img" and link.region is Region.MAIN and _is_picture(link.url) for link in sheet.links):
        return True
    return any(
        link.region is Region.MAIN
        and link.url.lower().rpartition(".")[2] in ("pdf", "doc", "docx", "xls", "xlsx", "zip", "rar", "wps")
        for link in sheet.links
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
            if link.region is Region.MAIN
            and link.element in ("a", "onclick", "area", "option")
            and len(link.label) >= 2
            and link.label not in above
        }
        - {"", own}
    )


def _waits_for_scripts(sheet: Sheet) -> bool:
    """Whether an empty container, a template or a loading script stands where content would."""
    scripts = sheet.outline.scripts
    if any(node.attrs.get("type", "").lower() in _TEMPLATE_TYPES for node, _ in scripts):
        return True
    nodes = [node for node in sheet.outline.nodes if node.region is Region.MAIN]
    if any(node.attrs and ("data-setting" in node.attrs or _SKIN_NAMES.search(node.names)) for node in nodes):
        return True
    inside = (script for node, script in scripts if node.region is Region.MAIN and _stands_in_content(node))
    return any(map(_loads, inside)) or (_has_scripts(sheet) and any(_hollow(sheet, node) for node in nodes))


def _stands_in_content(node: Node) -> bool:
    return node.parent is not None and node.parent.tag not in ("body", "html", "head")


def _loads(script: str) -> bool:
    """Whether an inline script fetches or writes content, counters and badges left out."""
    return _DATA_SCRIPTS.search(script) is not None and _COUNTERS.search(script) is None


def _has_scripts(sheet: Sheet) -> bool:
    """Whether a script that may fill a container runs anywhere: a loading one in the page, or any file that is no mere library."""
    return any(
        _loads(script) or (node.attrs.get("src") and not _LIBRARIES.search(node.attrs["src"]))
        for node, script in sheet.outline.scripts
    )


def _hollow(sheet: Sheet, node: Node) -> bool:
    """An identified list or content element with nothing in it."""
    if node.tag not in _CONTAINERS or "id" not in node.attrs or node.last != node.index + 1:
        return False
    names = node.names
    named = _CONTAINER_NAMES.search(names) is not None and _PAGER_NAMES.search(names) is None
    return named and not squeeze(sheet.outline.raw(node))
