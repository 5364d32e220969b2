"""Windows that float over a page (飘窗、弹窗), asked of the browser: what stays in the view or wanders over the page, with pictures or links in it."""

from datetime import UTC, datetime

from playwright.async_api import Page

from portal.floating_windows import FloatingView

_REST = 700  # milliseconds in which a wandering window changes its place
_MOST = 20  # windows of one page
# Outermost elements out of the flow of the page; bars across the page, and those that only hold page functions, are none.
_FIND = """most => {
  const out = node => ['fixed', 'absolute', 'sticky'].includes(getComputedStyle(node).position);
  const seen = node => { const s = getComputedStyle(node), r = node.getBoundingClientRect();
    return s.visibility !== 'hidden' && s.display !== 'none' && +s.opacity > 0.05 && r.width >= 40 && r.height >= 40
      && r.right > 0 && r.bottom > 0 && r.left < innerWidth && r.top < innerHeight; };
  const inner = node => [...node.querySelectorAll('a[href], img, iframe, object, embed, video')];
  const found = [];
  for (const node of document.querySelectorAll('body *')) {
    if (found.length >= most) break;
    if (!out(node) || !seen(node) || found.some(other => other.contains(node)) || !inner(node).length) continue;
    found.push(node);
  }
  window.__gongkaiFloating = found;
  return found.map(node => { const r = node.getBoundingClientRect(); return [r.left, r.top]; });
}"""
_DESCRIBE = """places => (window.__gongkaiFloating || []).map((node, at) => {
  const r = node.getBoundingClientRect(), position = getComputedStyle(node).position;
  const moves = Math.abs(r.left - places[at][0]) + Math.abs(r.top - places[at][1]) > 2;
  const alts = [...node.querySelectorAll('img')].map(each => each.alt || each.title || '');
  const words = [node.innerText || '', ...alts].join(' ').replace(/\\s+/g, ' ').trim().slice(0, 200);
  const closing = /关闭|閉|close|^[×xX✕✖]$/i;
  const closable = [...node.querySelectorAll('*')].some(each => each.children.length < 2
    && (closing.test((each.innerText || '').trim()) || /close|guanbi/i.test(`${each.id} ${each.getAttribute('class') || ''} ${each.getAttribute('onclick') || ''} ${each.alt || ''} ${each.title || ''}`)));
  const name = node.id ? `#${CSS.escape(node.id)}` : node.tagName.toLowerCase() + [...node.classList].map(each => `.${CSS.escape(each)}`).join('');
  return {selector: name, words, links: [...node.querySelectorAll('a[href]')].map(each => each.href).filter(each => /^https?:/.test(each)).slice(0, 10),
    closable, moves, fixed: position === 'fixed', pictures: node.querySelectorAll('img, iframe, object, embed, video').length,
    width: Math.round(r.width), height: Math.round(r.height), left: Math.round(r.left), top: Math.round(r.top), across: r.width >= innerWidth * 0.85 && r.height < innerHeight * 0.5};
}).filter(each => each.fixed || each.moves)"""


async def floating_view(page: Page, url: str) -> FloatingView:
    """What floats over an open page; raises playwright's Error."""
    places = await page.evaluate(_FIND, _MOST)
    await page.wait_for_timeout(_REST if places else 0)
    windows = await page.evaluate(_DESCRIBE, places)
    return FloatingView(url, datetime.now(UTC), tuple(windows))
