"""The rows of a snapshot (事实): plain values, one class per table of `schema.sql`.

Dates are `datetime.date` in the portal's zone (Asia/Shanghai); times are aware UTC datetimes; sizes are bytes; durations milliseconds.
`id` is 0 until the recorder has stored the row.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from portal.content_facts import Record
from portal.states import Fault, Fill, LinkState, Mark, Oddity, PageKind, Region, Scope, Via


@dataclass(slots=True)
class Page:
    """One fetched HTML page. Its main text is read separately (`Snapshot.text`), since texts are large."""

    url: str
    status: int
    fetched_at: datetime
    id: int = 0
    depth: int = 0
    content_type: str = ""
    encoding: str = ""
    size: int = 0
    body_hash: str = ""
    archive_offset: int | None = None  # byte offset of its WARC record in pages.warc.gz
    rendered: bool = False  # read as a visitor sees it: a browser ran its scripts, and nothing it loads failed
    rendered_offset: int | None = (
        None  # of the copy the browser made, complete or not; None: read as the server sent it
    )
    kind: PageKind = PageKind.OTHER
    confidence: float = 0.0  # of `kind`, 0–1
    title: str = ""
    heading: str = ""
    published_on: date | None = None  # 发布日期
    published_text: str = ""  # the words the date was read from
    published_via: Via | None = None
    source: str = ""  # 来源
    breadcrumb: tuple[str, ...] = ()
    text_length: int = 0  # characters of main text, white space folded
    fill: Fill = Fill.UNREAD
    fill_words: str = ""  # the sentence that says there is nothing
    refresh_to: str = ""  # absolute address of a meta refresh or script redirect
    fault: Fault | None = None  # soft 404, empty body…: answered, but not the page asked for
    hollow: bool = (
        False  # of a home page: a list on it is left empty for a script to fill, beside whatever else it shows
    )

    @property
    def copy_offset(self) -> int | None:
        """Offset of the archived copy its facts were read from."""
        return self.archive_offset if self.rendered_offset is None else self.rendered_offset


@dataclass(slots=True)
class Link:
    """One way a page offers to go somewhere (链接): an anchor, image, option, frame or script call."""

    page_id: int
    url: str  # absolute, canonical, without fragment; empty for a link without an address
    text: str
    region: Region
    position: int  # order on the page, from 0
    target_id: int = 0
    title: str = ""
    alt: str = ""
    element: str = "a"  # a, area, img, iframe, option, onclick, css…
    selector: str = ""
    raw: str = ""  # the address as written
    fragment: str = ""
    hidden: bool = False  # hidden by inline style or attribute; of links out of the site also: pushed off the screen

    @property
    def label(self) -> str:
        """Words a visitor sees: text, else the image's alt, else title; all white space dropped."""
        return "".join((self.text or self.alt or self.title).split())


@dataclass(slots=True)
class MissingAnchor:
    """That a link's place is not on the page it leads to (页内锚点不存在): BROKEN, or SUSPECT where scripts may make it."""

    page_id: int  # with `position`: the link
    position: int
    state: LinkState


@dataclass(slots=True)
class SheetLink:
    """An address a style sheet names (样式文件中的地址): a picture or another sheet."""

    sheet_id: int  # the target that is the sheet
    position: int  # order in the sheet, from 0
    url: str  # absolute, canonical
    element: str  # img: a picture, css: a sheet it imports
    raw: str  # the address as written
    target_id: int = 0


@dataclass(slots=True)
class Target:
    """One address some page links to, checked once for all of them (链接目标)."""

    url: str
    scope: Scope
    id: int = 0
    state: LinkState = LinkState.PENDING
    fault: Fault | None = None
    status: int | None = None
    final_url: str = ""
    content_type: str = ""
    checked_at: datetime | None = None


@dataclass(slots=True)
class Attempt:
    """One try to open a target (一次尝试)."""

    target_id: int
    at: datetime
    status: int | None
    fault: Fault | None
    elapsed_ms: int
    peer: str = ""  # address connected to
    location: str = ""  # where a redirect pointed
    detail: str = ""


@dataclass(slots=True)
class MetaTag:
    """One `<meta name=… content=…>` (页面标签); `name` as written."""

    page_id: int
    position: int
    name: str
    content: str


@dataclass(slots=True)
class ListItem:
    """One row of a list (列表条目): title, link and the date shown beside it."""

    page_id: int
    position: int
    title: str
    url: str
    dated_on: date | None = None
    date_text: str = ""
    region: Region = Region.MAIN
    block: int = 0  # number of the list block on the page
    selector: str = ""


