"""Footers (页脚) of a site's pages: what stands in them, whether they were read at all, and which pages speak for the others."""

from collections.abc import Sequence

from checks.sampling import is_usable, sample
from portal.facts import IdentityMark, Link, Page
from portal.markup.visibility import footer_is_seen
from portal.states import CONTENT_KINDS, LIST_KINDS, PageKind, Via
from portal.storage.snapshot import Snapshot

WRITTEN = {Via.TEXT, Via.LINK, Via.IMAGE}
FRAMED_KINDS = 4  # elements that make a frame the page's footer


def marks_of(snapshot: Snapshot, page: Page) -> list[IdentityMark]:
    """Marks of a page and of the frames it shows: some portals keep their footer in one."""
    frames = (snapshot.landing(url) for url in _frames(snapshot, page))
    return [*snapshot.marks(page.id), *(mark for frame in frames if frame for mark in snapshot.marks(frame.id))]


def footer_was_read(snapshot: Snapshot, page: Page, marks: Sequence[IdentityMark]) -> bool:
    """Whether the footer was seen: it stands in the page, most of its elements stand in a frame, or a browser showed a home page without one."""
    own = [mark for mark in marks if mark.page_id == page.id]
    if footer_is_seen(own, snapshot.links(page.id)):
        return True
    if len({mark.kind for mark in marks if mark.via in WRITTEN}) >= FRAMED_KINDS:
        return True
    return page.rendered and page.kind is PageKind.HOME and not _frames(snapshot, page)


def with_stand_ins(snapshot: Snapshot, pages: list[Page]) -> list[Page]:
    """The pages, those whose footer only a script writes replaced by others that a browser showed: all share their templates."""
    unread = [page for page in pages if not footer_was_read(snapshot, page, marks_of(snapshot, page))]
    if not unread:
        return pages
    taken = {page.id for page in pages}
    shown = (
        page
        for page in snapshot.pages(*LIST_KINDS, *CONTENT_KINDS)
        if page.rendered and is_usable(page) and page.id not in taken and footer_is_seen(*_parts(snapshot, page))
    )
    replaceable = [page for page in unread if page.kind is not PageKind.HOME]
    stand_ins = sample(shown, len(replaceable))
    replaced = {page.id for page in replaceable[: len(stand_ins)]}
    return [*(page for page in pages if page.id not in replaced), *stand_ins]


def _parts(snapshot: Snapshot, page: Page) -> tuple[list[IdentityMark], list[Link]]:
    return list(snapshot.marks(page.id)), list(snapshot.links(page.id))


def _frames(snapshot: Snapshot, page: Page) -> list[str]:
    return [link.url for link in snapshot.links(page.id) if link.element == "iframe" and link.url]
