"""Accounts on social media as lists show them (政务新媒体名录): rows of tables, links to platforms, pictures with their captions, lines."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from portal.facts import Link, PageFacts
from portal.markup.outline import Node, Outline, fold, squeeze
from portal.markup.sheet import Sheet
from portal.records.account_tables import accounts_in_tables, unit_in
from portal.records.media_platforms import is_share_button, platform_of_address, platform_of_words
from portal.site_facts import NewMediaAccount
from portal.states import MAIN, PageKind

_LISTING = re.compile(
    r"新媒体|两微|微博|微信|公众号|矩阵|媒体账号|短视频|抖音"
)  # names of pages that may list accounts
_QR_CODE = re.compile(r"二维码|qr|ewm|erweima|扫一扫|扫码", re.IGNORECASE)
_NO_NAME = re.compile(r"新媒体|矩阵|名录|一览|汇总|\.(?:jpe?g|png|gif)$|^\W*$", re.IGNORECASE)
_DECORATION = re.compile(r"(?:官方)?(?:二维码|扫一扫|扫码)(?:关注)?|欢迎关注|请?关注|^\W+|[:：\s]+$")
_LINE = re.compile(
    r"^(?:\d+[.、]\s*)?(官方微信|微信公众号|微信视频号|视频号|微信|新浪微博|政务微博|官方微博|微博|抖音号?|今日头条|头条号|快手号?|客户端)\s*[:：]\s*(\S.{1,40})"
)
_ITEMS = frozenset(("li", "td", "dd", "dl", "figure", "div", "p"))
_CLIMB = 4
_LONGEST_CAPTION = 60  # characters
_MANY = 3  # accounts in a home page's header or footer that are more than icons
_MOST = 500  # accounts of a page


@dataclass(frozen=True)
class _Item:
    """The smallest element around a link or picture that holds words, and no other picture."""

    node: Node
    words: str


class _Pictures:
    """The page's pictures in their order."""

    def __init__(self, sheet: Sheet) -> None:
        shown = zip(sheet.links, sheet.link_nodes, strict=False)
        self._shown = sorted((node.index, link.url) for link, node in shown if link.element == "img")

    def first_in(self, node: Node) -> str:
        """Address of the first picture inside an element; empty where it holds none."""
        place = bisect_left(self._shown, (node.index, ""))
        held = self._shown[place : place + 1]
        return held[0][1] if held and held[0][0] < node.last else ""


def read(sheet: Sheet, facts: PageFacts) -> list[NewMediaAccount]:
    """Accounts of a page whose name says that it may list some; of the home page, those that its main part or, where they are many, header or footer show."""
    page = facts.page
    home = page.kind is PageKind.HOME
    if not home and not _LISTING.search(" ".join((page.title, page.heading, *page.breadcrumb))):
        return []
    tables = [] if home else list(accounts_in_tables(sheet))
    taken = {index for _, nodes in tables for index in nodes}
    found = [account for account, _ in tables]
    found += _shown(sheet, taken, any_caption=not home)
    if home and not found:
        around = _shown(sheet, taken, any_caption=False, everywhere=True)
        found = around if len(around) >= _MANY else []
    if not found and not home:
        found = list(_in_lines(sheet))
    unique = {(each.name, each.platform, each.url, each.picture): each for each in found}
    return [replace(each, position=place) for place, each in enumerate(islice(unique.values(), _MOST))]


def _shown(sheet: Sheet, taken: set[int], *, any_caption: bool, everywhere: bool = False) -> list[NewMediaAccount]:
    """Accounts by links to platforms and by pictures. A caption alone makes no account unless there are others like it."""
    sure: list[NewMediaAccount] = []
    captioned: list[NewMediaAccount] = []
    covered: set[int] = set()  # elements that an account was read from
    pictures = _Pictures(sheet)
    for link, node in zip(sheet.links, sheet.link_nodes, strict=False):
        platform = platform_of_address(link.url) if link.element in ("a", "area", "onclick") else ""
        if link.hidden or node.index in taken or not (platform or link.element == "img"):
            continue
        if link.region is not MAIN and not everywhere:
            continue
        if (not platform and node.index in covered) or is_share_button(link.url, node):
            continue
        item = _item(sheet.outline, node)
        covered.update(range(item.node.index, item.node.last))
        account = _account(link, item, platform, pictures)
        if platform or _is_picture_of_account(link, item):
            sure += [account] if account.name else []
        elif account.name and account.name == item.words:
            captioned.append(account)
    return sure + (captioned if any_caption and (sure or len(captioned) > 1) and _speak(captioned) else [])


def _speak(captioned: list[NewMediaAccount]) -> bool:
    """Whether captions read like names of accounts: short, without a sentence's marks."""
    return all(len(each.name) <= 20 and not re.search(r"[，。；！？]", each.name) for each in captioned)


def _account(link: Link, item: _Item, platform: str, pictures: "_Pictures") -> NewMediaAccount:
    return NewMediaAccount(
        0,
        0,
        _name(link, item),
        platform or platform_of_words(f"{item.words} {link.alt} {link.title}"),
        unit_in(item.words),
        url=link.url if platform else "",
        picture=link.url if link.element == "img" else pictures.first_in(item.node),
        selector=link.selector,
    )


def _name(link: Link, item: _Item) -> str:
    """The caption, else what link or picture say of themselves; nothing where these only say that it is a list."""
    for words in (link.text, item.words, link.alt, link.title):
        name = _bare(re.split(r"(?:主办|主管|运营|开办)", words)[0])
        if len(name) > 1 and len(name) <= _LONGEST_CAPTION and not _NO_NAME.search(name):
            return name
    return ""


def _bare(words: str) -> str:
    """A caption without what invites to scan it."""
    return fold(_DECORATION.sub("", words)).strip(" ·•-—|")


def _is_picture_of_account(link: Link, item: _Item) -> bool:
    words = f"{link.alt} {link.title} {item.words}"
    file = link.url.rpartition("/")[2]
    return bool(_QR_CODE.search(f"{words} {file}") or platform_of_words(words))


def _item(outline: Outline, node: Node) -> _Item:
    words = fold(outline.label(node))
    for around in islice(node.ancestors(), _CLIMB):
        if around.tag not in _ITEMS:
            continue
        label = outline.label(around)
        if len(squeeze(label)) > _LONGEST_CAPTION or _pictures(outline, around) > 1:
            break
        if squeeze(label):
            return _Item(around, label)
    return _Item(node, words)


def _pictures(outline: Outline, node: Node) -> int:
    return sum(inner.tag == "img" for inner in outline.nodes[node.index : node.last])


def _in_lines(sheet: Sheet) -> Iterator[NewMediaAccount]:
    """Accounts that lines of text name behind their platform."""
    for line in sheet.main_lines:
        found = _LINE.match(line)
        if found:
            name = fold(re.split(r"[（(，,；;]|主办|主管|运营|开办", found.group(2))[0])
            if name:
                yield NewMediaAccount(0, 0, name, platform_of_words(found.group(1)), unit_in(line))
