"""Places where a defect was seen (佐证位置): page, words, address, archived copy, and the piece of a screenshot."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from reports.page.pictures import PieceView
from reports.scorecard import EvidenceCard
from reports.wording.plaintext import ADDRESS_LENGTH, TITLE_LENGTH, plain, view_command, web_address

LOCAL_ZONE = ZoneInfo("Asia/Shanghai")
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
    piece: PieceView | None = None  # of the home page's picture, where there is no picture of its own


def place_view(card: EvidenceCard, shared_target: str | None) -> PlaceView:
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
