"""What is wrong with a page's markup as a whole (页面结构异常), so that a reader or a browser may not see all of it."""

from portal.markup.outline import Outline
from portal.states import Oddity

MAX_DEPTH = 512  # elements within one another, as in Chromium
_MANY_NODES = 10_000  # only pages of so many elements are measured, as it takes time


def oddities_of(outline: Outline) -> tuple[Oddity, ...]:
    """All that holds of a page."""
    found = ((Oddity.TOO_LONG, outline.cut), (Oddity.TOO_DEEP, _depth(outline) > MAX_DEPTH))
    return tuple(oddity for oddity, holds in found if holds)


def _depth(outline: Outline) -> int:
    """How deep elements stand in one another; 0 where there are too few to be worth measuring."""
    depths: list[int] = []
    if len(outline.nodes) >= _MANY_NODES:
        for node in outline.nodes:
            depths.append(depths[node.parent.index] + 1 if node.parent else 1)
    return max(depths, default=0)
