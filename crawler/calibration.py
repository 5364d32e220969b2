"""How a host answers for pages that cannot exist (软404校准), so that its look-alikes can be told from real pages."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.exchange import Exchange
from crawler.wording import words_of
from portal.facts import PageFacts
from portal.states import Fault

HOME_PATH = re.compile(r"/(?:(?:index|default|home|main|portal|shouye|sy)[\w-]*(?:\.\w+)?)?/?\Z", re.IGNORECASE)
_LOGIN = re.compile(r"login|signin|passport|\bsso\b|/cas\b|oauth", re.IGNORECASE)
# What a page says that stands for another one which is missing.
_MISSING = re.compile(
    r"不存在|找不到|未找到|没有找到|无法找到|已删除|已被删除|已下线|出错|错误|对不起|抱歉|失效|404|not\s*found",
    re.IGNORECASE,
)
_VOLATILE = re.compile(r"[\d\s]+")
_GRAM = 4
_SLACK = 8  # shingles a missing page may have more than the sampled ones do


def impossible_paths() -> tuple[str, str]:
    """Two paths no site has: one like a page's, one like a folder's."""
    token = secrets.token_hex(6)
    return f"/gongkai-{token}.html", f"/gongkai-{token}/"


@dataclass(frozen=True)
class Look:
    """What a page shows: its address, its title, all its words."""

    url: str
    title: str
    words: str


def look_of(exchange: Exchange, facts: PageFacts) -> Look:
    """What a page shows, for comparing it with others of its host."""
    return Look(exchange.url, facts.page.title, words_of(exchange.body, facts.page.encoding))


@dataclass(frozen=True)
class Sample:
    """How one impossible address was answered: by a redirect to `location`, or by a page with a good status."""

    url: str
    location: str = ""
    look: Look | None = None


@dataclass(frozen=True)
class Likeness:
    """What missing pages of a host have in common: their title, and the shingles of their words."""

    title: str
    common: frozenset[str]
    extra: int  # most shingles one sample had beyond the common ones
    says_missing: bool

    @classmethod
    def of(cls, looks: Sequence[Look]) -> "Likeness | None":
        """Likeness of some missing pages; None when they have no words to go by or differ in their titles."""
        titles = {_plain(look.title, look.url) for look in looks}
        shingles = [_shingles(_plain(look.words, look.url)) for look in looks]
        if len(titles) != 1 or not all(shingles):
            return None
        common = frozenset.intersection(*shingles)
        extra = max(len(each - common) for each in shingles)
        says_missing = _MISSING.search(looks[0].title + looks[0].words) is not None
        return cls(titles.pop(), common, extra, says_missing) if common else None

    def matches(self, look: Look) -> bool:
        """Whether a page has all that missing pages share and hardly anything of its own."""
        if _plain(look.title, look.url) != self.title:
            return False
        shingles = _shingles(_plain(look.words, look.url))
        return self.common <= shingles and len(shingles - self.common) <= self.extra + _SLACK


class Calibration:
    """How one host answers for missing pages. `home` is the page its home address ends at."""

    def __init__(self, samples: Sequence[Sample], home: Look) -> None:
        self.samples = tuple(samples)
        self._home_url = home.url
        self._locations = {_without_query(sample.location) for sample in samples if sample.location}
        self._likeness = Likeness.of([sample.look for sample in samples if sample.look])
        self._shows_home = self._likeness is not None and self._likeness.matches(home)

    @property
    def compares(self) -> bool:
        """Whether pages have to be compared with missing ones at all."""
        return self._likeness is not None

    @property
    def note(self) -> str:
        """What was found, for the record; empty for a host that answers missing pages with an error status."""
        notes = [f"redirect to {location}" for location in sorted(self._locations)]
        if self._likeness is not None:
            notes.append("the home page itself" if self._shows_home else f"a page titled {self._likeness.title!r}")
        return "; ".join(notes)

    def of_redirect(self, url: str, location: str) -> tuple[Fault, bool] | None:
        """Fault of an address that redirects to `location`, and whether it is certain; None when that is a genuine redirect."""
        place = _without_query(location)
        if place not in self._locations or place == _without_query(url) or _is_home_like(url):
            return None
        if _LOGIN.search(place):
            return Fault.LOGIN, False
        if place == _without_query(self._home_url) or _is_home_like(location):
            return Fault.TO_HOME, True
        return Fault.SOFT_404, urlsplit(url).netloc == urlsplit(location).netloc

    def of_page(self, look: Look) -> tuple[Fault, bool] | None:
        """Fault of a page that looks like the host's missing pages, and whether it is certain."""
        if self._likeness is None or look.url == self._home_url or not self._likeness.matches(look):
            return None
        if not self._shows_home:
            return Fault.SOFT_404, self._likeness.says_missing
        return None if _is_home_like(look.url) else (Fault.TO_HOME, True)


def _is_home_like(url: str) -> bool:
    return HOME_PATH.fullmatch(urlsplit(url).path) is not None


def _without_query(url: str) -> str:
    return url.partition("?")[0].rstrip("/")


def _plain(text: str, url: str) -> str:
    """Text without what differs between two missing pages: their own address, numbers, white space."""
    path = urlsplit(url).path
    for own in (url, path, path.strip("/")):
        if len(own) > 3:
            text = text.replace(own, "")
    return _VOLATILE.sub("", text)


def _shingles(text: str) -> frozenset[str]:
    if len(text) <= _GRAM:
        return frozenset({text} if text else ())
    return frozenset(text[start : start + _GRAM] for start in range(len(text) - _GRAM + 1))
