"""Further pages of a list (翻页): the addresses its pager links to, or that its paging script counts."""

import re
from collections import defaultdict
from collections.abc import Iterator

from portal.links.addresses import resolve
from portal.markup.javascript import values_from
from portal.markup.sheet import Sheet

_NEXT_WORDS = frozenset(
    (
        "下一页",
        "下页",
        "后一页",
        "尾页",
        "末页",
        "最后一页",
        "后页",
        ">",
        ">>",
        "»",
        "›",
        "下一页>",
        "下一页>>",
        "[下一页]",
        "[尾页]",
    )
)
_Q = r"""['"]?"""  # some templates lose their quotes
_CALL_NAME_FIRST = re.compile(
    rf"""createPageHTML\w*\(\s*['"]?[\w-]*['"]?\s*,\s*{_Q}(\d+){_Q}\s*,\s*{_Q}\d+{_Q}\s*,\s*{_Q}([\w./-]+){_Q}\s*,\s*{_Q}(\w+)""",
    re.IGNORECASE,
)
_CALL_COUNT_FIRST = re.compile(
    rf"""createPage(?:HTML)?\w*\(\s*{_Q}(\d+){_Q}\s*,\s*{_Q}\d+{_Q}\s*,\s*{_Q}([A-Za-z_./-][\w./-]*){_Q}\s*,\s*{_Q}(\w+)""",
    re.IGNORECASE,
)
_PAGER = re.compile(r"""\bPager\s*\(\s*(?=\{)""")
_COUNT = re.compile(r"""\bvar\s+(?:countPage|_?nPageCount|totalPage|pageCount)\s*=\s*['"]?(\d{1,6})""", re.IGNORECASE)
_PART_NAME = re.compile(
    r"""["']([\w./-]{0,60}?)["']?\s*(?:\+\s*["'])?_["']\s*\+"""
)  # "index" + "_" + i, or "index_" + i
_PART_SUFFIX = re.compile(r"""\+\s*["']\.(?:["']\s*\+\s*["'])?([js]?html?|jsp|aspx?|php)\b""", re.IGNORECASE)
_MAX_PAGES = 1000
_LONGEST_LABEL = 13  # characters of a pager's words, a space between each


def next_pages(sheet: Sheet) -> list[str]:
    """Addresses of further pages of the list this page shows: pager links and paging scripts."""
    own = sheet.page.url
    found = dict.fromkeys(url for url in (*_pager_links(sheet), *_scripted_pages(sheet)) if url and url != own)
    return list(found)


def _pager_links(sheet: Sheet) -> Iterator[str]:
    numbered: dict[int, list[str]] = defaultdict(list)
    pagers: set[int] = set()
    for link, node in zip(sheet.links, sheet.link_nodes, strict=True):
        if len(link.text) > _LONGEST_LABEL or link.element not in ("a", "onclick") or not link.url:
            continue
        parent = (
            node.parent.parent if node.parent is not None and node.parent.tag in ("li", "span", "td") else node.parent
        )
        index = parent.index if parent is not None else -1
        label = link.label
        if label in _NEXT_WORDS:
            pagers.add(index)
            numbered[index].append(link.url)
        elif label.isascii() and label.strip("[]").isdigit() and len(label) <= 6:
            numbered[index].append(link.url)
    for index, urls in numbered.items():
        if index in pagers or len(urls) >= 3:
            yield from urls


def _scripted_pages(sheet: Sheet) -> Iterator[str]:
    """Pages that a paging script counts: each name with its number, from 1 for the second page, from 2 where the call names an element first."""
    for _, script in sheet.outline.scripts:
        for pages, name, suffix, first in _counted(script):
            for number in range(first, min(pages, _MAX_PAGES) + first - 1):
                address = resolve(sheet.base, f"{name}_{number}.{suffix}", sheet.page.encoding)
                if address:
                    yield address.url


def _counted(script: str) -> Iterator[tuple[int, str, str, int]]:
    """How many pages a script counts, their name, suffix and the second page's number."""
    if "createPage" in script:
        for pattern, first in ((_CALL_NAME_FIRST, 2), (_CALL_COUNT_FIRST, 1)):
            for call in pattern.finditer(script):
                yield int(call.group(1)), call.group(2), call.group(3), first
    for call in _PAGER.finditer(script):
        options = values_from(script, call.end())
        size, name = (options.get("size"), options.get("prefix")) if isinstance(options, dict) else (None, None)
        if isinstance(size, int) and isinstance(name, str):
            yield size, name, str(options.get("suffix") or "html"), 1
    count = _COUNT.search(script)
    name_part, suffix_part = (_PART_NAME.search(script), _PART_SUFFIX.search(script)) if count else (None, None)
    if count and name_part and suffix_part:
        yield int(count.group(1)), name_part.group(1) or "index", suffix_part.group(1), 1
