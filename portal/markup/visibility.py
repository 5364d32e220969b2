"""What a static read may not have seen (静态读不到的部分): menus and footers that only a script writes into the page."""

from collections.abc import Iterable

from portal.facts import IdentityMark, Link, Page
from portal.states import Fill, Region, Via

MENU_LINKS = 5  # fewer links with an address in header and navigation: the menu was not seen
_WRITTEN = (Via.TEXT, Via.LINK, Via.IMAGE)
_MENU = (Region.HEADER, Region.NAVIGATION)


def menu_is_unseen(page: Page, links: Iterable[Link]) -> bool:
    """Whether a script may write the page's menu: hardly any link in header and navigation, and the page loads scripts."""
    if page.fill is Fill.SCRIPTED or page.rendered:
        return page.fill is Fill.SCRIPTED
    links = list(links)
    anchors = {link.url for link in links if link.element == "a"} - {""}
    menu = {link.url for link in links if link.region in _MENU and link.element == "a"} - {""}
    if len(menu) >= MENU_LINKS:
        return False
    return len(anchors) < MENU_LINKS or has_scripts(links)


def footer_is_seen(marks: Iterable[IdentityMark], links: Iterable[Link]) -> bool:
    """Whether a footer stands in the page: it holds links or written marks; a phone number under an article is no footer."""
    written = [mark for mark in marks if mark.via in _WRITTEN]
    if any(mark.region is Region.FOOTER for mark in written) or len({mark.kind for mark in written}) > 1:
        return True
    return any(link.element == "a" and link.url and link.region is Region.FOOTER for link in links)


def has_scripts(links: Iterable[Link]) -> bool:
    """Whether a page loads script files."""
    return any(link.element == "script" for link in links)
