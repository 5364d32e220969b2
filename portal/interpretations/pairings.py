"""Which interpretation belongs to which document (解读与文件的对应): by their links, by the name in the title, by number."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from portal.documents.numbers import numbers_in
from portal.facts import Pairing
from portal.interpretations.copying import copied_share
from portal.interpretations.page_prose import document_prose, page_prose
from portal.links.page_links import links_from
from portal.markup.outline import squeeze

_MARKS = re.compile(r"[《》〈〉“”\"'‘’「」【】\[\]()（）〔〕:：,，、。·\-—_|]")
_INNER = re.compile(
    r"(?:印发|转发|批转|公布|发布|修订|实施)(?:了)?(?:新修订的|修订后的)?《?(.+?)》?(?:的?(?:通知|通告|公告|意见|函))?$"
)
_TRIAL = re.compile(r"(?:试行|暂行|修订|修订稿|征求意见稿|正式|全文)$")
_NOTICE = re.compile(r"的?(?:通知|通告|公告)$")
_SHORTEST = 6  # characters of a name that can identify a document by being part of another
_OPENING = 400  # characters of an interpretation's text in which a number is its subject's, not a basis


@dataclass(frozen=True)
class _Text:
    page_id: int
    title: str
    number_or_subject: str


def pair(database: sqlite3.Connection) -> list[Pairing]:
    """Pairings of all interpretations that are the site's own (or undecided) with the documents read.

    A link in the main region counts where the names do not contradict it; else equal or contained names; else the number in the opening.
    """
    query = "SELECT page_id, document.title, number FROM document JOIN page ON page.id = page_id ORDER BY depth, url"
    documents = [_Text(*row) for row in database.execute(query)]
    query = """SELECT page_id, interpretation.title, subject FROM interpretation JOIN page ON page.id = page_id
        WHERE own IS NOT 0 ORDER BY depth, url"""
    interpretations = [_Text(*row) for row in database.execute(query)]
    if not documents or not interpretations:
        return []
    ones, others = {each.page_id for each in interpretations}, {each.page_id for each in documents}
    links, backs = links_from(database, ones, others), links_from(database, others, ones)
    names = _Names(documents)
    found: list[Pairing] = []
    for interpretation in interpretations:
        for document_id, by in _documents_of(database, interpretation, links, backs, names).items():
            one, other = interpretation.page_id, document_id
            copied = copied_share(page_prose(database, one), document_prose(database, other))
            found.append(Pairing(one, other, by, other in links[one], one in backs[other], copied))
    return found


class _Names:
    """Documents by every name they go by."""

    def __init__(self, documents: Iterable[_Text]) -> None:
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_number: dict[str, list[int]] = defaultdict(list)
        self.names_of: dict[int, tuple[str, ...]] = {}
        for document in documents:
            self.names_of[document.page_id] = names = tuple(document_names(document.title))
            for name in names:
                self.by_name[name].append(document.page_id)
            if document.number_or_subject:
                self.by_number[document.number_or_subject].append(document.page_id)

    def matching(self, subject: str) -> list[int]:
        """Documents of this name; else those of which one name contains the other."""
        wanted = plain_name(subject)
        if not wanted:
            return []
        exact = self.by_name.get(wanted)
        if exact:
            return list(dict.fromkeys(exact))
        if len(wanted) < _SHORTEST:
            return []
        return [page_id for page_id, names in self.names_of.items() if any(_contains(name, wanted) for name in names)]


def _documents_of(
    database: sqlite3.Connection,
    interpretation: _Text,
    links: dict[int, set[int]],
    backs: dict[int, set[int]],
    names: _Names,
) -> dict[int, str]:
    """Documents of one interpretation and how each was recognised."""
    one = interpretation.page_id
    linked = links[one] | {document for document, targets in backs.items() if one in targets}
    named = set(names.matching(interpretation.number_or_subject))
    if linked:
        agreed = linked & named
        if agreed or not named:
            return dict.fromkeys(sorted(agreed or _if_few(linked)), "link")
    if named:
        return dict.fromkeys(sorted(named), "title")
    return dict.fromkeys(sorted(_numbered(database, one, names)), "number")


def _if_few(linked: set[int]) -> set[int]:
    """Links to one or two documents name the subject; more are a list of related texts."""
    return linked if len(linked) <= 2 else set()


def _numbered(database: sqlite3.Connection, page_id: int, names: _Names) -> set[int]:
    row = database.execute("SELECT substr(text, 1, ?) FROM page_text WHERE page_id = ?", (_OPENING, page_id)).fetchone()
    mentioned = tuple(numbers_in(row[0])) if row else ()
    return {
        document
        for number, documents in names.by_number.items()
        for document in documents
        if any(words.endswith(number) for words in mentioned)  # words before a number may cling to it
    }


@lru_cache(maxsize=16384)
def document_names(title: str) -> tuple[str, ...]:
    """Names a document goes by: its full title, the inner name of a 通知, the title without issuer; marks and white space dropped."""
    bare = squeeze(title)
    candidates = [bare, bare.partition("关于")[2]]
    inner = _INNER.search(bare)
    if inner:
        candidates.append(inner.group(1))
    candidates += [_NOTICE.sub("", name) for name in candidates]
    return tuple(dict.fromkeys(name for name in map(plain_name, candidates) if len(name) >= 4))


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """A document's name for comparing: without marks, white space and a closing 试行."""
    return _TRIAL.sub("", _MARKS.sub("", squeeze(name)))


def _contains(name: str, wanted: str) -> bool:
    return len(name) >= _SHORTEST and (wanted in name or (len(name) >= 0.7 * len(wanted) and name in wanted))
