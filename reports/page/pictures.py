"""The home page's picture on the card (首页截图): shown once whole, and again in pieces that frame what a finding is about."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from reports.page.jpeg import dimensions
from reports.page.portrait import PORTRAIT
from reports.scorecard import FrameCard

PIECE_WIDTH, PIECE_HEIGHT = 800, 360  # of the page, in its pixels
MARGIN = 4  # between a frame and what it frames
PORTRAIT_SHAPE = 110 / 176


@dataclass(frozen=True)
class PortraitView:
    """The picture, its size in its own pixels, and what of it the head of the card shows. Without a size it is shown as it is."""

    data: str
    width: int
    height: int

    @property
    def head(self) -> str:
        """`viewBox` of the head's piece."""
        return f"0 0 {self.width} {round(self.width * PORTRAIT_SHAPE)}"


@dataclass(frozen=True)
class PieceView:
    """A piece of the picture as a `viewBox`, and the frame in it, in the picture's own pixels."""

    box: str
    left: float
    top: float
    width: float
    height: float


def portrait_view(pictures: Mapping[str, str]) -> PortraitView | None:
    """The home page's picture; None without one."""
    data = pictures.get(PORTRAIT, "")
    if not data:
        return None
    size = dimensions(base64.b64decode(data.partition(",")[2]))
    return PortraitView(data, *(size or (0, 0)))


def piece_view(frame: FrameCard, portrait: PortraitView | None) -> PieceView | None:
    """The piece around a frame; None where the picture does not show it."""
    if portrait is None or not portrait.width or not frame.page_width:
        return None
    scale = portrait.width / frame.page_width
    if frame.top + frame.height / 2 >= portrait.height / scale or frame.left >= frame.page_width:
        return None
    wide, high = min(PIECE_WIDTH, frame.page_width), min(PIECE_HEIGHT, portrait.height / scale)
    left = _start(frame.left, frame.width, wide, frame.page_width)
    top = _start(frame.top, frame.height, high, portrait.height / scale)
    return PieceView(
        box=" ".join(_pixels(value, scale) for value in (left, top, wide, high)),
        left=round((frame.left - MARGIN) * scale, 1),
        top=round((frame.top - MARGIN) * scale, 1),
        width=round((frame.width + 2 * MARGIN) * scale, 1),
        height=round((frame.height + 2 * MARGIN) * scale, 1),
    )


def _start(start: float, length: float, shown: float, whole: float) -> float:
    """Where a piece begins that has the frame in its middle and does not leave the page."""
    return max(0.0, min(start + length / 2 - shown / 2, whole - shown))


def _pixels(value: float, scale: float) -> str:
    return f"{value * scale:.0f}"
