"""The shape of a page (页面形态): does it show a text of its own, or gather others?

Each sign adds to the case for a text or for a list; the distance between the two cases is the confidence.
"""

from portal.facts import ListItem, PageFacts
from portal.links.address_forms import COLUMN_URL, TEXT_URL
from portal.markup.metatags import meta_value
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.states import MAIN, Fill

_TEXT_NAMES = frozenset(("正文", "内容", "详情", "文章内容", "信息内容", "内容详情"))
_LEAST = 2  # signs below which a page speaks for nothing


class Shape:
    """Signs for a text and for a list, worked out once."""

    def __init__(self, sheet: Sheet, facts: PageFacts) -> None:
        self.text = _text_signs(sheet, facts)
        self.list = _list_signs(sheet, facts)

    @property
    def is_known(self) -> bool:
        """Whether anything speaks for either."""
        return max(self.text, self.list) >= _LEAST

    @property
    def is_text(self) -> bool:
        """Whether more speaks for a text of its own."""
        return self.text > self.list

    @property
    def confidence(self) -> float:
        """0.5 where both cases are as strong, 0.99 at most."""
        return min(0.99, 0.5 + abs(self.text - self.list) / 12)


def _text_signs(sheet: Sheet, facts: PageFacts) -> float:
    page = facts.page
    signs = 0.0
    signs += 3 if meta_value(sheet.meta_tags, "articletitle") else 0
    signs += 3 if page.published_on else 0
    signs += 1 if page.source else 0
    signs += 2 if TEXT_URL.search(page.url) else 0
    signs += 2 if sheet.prose >= 200 else (1 if sheet.prose >= 60 else 0)
    signs += 1 if page.heading and page.heading not in page.breadcrumb else 0
    signs += 2 if page.breadcrumb and squeeze(page.breadcrumb[-1]) in _TEXT_NAMES else 0
    return signs


def _list_signs(sheet: Sheet, facts: PageFacts) -> float:
    rows = sum(1 for item in facts.items if item.region is MAIN and item.dated_on)
    signs = 0.0
    signs += 4 if rows >= 5 else (3 if rows >= 2 else 2 * rows)
    signs += 2 if facts.next_pages else 0
    signs += 2 if COLUMN_URL.search(facts.page.url) else 0
    signs += 1 if meta_value(sheet.meta_tags, "columnname") and not meta_value(sheet.meta_tags, "articletitle") else 0
    signs += 1 if _named_after_column(facts) else 0
    signs += 1 if facts.page.fill in (Fill.SAYS_NONE, Fill.SCRIPTED) else 0
    signs -= 1 if sheet.prose >= 500 else 0
    return signs


def _named_after_column(facts: PageFacts) -> bool:
    """Whether the title is the last name of the breadcrumb: so on the column's page, not on its articles."""
    crumb = facts.page.breadcrumb
    return bool(crumb) and squeeze(facts.page.title).startswith(squeeze(crumb[-1]))


def is_single_text(facts: PageFacts) -> bool:
    """Whether a column's page shows one text in place of rows: 简介, 指南, 联系我们."""
    return facts.page.fill is Fill.ARTICLE and not facts.next_pages and not main_items(facts.items)


def main_items(items: list[ListItem]) -> list[ListItem]:
    """Rows of the main region."""
    return [item for item in items if item.region is MAIN]
