"""Findings as the reader sees them (问题清单): what, where, the words read, and the archived copy.

The same defect often counts under several rulesets. It is told in full once; later mentions are one line that leads to the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from reports.plaintext import ADDRESS_LENGTH, TITLE_LENGTH, plain, view_command, web_address
from reports.portrait import PORTRAIT
from reports.scorecard import EvidenceCard, FindingCard

LOCAL_ZONE = ZoneInfo("Asia/Shanghai")
FINDINGS_SHOWN = 10  # the others are folded; print shows all
PLACES_SHOWN = 3
SNAPSHOT_FOLDER = "snapshot"  # beside the scorecard, design.md 2.2


@dataclass(frozen=True)
class AddressView:
    """An address: its text, and the link when it can be one."""

    text: str
    href: str | None


@dataclass(frozen=True)
class PlaceView:
    """One place where a defect was seen."""

    title: str
    page: AddressView
    target: AddressView | None
    region: str
    selector: str
    excerpt: str
    observed: str
    archive: str
    command: str
    screenshot: str
    picture: str = ""  # of it what matters, as a `data:` address


@dataclass(frozen=True)
class FindingView:
    """One defect. `first` is the anchor of the full telling when this is a later mention, else empty."""

    anchor: str
    first: str
    id: str
    number: int
    message: str
    severity: str
    severity_words: str
    remedy: str
    waiver: str
    target: AddressView | None
    places: tuple[PlaceView, ...]
    more_places: tuple[PlaceView, ...]


@dataclass(frozen=True)
class FindingsView:
    """Findings of one assessment: those shown, those folded, how many were told before."""

    shown: tuple[FindingView, ...]
    folded: tuple[FindingView, ...]
    repeated: tuple[FindingView, ...]
    remedy: str  # when all share one

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.shown) + len(self.folded) + len(self.repeated)


class Anchors:
    """Hands out DOM ids and pictures, each once per page: `f-abc` for the first mention, `f-abc-2` for the second; remembers which findings
    were told.
    """

    def __init__(self, pictures: Mapping[str, str] = MappingProxyType({})) -> None:
        self._pictures = dict(pictures)
        self._given: dict[str, int] = {}
        self._told: dict[str, list[tuple[FindingCard, str]]] = {}

    def take(self, wish: str) -> str:
        """`wish`, or `wish-2`, `wish-3`… when it was given before."""
        safe = self._safe(wish)
        count = self._given[safe] = self._given.get(safe, 0) + 1
        return safe if count == 1 else self.take(f"{safe}-{count}")

    def picture(self, screenshot: str | None) -> str:
        """The picture of a screenshot, the first time it is asked for; the home page's stands at the head of the card."""
        return self._pictures.pop(screenshot, "") if screenshot and screenshot != PORTRAIT else ""

    def first(self, card: FindingCard) -> str:
        """The anchor where the very same finding was told before, else empty. An id shared by different findings hides none of them."""
        told = self._told.get(card.id, [])
        return next((anchor for before, anchor in told if _same(before, card)), "")

    def tell(self, card: FindingCard) -> str:
        """An anchor for a finding, under which later mentions find it."""
        anchor = self.take(f"f-{card.id}")
        self._told.setdefault(card.id, []).append((card, anchor))
        return anchor

    @staticmethod
    def _safe(wish: str) -> str:
        return plain(wish, TITLE_LENGTH).replace(" ", "-")


def _same(one: FindingCard, other: FindingCard) -> bool:
    return (one.message, one.evidence, one.waiver) == (other.message, other.evidence, other.waiver)


def findings_view(cards: list[FindingCard], anchors: Anchors) -> FindingsView:
    """All findings of one assessment."""
    views = [_finding(card, number, anchors) for number, card in enumerate(cards, 1)]
    new = tuple(view for view in views if not view.first)
    remedies = {card.remedy for card in cards}
    return FindingsView(
        shown=new[:FINDINGS_SHOWN],
        folded=new[FINDINGS_SHOWN:],
        repeated=tuple(view for view in views if view.first),
        remedy=plain(next(iter(remedies))) if len(remedies) == 1 else "",
    )


def _finding(card: FindingCard, number: int, anchors: Anchors) -> FindingView:
    first = anchors.first(card)
    targets = {place.target for place in card.evidence if place.target}
    shared = next(iter(targets)) if len(targets) == 1 else None
    places = [_place(place, shared) for place in card.evidence]
    if not first and places:  # told in full only where the finding is
        places[0] = replace(places[0], picture=anchors.picture(card.evidence[0].screenshot))
    return FindingView(
        anchor=anchors.take(f"f-{card.id}") if first else anchors.tell(card),
        first=first,
        id=plain(card.id, 64),
        number=number,
        message=plain(card.message),
        severity=card.severity.value,
        severity_words=card.severity.words,
        remedy=plain(card.remedy),
        waiver=_waiver(card),
        target=address(shared) if shared else None,
        places=tuple(places[:PLACES_SHOWN]),
        more_places=tuple(places[PLACES_SHOWN:]),
    )


def _waiver(card: FindingCard) -> str:
    if card.waiver is None:
        return ""
    return f"已豁免至 {card.waiver.until.isoformat()}：{plain(card.waiver.reason)}（{plain(card.waiver.by, 60)}）"


def _place(card: EvidenceCard, shared_target: str | None) -> PlaceView:
    """`shared_target` is told once beside the message; a place repeats it only when it has another."""
    own_target = card.target if card.target and card.target != shared_target else None
    return PlaceView(
        title=plain(card.page_title, TITLE_LENGTH),
        page=address(card.url),
        target=address(own_target) if own_target else None,
        region=card.region.words if card.region else "",
        selector=plain(card.selector, TITLE_LENGTH),
        excerpt=plain(card.excerpt),
        observed=moment(card.observed_at),
        archive=f"{plain(card.archive.file, 80)}:{card.archive.offset}" if card.archive else "",
        command=view_command(SNAPSHOT_FOLDER, card.url) if card.archive else "",
        screenshot=f"{SNAPSHOT_FOLDER}/{plain(card.screenshot, 80)}" if card.screenshot else "",
    )


def address(url: str) -> AddressView:
    """An address as text and, when it is a web address, as a link."""
    return AddressView(plain(url, ADDRESS_LENGTH), web_address(url))


def moment(when: datetime | None) -> str:
    """A moment in Chinese local time, to the minute; empty for none."""
    if when is None:
        return ""
    local = when if when.tzinfo is None else when.astimezone(LOCAL_ZONE)
    return local.strftime("%Y-%m-%d %H:%M")
