"""Reading a page (读取网页): HTML bytes to facts, in one parse."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from portal.columns.fills import fill_of
from portal.columns.lists import list_items
from portal.columns.menu_tree import menu_entries
from portal.columns.paging import next_pages
from portal.documents.reading import read_document
from portal.facts import Page, PageFacts
from portal.identity import identity_marks
from portal.interpretations.reading import read_interpretation
from portal.kinds import articles
from portal.kinds.deciding import kind_before_texts, kind_of_text
from portal.kinds.text_kinds import is_repost
from portal.links.anchors import missing_here
from portal.links.reading import LinkReader, base_address, page_address
from portal.markup import stubs
from portal.markup.breadcrumbs import Breadcrumb, breadcrumb
from portal.markup.controls import read_controls
from portal.markup.decoding import decode
from portal.markup.islands import data_markup, record_markup
from portal.markup.menus import mark_menus
from portal.markup.metatags import meta_tags
from portal.markup.oddities import oddities_of
from portal.markup.outline import Outline, outline_of
from portal.markup.regions import mark_regions
from portal.markup.scripted import has_hollow_list
from portal.markup.selectors import Selectors
from portal.markup.sheet import Sheet
from portal.markup.sources import sources_of
from portal.markup.written import expanded
from portal.records.readers import add_records
from portal.states import Fault, Fill, PageKind, Region

MAX_TEXT = 200_000  # characters of main text kept
_LONGEST_TITLE = 300  # characters
_GATHERING = frozenset((PageKind.HOME, PageKind.COLUMN, PageKind.LIST, PageKind.MESSAGE_LIST))
_UNDATED = frozenset((PageKind.LEADER, PageKind.ORGANISATION, PageKind.SERVICE, PageKind.MESSAGE))  # no news of a day
_WITH_DOCUMENT = frozenset((PageKind.DOCUMENT, PageKind.SYSTEM, PageKind.DECISION_CATALOGUE))
_DATA = "data"  # element of links that stand in a script's data: shown to visitors, as far as can be told


class Beside(NamedTuple):
    """What was fetched beside a page: code of its script files, by `src` as the page spells it; markup of rows its scripts ask for."""

    scripts: Mapping[str, str] = {}
    rows: tuple[str, ...] = ()


NOTHING = Beside()


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
    ran: bool = False,
    beside: Beside = NOTHING,
) -> PageFacts:
    """Everything one page says. `url` is the address the body came from, `home` marks the site's home page (首页), `rendered` a body
    whose scripts have done what they do, so that what is not there is not to come; `ran` a browser's document, complete or not.

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
    ran = ran or rendered
    if not ran:
        text = expanded(text, beside.scripts)
    outline = outline_of(text)
    if not outline.nodes:
        page.fault, page.fill = Fault.EMPTY, Fill.EMPTY
        return PageFacts(page)
    return _facts(page, outline, text, home=home, beside=None if ran else beside)


def _facts(page: Page, outline: Outline, source: str, *, home: bool, beside: Beside | None) -> PageFacts:
    own = page_address(page.url)
    base = base_address(own, outline, page.encoding)
    mark_regions(outline)
    names, crumb = breadcrumb(outline)
    outline.mark(crumb, Region.NAVIGATION)
    mark_menus(outline, base, own, page.encoding)
    sheet = _sheet(page, outline, source, (names, crumb), base)
    facts = PageFacts(page, links=sheet.links, meta_tags=sheet.meta_tags)
    facts.oddities = oddities_of(outline)
    facts.missing_anchors = missing_here(sheet.links, sheet.link_nodes, outline, source, own, base)
    facts.text = "\n".join(sheet.main_lines)[:MAX_TEXT]
    facts.items = list_items(sheet)
    facts.next_pages = next_pages(sheet)
    facts.marks = identity_marks(sheet)
    _add_island(facts, record_markup(source), base)
    if beside is not None:
        for rows in beside.rows:
            _add_island(facts, rows, base)
        _add_island(facts, data_markup(outline, beside.scripts.values()), base, element=_DATA)
        facts.sources = sources_of(source, base, page.encoding)
    _describe(sheet, facts, home=home)
    add_records(sheet, facts)
    if home:
        facts.records += menu_entries(sheet)
        for control in read_controls(sheet):
            control.position = len(facts.links)
            facts.links.append(control)
    return facts


def _sheet(page: Page, outline: Outline, source: str, crumb: Breadcrumb, base: str) -> Sheet:
    selectors = Selectors(outline)
    reader = LinkReader(outline, base, page.encoding, selectors)
    return Sheet(page, outline, selectors, source, *crumb, reader.read(), reader.nodes, meta_tags(outline), base)


def _add_island(facts: PageFacts, markup: str, base: str, element: str = "") -> None:
    """Links and rows that the page carries as data and its script shows; `element` is what the links are called, where not as the markup says."""
    if not markup:
        return
    island = _sheet(facts.page, outline_of(markup), markup, ((), None), base)
    first = max((item.block for item in facts.items), default=-1) + 1
    for item in list_items(island):
        item.position, item.block = len(facts.items), item.block + first
        facts.items.append(item)
    for link in island.links:
        link.position, link.element = len(facts.links), element or link.element
        facts.links.append(link)


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
    page.hollow = home and not page.rendered and has_hollow_list(sheet)
    judged = kind_before_texts(sheet, facts, home=home)
    if judged is None:
        _read_text(sheet, facts)
    else:
        page.kind, page.confidence = judged
    if page.kind in _GATHERING or (judged is not None and page.kind is not PageKind.OTHER):
        page.published_on, page.published_text, page.published_via, page.source = None, "", None, ""
    elif page.published_via is None and page.kind not in _UNDATED:
        _publish_by_address(page)


def _read_text(sheet: Sheet, facts: PageFacts) -> None:
    """Read the interpretation or document a text is, and tell its kind with their help; an interpretation quotes documents, so it goes first."""
    page = facts.page
    facts.interpretation = read_interpretation(sheet)
    found = read_document(sheet) if facts.interpretation is None or facts.interpretation.own is False else None
    facts.document = found.document if found else None
    page.kind, page.confidence = kind_of_text(sheet, facts)
    if page.kind not in _WITH_DOCUMENT:
        facts.document = None
    elif found:
        facts.records += found.readings
    if page.kind is not PageKind.INTERPRETATION and (facts.document or not is_repost(facts)):
        facts.interpretation = None


def _publish(sheet: Sheet, page: Page) -> None:
    found = articles.published(sheet)
    if found is not None:
        page.published_on, page.published_text, page.published_via = found[0].on, found[0].text, found[1]


def _publish_by_address(page: Page) -> None:
    found = articles.published_by_address(page.url)
    if found is not None:
        page.published_on, page.published_text, page.published_via = found[0].on, found[0].text, found[1]
