"""Reading a page (读取网页): HTML bytes to facts, in one parse."""

import hashlib
from datetime import datetime

from portal import articles, stubs
from portal.breadcrumbs import Breadcrumb, breadcrumb
from portal.decoding import decode
from portal.documents import read_document
from portal.facts import Page, PageFacts
from portal.fills import fill_of
from portal.identity import identity_marks
from portal.interpretations import read_interpretation
from portal.kinds import kind_of
from portal.links import LinkReader, base_address, page_address
from portal.lists import island_markup, list_items
from portal.menus import mark_menus
from portal.metatags import meta_tags
from portal.outline import Outline, outline_of
from portal.paging import next_pages
from portal.regions import mark_regions
from portal.scripted import has_hollow_list
from portal.selectors import Selectors
from portal.sheet import Sheet
from portal.states import Fault, Fill, PageKind, Region

MAX_TEXT = 200_000  # characters of main text kept
_LONGEST_TITLE = 300  # characters
_SINGLE = frozenset((PageKind.ARTICLE, PageKind.CONSULTATION))
_GATHERING = frozenset((PageKind.HOME, PageKind.COLUMN, PageKind.LIST))


def read_page(
    url: str,
    body: bytes,
    *,
    content_type: str,
    depth: int,
    fetched_at: datetime,
    status: int,
    home: bool = False,
    rendered: bool = False,
) -> PageFacts:
    """Everything one page says. `url` is the address the body came from, `home` marks the site's home page (首页), `rendered` a body
    whose scripts have done what they do, so that what is not there is not to come.

    Never raises: any bytes give facts, at worst empty ones. Dates without a year are resolved against `fetched_at`, never a clock.
    """
    text, encoding = decode(body, content_type)
    page = Page(
        url=url,
        status=status,
        fetched_at=fetched_at,
        depth=depth,
        content_type=content_type,
        encoding=encoding,
        size=len(body),
        body_hash=hashlib.sha256(body).hexdigest(),
        kind=PageKind.HOME if home else PageKind.OTHER,
        rendered=rendered,
    )
    outline = outline_of(text)
    if not outline.nodes:
        page.fault, page.fill = Fault.EMPTY, Fill.EMPTY
        return PageFacts(page)
    return _facts(page, outline, text, home=home)


def _facts(page: Page, outline: Outline, source: str, *, home: bool) -> PageFacts:
    own = page_address(page.url)
    base = base_address(own, outline, page.encoding)
    mark_regions(outline)
    names, crumb = breadcrumb(outline)
    outline.mark(crumb, Region.NAVIGATION)
    mark_menus(outline, base, own, page.encoding)
    sheet = _sheet(page, outline, source, (names, crumb), base)
    facts = PageFacts(page, links=sheet.links, meta_tags=sheet.meta_tags, anchors=_anchors(outline))
    facts.text = "\n".join(sheet.main_lines)[:MAX_TEXT]
    facts.items = list_items(sheet)
    facts.next_pages = next_pages(sheet)
    facts.marks = identity_marks(sheet)
    island = island_markup(source)
    if island:
        _add_island(facts, _sheet(page, outline_of(island), island, ((), None), base))
    _describe(sheet, facts, home=home)
    return facts


def _sheet(page: Page, outline: Outline, source: str, crumb: Breadcrumb, base: str) -> Sheet:
    selectors = Selectors(outline)
    reader = LinkReader(outline, base, page.encoding, selectors)
    return Sheet(page, outline, selectors, source, *crumb, reader.read(), reader.nodes, meta_tags(outline), base)


def _add_island(facts: PageFacts, island: Sheet) -> None:
    """Links and rows that the page carries as data and its script shows."""
    for link in island.links:
        link.position = len(facts.links)
        facts.links.append(link)
    first = max((item.block for item in facts.items), default=-1) + 1
    for item in list_items(island):
        item.position, item.block = len(facts.items), item.block + first
        facts.items.append(item)


def _describe(sheet: Sheet, facts: PageFacts, *, home: bool) -> None:
    """Fill in what the page as a whole is: title, breadcrumb, dates, fill and kind."""
    page = facts.page
    page.text_length = len(facts.text)
    page.title = articles.title(sheet.outline)
    page.breadcrumb = sheet.breadcrumb
    page.refresh_to = stubs.refresh_target(sheet)
    page.heading = articles.heading(sheet)[:_LONGEST_TITLE]
    page.source = articles.source(sheet)
    _publish(sheet, page)
    page.fill, page.fill_words = fill_of(sheet, facts.items)
    page.kind, page.confidence = kind_of(sheet, facts, home=home)
    page.hollow = home and not page.rendered and has_hollow_list(sheet)
    if page.kind in _GATHERING:
        page.published_on, page.published_text, page.published_via, page.source = None, "", None, ""
        return
    if page.published_via is None:
        _publish_by_address(page)
    if page.kind in _SINGLE:
        _refine(sheet, facts)


def _refine(sheet: Sheet, facts: PageFacts) -> None:
    """Tell interpretations and policy documents from other articles; an interpretation quotes documents, so it goes first."""
    page = facts.page
    facts.interpretation = read_interpretation(sheet) if page.kind is PageKind.ARTICLE else None
    if facts.interpretation is not None and facts.interpretation.own is not False:
        page.kind = PageKind.INTERPRETATION
        return
    facts.document = read_document(sheet)
    if facts.document is not None:
        page.kind, facts.interpretation = PageKind.DOCUMENT, None


def _publish(sheet: Sheet, page: Page) -> None:
    found = articles.published(sheet)
    if found is not None:
        page.published_on, page.published_text, page.published_via = found[0].on, found[0].text, found[1]


def _publish_by_address(page: Page) -> None:
    found = articles.published_by_address(page.url)
    if found is not None:
        page.published_on, page.published_text, page.published_via = found[0].on, found[0].text, found[1]


def _anchors(outline: Outline) -> frozenset[str]:
    attributes = [node.attrs for node in outline.nodes if node.attrs]
    found = {attrs["id"] for attrs in attributes if "id" in attrs}
    found.update([attrs["name"] for attrs in attributes if "name" in attrs])
    found.discard("")
    return frozenset(found)
