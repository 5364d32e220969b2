"""What notices say of other documents (清理结果、废止公告): repealed, changed, or still in force, each with the notice that says so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from checks.titles import titles_of
from portal.documents.numbers import numbers_in
from portal.facts import Document
from portal.interpretations.pairings import document_names, plain_name
from portal.markup.outline import squeeze
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

CLEANUP = re.compile(r"清理(?:的)?(?:结果|情况)|(?:继续有效|现行有效|废止|失效)[^，。]{0,16}(?:目录|清单)")
REPEAL = re.compile(
    r"(?:宣布|公布|决定|关于)[^，。]{0,40}(?:废止|失效)|废止[^，。]{0,30}(?:文件|规定|办法|通知|意见)[^，。]{0,6}的?(?:决定|通知|公告|通告)"
)
NO_RESULT = re.compile(
    r"开展|部署|做好|解读|征求|方案|培训|会议|草案|征集|建议"
)  # of a clean-up still to be done, or about one
_TITLE_WORDS = ("清理", "废止", "失效", "继续有效", "现行有效")


class Fate(Enum):
    """What becomes of a listed document."""

    VOID = re.compile(r"废止|失效|不再(?:执行|适用)|停止执行")
    CHANGED = re.compile(
        r"(?:予以|决定|拟|需要?|作如下|作出|部分|条款)(?:作出)?修[改订]|修[改订](?:的|下列)|重新(?:制定|公布|修订)"
    )
    KEPT = re.compile(r"继续(?:有效|执行|实施|施行)|现行有效|保留|有效的")


# Where a notice turns from one fate to another: a heading, or the words in front of a list.
_TURN = re.compile(
    r"[^，。；《》\n]{0,30}(?:废止|失效|继续有效|继续执行|现行有效|保留|修改|修订)[^，。；《》\n]{0,24}(?:[:：]|\n|$|(?=《))"
)
_NAMED = re.compile(r"《([^《》]{4,120}(?:《[^《》]{2,80}》[^《》]{0,40})?)》")


@dataclass(frozen=True)
class Notice:
    """A published result of a clean-up, or a repeal (清理结果、废止决定)."""

    page_id: int
    url: str
    title: str
    on: date | None
    was_read: bool  # its text, that of its files included
    of_cleanup: bool


@dataclass(frozen=True)
class Mention:
    """A document a notice lists; `sure` where its number, or its whole name in brackets, says which it is."""

    notice: Notice
    fate: Fate
    words: str
    sure: bool


def notices(snapshot: Snapshot) -> list[Notice]:
    """Published results of clean-ups and repeals, by page. Give it to `Snapshot.once`."""
    found: dict[str, Notice] = {}
    for words in _TITLE_WORDS:
        for row in snapshot.once(titles_of).holding(words):
            if row.url not in found and (notice := _notice(snapshot, row)):
                found[row.url] = notice
    return sorted(found.values(), key=lambda notice: notice.url)


def _notice(snapshot: Snapshot, row: Titled) -> Notice | None:
    title = squeeze(row.title)
    of_cleanup = CLEANUP.search(title) is not None
    if NO_RESULT.search(title) or not (of_cleanup or REPEAL.search(title)):
        return None
    if row.kind is not None and not row.is_file:
        was_read = bool(_named_in(snapshot, row.page_id))
        return Notice(row.page_id, row.url, row.title, row.on, was_read, of_cleanup)
    was_read = row.is_file and bool(snapshot.attachment_text(row.url))
    return Notice(row.page_id, row.url, row.title, row.on, was_read, of_cleanup)


def mentions(snapshot: Snapshot) -> dict[int, list[Mention]]:
    """What notices say of the site's documents, by the document's page. Give it to `Snapshot.once`."""
    found: dict[int, list[Mention]] = {}
    documents = list(snapshot.documents())
    by_number, by_name = _by_number(documents), _by_name(documents)
    for notice in snapshot.once(notices):
        for fate, words, number, name in _listed(snapshot, notice):
            hits = by_number.get(number, []) if number else by_name.get(plain_name(name), [])
            for document in hits:
                if _may_be_meant(document, notice):
                    sure = bool(number) or len(hits) == 1
                    found.setdefault(document.page_id, []).append(Mention(notice, fate, words, sure))
    return found


def _by_number(documents: Iterable[Document]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in documents:
        if "〔" in document.number:
            found.setdefault(document.number, []).append(document)
    return found


def _by_name(documents: Iterable[Document]) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for document in documents:
        for name in document_names(document.title):
            found.setdefault(name, []).append(document)
    return found


def _may_be_meant(document: Document, notice: Notice) -> bool:
    """Whether a notice can speak of a document: it is another page, and no older."""
    if document.page_id == notice.page_id:
        return False
    return not (notice.on and document.written_on and document.written_on > notice.on)


def _named_in(snapshot: Snapshot, page_id: int) -> str:
    """Text of a page, if it lists documents."""
    text = snapshot.text(page_id)
    return text if _NAMED.search(text) or next(numbers_in(text), "") else ""


def _listed(snapshot: Snapshot, notice: Notice) -> Iterator[tuple[Fate, str, str, str]]:
    """Documents a notice lists: fate, words, and number or name."""
    text = snapshot.text(notice.page_id) or snapshot.attachment_text(notice.url)
    whole = _fate_of(notice.title)
    for fate, part in _parts(text, whole):
        if fate is None:
            continue
        for line in re.split(r"[\n；;。]", part):
            yield from _in_line(fate, line)


def _in_line(fate: Fate, line: str) -> Iterator[tuple[Fate, str, str, str]]:
    """Numbers of a line, each behind the name it belongs to; names without a number."""
    pieces = re.split(r"(?<=号)[)）]?[、，,]", line)
    for piece in pieces:
        numbers = list(numbers_in(piece))
        if numbers:
            for number in numbers:
                yield fate, piece, number, ""
        else:
            for name in _NAMED.findall(piece):
                yield fate, piece, "", name


def _parts(text: str, whole: Fate | None) -> Iterator[tuple[Fate | None, str]]:
    """A notice's text, parted where it turns from one fate to another."""
    at, fate = 0, whole
    for turn in _TURN.finditer(text):
        yield fate, text[at : turn.start()]
        fate, at = _fate_of(turn[0]), turn.end()
    yield fate, text[at:]


def _fate_of(words: str) -> Fate | None:
    """The one fate some words speak of; None for several, or none."""
    fates = [fate for fate in Fate if fate.value.search(words)]
    return fates[0] if len(fates) == 1 else None
