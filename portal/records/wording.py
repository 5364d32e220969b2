"""What the record readers share: the page's own title, labelled values of a vocabulary, dates of values."""

import re
from collections.abc import Callable
from datetime import date

from portal.dates import first_date, plain
from portal.documents.field_tables import Labelled, labelled_values
from portal.documents.vocabularies import Vocabulary
from portal.facts import PageFacts
from portal.markup.located_lines import Holders, located_lines
from portal.markup.sheet import Sheet

MOST_LINES = 400  # of main text in which labels are looked for
_QUOTED = re.compile(r"《(.{2,120}?)》(?!》)")
YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
NUMBERING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、.．](?!\d)|第[一二三四五六七八九十]+[章节部分]+)\s*"
)


def year_in(words: str) -> int | None:
    """The first year a text names (2026年); None for one that names none."""
    found = YEAR.search(plain(words))
    return int(found.group(1)) if found else None


def title_of(facts: PageFacts) -> str:
    """What the page calls its content."""
    return facts.page.heading or facts.page.title


def values_of(sheet: Sheet, vocabulary: Vocabulary) -> list[Labelled]:
    """Labelled values of the main text in their order."""
    return labelled_values(sheet.outline, located_lines(sheet, MOST_LINES), Holders(sheet.outline.nodes), vocabulary)


def first_values(values: list[Labelled]) -> dict[str, str]:
    """The first stated value of each field."""
    found: dict[str, str] = {}
    for value in values:
        if value.value and value.name not in found:
            found[value.name] = value.value
    return found


def date_of(words: str | None) -> date | None:
    """The date that a value states first."""
    found = first_date(words) if words else None
    return found.on if found else None


def quoted(title: str) -> str:
    """Name in the first 《》 of a title; empty when there is none."""
    found = _QUOTED.search(title)
    return found.group(1) if found else ""


def unnumbered(line: str) -> str:
    """A line without the number it begins with (一、 （二） 3.)."""
    return NUMBERING.sub("", line, count=1)


def place_of(sheet: Sheet, says: Callable[[str], bool]) -> str:
    """Selector of the element around the first line that says something; empty when none does."""
    line = next((line for line in located_lines(sheet, MOST_LINES) if says(line.text)), None)
    node = Holders(sheet.outline.nodes).of(line.piece) if line else None
    return sheet.selectors.of(node) if node else ""
