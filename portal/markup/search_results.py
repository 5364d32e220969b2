"""Pages of search results (搜索结果页): what they list, how many they state, whether they say that there is nothing."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.links.addresses import resolve
from portal.links.reading import base_address, page_address
from portal.markup.decoding import decode
from portal.markup.outline import BLOCK, Node, Outline, outline_of, squeeze
from portal.markup.regions import mark_regions
from portal.markup.scripted import is_library
from portal.markup.search_filters import Filters, filters_of
from portal.states import Region

_STATED = re.compile(
    r"(?<!每页)(?<!每页显示)(?<!前)(?<![\d,.])(?P<number>\d[\d,]{0,11})(?:条|个|项|篇|件)(?:与?[^。，,]{0,40}?(?:相关|有关|匹配|符合)的?)?(?:搜索|检索|查询)?(?:结果|记录|信息|内容|数据|文章|网页|文档)"
    r"|(?:共|约|总共|一共|为您)(?:找到|搜索?到|检索到|查询?到|有|计)?(?:相关)?(?:结果|记录|信息|内容)?约?(?P<counted>\d[\d,]{0,11})(?:条|个(?!月)|项|篇|件)"
)
_SAYS_NONE = re.compile(
    r"(?:没有|未能?|没能?|无法)(?:(?:搜索|检索|查询|查找|查|找|搜|匹配)到|发现)(?!更多)|(?:找|搜|搜索|检索|查询|查)不到"
    r"|(?:没有|暂无|无|未有)(?:任何)?(?:与?[^。，,]{0,40}?(?:相关|有关|匹配|符合)(?:条件)?|您[^。，,]{0,10}?)?的?(?:搜索|检索|查询)?(?:结果|记录|数据|内容|文档)"
    r"|(?:没有|暂无)(?:任何)?(?:相关|匹配|符合条件)的?(?:信息|文章|网页)|暂无信息|(?:搜索|检索|查询)结果为空"
)
_CAPTCHA = re.compile(r"验证码|人机验证|安全验证|滑动(?:验证|完成|滑块)|拖动滑块|点击完成验证|captcha", re.IGNORECASE)
_LOGIN = re.compile(r"请先?登录|登录后|未登录|重新登录|统一身份认证")
_LIMITED = re.compile(
    r"(?:搜索|检索|查询|访问|操作|请求)[^。，,]{0,8}(?:频繁|过快|太快|过多)|(?:次数|频率)[^。，,]{0,6}(?:过|限制|上限)"
)
_DOWN = re.compile(
    r"维护|升级改造|系统升级|正在升级|建设中|暂停(?:使用|服务|开放)|已?停用|停止服务|故障"
    r"|(?:服务|系统|程序|搜索|检索|查询|数据库|页面)[^。，,]{0,6}(?:异常|出错|错误|失败|不可用)|internal server error|exception|stack trace"
    r"|service unavailable|bad gateway|页面不存在|您访问的页面|not found",
    re.IGNORECASE,
)
_SCREENED = (Region.HEADER, Region.NAVIGATION, Region.FOOTER)
_SHORT = 300  # characters of a page that only says why there is nothing
_LEAST_TITLE = 10  # characters of a cut title that still tells which one it is
_BLANK = 12  # characters of a page that says nothing at all
_CUT = re.compile(r"(?:\.{2,}|…+|⋯+)\Z")
_WRITES = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\s*\(|\bfetch\s*\(|XMLHttpRequest|axios|new\s+Vue|createApp|ReactDOM|innerHTML|\.html\s*\("
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A link of the results: where it leads, its words without white space and punctuation."""

    url: str
    title: str
    other_title: str = ""  # its title attribute


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """A page of results as read. `hits` are all its links that may be results; `furniture` tells them apart from what always stands there."""

    url: str
    hits: tuple[Hit, ...]
    lines: tuple[str, ...]  # visible text by block, in the form of titles
    words: str  # visible text without white space
    main: str  # of it, what stands between header, menus and footer
    scripted: bool  # scripts of the page may write more
    asks_password: bool
    filters: Filters

    @property
    def stated(self) -> int | None:
        """Number of results the page states."""
        found = _STATED.search(self.words)
        return int((found["number"] or found["counted"]).replace(",", "")) if found else None

    @property
    def stated_words(self) -> str:
        """The words that state it."""
        found = _STATED.search(self.words)
        return found[0] if found else ""

    @property
    def none_words(self) -> str:
        """The words that say that there is nothing."""
        found = _SAYS_NONE.search(self.words)
        return found[0] if found else ""

    @property
    def captcha_words(self) -> str:
        """Words by which a page without results asks who is there."""
        found = _CAPTCHA.search(self.words) or _LOGIN.search(self.words)
        return found[0] if found else "密码" if self.asks_password else ""

    @property
    def limit_words(self) -> str:
        """Words by which a page says that it was asked too often."""
        found = _LIMITED.search(self.words)
        return found[0] if found else ""

    @property
    def down_words(self) -> str:
        """Words by which a page that says hardly anything else tells that the search does not work."""
        found = _DOWN.search(self.main) if len(self.main) <= _SHORT else None
        return found[0] if found else ""

    @property
    def is_blank(self) -> bool:
        """Whether the page shows nothing at all."""
        return len(self.words) < _BLANK and not self.hits


