"""A visit (访问任务): one address to open once, for everything that leads to it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from portal.facts import Target
from portal.states import Fault, LinkState, Scope

_RESOURCES = (
    "pdf doc docx wps et dps ofd xls xlsx csv ppt pptx txt rtf zip rar 7z gz tar exe apk msi iso "
    "jpg jpeg png gif bmp webp svg ico tif tiff mp3 wav wma mp4 m4v avi mov wmv flv f4v swf rm rmvb mkv webm m3u8 "
    "js css json xml woff woff2 ttf eot map"
)
_SUFFIX = re.compile(rf"\.(?:{_RESOURCES.replace(' ', '|')})(?:\?|\Z)", re.IGNORECASE)
_CODE = frozenset({"script", "css", "link"})
_RESOURCE_ELEMENTS = _CODE | {"img", "srcset", "source", "video", "audio", "embed", "object"}


def is_resource(url: str, element: str) -> bool:
    """Whether an address is only checked, not read as a page: attachments, pictures, scripts, styles."""
    return element in _RESOURCE_ELEMENTS or _SUFFIX.search(url) is not None


def may_be_empty(element: str) -> bool:
    """Whether nothing is a good answer: a script or style sheet may have nothing to say, a page or a picture may not."""
    return element in _CODE


class Outcome(NamedTuple):
    """What became of an address."""

    state: LinkState
    fault: Fault | None = None
    status: int | None = None
    content_type: str = ""
    at: datetime | None = None
    final_url: str = ""  # where redirects ended; empty without any

    def behind(self, url: str) -> "Outcome":
        """The same for an address that was redirected to `url`."""
        state = LinkState.REDIRECTED if self.state is LinkState.OK else self.state
        return self._replace(state=state, final_url=self.final_url or url)


@dataclass(slots=True, eq=False)
class Visit:
    """An address and what is known of it so far. `target` is None while only redirects lead to it."""

    url: str
    host: str  # with its port, where that is not the default
    scope: Scope
    depth: int
    whole: bool  # to be read as a page of the site
    target: Target | None = None
    may_be_empty: bool = False
    asked_anew: bool = False  # no conditional request any more: what it would be measured by is gone
    data: bool = False  # to be read whole though it is no page: robots.txt, sitemaps
    begun: bool = False  # handed out at least once
    steps: int = 0  # fruitless pages of its kind that led here, one from another
    kept: bool = False  # recorded as a page already
    tries: int = 0  # that failed
    delays: int = 0  # times the server asked to come back later
    hops: int = 0  # redirects that led here, longest way
    due: float = 0.0  # when the next try is planned, seconds since the epoch
    marked: bool = False  # has a history the checkpoint knows of
    doubt: Outcome | None = None  # what the last try found, while it is not confirmed
    followers: list["Visit"] = field(default_factory=list)  # visits redirected here
    awaits: "Visit | None" = None  # the visit this one was redirected to
    outcome: Outcome | None = None

    def owners(self) -> list[Target]:
        """Targets a try to open this address counts for: its own, else those that were redirected here."""
        if self.target is not None:
            return [self.target]
        return [target for follower in self.followers for target in follower.owners()]

    def leads_to(self, other: "Visit") -> bool:
        """Whether the redirects from here end at `other`."""
        step: Visit | None = self
        while step is not None and step is not other:
            step = step.awaits
        return step is other
