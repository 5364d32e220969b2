"""Lists of accounts on social media (政务新媒体名录): the pages that are such lists, and what they hold."""

import re
from dataclasses import dataclass

from checks.column_search import FoundColumn, columns_called
from checks.named_items import Item
from checks.titles import titles_of
from portal.facts import Page
from portal.site_facts import NewMediaAccount
from portal.states import Fill
from portal.storage.snapshot import Snapshot

LISTS = Item(
    name="政务新媒体",
    any_of=("新媒体矩阵", "政务新媒体矩阵", "政务新媒体名录", "两微一端", "微信矩阵", "微博矩阵", "政务微博", "政务微信", "微博微信", "政务微博微信", "新媒体", "微矩阵"),
)  # fmt: skip
COLUMNS = re.compile(r"新媒体|两微|微博|微信|矩阵")  # in which one may stand unread
_TITLED = re.compile(
    r"(?:新媒体|微博|微信|公众号|媒体账号).{0,8}(?:名录|一览|清单|列表|名单|目录|矩阵|汇总|信息表|备案表)"
)
_WORK = re.compile(
    r"会议|培训|通知|通报|办法|检查|排名|报告|工作|意见|方案|制度|会$|召开|活动"
)  # about accounts, no list of them
_MOST = 20  # pages looked at


Listed = tuple[Page, NewMediaAccount]  # an account with the page that lists it


@dataclass(frozen=True)
class Lists:
    """What lists were found: the columns, the pages read, the accounts on them by page, and those that the home page's main part shows."""

    columns: list[FoundColumn]
    pages: list[Page]
    accounts: dict[int, list[NewMediaAccount]]
    files: list[str]  # addresses of files named like a list
    at_home: list[NewMediaAccount]

    @property
    def all_accounts(self) -> list[Listed]:
        """Accounts, each once by name and platform."""
        found: dict[tuple[str, str], Listed] = {}
        for page in self.pages:
            for account in self.accounts.get(page.id, []):
                found.setdefault((account.name, account.platform), (page, account))
        return list(found.values())

    @property
    def unread(self) -> list[FoundColumn]:
        """Columns whose content was not read: left to scripts, not fetched, or on another site."""
        return [
            each for each in self.columns
            if each.is_elsewhere or (each.fill in (Fill.UNREAD, Fill.SCRIPTED) and not self._is_read(each))
        ]  # fmt: skip

    def _is_read(self, found: FoundColumn) -> bool:
        """Whether accounts were read from the column's page, whatever else it leaves to scripts."""
        page_id = found.column.page_id if found.column else found.page.id if found.page else 0
        return bool(self.accounts.get(page_id)) or (found.page is not None and found.page.text_length > 0)


def media_lists(snapshot: Snapshot) -> Lists:
    """The site's lists. Give it to `Snapshot.once`."""
    columns = [each for each in columns_called(snapshot, LISTS) if not _WORK.search(each.name)]
    pages = {page.id: page for page in _pages(snapshot, columns)}
    accounts: dict[int, list[NewMediaAccount]] = {}
    for account in snapshot.records(NewMediaAccount):
        accounts.setdefault(account.page_id, []).append(account)
    home = snapshot.home()
    at_home = accounts.get(home.id, []) if home else []
    listed = [page for page in pages.values() if home is None or page.id != home.id]
    files = [each.url for each in snapshot.once(titles_of).rows if each.is_file and _is_list(each.title)]
    return Lists(columns, listed[:_MOST], accounts, files, at_home)


def _pages(snapshot: Snapshot, columns: list[FoundColumn]) -> list[Page]:
    numbers = [each.column.page_id for each in columns if each.column]
    found = [page for number in numbers if (page := snapshot.page_by_id(number))]
    found += [each.page for each in columns if each.page and each.page.status == 200 and each.page.fault is None]
    titled = (each for each in snapshot.once(titles_of).rows if not each.is_file and _is_list(each.title))
    return found + [page for each in titled if (page := snapshot.landing(each.url)) and page.fault is None]


def _is_list(title: str) -> bool:
    return _TITLED.search(title) is not None and not _WORK.search(title)
