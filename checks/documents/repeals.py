"""What notices say of other documents (清理结果、废止公告): repealed, changed, or still in force, each with the notice that says so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from checks.documents.around import files_by_page
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
    CHANGED = re.compile(r"修[改订]|重新(?:制定|公布)")
    KEPT = re.compile(r"继续(?:有效|执行|实施|施行)|现行有效|保留|^有效$|有效的")


# A cell, or a heading, that is a fate and nothing else.
_ALONE = re.compile(r"(?:拟|予以|建议|宣布|已)*(?:废止|失效|继续有效|继续执行|现行有效|有效|保留|修改|修订)")
# A line that says what becomes of the documents below it; the title of a listed document is none.
_HEADING = re.compile(r"目录|清单|文件|如下|下列|以下|[:：]$|^[(（]?[一二三四五六七八九十]+[、)）]")
_TITLE = re.compile(r"关于.*的(?:通知|决定|意见|公告|通告|批复|函)")
_NAMED = re.compile(r"《([^《》]{4,120}(?:《[^《》]{2,80}》[^《》]{0,40})?)》")


@dataclass(frozen=True)
class Notice:
    """A published result of a clean-up, or a repeal (清理结果、废止决定)."""

    page_id: int
    url: str
    title: str
    on: date | None
    was_read: bool  # its text lists documents
    of_cleanup: bool
    is_file: bool = False  # an attachment, or a row whose page was not read


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
        notice = Notice(row.page_id, row.url, row.title, row.on, False, of_cleanup)
    else:
        notice = Notice(row.page_id, row.url, row.title, row.on, False, of_cleanup, is_file=True)
    return replace(notice, was_read=any(next(_in_line(line), None) for line in _lines(snapshot, notice)))


def _lines(snapshot: Snapshot, notice: Notice) -> list[str]:
    """Lines of a notice: of its page and the files it offers, or of the file it is."""
    if notice.is_file:
        texts = [snapshot.attachment_text(notice.url)]
    else:
        files = snapshot.once(files_by_page).get(notice.page_id, [])
        texts = [snapshot.text(notice.page_id), *map(snapshot.attachment_text, files)]
    return [line.strip() for text in texts for line in re.split(r"[\n；;。]", text) if line.strip()]


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


def _listed(snapshot: Snapshot, notice: Notice) -> Iterator[tuple[Fate, str, str, str]]:
    """Documents a notice lists: fate, words, and number or name. A fate stands in a heading above, in the line itself, or in a cell behind."""
    lines = _lines(snapshot, notice)
    by_row = _is_by_row(lines)
    fate, rows = _fate_of(notice.title), list[tuple[str, str, str]]()
    for line in lines:
        named = list(_in_line(line))
        if named:
            before, own = _around_names(line)
            fate = _fate_of(before) if _speaks(before) else fate
            said = _fate_of(own) if _speaks(own) else fate
            if by_row:
                rows += named
            elif said:
                yield from ((said, *each) for each in named)
        elif _ALONE.fullmatch(squeeze(line)):
            alone = _fate_of(line)
            if by_row and alone:
                yield from ((alone, *each) for each in rows)
                rows = []
            fate = alone
        elif _speaks(line) and _HEADING.search(line) and not _TITLE.search(line):
            fate = _fate_of(line)


def _is_by_row(lines: list[str]) -> bool:
    """Whether each listed document is followed by a cell with its fate: such a cell comes behind the first document, not before it."""
    for index, line in enumerate(lines):
        if _ALONE.fullmatch(squeeze(line)):
            return any(next(_in_line(above), None) for above in lines[max(0, index - 4) : index])
    return False


def _in_line(line: str) -> Iterator[tuple[str, str, str]]:
    """Documents of a line: words, and the number, or the name where no number stands beside it."""
    for piece in re.split(r"(?<=号)[)）]?[、，,]", line):
        numbers = list(numbers_in(piece))
        if numbers:
            yield from ((piece, number, "") for number in numbers)
        else:
            yield from ((piece, "", name) for name in _NAMED.findall(piece))


def _around_names(line: str) -> tuple[str, str]:
    """What a line says before the first document it names, and behind the last."""
    first = re.search(r"《|[〔\[（(](?:19|20)\d\d", line)
    last = re.search(r"[^》号]*$", line)
    before = line[: first.start()] if first else ""
    return ("" if _TITLE.search(before) or "关于" in before else before), last[0] if last else ""


def _speaks(words: str) -> bool:
    """Whether words speak of any fate."""
    return any(fate.value.search(words) for fate in Fate)


def _fate_of(words: str) -> Fate | None:
    """The one fate some words speak of; None for several, or none."""
    fates = [fate for fate in Fate if fate.value.search(words)]
    return fates[0] if len(fates) == 1 else None
