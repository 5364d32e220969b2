"""Page labels (页面标签): the meta tags of site, column and content, present, well formed and true."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.ipv6.addresses import is_address
from checks.outcomes import Outcome, Reason, Severity
from checks.sampling import column_pages, content_pages
from portal.facts import Page
from portal.states import Via
from portal.storage.snapshot import Snapshot

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")  # 站点标签
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")  # 栏目标签
CONTENT_TAGS = ("ArticleTitle", "PubDate", "ContentSource")  # 内容标签
PLACEHOLDERS = {"null", "undefined", "none", "nan", "n/a", "无", "暂无", "-", "--"}
PUB_DATE = re.compile(r"(\d{4}-\d{2}-\d{2}) ((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?")  # seconds say more than asked
CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:：]([0-5]\d)")
HALF_DAY = 12 * 60  # minutes
OPENING = 3000  # characters of main text in which an article shows its title
SITE_CODE = re.compile(r"\d{10}|bm\d{8}", re.IGNORECASE)
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
KINDS = {
    "tag_missing": Kind("缺少页面标签", Severity.MINOR),
    "tag_empty": Kind("页面标签为空", Severity.MINOR),
    "tag_malformed": Kind("页面标签格式不对", Severity.MINOR),
    "tag_untrue": Kind("页面标签与页面不符", Severity.MINOR),
    "tag_repeated": Kind("页面标签重复", Severity.INFO),
}
FAILING = {"tag_missing", "tag_empty", "tag_malformed", "tag_untrue"}


class MetaTagParameters(Parameters):
    """Which pages are looked at."""

    home_page: bool = Field(default=True, title="看首页", description="look at the home page's site tags, too")
    column_pages: int = Field(default=5, ge=0, title="抽查栏目页", description="column pages looked at")
    content_pages: int = Field(
        default=5, ge=0, title="抽查内容页", description="articles, documents and interpretations looked at"
    )


@dataclass(frozen=True)
class Sight:
    """One page with the tags it must carry."""

    page: Page
    required: tuple[str, ...]
    tags: dict[str, list[str]]  # lower-case name -> contents


@dataclass(frozen=True)
class Defect:
    """One tag that is wrong on one page."""

    kind: str
    tag: str
    page: Page
    words: str


@check(
    "site.meta_tags",
    parameters=MetaTagParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="页面标签规范",
        required="首页有站点标签，栏目页有站点和栏目标签，稿件页有站点和内容标签，内容真实、格式正确。",
        method="读取首页和抽样的栏目页、稿件页的 meta 标签（不分大小写），检查有没有、空不空、格式对不对，并与页面上的域名、标识码、标题、日期比对。",
        basis="国办秘函〔2019〕19号 扣分指标“页面标签”；国办发〔2017〕47号",
        remedy="在首页、栏目、稿件模板中补齐标签，由发布系统按实际内容填写。",
        effort="小",
    ),
)
def meta_tags(snapshot: Snapshot, parameters: MetaTagParameters, context: Context) -> Assessment:
    """Meta tags of the home page and of sampled column and content pages.

    Inputs: meta tags as written, the host, the site code, titles, texts and visible publication dates. Fails when a required tag is
    missing, empty, malformed or contradicts the page; a repeated one is reported only, unless one of its values is wrong. Unknown when
    no column page or no content page could be looked at. Serves 国办秘函〔2019〕19号 页面标签.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    columns = column_pages(snapshot, parameters.column_pages)
    contents = content_pages(snapshot, parameters.content_pages)
    sights = [
        *([_sight(snapshot, home, SITE_TAGS)] if parameters.home_page else []),
        *(_sight(snapshot, page, SITE_TAGS + COLUMN_TAGS) for page in columns),
        *(_sight(snapshot, page, SITE_TAGS + CONTENT_TAGS) for page in contents),
    ]
    truth = Truth(frozenset({snapshot.site.host, *snapshot.site.aliases}), context.code, snapshot)
    defects = [defect for sight in sights for defect in _defects(sight, truth)]
    failing = {defect.page.id for defect in defects if defect.kind in FAILING}
    measured = {"pages": len(sights), "failing_pages": len(failing)}
    findings = tuple(_findings(defects))
    sampled = tuple(sight.page.url for sight in sights)
    if failing:
        reason = f"检查了 {len(sights)} 个页面，{len(failing)} 个的页面标签有问题。"
        return Assessment(Outcome.FAIL, reason, measured, findings, sample=sampled)
    unseen = [
        name
        for name, asked, seen in (
            ("栏目页", parameters.column_pages, columns),
            ("稿件页", parameters.content_pages, contents),
        )
        if asked and not seen
    ]
    if unseen:
        reason = f"{Reason.NOT_FETCHED.words}：没有读到{'、'.join(unseen)}"
        return Assessment(Outcome.UNKNOWN, reason, measured, findings, Reason.NOT_FETCHED)
    words = f"检查了 {len(sights)} 个页面，页面标签齐全、规范。"
    return Assessment(Outcome.PASS, words, measured, findings, sample=sampled)


