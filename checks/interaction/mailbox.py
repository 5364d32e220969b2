"""The site's public messages (公开的留言): what their own pages and the lists say of each, petitions and reports of misconduct left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from checks.assessment import Evidence
from checks.citing import cite_link, cite_page
from checks.column_search import bare
from checks.places import CLICKABLE
from portal.content_facts import Message, MessageRow
from portal.facts import Column, Page
from portal.states import LIST_KINDS, PageKind
from portal.storage.snapshot import Snapshot

INTERACTION = re.compile(r"互动|政民|民声|民意直通")  # what the column of such mailboxes is called
MAILBOX = re.compile(r"信箱|留言|来信|信件|咨询(?!电话)|问政|诉求|写信|我要问|(?:答复|回复)选登|互动平台")
NOT_COUNTED = re.compile(r"信访|举报|纪检|监察|廉政|巡视|访谈|征集|调查|邮箱登录")
DONE = re.compile(r"已(?:办结|回复|答复|处理|办理|解答|反馈)|办结|答复完毕")
WAITING = re.compile(
    r"未(?:办结|回复|答复|处理|办理|解答)|待(?:办|回|答|处理|受理)|正在|(?:办理|处理|受理|转办)中|已受理"
)


LONGEST_NAME = 12  # characters of a label that names a mailbox; longer ones are titles of news


@dataclass
class Letter:
    """One message: its own page where that was read, its row in a list where one names it."""

    title: str
    url: str
    holder: Page  # its own page, else the list
    page: Page | None = None
    message: Message | None = None
    row: MessageRow | None = None

    @property
    def written_on(self) -> date | None:
        """Day it was written (留言时间)."""
        return (self.message.written_on if self.message else None) or (self.row.written_on if self.row else None)

    @property
    def replied_on(self) -> date | None:
        """Day it was answered (答复时间)."""
        return (self.message.replied_on if self.message else None) or (self.row.replied_on if self.row else None)

    @property
    def status(self) -> str:
        """State as shown (办理状态), of its own page first."""
        return (self.message.status if self.message else "") or (self.row.status if self.row else "")

    @property
    def is_answered(self) -> bool | None:
        """Whether it was answered; None where neither page nor list says."""
        if self.replied_on or (self.message and self.message.reply_length):
            return True
        if WAITING.search(self.status):
            return False
        return True if DONE.search(self.status) else None

    @property
    def day(self) -> date | None:
        """Newest day it bears."""
        days = [day for day in (self.written_on, self.replied_on) if day]
        return max(days, default=self.page.published_on if self.page else None)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The page that shows it."""
        selector = self.message.selector if self.message else ""
        words = f"{self.title} {self.status}".strip()
        return (cite_page(self.holder, words, selector, None if self.page else self.url or None),)


@dataclass
class Mailbox:
    """All messages of a site, the newest first, and the columns they stand in."""

    letters: list[Letter] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    lists: list[Page] = field(default_factory=list)


def mailbox_of(snapshot: Snapshot) -> Mailbox:
    """What the site shows of messages. Give it to `Snapshot.once`."""
    lists = {page.id: page for page in snapshot.pages(PageKind.MESSAGE_LIST)}
    letters = {letter.url: letter for letter in _with_pages(snapshot)}
    for row in snapshot.records(MessageRow):
        if row.page_id not in lists or _is_other(lists[row.page_id]):
            continue
        known = letters.get(row.url) or letters.get(_final(snapshot, row.url))
        if known:
            known.row = known.row or row
        else:
            letters[row.url or f"{row.page_id}#{row.position}"] = Letter(
                row.title, row.url, lists[row.page_id], row=row
            )
    ordered = sorted(letters.values(), key=lambda letter: (letter.day or date.min, letter.url), reverse=True)
    columns = [column for column in snapshot.columns() if is_mailbox(column.name)]
    return Mailbox(ordered, columns, [page for page in lists.values() if not _is_other(page)])


def is_mailbox(name: str) -> bool:
    """Whether a column's name speaks of messages to the government."""
    return MAILBOX.search(name) is not None and NOT_COUNTED.search(name) is None


def traces(snapshot: Snapshot) -> list[tuple[str, Evidence]]:
    """Columns and links that may lead to messages which were not read, by name."""
    found: dict[str, Evidence] = {}
    home = snapshot.home()
    for page in [page for page in (home, *snapshot.pages(*LIST_KINDS)) if page and page.depth <= 1]:
        for link in snapshot.links(page.id):
            label = bare(link.label)
            if link.element in CLICKABLE and link.url and len(label) <= LONGEST_NAME and _may_lead(label):
                found.setdefault(label, cite_link(page, link))
    return list(found.items())


def _may_lead(label: str) -> bool:
    return is_mailbox(label) or (INTERACTION.search(label) is not None and NOT_COUNTED.search(label) is None)


def _with_pages(snapshot: Snapshot) -> Iterator[Letter]:
    pages = {page.id: page for page in snapshot.pages(PageKind.MESSAGE)}
    for message in snapshot.records(Message):
        page = pages.get(message.page_id)
        if page and page.fault is None and not _is_other(page) and not NOT_COUNTED.search(message.title):
            yield Letter(message.title, page.url, page, page, message)


def _is_other(page: Page) -> bool:
    return any(NOT_COUNTED.search(name) for name in page.breadcrumb)


def _final(snapshot: Snapshot, url: str) -> str:
    target = snapshot.target(url) if url else None
    return target.final_url if target else ""
