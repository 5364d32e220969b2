"""Chapters, sections and numbered paragraphs (章节条款): the prose of a document cut into clauses."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rulesets.importing.blocks import Paragraph
from rulesets.importing.characters import even, run_together
from rulesets.importing.clauses import FoundClause
from rulesets.importing.marks import Level, Mark, is_annex, is_day, is_imprint, mark_of
from rulesets.importing.numbering import Place, numbers_of
from rulesets.importing.subjects import subjects
from rulesets.importing.units import Units, split_at_brackets

_NO_CLAUSES = re.compile(r"总体要求|总体思路|总体目标|指导思想|基本原则|工作目标|主要目标|工作思路|总体安排|重要意义")
_LONGEST_HEADING = 60
_ADDRESSED = re.compile(r"各(?:级|单位|部门|有关|地|市|县|区|镇|乡|街道|相关)|本(?:要点|方案|通知|计划)|全[市县区省]")


@dataclass
class Heading:
    """A heading: its numeral, words, and the units in its own brackets."""

    numeral: str = ""
    words: str = ""
    units: Units | None = None


@dataclass
class Leaf:
    """The lowest numbered unit and the paragraphs that stand in it."""

    part: str = ""  # which outline of the document, where it holds several
    chapter: Heading = field(default_factory=Heading)
    section: Heading = field(default_factory=Heading)
    item: Heading = field(default_factory=Heading)
    paragraphs: list[str] = field(default_factory=list)


def clauses_of(paragraphs: Iterable[Paragraph]) -> list[FoundClause]:
    """Clauses of the prose in their order; empty when nothing in it is numbered or names units."""
    leaves = [leaf for leaf in _leaves(paragraphs) if not _NO_CLAUSES.search(leaf.chapter.words + leaf.section.words)]
    cut = [(leaf, list(_cut(leaf))) for leaf in leaves]
    found = [(leaf, piece) for leaf, pieces in cut for piece in pieces]
    places = [
        Place(leaf.part, leaf.chapter.numeral, leaf.chapter.words, leaf.section.numeral, leaf.item.numeral, is_closing)
        for leaf, (_, _, is_closing) in found
    ]
    return [
        with_subjects(
            FoundClause(_section(leaf, is_closing=number == "end"), text, number, heading=_heading(leaf), units=units)
        )
        for (leaf, (text, units, _)), number in zip(found, numbers_of(places), strict=True)
    ]


def _section(leaf: Leaf, *, is_closing: bool) -> str:
    section = "" if is_closing or not leaf.section.numeral else f"（{leaf.section.numeral}）"
    numerals = leaf.chapter.numeral + section
    return f"{leaf.part}{numerals}" or "正文"


def _heading(leaf: Leaf) -> str:
    return leaf.item.words or leaf.section.words or leaf.chapter.words


def with_subjects(clause: FoundClause) -> FoundClause:
    """A clause without units in brackets takes those its sentences name as who is to act, and says so."""
    if clause.units:
        return clause
    named = subjects(clause.text)
    doubt = "责任单位取自句中主语" if named else "没有写明责任单位"
    return replace(clause, units=Units(named), doubts=(doubt,))


def _leaves(paragraphs: Iterable[Paragraph]) -> list[Leaf]:
    """Leaves of the outlines; nothing before the first number belongs to one."""
    outline = _Outline()
    for paragraph in paragraphs:
        outline.take(paragraph.text)
    return outline.leaves


class _Outline:
    """Paragraphs on their way to leaves."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self._is_open = True  # whether paragraphs belong to the last leaf
        self._part = ""
        self._title = ""  # the last line that stood alone: what the next outline is named after

    def take(self, text: str) -> None:
        """Take the next paragraph."""
        mark = mark_of(text)
        if is_annex(text) or is_imprint(text) or is_day(text):
            self._is_open = False
        elif mark:
            self._begin(mark, text)
        elif not self._is_open or not self.leaves:
            self._title = text if len(text) <= _LONGEST_HEADING else self._title
            self._unnumbered(text)
        else:
            self.leaves[-1].paragraphs.append(text)

    def _unnumbered(self, text: str) -> None:
        """A paragraph outside any numbered one is a leaf where it names units."""
        if any(units for _, units in split_at_brackets(text)):
            self.leaves.append(Leaf(self._part, paragraphs=[text]))
            self._is_open = False

    def _begin(self, mark: Mark, text: str) -> None:
        above = self.leaves[-1] if self.leaves else Leaf()
        if not self._is_open and self.leaves:
            self._part = f"{self._title or '附件'} "
            above = Leaf(self._part)
        words, body = _heading_and_body(text[mark.end :])
        pieces = split_at_brackets(words)
        heading = Heading(mark.numeral, pieces[0][0] if pieces else words, pieces[0][1] if pieces else None)
        if body is None and heading.units and len(heading.words) > _LONGEST_HEADING:
            body = words
        leaf = Leaf(self._part, above.chapter, above.section, heading)
        if mark.level is Level.CHAPTER:
            leaf = Leaf(self._part, heading)
        elif mark.level is Level.SECTION:
            leaf = Leaf(self._part, above.chapter, heading)
        leaf.paragraphs = [] if body is None else [body]
        self.leaves.append(leaf)
        self._is_open = True


def _heading_and_body(text: str) -> tuple[str, str | None]:
    """Words of a heading, and the whole paragraph where running text follows in it."""
    words = even(text)
    stop = words.find("。")
    if stop < 0 and len(text) <= _LONGEST_HEADING:
        return text, None
    if 0 <= stop <= _LONGEST_HEADING and stop + 1 < len(text):
        return text[:stop], text
    if stop < 0 or stop > _LONGEST_HEADING:
        return "", text
    return text[:stop], text


def _cut(leaf: Leaf) -> Iterator[tuple[str, Units, bool]]:
    """Clauses of one leaf: text, units, and whether it is a closing paragraph behind the last numbered one."""
    inherited = leaf.item.units or leaf.section.units or leaf.chapter.units or Units()
    pieces: list[tuple[str, Units | None]] = []
    for paragraph in leaf.paragraphs:
        pieces.extend(split_at_brackets(paragraph))
    gathered: list[str] = []
    count = 0
    for text, units in pieces:
        if text:
            gathered.append(text)
        if units and gathered:
            yield run_together("\n".join(gathered)), units, count > 0
            gathered, count = [], count + 1
    closing = gathered[-1:] if not count and len(gathered) > 1 and _ADDRESSED.match(even(gathered[-1])) else []
    rest = gathered[: len(gathered) - len(closing)]
    for words, is_closing in ((rest, count > 0), (closing, True)):
        if words and not _is_signature(words):
            yield run_together("\n".join(words)), inherited, is_closing


def _is_signature(words: list[str]) -> bool:
    return all(len(each) < 30 and not re.search(r"[。；，]", even(each)) for each in words)
