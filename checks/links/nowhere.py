"""Links without a usable address (没有去处的链接)."""

import re
from collections.abc import Iterator

from checks.assessment import Finding
from checks.citing import cite_link
from checks.outcomes import Severity
from portal.facts import Link
from portal.storage.snapshot import Snapshot

TITLE_LENGTH = 10  # characters from which a link's words read like a title; shorter ones are tabs, buttons and counts
_WEB = re.compile(r"(?:https?:|//)", re.IGNORECASE)
_LOCAL = re.compile(r"file:|[a-z]:[\\/]", re.IGNORECASE)
# Words of page functions: they go to the top, close, share, print; that no address serves them is in order.
_FUNCTION = re.compile(
    r"顶部|打印|关闭|收藏|设为首页|分享|登录|注册|搜索|查询|展开|收起|更多|点击|上一|下一|换一|语音|字体|字号"
)


def nowhere(snapshot: Snapshot) -> Iterator[Finding]:
    """A finding for each distinct link that has no address a browser could open."""
    seen: set[tuple[str, str]] = set()
    for link in snapshot.links_without_address(TITLE_LENGTH):
        key = link.label, link.raw
        kind = _kind(link)
        if kind and key not in seen:
            seen.add(key)
            yield from _finding(snapshot, link, kind)


def _kind(link: Link) -> str:
    if _LOCAL.match(link.raw):
        return "local_file"
    if _WEB.match(link.raw):
        return "malformed"
    is_title = link.raw in ("", "#") and len(link.label) >= TITLE_LENGTH and not _FUNCTION.search(link.label)
    return "no_address" if is_title and link.region.value == "main" else ""


def _finding(snapshot: Snapshot, link: Link, kind: str) -> Iterator[Finding]:
    page = snapshot.page_by_id(link.page_id)
    if page is None:
        return
    message, severity = {
        "local_file": (f"链接指向编辑人员电脑里的文件，公众打不开：{link.raw}", Severity.MINOR),
        "malformed": (f"链接地址写错，浏览器无法打开：“{link.label or link.raw}”（{link.raw}）", Severity.MINOR),
        "no_address": (f"“{link.label}”像是一条链接，却没有地址，需人工点开确认。", Severity.INFO),
    }[kind]
    element = link.raw if kind == "local_file" else link.label or link.raw
    yield Finding(kind, message, severity, subject=page.url, element=element, evidence=(cite_link(page, link),))
