"""Pages that gather others (列表、栏目、目录、专题、公报、留言列表), told apart by their own name, by whose column they stand in and by their rows."""

import re

from portal.columns.names import kind_by_name
from portal.facts import PageFacts
from portal.kinds.shapes import main_items
from portal.markup.metatags import meta_value
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.states import MAIN, Fill, PageKind

Judged = tuple[PageKind, float]

_TITLE_BREAKS = re.compile(r"[-_|—–－]{1,2}")
_TOPICS = re.compile(r"^(?:热点|热门|往期|历史|重点|专题|工作|更多)*(?:专题|专栏)+(?:集锦|列表|汇总|回顾|报道)?$")
_DISCLOSURE = re.compile(r"(?:信息|政务)公开专栏")
_STATUS = re.compile(r"已回复|已答复|已办结|办理中|处理中|待回复|未回复|待办理|已处理|已解答")
_DONE = ("已回复", "已答复", "已办结", "已处理", "已解答")
_MESSAGE_HEADS = re.compile(
    r"(?:来信|写信|留言|咨询|提问|回复|答复|办结)(?:时间|日期|标题|主题|单位|部门|状态)|(?:信件|办理|处理|受理)(?:编号|标题|状态|类型|单位|部门)"
)
_PERSON = re.compile(r"^[\u4e00-\u9fa5·]{2,4}$")
_UNIT = re.compile(
    r"(?:局|委|办|办公室|委员会|中心|厅|部|镇|乡|街道|办事处|处|院|社|站|队|协会|联合会|公司|学校|开发区|管委会)$"
)
_SHARE = 0.6  # of a page's entries that make it a list of persons or units
_SHORT = 24  # characters of a title's part that may be a column's name


def gathering_kind(sheet: Sheet, facts: PageFacts) -> Judged:
    """Kind of a page that gathers others and how sure its name and rows make it."""
    names = _own_names(sheet, facts)
    above = squeeze(facts.page.breadcrumb[-2]) if len(facts.page.breadcrumb) > 1 else ""
    said = next((kind for kind in map(kind_by_name, names) if kind is not None), None)
    return (
        _message_list(sheet, facts, said)
        or _people_or_units(sheet, facts, said, kind_by_name(above))
        or _named(said, kind_by_name(above))
        or _topic(names, above, facts)
        or _plain(facts)
    )


def _own_names(sheet: Sheet, facts: PageFacts) -> list[str]:
    """What the page calls itself: the end of its breadcrumb, its heading, its meta tag, the first part of its title."""
    page = facts.page
    first = _TITLE_BREAKS.split(page.title, maxsplit=1)[0]
    names = (*page.breadcrumb[-1:], page.heading, meta_value(sheet.meta_tags, "columnname"), first)
    return [bare for name in names if (bare := squeeze(name)) and len(bare) <= _SHORT]


def _message_list(sheet: Sheet, facts: PageFacts, said: PageKind | None) -> Judged | None:
    """Letters with their state; a mailbox without rows is named one only."""
    if said is not PageKind.MESSAGE and (not facts.items or not any(word in sheet.main_text for word in _DONE)):
        return None
    signs = len(set(_STATUS.findall(sheet.main_text))) + len(set(_MESSAGE_HEADS.findall(sheet.main_text)))
    if said is PageKind.MESSAGE:
        return PageKind.MESSAGE_LIST, 0.97 if signs else (0.9 if main_items(facts.items) else 0.7)
    return (PageKind.MESSAGE_LIST, 0.8) if signs >= 3 else None


def _people_or_units(sheet: Sheet, facts: PageFacts, said: PageKind | None, above: PageKind | None) -> Judged | None:
    if said is not PageKind.LEADER and above is not PageKind.LEADER and said is not PageKind.ORGANISATION:
        return None
    entries = _entries(sheet, facts)
    if not entries:
        return None
    people = sum(_PERSON.match(entry) is not None for entry in entries) >= _SHARE * len(entries)
    if people and said is not PageKind.ORGANISATION:
        return PageKind.LEADER, 0.95
    units = sum(_UNIT.search(entry) is not None for entry in entries) >= _SHARE * len(entries)
    return (PageKind.ORGANISATION, 0.85) if units and said is PageKind.ORGANISATION else None


def _entries(sheet: Sheet, facts: PageFacts) -> list[str]:
    """Titles of the page's rows, or what its links say where it has none."""
    rows = [squeeze(item.title) for item in main_items(facts.items)]
    return rows or [link.label for link in sheet.links if link.region is MAIN and link.label]


def _named(said: PageKind | None, above: PageKind | None) -> Judged | None:
    """Kinds that a gathering page has by its name alone."""
    if said is PageKind.DECISION_CATALOGUE:
        return said, 0.93
    if said is PageKind.CATALOGUE:
        return said, 0.93
    if PageKind.GAZETTE in (said, above):
        return PageKind.GAZETTE, 0.95 if said is PageKind.GAZETTE else 0.8
    return None


def _topic(names: list[str], above: str, facts: PageFacts) -> Judged | None:
    own = names[0] if names else ""
    if not own or _TOPICS.match(own) or _DISCLOSURE.search(own):
        return None
    blocks = len(_blocks(facts))
    if own.endswith(("专题", "专栏", "专题网")):
        return PageKind.TOPIC, 0.93 if blocks != 1 else 0.85
    if _TOPICS.match(above):
        return PageKind.TOPIC, 0.85
    return None


def _plain(facts: PageFacts) -> Judged:
    """LIST where one block of rows is the page, COLUMN where several are, or links to columns below."""
    blocks = _blocks(facts)
    several = sum(1 for rows in blocks.values() if rows >= 2)
    if facts.next_pages or facts.page.fill in (Fill.SAYS_NONE, Fill.EMPTY, Fill.SCRIPTED):
        return PageKind.LIST, 0.97 if facts.next_pages and several < 2 else 0.85
    if several >= 2:
        return PageKind.COLUMN, 0.93 if several > 2 else 0.85
    if facts.page.fill is Fill.LINKS_OUT or not blocks:
        return PageKind.COLUMN, 0.9
    return PageKind.LIST, 0.97 if several else 0.85


def _blocks(facts: PageFacts) -> dict[int, int]:
    """Rows of the main region by block."""
    blocks: dict[int, int] = {}
    for item in main_items(facts.items):
        blocks[item.block] = blocks.get(item.block, 0) + 1
    return blocks
