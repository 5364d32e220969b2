"""Particulars of the log of an audit (检查日志详情) in Chinese: the crawl notes them in the short English of its own log.

What is not known here, such as an address or the name of a host, is shown as it was noted.
"""

import re
from collections.abc import Callable

from crawler.journal import Note

Words = Callable[[re.Match[str]], str]


def _fetched(found: re.Match[str]) -> str:
    pages, links, requests, size = (int(part) for part in found.groups())
    return f"{pages:,} 页，{links:,} 个链接，{requests:,} 次请求，{size / 1e6:,.1f} MB"


def _limits(found: re.Match[str]) -> str:
    return f"最多读 {int(found[1]):,} 页，每秒最多 {found[2]} 次请求"


def _later(found: re.Match[str]) -> str:
    wait = f"，要求 {float(found[3]):g} 秒后再访问" if found[3] != "None" else ""
    return f"{found[1]} 答复 {found[2]}{wait}"


def _shapes(found: re.Match[str]) -> str:
    words = re.sub(r"redirect to (\S+?)(?=;|$)", r"跳转到 \1", found[2])
    words = re.sub(r"a page titled (['\"])(.*)\1", r"显示标题为“\2”的页面", words).replace(
        "the home page itself", "显示首页"
    )
    return f"{found[1]}：{words.replace('; ', '；')}"


def _number(unit: str) -> Words:
    return lambda found: f"{int(found[1]):,} {unit}"


def _with_address(words: str) -> Words:
    return lambda found: f"{found[1]} {words}"


READ: dict[str, tuple[tuple[str, Words], ...]] = {
    Note.STARTED: ((r"max_pages (\d+), rate (\S+)/s", _limits),),
    Note.FINISHED: ((r"(\d+) pages, (\d+) links, (\d+) requests, (\d+) bytes", _fetched),),
    Note.PAUSED: ((r"(\S+) (\d+) Retry-After (None|[\d.]+)", _later),),
    Note.CALIBRATION: ((r"(\S+): (.+)", _shapes),),
    Note.CARRIED: ((r"(\d+) of (\d+) pages", lambda found: f"{int(found[2]):,} 页中的 {int(found[1]):,} 页"),),
    Note.TWINS: ((r"(\d+) addresses", _number("个地址")),),
    Note.FILES_UNREAD: ((r"(\d+) files", _number("个附件")),),
    Note.ANCHORS_CAPPED: ((r"(\d+) pages", _number("页")),),
    Note.DNS_UNPROVEN: ((r"(\d+) targets", _number("个地址")),),
    Note.ROUTE_UNPROVEN: ((r"(\d+) targets", _number("个地址")),),
    Note.RENDERING_BUDGET: ((r"(\d+) pages more, max_rendered reached", _number("页没有用浏览器打开")),),
    Note.RENDERING_ENDED: (
        (r"([\d.]+) seconds are spent", lambda found: f"已用满 {found[1]} 秒"),
        (r"(\d+) pages in a row did not load", lambda found: f"连续 {found[1]} 页没有打开"),
    ),
    Note.NO_SHOT: ((r"([\d.]+) seconds are spent", lambda found: f"已用满 {found[1]} 秒"),),
    Note.NOT_RENDERED: ((r"(\S+) shows less than the server's answer", _with_address("在浏览器里显示的内容更少")),),
    Note.DATA_BUDGET: ((r"(\d+) requests, (\S+)", lambda found: f"已请求 {found[1]} 次，{found[2]}"),),
}


def event_detail(kind: str, detail: str) -> str:
    """The particulars of an event of this kind, in Chinese where they are known."""
    for pattern, words in READ.get(kind, ()):
        if found := re.fullmatch(pattern, detail, re.DOTALL):
            return words(found)
    return detail
