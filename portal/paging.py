"""Further pages of a list (翻页): the addresses its pager links to, or that its paging script counts."""

import re
from collections import defaultdict
from collections.abc import Iterator

from portal.addresses import resolve
from portal.sheet import Sheet

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
_CALL_NAME_FIRST = re.compile(
    r"""createPageHTML\w*\(\s*['"][^'"]*['"]\s*,\s*(\d+)\s*,\s*\d+\s*,\s*['"]([^'"]+)['"]\s*,\s*['"](\w+)['"]"""
)
_CALL_COUNT_FIRST = re.compile(r"""createPageHTML\w*\(\s*(\d+)\s*,\s*\d+\s*,\s*['"]([^'"]+)['"]\s*,\s*['"](\w+)['"]""")
_MAX_PAGES = 1000


def next_pages(sheet: Sheet) -> list[str]:
    """Addresses of further pages of the list this page shows: pager links and paging scripts."""
    own = sheet.page.url
    found = dict.fromkeys(url for url in (*_pager_links(sheet), *_scripted_pages(sheet)) if url and url != own)
    return list(found)


def _pager_links(sheet: Sheet) -> Iterator[str]:
    numbered: dict[int, list[str]] = defaultdict(list)
    pagers: set[int] = set()
    for link, node in zip(sheet.links, sheet.link_nodes, strict=True):
        if link.element not in ("a", "onclick") or not link.url:
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
    """Pages a `createPageHTML` call counts: (pages, current, name, ext) from page 0, or (element, pages, current, name, ext) from 1."""
    for _, script in sheet.outline.scripts:
        if "createPageHTML" not in script:
            continue
        for pattern, first in ((_CALL_NAME_FIRST, 2), (_CALL_COUNT_FIRST, 1)):
            for call in pattern.finditer(script):
                pages, name, suffix = int(call.group(1)), call.group(2), call.group(3)
                for number in range(first, min(pages, _MAX_PAGES) + first - 1):
                    address = resolve(sheet.base, f"{name}_{number}.{suffix}", sheet.page.encoding)
                    if address:
                        yield address.url
