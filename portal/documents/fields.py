"""Fields of a document from every place that states them (字段读数), and the one that counts.

Trust, highest first: a field table, the title, the text, remarks under the heading, meta tags, a script. A publisher (发布机构) and a day of
generation (生成日期) name something else than issuer and 成文日期 and count only where nothing better is stated. Readings that differ stay as rows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from portal.content_facts import FieldReading
from portal.dates import compact_date, first_date
from portal.documents.body import Signature, Stated
from portal.documents.field_labels import LABELS, value_of
from portal.documents.field_tables import Labelled
from portal.markup.metatags import meta_value
from portal.markup.outline import Node, fold, squeeze
from portal.markup.selectors import Selectors
from portal.markup.sheet import Sheet
from portal.states import FieldPart, Via

STATED = (
    "title", "number", "issuer", "written_on", "published_on", "effective_on", "expires_on", "validity", "index_number", "subject", "disclosure",
)  # fmt: skip
_STANDS_FOR = {"publisher": "issuer", "made_on": "written_on", "kind": "subject"}
_TRUST = {part: rank for rank, part in enumerate(FieldPart)}
_SECOND_HAND = 100  # order from which a label names something else, taken for want of better
_META = {
    "title": ("articletitle",),
    "number": ("filenumber", "filenum", "fileno", "documentnumber", "docnumber", "wenhao", "fwzh"),
    "index_number": ("indexnumber", "indexno", "indexcode", "syh", "indexid"),
    "issuer": ("department", "fwjg", "publisher", "issuer"),
    "written_on": ("writtendate", "writedate", "cwrq", "issuedate", "signdate"),
    "published_on": ("pubdate", "publishdate", "article:published_time", "publishtime", "dc.date", "releasedate"),
    "validity": ("validity", "effectiveness", "yxx"),
    "subject": ("subjectcategory", "ztfl"),
}


@dataclass(slots=True)
class _Candidate:
    reading: FieldReading
    trust: tuple[int, int]


@dataclass
class Fields:
    """Readings of one document's fields as they are found."""

    selectors: Selectors
    _found: list[_Candidate] = field(default_factory=list)

    def add(
        self,
        name: str,
        value: str,
        words: str,
        part: FieldPart,
        via: Via = Via.TEXT,
        node: Node | None = None,
        order: int = 0,
    ) -> None:
        """Note a reading; one that says what another of the same part said already (a table doubled for the phone) is the same."""
        if not value or any(
            one.reading.name == name and one.reading.value == value and one.reading.part is part for one in self._found
        ):
            return
        selector = self.selectors.of(node) if node is not None else ""
        reading = FieldReading(0, 0, name, value, fold(words)[:300], via, selector, part)
        trust = part if order < _SECOND_HAND else FieldPart.REMARKS
        self._found.append(_Candidate(reading, (_TRUST[trust], order)))

    def best(self, name: str) -> FieldReading | None:
        """The reading that counts; None where the page does not state the field."""
        found = [one for one in self._found if one.reading.name == name]
        return min(found, key=lambda one: one.trust).reading if found else None

    def value(self, name: str) -> str:
        """Value of the reading that counts; empty without one."""
        found = self.best(name)
        return found.value if found else ""

    def on(self, name: str) -> date | None:
        """The same as a date."""
        value = self.value(name)
        return date.fromisoformat(value) if value else None

    def readings(self) -> list[FieldReading]:
        """All readings by trust, numbered."""
        rows = [one.reading for one in sorted(self._found, key=lambda one: one.trust)]
        for position, row in enumerate(rows):
            row.position = position
        return rows


def add_table(fields: Fields, values: Iterable[Labelled]) -> None:
    """Readings of a field table."""
    for found in values:
        name = _STANDS_FOR.get(found.name, found.name)
        if name in STATED and name != "expires_on":
            order = LABELS[found.name].index(found.label) + (0 if name == found.name else _SECOND_HAND)
            fields.add(
                name, value_of(found.name, found.value), found.words, FieldPart.TABLE, node=found.node, order=order
            )


def add_stated(fields: Fields, name: str, stated: Stated | None, node: Node | None) -> None:
    """A reading of the text, or of the title."""
    if stated is not None:
        part = FieldPart.TITLE if stated.piece < 0 else FieldPart.BODY
        fields.add(name, stated.value, stated.words, part, node=node)


def add_signature(fields: Fields, signed: Signature | None, node: Node | None) -> None:
    """Organs and day of the signature."""
    if signed is not None:
        fields.add("issuer", "、".join(signed.organs), signed.words, FieldPart.BODY, node=node)
        fields.add("written_on", signed.on.isoformat(), signed.words, FieldPart.BODY, node=node)


def add_page(fields: Fields, sheet: Sheet) -> None:
    """The publication date of the page's remarks, and what meta tags say."""
    page = sheet.page
    if page.published_on and page.published_via is Via.TEXT:
        fields.add("published_on", page.published_on.isoformat(), page.published_text, FieldPart.REMARKS)
    for name, value, words in _of_meta(sheet):
        fields.add(name, value, words, FieldPart.HEAD, Via.META)


def _of_meta(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    for name, tags in _META.items():
        words = meta_value(sheet.meta_tags, *tags)
        if not words:
            continue
        if name.endswith("_on"):
            dated = first_date(words) or compact_date(words)
            value = dated.on.isoformat() if dated and dated.on else ""
        else:
            value = value_of(name, words)
        yield name, value, words
    source = meta_value(sheet.meta_tags, "contentsource")
    if squeeze(source).endswith(("政府", "办公室", "办公厅", "局", "委", "厅", "部", "委员会")):
        yield "issuer", value_of("issuer", source), source
