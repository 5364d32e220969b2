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
_NONE_LENGTH = 30  # characters a line may have to be such a sentence and no article
_EMPTY_LENGTH = 20  # characters of main text below which a page says nothing
_CONTAINER_NAMES = re.compile(
    r"list|content|con(\b|t)|news|data|table|tree|grid|result|page|item|app|root", re.IGNORECASE
)
_SKIN_NAMES = re.compile(r"ui-empty-skin|j-\w+|vue|ng-app", re.IGNORECASE)
_DATA_SCRIPTS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|XMLHttpRequest|axios|\.load\s*\(|createPageHTML|document\.write|new\s+Vue|ReactDOM|createApp"
    r"|datasource|dataproxy|labelName|zTree|innerHTML|\.html\s*\(|\.append\s*\(",
)


def fill_of(sheet: Sheet, items: list[ListItem]) -> tuple[Fill, str]:
    """What the main region holds, and the words for SAYS_NONE."""
    if any(item.region is Region.MAIN for item in items):
        return Fill.FILLED, ""
    words = none_words(sheet.main_lines)
    if words and sheet.prose < 200:
        return Fill.SAYS_NONE, words
    if sheet.prose >= 60 or _documents_shown(sheet):
        return Fill.ARTICLE, ""
    if _waits_for_scripts(sheet):
        return Fill.SCRIPTED, ""
    if _leads_on(sheet):
        return Fill.LINKS_OUT, ""
    return (
        (Fill.EMPTY, "")
        if len(squeeze("".join(sheet.main_lines))) <= _EMPTY_LENGTH + _names(sheet)
        else (Fill.ARTICLE, "")
    )


def none_words(lines: list[str]) -> str:
    """The line that says there is nothing here; empty when no line does."""
    for line in lines:
        if len(line) <= _NONE_LENGTH and _NONE.search(squeeze(line)):
            return line
    return ""


def _names(sheet: Sheet) -> int:
    """Characters the page spends on its own name."""
    return len(squeeze(sheet.page.heading)) + sum(len(name) for name in sheet.crumb[0][-1:])


def _documents_shown(sheet: Sheet) -> bool:
    """Whether the main region shows something that is no text: a large image, a frame, a video, a downloadable file."""
    shown = ("iframe", "embed", "object", "video")
    return any(node.tag in shown and node.region is Region.MAIN for node in sheet.outline.nodes) or any(
        link.region is Region.MAIN
        and link.url.lower().rpartition(".")[2] in ("pdf", "doc", "docx", "xls", "xlsx", "zip", "rar", "wps")
        for link in sheet.links
    )


def _leads_on(sheet: Sheet) -> bool:
    """Whether the main region links on to other pages by name."""
    return any(
        link.region is Region.MAIN
        and link.url
        and link.element in ("a", "onclick", "area", "option")
        and len(link.label) >= 2
        and link.url != sheet.page.url
        for link in sheet.links
    )


def _waits_for_scripts(sheet: Sheet) -> bool:
    """Whether an empty container, a template or a loading script stands where content would."""
    if any(
        node.attrs.get("type", "").lower() in ("text/template", "text/html", "text/x-template")
        for node, _ in sheet.outline.scripts
    ):
        return True
    nodes = sheet.outline.nodes
    if any(
        node.attrs and ("data-setting" in node.attrs or _SKIN_NAMES.search(node.names)) and node.region is Region.MAIN
        for node in nodes
    ):
        return True
    loads = any(_DATA_SCRIPTS.search(script) for node, script in sheet.outline.scripts if node.region is Region.MAIN)
    hollow = any(_hollow(sheet, node) for node in nodes)
    return loads or (hollow and any(_DATA_SCRIPTS.search(script) for _, script in sheet.outline.scripts))


def _hollow(sheet: Sheet, node: Node) -> bool:
    """An identified list or content element with nothing in it."""
    if (
        node.region is not Region.MAIN
        or node.tag not in ("ul", "ol", "div", "table", "tbody", "section")
        or "id" not in node.attrs
    ):
        return False
    return (
        node.last == node.index + 1
        and not squeeze(sheet.outline.raw(node))
        and bool(_CONTAINER_NAMES.search(node.names))
    )
