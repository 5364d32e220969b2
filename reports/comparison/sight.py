"""What a crawl saw of an address (抓取所见): a finding that is not there any more is mended only where its place was looked at."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import urldefrag, urlsplit

from portal.facts import Target
from portal.states import LIST_KINDS, Fault, LinkState, PageKind, Scope
from portal.storage.snapshot import Snapshot
from reports.scorecard import RunCard

GONE = frozenset((Fault.NOT_FOUND, Fault.GONE, Fault.SOFT_404, Fault.TO_HOME))
OPENS = (LinkState.OK, LinkState.REDIRECTED)
GATHERS = LIST_KINDS | {PageKind.HOME}
FILES = frozenset(
    (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".ofd", ".jpg", ".jpeg", ".png", ".gif", ".css", ".js")
)


class Seen(Enum):
    """Opened; not there (deleted, or no longer linked to on a site that was read whole); or nobody can tell."""

    THERE = "there"
    ABSENT = "absent"
    UNSEEN = "unseen"


class Sight(Protocol):
    """What one crawl saw."""

    @property
    def whole(self) -> bool:
        """Whether all within reach was read."""
        ...

    def page(self, url: str) -> Seen:
        """What became of a page of the site."""
        ...

    def target(self, url: str) -> Seen:
        """What became of an address that pages link to: THERE when it opens, ABSENT when nothing leads there."""
        ...

    def published(self, url: str) -> date | None:
        """Publication date of a page, where it is known."""
        ...


def is_whole(run: RunCard) -> bool:
    """Whether a crawl read all within its reach."""
    return run.stopped_by is None and not run.quick


class CardSight:
    """What a card alone tells: of a whole crawl that all was seen, of any other nothing."""

    def __init__(self, run: RunCard) -> None:
        self.whole = is_whole(run)

    def page(self, url: str) -> Seen:  # noqa: ARG002 (the protocol's)
        """All or nothing."""
        return Seen.THERE if self.whole else Seen.UNSEEN

    target = page

    def published(self, url: str) -> date | None:  # noqa: ARG002 (the protocol's)
        """A card does not tell."""
        return None


class SnapshotSight:
    """What a snapshot tells.

    `other` is the snapshot of the run it is compared with, if there is one. An address nothing leads to any more is absent; but not where a list
    that the other crawl read did not open in this one, since that list may have led there.
    """

    def __init__(self, snapshot: Snapshot, other: Snapshot | None = None) -> None:
        run = snapshot.manifest.run
        self.whole = run.stopped_by is None and not run.quick
        self._snapshot = snapshot
        self._other = other
        self._missing: Seen | None = None

    def page(self, url: str) -> Seen:
        """Opened, gone for good, no longer linked, or not seen."""
        address = urldefrag(url).url
        page = self._snapshot.page(address)
        if page is not None:
            if page.status == 200 and page.fault is None:
                return Seen.THERE
            return Seen.ABSENT if page.fault in GONE or page.status in (404, 410) else Seen.UNSEEN
        target = self._snapshot.target(address)
        if target is None:
            return self._unlinked()
        if target.state is LinkState.BROKEN and target.fault in GONE:
            return Seen.ABSENT
        return Seen.THERE if target.state in OPENS else Seen.UNSEEN

    def target(self, url: str) -> Seen:
        """Opens, no longer linked, or still in doubt."""
        target = self._snapshot.target(urldefrag(url).url)
        if target is None or not self._is_linked(target):
            return self._unlinked()
        return Seen.THERE if target.state in OPENS else Seen.UNSEEN

    def published(self, url: str) -> date | None:
        """As the page states it."""
        page = self._snapshot.page(urldefrag(url).url)
        return page.published_on if page else None

    def _is_linked(self, target: Target) -> bool:
        return self._snapshot.is_linked(target.id) or self._snapshot.is_in_a_sheet(target.id)

    def _unlinked(self) -> Seen:
        if self._missing is None:
            self._missing = Seen.ABSENT if self.whole and not self._lost_lists() else Seen.UNSEEN
        return self._missing

    def _lost_lists(self) -> bool:
        """Whether a page that may have led to others was read by the other crawl and not by this one."""
        return any(self._gathered(target.url) for target in _unread(self._snapshot))

    def _gathered(self, url: str) -> bool:
        if self._other is None:
            return PurePosixPath(urlsplit(url).path).suffix.lower() not in FILES
        page = self._other.page(url)
        return page is not None and page.kind in GATHERS


def _unread(snapshot: Snapshot) -> Iterable[Target]:
    """The site's own addresses that may hold a page, which did not open for now."""
    states = (LinkState.BROKEN, LinkState.SUSPECT, LinkState.BLOCKED, LinkState.PENDING)
    return (each for each in snapshot.targets(*states) if each.scope is Scope.INTERNAL and each.fault not in GONE)
