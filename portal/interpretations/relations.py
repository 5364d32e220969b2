"""Which page belongs to which (页面关系), found once the crawl is over: what came of a call for opinions (征集与结果反馈).

By a link either way, where it names one call only; else by the name in both titles. A result is never older than its call.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from portal.content_facts import Relation
from portal.links.page_links import links_between
from portal.markup.outline import squeeze
from portal.states import PageKind

RESULT = "result"
_MARKS = re.compile(r"[《》〈〉“”\"'‘’「」【】\[\]()（）〔〕:：,，、。·\-—_|]")
_WORDS = re.compile(
    r"关于|公开|向社会|公众|社会|广泛|网上|再次|第[一二三]次|征求|征集|征询|听取|收集|调查|问卷|意见建议|意见|建议|采纳|反馈|结果|情况|汇总|处理|研究|的?(?:公告|公示|通告|通知|通报|说明|启事|函)"
    r"|征求意见稿|草案|送审稿|修改稿|讨论稿|稿|[对就和与及的在]"
)
_SHORTEST = 6  # characters of a name that can tell one call from another
_MOST_LINKS = 2  # calls a result may link to and still be theirs


class _Title(NamedTuple):
    page_id: int
    title: str
    published_on: date | None


def results_of(database: sqlite3.Connection) -> list[Relation]:
    """Relations of calls for opinions to what came of them."""
    calls = list(_titles(database, PageKind.CONSULTATION))
    results = list(_titles(database, PageKind.CONSULTATION_RESULT))
    if not calls or not results:
        return []
    links = links_between(database, {call.page_id for call in calls}, {result.page_id for result in results})
    named = defaultdict(list)
    for call in calls:
        named[core_name(call.title)].append(call)
    found: dict[tuple[int, int], str] = {}
    for result in results:
        linked = links.get(result.page_id, set())
        if 0 < len(linked) <= _MOST_LINKS:
            found |= {(call, result.page_id): "link" for call in linked}
        else:
            found |= {(call.page_id, result.page_id): "title" for call in _named(named, result)}
    return [Relation(RESULT, call, result, by) for (call, result), by in sorted(found.items())]


def core_name(title: str) -> str:
    """What a call or its result is about: its title without the words of asking and answering, marks and white space."""
    return _WORDS.sub("", _MARKS.sub("", squeeze(title)))


def _titles(database: sqlite3.Connection, kind: PageKind) -> Iterator[_Title]:
    query = "SELECT id, heading, title, published_on FROM page WHERE kind = ? AND fault IS NULL ORDER BY depth, url"
    for page_id, heading, title, published in database.execute(query, (kind.value,)):
        yield _Title(page_id, heading or title, date.fromisoformat(published) if published else None)


def _named(named: dict[str, list[_Title]], result: _Title) -> Iterable[_Title]:
    """The latest call of the result's name that is not younger than it."""
    name = core_name(result.title)
    if len(name) < _SHORTEST:
        return ()
    same = named.get(name) or [call for other, calls in named.items() if _contains(other, name) for call in calls]
    earlier = [
        call
        for call in same
        if not (call.published_on and result.published_on) or call.published_on <= result.published_on
    ]
    return sorted(earlier, key=lambda call: call.published_on or date.min)[-1:]


def _contains(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST and shorter in longer