def comparable(text: str) -> str:
    """A title as it is compared: width folded, lower case, without white space and punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).lower() if letter.isalnum())


def read_results(
    url: str, body: bytes, content_type: str, *, usual: Collection[str] = (), shown: str | None = None
) -> ResultsPage:
    """What a page of results says. `usual` are addresses the site's menu leads to, which are no ways to narrow results.

    `shown` is the text a browser shows; without it, what inline styles do not hide. Never fails.
    """
    text, encoding = decode(body, content_type)
    outline = outline_of(text)
    mark_regions(outline)
    own = page_address(url)
    base = base_address(own, outline, encoding)
    visible = _visible(outline) if shown is None else shown
    return ResultsPage(
        url,
        tuple(_hits(outline, base, own, encoding)),
        tuple(filter(None, map(comparable, visible.splitlines()))),
        squeeze(visible),
        squeeze(_visible(outline, main=True)),
        _is_scripted(outline),
        any(node.attrs.get("type", "").lower() == "password" for node in outline.tagged("input")),
        filters_of(outline, base, encoding, frozenset(usual)),
    )


def new_hits(page: ResultsPage, control: ResultsPage | None) -> list[Hit]:
    """Links that do not stand on the page for words nothing matches."""
    known = set(control.hits) if control else set()
    return [hit for hit in dict.fromkeys(page.hits) if hit not in known]


def found_at(hits: list[Hit], title: str, addresses: Collection[str]) -> tuple[int, Hit] | None:
    """Place (from 1) and link of the result that leads to one of the addresses or bears the title; None where none does."""
    wanted = comparable(title)
    for place, hit in enumerate(hits, 1):
        if hit.url in addresses or _bears(hit, wanted):
            return place, hit
    return None


def stands_alone(page: ResultsPage, title: str) -> bool:
    """Whether the title stands on the page as a line of its own, which may be a result without a link, or what was asked."""
    return comparable(title) in page.lines


def _bears(hit: Hit, wanted: str) -> bool:
    return wanted in hit.title or wanted in hit.other_title or _is_cut_title(hit.title, wanted)


def _is_cut_title(title: str, wanted: str) -> bool:
    return len(title) >= _LEAST_TITLE and wanted.startswith(title)


def _hits(outline: Outline, base: str, own: str, encoding: str) -> Iterator[Hit]:
    place = urlsplit(own)
    for node in outline.tagged("a"):
        if node.region in _SCREENED:
            continue
        title, other = comparable(_CUT.sub("", outline.label(node))), comparable(node.attrs.get("title", ""))
        address = resolve(base, node.attrs.get("href", ""), encoding)
        url = address.url if address else ""
        here = urlsplit(url)
        leads_back = not url or (here.netloc, here.path) == (place.netloc, place.path)
        if (title or other) and not (leads_back and len(title) < _LEAST_TITLE - 2):
            yield Hit(url, title, other)


def _visible(outline: Outline, *, main: bool = False) -> str:
    """Text outside elements that inline styles hide, by blocks; with `main` also outside header, menus and footer."""
    hidden: set[int] = set()
    for node in outline.nodes:
        if node.hidden or (main and node.region in _SCREENED):
            hidden.update(range(node.start, node.end))
    shown = "".join(piece for place, piece in enumerate(outline.pieces) if place not in hidden)
    return shown.replace(BLOCK, "\n")


def _is_scripted(outline: Outline) -> bool:
    """Whether scripts may write results: code that fetches or writes, or files that may hold such code."""
    return any(_may_write(node, code) for node, code in outline.scripts)


def _may_write(node: Node, code: str) -> bool:
    source = node.attrs.get("src", "")
    return not is_library(source) if source else bool(_WRITES.search(code))
