"""Content that only scripts fill (脚本生成的内容): templates, empty containers, words such as 加载中 that stand in for it."""

import re
from collections.abc import Iterable

from portal.markup.outline import Node, squeeze
from portal.markup.sheet import Sheet
from portal.states import FOOTER, MAIN

_TEMPLATE_MARKS = ("v-for=", "ng-repeat=", "v-if=", "<?=")
_TEMPLATE_TYPES = frozenset(("text/template", "text/html", "text/x-template", "text/x-handlebars-template"))
_FETCHES = re.compile(r"\$\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|XMLHttpRequest|axios")
_LOADING = re.compile(
    r"(?:正在|数据|页面|内容|信息|列表|努力|拼命|玩命)*(?:加载|载入|读取)(?:数据|页面|内容|信息|列表)?中?(?:[，,]?请(?:稍[候后等]|耐?心?等待))?"
    r"|请稍[候后等]|(?:now)?loading|pleasewait",
    re.IGNORECASE,
)
_LOADING_LENGTH = 24  # characters of a line that is nothing but such words
_ENDS = ".。…!！~～·　"
_CONTAINERS = frozenset(("ul", "ol", "div", "table", "tbody", "section"))
_LISTS = frozenset(("ul", "ol", "tbody"))
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


def is_templated(sheet: Sheet) -> bool:
    """Whether the main region is a template that a script of the page fills in the browser."""
    if "{{" in sheet.main_text or sheet.page.rendered:
        return "{{" in sheet.main_text
    return any(mark in sheet.source for mark in _TEMPLATE_MARKS)


def may_be_replaced(sheet: Sheet, words: str) -> bool:
    """Whether a script may hide or replace a sentence: it is hidden itself, something is loading, or the page fetches data."""
    hidden = (
        node for node in sheet.outline.nodes if node.hidden and node.parent is not None and not node.parent.hidden
    )
    if is_loading(sheet.main_lines) or any(squeeze(words) in squeeze(sheet.outline.raw(node)) for node in hidden):
        return True
    if sheet.page.rendered:
        return False
    return any(_FETCHES.search(script) and not _COUNTERS.search(script) for _, script in sheet.outline.scripts)


def waits_for_scripts(sheet: Sheet) -> bool:
    """Whether an empty container, a template, a loading script or words such as 加载中 stand where content would."""
    scripts = sheet.outline.scripts
    if sheet.page.rendered:
        return is_loading(sheet.main_lines)
    if is_loading(sheet.main_lines) or any(
        node.attrs.get("type", "").lower() in _TEMPLATE_TYPES for node, _ in scripts
    ):
        return True
    nodes = [node for node in sheet.outline.nodes if node.region is MAIN]
    if any(node.attrs and ("data-setting" in node.attrs or _SKIN_NAMES.search(node.names)) for node in nodes):
        return True
    inside = (script for node, script in scripts if node.region is MAIN and _stands_in_content(node))
    return any(map(_loads, inside)) or (_has_scripts(sheet) and any(_hollow(sheet, node) for node in nodes))


def has_hollow_list(sheet: Sheet) -> bool:
    """Whether a list of the page is left empty for a script although others stand there: what is newest may not have been read.

    Empty boxes alone prove nothing: a script of the page names the box, or the box is a list and a file of the portal's own may fill it.
    """
    if is_loading(sheet.main_lines) or any(mark in sheet.source for mark in _TEMPLATE_MARKS):
        return True
    boxes = [node for node in sheet.outline.nodes if node.region is not FOOTER and node.attrs and _hollow(sheet, node)]
    if not boxes:
        return False
    loading = [script for _, script in sheet.outline.scripts if _loads(script)]
    if any(node.attrs["id"] in script for node in boxes for script in loading):
        return True
    return any(node.tag in _LISTS for node in boxes) and _has_scripts(sheet)


def is_loading(lines: Iterable[str]) -> bool:
    """Whether a line is nothing but words that stand in for content until a script brings it (加载中, Loading…)."""
    bare = (squeeze(line).rstrip(_ENDS) for line in lines if len(line) <= _LOADING_LENGTH)
    return any(_LOADING.fullmatch(line) for line in bare)


def is_library(url: str) -> bool:
    """Whether a script file is one that every other site has, too, by its name."""
    return _LIBRARIES.search(url) is not None


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
