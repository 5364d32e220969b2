"""Pages of the disclosure column (专栏内的页面): lists of its parts, texts they list, and texts that say themselves that they stand there."""

from collections.abc import Iterator

from checks.disclosure.opened_parts import CONTENT, GUIDE, REPORTS, SYSTEM, OpenedPart, opened
from checks.links.tally import ASSETS, DATA
from portal.facts import Link, Page, Target
from portal.states import LinkState, Region
from portal.storage.snapshot import Snapshot

_LINKS_READ = 200  # links to one target looked at


def parts_of(snapshot: Snapshot) -> list[OpenedPart]:
    """The four parts as they open."""
    return [opened(snapshot, section) for section in (GUIDE, SYSTEM, CONTENT, REPORTS)]


def pages_inside(snapshot: Snapshot) -> dict[int, Page]:
    """Lists of the parts, and texts of all parts but 法定主动公开内容, by id; those of that part may be the whole site (`is_inside`)."""
    found: dict[int, Page] = {}
    for part in parts_of(snapshot):
        own = (part.page,) if part.page else ()
        listed = () if part.name == CONTENT.names[0] else _listed(snapshot, part)
        found |= {page.id: page for page in (*own, *part.lists, *part.texts, *listed)}
    return found


def is_inside(snapshot: Snapshot, page: Page) -> bool:
    """Whether a page is one of these, or names 法定主动公开内容 in its breadcrumb."""
    return page.id in snapshot.once(pages_inside) or CONTENT.names[0] in page.breadcrumb


def _listed(snapshot: Snapshot, part: OpenedPart) -> Iterator[Page]:
    for row in part.rows(snapshot):
        page = snapshot.landing(row.item.url) if row.item.url else None
        if page and not page.fault:
            yield page


def _is_own(link: Link, common: set[int]) -> bool:
    """Whether a link is the page's own: heads and feet are the site's, and so is a menu that the home page has, too."""
    return link.region is Region.MAIN or (link.region is Region.NAVIGATION and link.target_id not in common)


def failed_inside(snapshot: Snapshot, state: LinkState) -> Iterator[tuple[Target, Link, Page]]:
    """Targets in this state that a page inside leads to, with the first such link; the site's common menu aside."""
    home = snapshot.home()
    common = {link.target_id for link in snapshot.links(home.id)} if home else set()
    for target in snapshot.targets(state):
        for link in snapshot.links_to(target.id, _LINKS_READ):
            if link.element in (*ASSETS, DATA):  # nobody follows them, or a script may still change them
                continue
            page = snapshot.page_by_id(link.page_id)
            if page and _is_own(link, common) and is_inside(snapshot, page):
                yield target, link, page
                break
