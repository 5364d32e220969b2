"""What the readers of one page share (读取用底稿): its outline, links and main text, worked out once."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from portal.facts import Link, MetaTag, Page
from portal.markup.outline import BLOCK, Node, Outline, squeeze, to_lines
from portal.markup.selectors import Selectors
from portal.states import FOOTER, MAIN

_CONTROLS = frozenset(("select", "button", "marquee"))


@dataclass
class Sheet:
    """One page between parsing and facts. `link_nodes` holds the element of each link; `base` is what addresses are relative to."""

    page: Page
    outline: Outline
    selectors: Selectors
    source: str
    breadcrumb: tuple[str, ...]  # 当前位置
    place: Node | None  # the element it stands in
    links: list[Link]
    link_nodes: list[Node]
    meta_tags: list[MetaTag]
    base: str

    @cached_property
    def main_ranges(self) -> list[tuple[int, int]]:
        """Ranges of pieces that belong to the main region, form controls left out."""
        ranges: list[tuple[int, int]] = []
        nodes = self.outline.nodes
        begin = index = 0
        while index < len(nodes):
            node = nodes[index]
            index += 1
            if (node.region is not MAIN or node.tag in _CONTROLS) and not self._holds_main(node):
                ranges.append((begin, node.start))
                begin = max(begin, node.end)
                index = max(index, node.last)
        ranges.append((begin, len(self.outline.pieces)))
        return [(start, end) for start, end in ranges if end > start]

    def _holds_main(self, node: Node) -> bool:
        """Whether a `<main>` or article stands inside an element of another region."""
        if node.region is MAIN or node.region is FOOTER:
            return False
        counts = self._main_nodes
        return counts[node.last] > counts[node.index + 1]

    @cached_property
    def _main_nodes(self) -> list[int]:
        """How many nodes of the main region stand before each node."""
        return list(accumulate([node.region is MAIN for node in self.outline.nodes], initial=0))

    @cached_property
    def main_lines(self) -> list[str]:
        """Main text by lines, white space folded."""
        pieces = self.outline.pieces
        return to_lines(BLOCK.join("".join(pieces[start:end]) for start, end in self.main_ranges))

    @cached_property
    def main_text(self) -> str:
        """Main text without any white space, for matching."""
        return squeeze("".join(self.main_lines))

    @cached_property
    def prose(self) -> int:
        """Characters of main text in lines that read as running text: long, or ended by a full stop, outside links."""
        linked = {link.text for link in self.links if len(link.text) >= 30}
        return sum(len(line) for line in self.main_lines if _is_prose(line) and line not in linked)


def _is_prose(line: str) -> bool:
    return len(line) >= 40 or (len(line) >= 12 and line[-1] in "。；！？!")
