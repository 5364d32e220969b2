"""Freshness of the home page (首页更新)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import ListItem, Page
from portal.states import LIST_KINDS, Fill, LinkState, Region, Scope, Via
from portal.storage.snapshot import Snapshot

FUTURE_CITED = 5
NOT_SEEN = (LinkState.PENDING, LinkState.SKIPPED, LinkState.BLOCKED, LinkState.SUSPECT)


class HomepageParameters(Parameters):
    """How old the newest item may be."""

    max_days: int = Field(
        default=14, ge=1, title="更新期限（天）", description="days since the newest item that are still fresh"
    )


@dataclass(frozen=True)
class Dated:
    """Something with a date that the home page shows or leads to."""

    on: date
    title: str
    evidence: Evidence


@dataclass
class Sights:
    """What tells when the home page was last updated; `doubts`: why something newer may stand there unread, in Chinese."""

    sure: list[Dated] = field(default_factory=list)
    by_address: list[Dated] = field(
        default_factory=list
    )  # dates only an address tells: portals that moved carry the move's
    doubts: dict[str, None] = field(default_factory=dict)

    def newest(self, as_of: date) -> Dated | None:
        """Newest sure date that is not in the future."""
        return max((entry for entry in self.sure if entry.on <= as_of), key=lambda entry: entry.on, default=None)


@check(
    "freshness.homepage",
    parameters=HomepageParameters,
    worst=Severity.VETO,
    kinds={
        "stale": Kind("首页超过期限没有更新", Severity.VETO),
        "undated": Kind("首页信息没有日期", Severity.INFO),
        "future_date": Kind("首页信息的日期晚于检查日", Severity.INFO),
    },
    texts=Texts(
        title="首页及时更新",
        required="首页在规定天数内有信息更新。",
        method="读取首页各列表的日期，以及首页直接链接的稿件的发布时间，取其中不晚于检查日的最新一个；首页只有导航的看二级页面；日期读不到、读不全时请人工核实。",
        basis="国办秘函〔2019〕19号 单项否决指标“首页不更新”",
        remedy="及时发布并在首页展示最新信息；确有更新而未显示日期的，在首页列表中显示发布日期。",
        effort="小",
    ),
)
def homepage(snapshot: Snapshot, parameters: HomepageParameters, context: Context) -> Assessment:
    """Newest item on the home page, in days before the day judged for.

    Inputs: dated list rows of the home page and its frames, and publication dates of the articles it links to; where it has none of
    these it is a page of navigation, and the lists one step below count. Fails when the newest date not after `as_of` lies more than
    `max_days` back. Review when no date can be read, or when it is old but something newer may stand there unread: rows whose year or
    page was not read, frames, scripts, dates only an address tells. Dates in the future are reported, never counted.
    Serves 国办秘函〔2019〕19号 首页不更新.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    sights = _of_home(snapshot, home)
    if not sights.sure and not sights.by_address:
        sights = _of_second_level(snapshot, home, sights)
    future = tuple(_future(entry) for entry in sights.sure if entry.on > context.as_of)[:FUTURE_CITED]
    newest = sights.newest(context.as_of)
    if newest is None:
        finding = Finding("undated", "首页没有读到带日期的信息。", Severity.INFO, evidence=(cite_page(home),))
        return Assessment(Outcome.REVIEW, "首页没有读到带日期的信息，需人工核实。", {"dated": 0}, (finding, *future))
    return _verdict(home, sights, newest, future, parameters.max_days, context.as_of)