@dataclass(slots=True)
class Column:
    """A column (栏目): a named place in the portal that gathers items, over all its list pages."""

    name: str
    url: str
    id: int = 0
    page_id: int = 0  # its first page; 0 when that was not fetched
    path: tuple[str, ...] = ()  # names from the top down, itself last
    level: int = 1  # 1 for a first-level column (一级栏目)
    items: int = 0
    pages_read: int = 0
    newest: date | None = None  # maximum of the items' dates, not the first row's
    fill: Fill = Fill.UNREAD
    fill_words: str = ""


@dataclass(slots=True)
class Document:
    """A policy document (政策文件) and its fields; `read_from` tells for each field where it was read."""

    page_id: int
    title: str
    number: str = ""  # 文号
    issuer: str = ""  # 发文机关
    written_on: date | None = None  # 成文日期
    published_on: date | None = None  # 发布日期
    validity: str = ""  # 有效性
    index_number: str = ""  # 索引号
    subject: str = ""  # 主题分类
    disclosure: str = ""  # 公开属性: the note as read, e.g. 此件公开发布
    issuers: tuple[str, ...] = ()  # all of a joint issue (联合发文), the first is `issuer`
    effective_on: date | None = None  # 施行日期
    expires_on: date | None = None  # 失效日期, also where only a period is stated
    read_from: dict[str, Via] = field(default_factory=dict)
    normative: bool | None = None  # 行政规范性文件; None: the page does not say
    selector: str = ""


@dataclass(slots=True)
class Interpretation:
    """An interpretation (政策解读). `own` is False for reposted news standing in an interpretation column, None when undecided."""

    page_id: int
    title: str
    subject: str = ""  # name of the interpreted document as the title gives it, without 《》
    forms: tuple[str, ...] = ()
    own: bool | None = None
    number: str = ""  # 文号 of the interpreted document, where the page names one
    phone: str = ""  # 政策咨询电话
    headings: int = 0  # headings among its paragraphs
    takes_comments: bool | None = None  # the page has a field to write a comment or question in; None: not looked for
    selector: str = ""


@dataclass(slots=True)
class Pairing:
    """That an interpretation belongs to a document (解读与文件的对应), with the way it was recognised and the links either way."""

    interpretation_id: int  # page id
    document_id: int  # page id
    by: str  # link, title, number
    links_to_document: bool
    links_back: bool
    copied: float | None = (
        None  # share of the interpretation's text that stands in the document, 0–1; None: not compared
    )


@dataclass(slots=True)
class IdentityMark:
    """One identity element on a page (网站标识要素)."""

    page_id: int
    kind: Mark
    value: str  # normalised number or name; the address for a badge
    text: str  # the words as read
    via: Via
    region: Region
    selector: str = ""


@dataclass(slots=True)
class DnsAnswer:
    """One answer to a DNS question; `error` is set (nxdomain, no_answer, timeout, …) when there is none."""

    name: str
    rrtype: str  # A, AAAA
    value: str = ""
    source: str = ""  # hosts_file or the name server asked
    error: str = ""


@dataclass(slots=True)
class Connection:
    """One connection made to test reachability over an address family (连通测试)."""

    host: str
    family: int  # 4 or 6
    address: str
    port: int
    at: datetime
    status: int | None = None  # HTTP status
    error: str = ""  # no_route, refused, timeout, tls, …
    elapsed_ms: int = 0


@dataclass(slots=True)
class Event:
    """Something the crawl did that a reader of the facts should know: a pause, a cap, a doubt (抓取事件)."""

    at: datetime
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where the scripts of a page get further rows from (列表数据来源): `kind` of answer (records, fragment), address, form to post."""

    kind: str
    url: str
    form: tuple[tuple[str, str], ...] = ()
    step: str = ""  # name of the parameter that counts on; empty: each answer names the next address


@dataclass(slots=True)
class PageFacts:
    """Everything one page says, as read once (`portal.reading.read_page`); ids are filled in by the recorder."""

    page: Page
    text: str = ""
    links: list[Link] = field(default_factory=list)
    meta_tags: list[MetaTag] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    marks: list[IdentityMark] = field(default_factory=list)
    document: Document | None = None
    interpretation: Interpretation | None = None
    records: list[Record] = field(default_factory=list)  # rows of portal.content_facts
    next_pages: list[str] = field(default_factory=list)  # addresses of further list pages (翻页)
    sources: tuple[Source, ...] = ()
    missing_anchors: list[MissingAnchor] = field(default_factory=list)  # of links to the page itself
    oddities: tuple[Oddity, ...] = ()
