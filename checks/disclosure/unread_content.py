"""Whether a page's own text is all it says (未读内容): files, pictures and scripts may hold the rest, so nothing is called missing beside them."""

from portal.facts import Page
from portal.states import Fill, Region
from portal.storage.snapshot import Snapshot

FILES = frozenset(("pdf", "doc", "docx", "wps", "ofd", "xls", "xlsx", "zip", "rar"))
PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "bmp"))
SHORTEST = 200  # characters of a text that may stand for itself
LONG = 1500  # characters of a text beside which pictures are icons and ornament


def may_hold_more(snapshot: Snapshot, page: Page) -> str:
    """Why a page may say more than was read, in Chinese; empty when its text is all."""
    if page.fill in (Fill.SCRIPTED, Fill.UNREAD):
        return "内容由脚本生成，没有读全"
    links = [link for link in snapshot.links(page.id, Region.MAIN) if link.url]
    if any(_suffix(link.url) in FILES for link in links):
        return "带有附件，内容可能在附件中"
    if page.text_length < LONG and any(link.element == "img" and _suffix(link.url) in PICTURES for link in links):
        return "带有图片，内容可能在图片中"
    return "读到的文字太少，可能不是全文" if page.text_length < SHORTEST else ""


def _suffix(url: str) -> str:
    return url.partition("?")[0].lower().rpartition(".")[2]
