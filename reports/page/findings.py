"""Findings as the reader sees them (问题清单): what, where, the words read, and the archived copy.

The same defect often counts under several rulesets. It is told in full once; later mentions are one line that leads to the first. Long lists
go on in short rows, alike ones under one heading: a card with thousands of dead links is still sent by mail.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from reports.page.changes import ChangeView, change_view
from reports.page.people import waiver_words
from reports.page.pictures import PortraitView, piece_view
from reports.page.places import SNAPSHOT_FOLDER, AddressView, PlaceView, address, moment, place_view
from reports.page.portrait import PORTRAIT
from reports.scorecard import EvidenceCard, FindingCard
from reports.wording.plaintext import TITLE_LENGTH, plain

__all__ = ["SNAPSHOT_FOLDER", "Anchors", "FindingView", "FindingsView", "address", "findings_view", "moment"]
FINDINGS_SHOWN = 10  # the others are folded
FINDINGS_PRINTED = 20  # of the folded ones; the others stand in the page and in the workbooks
PLACES_SHOWN = 3
SHORT_PLACES = 12  # of a folded finding; the others are counted, scorecard.json names them


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
    change: ChangeView | None
    target: AddressView | None
    places: tuple[PlaceView, ...]

    @property
    def first_places(self) -> tuple[PlaceView, ...]:
        """Places told at once."""
        return self.places[:PLACES_SHOWN]

    @property
    def more_places(self) -> tuple[PlaceView, ...]:
        """Places that are folded."""
        return self.places[PLACES_SHOWN:]

    @property
    def short_places(self) -> tuple[PlaceView, ...]:
        """Places of a short row."""
        return self.places[:SHORT_PLACES]

    @property
    def places_left_out(self) -> int:
        """How many places a short row only counts."""
        return max(0, len(self.places) - SHORT_PLACES)


@dataclass(frozen=True)
class AlikeView:
    """Findings that differ in their places only; told once for all: message, severity, change, waiver, remedy."""

    findings: tuple[FindingView, ...]

    @property
    def example(self) -> FindingView:
        """What they share."""
        return self.findings[0]


@dataclass(frozen=True)
class FindingsView:
    """Findings of one assessment: those shown, those folded, those told before."""

    shown: tuple[FindingView, ...]
    folded: tuple[FindingView, ...]
    repeated: tuple[FindingView, ...]
    remedy: str  # when all share one

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.shown) + len(self.folded) + len(self.repeated)

    @property
    def printed(self) -> tuple[AlikeView, ...]:
        """Folded ones that are printed."""
        return _alike(self.folded[:FINDINGS_PRINTED])

    @property
    def unprinted(self) -> tuple[AlikeView, ...]:
        """Folded ones that are not."""
        return _alike(self.folded[FINDINGS_PRINTED:])

    @property
    def unprinted_count(self) -> int:
        """How many these are."""
        return max(0, len(self.folded) - FINDINGS_PRINTED)

    @property
    def again(self) -> tuple[AlikeView, ...]:
        """Later mentions, alike ones together."""
        return _alike(self.repeated)


class Anchors:
    """Hands out DOM ids and pictures, each once per page: `f-abc` for the first mention, `f-abc-2` for the second; remembers which findings
    were told.
    """

    def __init__(
        self, pictures: Mapping[str, str] = MappingProxyType({}), portrait: PortraitView | None = None
    ) -> None:
        self.portrait = portrait
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

    @property
    def told(self) -> dict[str, str]:
        """Anchors of the first telling by the finding's id."""
        return {name: told[0][1] for name, told in self._told.items()}

    @staticmethod
    def _safe(wish: str) -> str:
        return plain(wish, TITLE_LENGTH).replace(" ", "-")


def _same(one: FindingCard, other: FindingCard) -> bool:
    return (one.message, one.evidence, one.waiver) == (other.message, other.evidence, other.waiver)


def _alike(findings: Iterable[FindingView]) -> tuple[AlikeView, ...]:
    groups: dict[tuple[object, ...], list[FindingView]] = {}
    for each in findings:
        key = (each.message, each.severity, each.change, each.waiver, each.remedy)
        groups.setdefault(key, []).append(each)
    return tuple(AlikeView(tuple(each)) for each in groups.values())


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
    places = [place_view(place, shared) for place in card.evidence]
    if not first and places:  # told in full only where the finding is
        places[0] = _pictured(places[0], card.evidence[0], anchors)
    return FindingView(
        anchor=anchors.take(f"f-{card.id}") if first else anchors.tell(card),
        first=first,
        id=plain(card.id, 64),
        number=number,
        message=plain(card.message),
        severity=card.severity.value,
        severity_words=card.severity.words,
        remedy=plain(card.remedy),
        waiver=waiver_words(card.waiver),
        change=change_view(card.change),
        target=address(shared) if shared else None,
        places=tuple(places),
    )


def _pictured(place: PlaceView, card: EvidenceCard, anchors: Anchors) -> PlaceView:
    """A place with its picture: one of its own where it has not been shown, else a piece of the home page's."""
    picture = anchors.picture(card.screenshot)
    piece = piece_view(card.frame, anchors.portrait) if card.frame and not picture else None
    return replace(place, picture=picture, piece=piece)