def _verdict(
    home: Page, sights: Sights, newest: Dated, future: tuple[Finding, ...], max_days: int, as_of: date
) -> Assessment:
    days = (as_of - newest.on).days
    measured: dict[str, Any] = {
        "newest": newest.on.isoformat(),
        "days": days,
        "max_days": max_days,
        "dated": len(sights.sure),
    }
    words = f"首页最新信息的日期是 {newest.on.isoformat()}（《{newest.title}》），距检查日 {days} 天"
    if days <= max_days:
        return Assessment(Outcome.PASS, f"{words}。", measured, future)
    if any(0 <= (as_of - entry.on).days <= max_days for entry in sights.by_address):
        sights.doubts["有的稿件只能从网址看出更近的日期"] = None
    severity = Severity.INFO if sights.doubts else Severity.VETO
    evidence = (newest.evidence, cite_page(home))
    finding = Finding("stale", f"{words}，超过 {max_days} 天。", severity, evidence=evidence)
    if sights.doubts:
        reason = f"{words}；但{'，'.join(sights.doubts)}，需人工核实。"
        return Assessment(Outcome.REVIEW, reason, measured, (finding, *future))
    return Assessment(Outcome.FAIL, finding.message, measured, (finding, *future))


def _of_home(snapshot: Snapshot, home: Page) -> Sights:
    """Rows of the home page and its frames, and the articles it links to by their own publication date."""
    sights = Sights()
    if home.fill is Fill.SCRIPTED or home.hollow:
        sights.doubts["首页部分内容由脚本生成"] = None
    _add_rows(snapshot, home, sights)
    for link in snapshot.links(home.id):
        if link.element == "iframe" and link.url:
            _add_frame(snapshot, link.url, sights)
    for url in dict.fromkeys(link.url for link in snapshot.links(home.id) if link.url and link.element == "a"):
        page = snapshot.page(url)
        if page and page.published_on and page.id != home.id:
            dated = Dated(page.published_on, page.heading or page.title, cite_page(page, page.published_text))
            (sights.by_address if page.published_via is Via.LINK else sights.sure).append(dated)
    return sights


def _add_rows(snapshot: Snapshot, page: Page, sights: Sights) -> None:
    for item in snapshot.items(page.id):
        if item.dated_on:
            excerpt = f"{item.title} {item.date_text}"
            sights.sure.append(
                Dated(item.dated_on, item.title, cite_page(page, excerpt, item.selector, item.url or None))
            )
        elif item.date_text and not _read_date(snapshot, item):
            sights.doubts["有的日期没有年份"] = None
        elif item.region is Region.MAIN and _unread(snapshot, item.url):
            sights.doubts["有的稿件没有日期又没有读到"] = None


def _read_date(snapshot: Snapshot, item: ListItem) -> bool:
    page = snapshot.page(item.url) if item.url else None
    return bool(page and page.published_on and page.published_via is not Via.LINK)


def _unread(snapshot: Snapshot, url: str) -> bool:
    """Whether an address of the site was neither read nor found dead."""
    target = snapshot.target(url) if url else None
    return bool(target and target.scope is Scope.INTERNAL and target.state in NOT_SEEN)


def _add_frame(snapshot: Snapshot, url: str, sights: Sights) -> None:
    frame = snapshot.landing(url)
    if frame:
        _add_rows(snapshot, frame, sights)
    elif _unread(snapshot, url):
        sights.doubts["页面中的框架没有读到"] = None


def _of_second_level(snapshot: Snapshot, home: Page, sights: Sights) -> Sights:
    """Lists one step below a home page that shows no information of its own (首页仅为导航页面)."""
    for url in dict.fromkeys(link.url for link in snapshot.links(home.id) if link.url and link.element == "a"):
        page = snapshot.landing(url)
        if page and page.kind in LIST_KINDS:
            _add_rows(snapshot, page, sights)
        if _unread(snapshot, url) or (page and page.fill in (Fill.SCRIPTED, Fill.UNREAD)):
            sights.doubts["有的二级页面没有读到"] = None
    return sights


def _future(entry: Dated) -> Finding:
    return Finding(
        "future_date",
        f"《{entry.title}》的日期 {entry.on.isoformat()} 晚于检查日。",
        Severity.INFO,
        subject=entry.evidence.target or entry.evidence.url,
        evidence=(entry.evidence,),
    )
