"""When a column was last updated (栏目更新时间), over the columns below it, and why something newer may stand there unread."""

from dataclasses import dataclass
from datetime import date

from portal.facts import Column, ListItem
from portal.states import Fill, Region, Via
from portal.storage.snapshot import Snapshot

UNREAD = (Fill.SCRIPTED, Fill.UNREAD)
BLANK = (Fill.EMPTY, Fill.SAYS_NONE)


@dataclass(frozen=True)
class Age:
    """`newest`: day of the newest content, None where none bears a day. `doubt`: why that is not sure, in Chinese."""

    newest: date | None
    fills: frozenset[Fill]
    doubt: str = ""

    @property
    def has_rows(self) -> bool:
        """Whether there is content of which a term can be asked; a column that only leads elsewhere or is one text has none."""
        return Fill.FILLED in self.fills

    @property
    def is_unread(self) -> bool:
        """Whether nothing of it could be read."""
        return bool(self.fills) and self.fills <= set(UNREAD)


def age_of(snapshot: Snapshot, column: Column) -> Age:
    """Newest day of a column, of those below it, and of others of the very same path."""
    newest, fills = snapshot.once(_families)[column.path]
    return Age(newest, fills)


def with_doubt(snapshot: Snapshot, column: Column, age: Age, since: date) -> Age:
    """The age of a column that seems stale, with the reason why something from `since` on may stand there."""
    return Age(age.newest, age.fills, _doubt(snapshot, column, age, since))


def _families(snapshot: Snapshot) -> dict[tuple[str, ...], tuple[date | None, frozenset[Fill]]]:
    days: dict[tuple[str, ...], date] = {}
    fills: dict[tuple[str, ...], set[Fill]] = {}
    for column in snapshot.columns():
        for depth in range(1, len(column.path) + 1):
            path = column.path[:depth]
            fills.setdefault(path, set()).add(column.fill)
            if column.newest:
                days[path] = max(column.newest, days.get(path, column.newest))
    return {path: (days.get(path), frozenset(found)) for path, found in fills.items()}


def _doubt(snapshot: Snapshot, column: Column, age: Age, since: date) -> str:
    if age.fills & set(UNREAD):
        return "有的内容由脚本生成或没有读到"
    rows = [item for item in snapshot.items(column.page_id) if item.region is Region.MAIN] if column.page_id else []
    if any(_may_be_newer(snapshot, row, since) for row in rows if not row.dated_on):
        return "有的条目没有写日期，稿件也没有读到或只能从网址看出日期"
    return ""


def _may_be_newer(snapshot: Snapshot, row: ListItem, since: date) -> bool:
    """Whether a row without a date may be newer: its page was not read, or only its address tells a later day."""
    page = snapshot.page(row.url) if row.url else None
    if page is None:
        return bool(row.url)
    return page.published_via not in (None, Via.TEXT, Via.META) and bool(
        page.published_on and page.published_on >= since
    )
