"""Headers (页头) of a site's pages: whether the site's name stands in them, and why that may not be told."""

import re
from dataclasses import dataclass

from checks.sampling import is_usable, sample
from checks.site.own_names import OwnNames, shows
from portal.facts import Link, Page
from portal.markup.visibility import menu_is_unseen
from portal.site_facts import PageHeader
from portal.states import CONTENT_KINDS, LIST_KINDS, LinkState, Region
from portal.storage.snapshot import Snapshot

BY_SCRIPT = "页头由脚本生成"
MOST_FRAMES = 3  # of a page, looked at
SHORT = 300  # characters of a frame that is nothing but a header
_ICON = re.compile(
    r"icon|ico|arrow|btn|button|dot|line|search|close|more|loading|star|point|jt|sanjiao|xiala|play|tel|top\.",
    re.IGNORECASE,
)
_OTHER_SCRIPT = re.compile(r"[縣區鄉鎮務網訊開關無電頁請選擇國際廳門]")  # 繁体
_CHINESE = re.compile(r"[\u4e00-\u9fa5]")
_ENOUGH = 4  # Chinese characters of a header that was surely written in words


@dataclass(frozen=True)
class Look:
    """A page's header. `shown` None: not told, for the reason in `doubt`."""

    page: Page
    shown: bool | None
    doubt: str = ""
    words: str = ""
    selector: str = ""


def look(snapshot: Snapshot, page: Page, names: OwnNames) -> Look:
    """Whether a page shows the site's name at its top; surely not only where all that stands there was read."""
    first, *framed = [snapshot.header(page.id), *_framed(snapshot, page)]
    headers = [header for header in (first, *framed) if header]
    words = "\n".join(header.words for header in headers)
    selector = first.selector if first else ""
    if shows("\n".join(header.words for header in headers if header.marked or header is not first), names):
        return Look(page, True, "", words, selector)
    doubt = _doubt(snapshot, page, first, words)
    return Look(page, None if doubt else False, doubt, words, selector)


def _framed(snapshot: Snapshot, page: Page) -> list[PageHeader]:
    """Headers of the frames a page shows above its footer: some portals keep theirs in one."""
    frames = [link.url for link in snapshot.links(page.id) if _is_frame(link)]
    pages = filter(None, map(snapshot.landing, frames[:MOST_FRAMES]))
    return [header for each in pages if each.text_length < SHORT and (header := snapshot.header(each.id))]


def _is_frame(link: Link) -> bool:
    return link.element in ("iframe", "frame") and bool(link.url) and link.region is not Region.FOOTER


def _doubt(snapshot: Snapshot, page: Page, header: PageHeader | None, words: str) -> str:
    """Why the name may stand there all the same; empty where it surely does not."""
    links = list(snapshot.links(page.id))
    if menu_is_unseen(page, links):
        return BY_SCRIPT
    if header is None or not header.marked:
        return "没有认出页头"
    if header.cut:
        return "页头文字太多，没有读全"
    if header.pictures:
        return f"页头有 {header.pictures} 处图片没有说明文字"
    if len(_CHINESE.findall(words)) < _ENOUGH or _OTHER_SCRIPT.search(words):
        return "页头几乎没有简体中文的文字"
    if any(map(_is_frame, links)):
        return "页面里嵌有其他页面"
    return "样式文件里有可能用作页头的图片" if _has_painted_header(snapshot, page, links) else ""


def _has_painted_header(snapshot: Snapshot, page: Page, links: list[Link]) -> bool:
    """Whether a style sheet may paint the header: it names pictures that are no icons, or was not read."""
    named = [snapshot.target_by_id(number) for number in snapshot.targets_in_sheets(page.id)]
    inline = [link.url for link in links if link.element == "css" and _is_picture(link.url)]
    pictures = [*inline, *(target.url for target in named if target and _is_picture(target.url))]
    sheets = [
        snapshot.target_by_id(link.target_id) for link in links if link.element == "css" and not _is_picture(link.url)
    ]
    unread = any(
        sheet is not None and sheet.state not in (LinkState.OK, LinkState.REDIRECTED, LinkState.BROKEN)
        for sheet in sheets
    )
    return unread or any(not _ICON.search(url.rpartition("/")[2]) for url in pictures)


def _is_picture(url: str) -> bool:
    return re.search(r"\.(?:png|jpe?g|gif|svg|webp|bmp)(?:\?|$)", url, re.IGNORECASE) is not None


def with_stand_ins(snapshot: Snapshot, looks: list[Look], names: OwnNames) -> list[Look]:
    """The looks, those at pages whose header only a script writes replaced by looks at others that a browser showed."""
    unread = [each for each in looks if each.doubt == BY_SCRIPT]
    if not unread:
        return looks
    taken = {each.page.id for each in looks}
    shown = (
        page
        for page in snapshot.pages(*LIST_KINDS, *CONTENT_KINDS)
        if page.rendered and is_usable(page) and page.id not in taken
    )
    stand_ins = [look(snapshot, page, names) for page in sample(shown, len(unread))]
    replaced = {each.page.id for each in unread[: len(stand_ins)]}
    return [*(each for each in looks if each.page.id not in replaced), *stand_ins]