@dataclass(frozen=True)
class Truth:
    """What tags are held against beside their own page: the site's hosts, its code, and the page texts."""

    hosts: frozenset[str]
    code: str | None
    snapshot: Snapshot


def _sight(snapshot: Snapshot, page: Page, required: tuple[str, ...]) -> Sight:
    tags: dict[str, list[str]] = defaultdict(list)
    for tag in snapshot.meta_tags(page.id):
        tags[tag.name.strip().lower()].append(tag.content)
    return Sight(page, required, dict(tags))


def _defects(sight: Sight, truth: Truth) -> Iterator[Defect]:
    for name in sight.required:
        contents = sight.tags.get(name.lower())
        if contents is None:
            yield Defect("tag_missing", name, sight.page, "")
            continue
        if len(contents) > 1:
            yield Defect("tag_repeated", name, sight.page, "；".join(contents))
        values = [content.strip() for content in contents]
        if all(_is_empty(value) for value in values):
            yield Defect("tag_empty", name, sight.page, values[0])
        judge = JUDGES.get(name)
        faults = {judge(value, sight.page, truth): value for value in values if judge and not _is_empty(value)}
        for fault in sorted(filter(None, faults)):
            yield Defect(fault, name, sight.page, faults[fault])


def _is_empty(value: str) -> bool:
    return not value or value.lower() in PLACEHOLDERS


def _judge_domain(value: str, page: Page, truth: Truth) -> str | None:
    if not HOST.fullmatch(value):
        return "tag_malformed"
    hosts = {host.removeprefix("www.") for host in truth.hosts}
    known_by_name = not any(is_address(host) for host in hosts)
    return "tag_untrue" if known_by_name and value.lower().removeprefix("www.") not in hosts else None


def _judge_code(value: str, page: Page, truth: Truth) -> str | None:
    if not SITE_CODE.fullmatch(value):
        return "tag_malformed"
    return "tag_untrue" if truth.code and value.lower() != truth.code.lower() else None


def _judge_date(value: str, page: Page, truth: Truth) -> str | None:
    match = PUB_DATE.fullmatch(value)
    if not match:
        return "tag_malformed"
    if not page.published_on or page.published_via is not Via.TEXT:
        return None
    other_day = match.group(1) != page.published_on.isoformat()
    return "tag_untrue" if other_day or _half_a_day_off(match.group(2), page.published_text) else None


def _half_a_day_off(stated: str, shown: str) -> bool:
    """Whether the tag's time is the shown one on a twelve-hour clock; other differences are edits."""
    clocks = [CLOCK.search(words) for words in (stated, shown)]
    minutes = [int(clock.group(1)) * 60 + int(clock.group(2)) for clock in clocks if clock]
    return len(minutes) == len(clocks) and abs(minutes[0] - minutes[1]) == HALF_DAY


def _judge_title(value: str, page: Page, truth: Truth) -> str | None:
    """The tag must be the heading, part of the page title, or words the article shows; only a clear difference counts."""
    tag, heading, title = (_letters(words) for words in (value, page.heading, page.title))
    if not heading and not title:
        return None
    agrees = tag in heading or tag in title or (heading and heading in tag) or (title and title in tag)
    return None if agrees or tag in _letters(truth.snapshot.text(page.id)[:OPENING]) else "tag_untrue"


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)


JUDGES: dict[str, Callable[[str, Page, Truth], str | None]] = {
    "SiteDomain": _judge_domain,
    "SiteIDCode": _judge_code,
    "PubDate": _judge_date,
    "ArticleTitle": _judge_title,
}


def _findings(defects: list[Defect]) -> Iterator[Finding]:
    """One finding per kind and tag, since one template carries it; the pages are its evidence."""
    groups: dict[tuple[str, str], list[Defect]] = defaultdict(list)
    for defect in defects:
        groups[defect.kind, defect.tag].append(defect)
    for (kind, tag), members in groups.items():
        severity = Severity.MINOR if kind in FAILING else Severity.INFO
        example = f"，如“{members[0].words[:40]}”" if members[0].words else ""
        message = f"{KINDS[kind].words}：{tag}（{len(members)} 个页面{example}）。"
        yield Finding(kind, message, severity, element=tag, evidence=tuple(_cite(member) for member in members))


def _cite(defect: Defect) -> Evidence:
    return cite_page(defect.page, defect.words, selector=f'meta[name="{defect.tag}"]')
