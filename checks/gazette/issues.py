"""Issues of the site's own gazette (政府公报各期), each with what its page and file hold, and traces of a gazette that was not read."""

import re
from dataclasses import dataclass, field
from datetime import date

from checks.assessment import Evidence
from checks.citing import cite_link, cite_page
from checks.column_search import bare
from checks.own_place import own_region
from checks.places import CLICKABLE
from portal.content_facts import Attachment, AttachmentFile, GazetteIssue
from portal.facts import Link, Page
from portal.states import LIST_KINDS, Fault, Region
from portal.storage.snapshot import Snapshot

NAME = re.compile(r"政府公报|^公报$|掌上公报|公报数据库|电子公报")
WHERE = re.compile(r"公报|^(?:政府)?信息公开$|^政务公开$")
LONGEST_NAME = 14  # characters of a label that names a gazette
LEAST_TEXT = 150  # characters of a page that holds more than a title and a date
_TITLED = re.compile(r"^(.{0,20}?)(?:人民)?政府公报|^(国务院)公报")
_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|zip|rar|ceb)$", re.IGNORECASE)


@dataclass
class Issue:
    """One issue: where it is listed, its own page and files, as far as they were read."""

    title: str
    url: str
    year: int | None
    number: int | None
    on: date | None
    holder: Page  # its own page, else the list
    page: Page | None = None
    contents: list[Link] = field(default_factory=list)  # links of its page to what it prints
    files: list[str] = field(default_factory=list)  # addresses
    read_files: list[AttachmentFile] = field(default_factory=list)

    @property
    def day(self) -> date | None:
        """Day it came out; the first of its year where only that is known."""
        return self.on or (date(self.year, 1, 1) if self.year else None)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Its page, else the list that names it."""
        return (cite_page(self.holder, self.title, target=None if self.page else self.url),)

    @property
    def characters(self) -> int:
        """Text that a reader can select: of its page, its contents' pages and its files."""
        return (self.page.text_length if self.page else 0) + sum(file.characters for file in self.read_files)

    @property
    def is_text(self) -> bool:
        """Whether what it prints was read as text: contents on its page, or a file with text."""
        return bool(self.contents) or any(file.characters for file in self.read_files)


def issues_of(snapshot: Snapshot) -> list[Issue]:
    """The site's own issues, the newest first. Give it to `Snapshot.once`."""
    found: dict[str, Issue] = {}
    own = snapshot.once(own_region)
    for record in snapshot.records(GazetteIssue):
        holder = snapshot.page_by_id(record.page_id)
        if holder and record.url not in found and _is_own(record.title, own):
            found[record.url] = _issue(snapshot, record, holder)
    return sorted(found.values(), key=lambda issue: (issue.day or date.min, issue.number or 0), reverse=True)


def _is_own(title: str, own: str) -> bool:
    """Whether an issue is of this place's gazette; one whose title names no place is."""
    named = _TITLED.match(bare(title))
    place = (named[1] or named[2] or "") if named else ""
    return not own or not place or own in place or place in own


def _issue(snapshot: Snapshot, record: GazetteIssue, holder: Page) -> Issue:
    page = snapshot.landing(record.url)
    page = page if page and page.fault is None and (page.url == record.url or page.kind not in LIST_KINDS) else None
    on = record.published_on or (page.published_on if page else None)
    issue = Issue(record.title, record.url, record.year, record.issue, on, page or holder, page)
    if page is None:
        issue.files = [record.url] if _FILE.search(record.url) else []
    else:
        links = [link for link in snapshot.links(page.id, Region.MAIN) if link.element in CLICKABLE and link.url]
        attached = _attachments(snapshot).get(page.id, [])
        issue.files = list(dict.fromkeys([*attached, *(link.url for link in links if _FILE.search(link.url))]))
        issue.contents = [
            link for link in links if len(bare(link.label)) > 6 and link.url not in issue.files and link.url != page.url
        ]
    files = (snapshot.attachment_file(url) for url in issue.files)
    issue.read_files = [file for file in files if file and file.fault not in (Fault.UNREADABLE, Fault.NOT_FOUND)]
    return issue


def _attachments(snapshot: Snapshot) -> dict[int, list[str]]:
    return snapshot.once(_by_page)


def _by_page(snapshot: Snapshot) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for attachment in snapshot.records(Attachment):
        found.setdefault(attachment.page_id, []).append(attachment.url)
    return found


def traces(snapshot: Snapshot) -> list[tuple[str, Evidence]]:
    """Columns and links of the home page that bear a gazette's name."""
    found: dict[str, Evidence] = {}
    home = snapshot.home()
    for column in snapshot.columns():
        page = snapshot.page_by_id(column.page_id) if NAME.search(bare(column.name)) else None
        if page:
            found.setdefault(column.name, cite_page(page, column.name))
    if home:
        for link in snapshot.links(home.id):
            label = bare(link.label)
            if link.url and link.element in CLICKABLE and len(label) <= LONGEST_NAME and NAME.search(label):
                found.setdefault(link.label, cite_link(home, link))
    return list(found.items())


def column_pages(snapshot: Snapshot) -> list[Page]:
    """First pages of the gazette's columns."""
    columns = [column for column in snapshot.columns() if NAME.search(bare(column.name))]
    return [page for column in columns if (page := snapshot.page_by_id(column.page_id))]
