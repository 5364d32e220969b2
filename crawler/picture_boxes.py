"""Where links stand on a page that is photographed (截图中的位置), so that a report can frame the one a finding is about."""

import sqlite3
from collections.abc import Sequence

from playwright.async_api import Page

from crawler.faulty_pages import Marked
from portal.storage.manifest import Box

MAX_BOXES = 400  # of one page
_LINKS = """SELECT link.selector, link.raw, link.url FROM link JOIN page ON page.id = link.page_id
    WHERE page.url = ? AND link.hidden = 0 AND link.element IN ('a', 'area', 'img', 'onclick', 'option') AND link.url <> ''
    ORDER BY link.position LIMIT ?"""
# What stands for a link on the page: the picture of an image map, the list of an option; null for what nobody sees.
FIND = """const seen = mark => {
  const written = each => ['href', 'src', 'value'].some(name => each.getAttribute(name)?.trim() === mark.raw)
    || (each.getAttribute('onclick') || '').includes(mark.raw);
  let found = null;
  try { found = document.querySelector(mark.selector); } catch (fault) { found = null; }
  if (!found || !written(found)) found = [...document.querySelectorAll('a, area, img, option, [onclick]')].find(written);
  if (found?.tagName === 'AREA') found = document.querySelector(`img[usemap="#${CSS.escape(found.parentElement.name || '')}"]`);
  if (found?.tagName === 'OPTION') found = found.closest('select');
  const shown = found?.querySelector('img') || found;
  const place = shown?.getBoundingClientRect();
  return !place || !place.width || !place.height || place.right < 0 || place.left > innerWidth ? null : shown;
};"""
_PLACES = (
    "marks => {"
    + FIND
    + """return marks.map(mark => {
    const place = seen(mark)?.getBoundingClientRect();
    return place ? [place.left + scrollX, place.top + scrollY, place.width, place.height].map(Math.round) : null;
  });
}"""
)


def links_of(database: sqlite3.Connection, url: str) -> list[Marked]:
    """The links a visitor sees on a page, in its order, at most `MAX_BOXES`."""
    return [Marked(*row) for row in database.execute(_LINKS, (url, MAX_BOXES))]


async def boxes(page: Page, links: Sequence[Marked], height: int) -> list[Box]:
    """Where links stand on the page as it is shown, of those within its first `height` pixels; raises playwright's Error."""
    marks = [{"selector": link.selector, "raw": link.raw} for link in links]
    places: list[list[int] | None] = await page.evaluate(_PLACES, marks)
    found = {
        (link.url, *place): Box(url=link.url, selector=link.selector, place=(place[0], place[1], place[2], place[3]))
        for link, place in zip(links, places, strict=True)
        if place and 0 <= place[1] < height
    }
    return list(found.values())
