"""Issues of the gazette (政府公报): on the page that lists them, and on the page of one issue."""

import re

from portal.content_facts import GazetteIssue, Record
from portal.dates import chinese_number, plain
from portal.facts import PageFacts
from portal.kinds.shapes import main_items
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.wording import title_of

_COUNT = r"(?:((?:19|20)\d{2})年)?[^第\d]{0,16}第?(\d{1,3}|[一二三四五六七八九十]{1,3})"
_ISSUE = re.compile(rf"{_COUNT}期")
_NUMBERED = re.compile(
    rf"{_COUNT}号"
)  # 号 is also how announcements are numbered: of a gazette by its name only, or alone
_NAMED = re.compile(r"公报|^(?:(?:19|20)\d{2}年)?第?\d{1,3}号(?:[(（].{0,12}[)）])?$")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?")


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:  # noqa: ARG001 (rows and title say it all)
    """Issues a page of kind GAZETTE lists or is."""
    own = _issue(title_of(facts), facts.page.url, 0)
    listed = (
        []
        if own
        else [
            issue
            for item in main_items(facts.items)
            if (issue := _issue(item.title, item.url, item.position)) is not None
        ]
    )
    year = _year(title_of(facts)) or _year("".join(facts.page.breadcrumb[-2:]))
    for item, issue in ((item, issue) for issue in listed for item in facts.items if item.position == issue.position):
        issue.published_on = item.dated_on
        issue.year = issue.year or year or (item.dated_on.year if item.dated_on else None)
    if listed:
        return list(listed)
    if own is None:
        return []
    own.published_on = facts.page.published_on
    own.year = own.year or year
    return [own]


def _issue(title: str, url: str, position: int) -> GazetteIssue | None:
    words = plain(squeeze(title))
    found = _ISSUE.search(words) or (_NUMBERED.search(words) if _NAMED.search(words) else None)
    if found is None:
        return None
    issue = chinese_number(found.group(2))
    year = int(found.group(1)) if found.group(1) else _year(title)
    return GazetteIssue(0, position, year, issue, None, url, title)


def _year(words: str) -> int | None:
    found = _YEAR.search(plain(words))
    return int(found.group(1)) if found else None
