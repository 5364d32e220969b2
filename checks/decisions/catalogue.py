"""The yearly catalogue of major decisions (重大行政决策事项目录) and what it leads to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.decisions.stages import rank_of, reached, serves
from checks.judged import UNDECIDED
from checks.options import InPeriod, MonthDay, Place, day_in
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import THIS_YEAR
from checks.titles import titles_of
from portal.content_facts import DecisionItem, DecisionStage
from portal.facts import Page
from portal.states import LinkState, PageKind
from portal.storage.snapshot import Snapshot

DECISION_COLUMNS = re.compile(r"重大(?:行政)?决策|决策(?:事项|目录|公开|预公开)")
NAMED = re.compile(r"决策.{0,12}(?:目录|清单|事项)|(?:目录|清单).{0,8}决策")
NO_CATALOGUE = re.compile(r"办法|规定|制度|规程|解读|征求|征集|申报|建议")
ADJUSTED = re.compile(r"调整|变更|修订|增补")
EXPLAINED = re.compile(r"理由|原因|因为|由于|鉴于|根据|因.{2,40}(?:调整|变更|取消|暂缓|增加)")
NAMES_BODY = re.compile(r"承办|责任单位|责任部门|牵头|主办|起草单位|实施单位")
YEAR = re.compile(r"(20\d\d)\s*年")
ACTS = re.compile(r"^(?:关于)?(?:研究|组织)?(?:制定|编制|出台|修订|修改|起草|实施|推进)?(?:《)?")
SHORTEST_NAME = 6


class CatalogueParameters(Parameters):
    """What the catalogue must hold, and by when it must stand."""

    parts: tuple[str, ...] = Field(
        default=(), title="每项应公开的内容", description="what must be published of each item; empty: the list alone"
    )
    publish_by: MonthDay | None = Field(
        default=None, title="每年公布期限", description="last day of the year's publication, as MM-DD; none: any day"
    )
    by: date | None = Field(default=None, title="公布期限", description="last day as a fixed date; none: any day")
    optional_parts: tuple[str, ...] = Field(
        default=(), title="视情公开的内容", description="what is published where it exists; its lack is never a fail"
    )
    bodies: bool = Field(
        default=True, title="写明承办单位", description="each item must name the body that prepares it"
    )
    changes_explained: bool = Field(
        default=False, title="调整说明理由", description="changes of the catalogue must be published with their reason"
    )
    linked: bool = Field(
        default=True, title="逐项链接到内容", description="each item must link to what is published of it"
    )
    period: InPeriod = THIS_YEAR
    place: Place = ()


@check(
    "decisions.catalogue",
    parameters=CatalogueParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有公布重大决策事项目录", Severity.MINOR),
        "late": Kind("目录公布超过期限", Severity.MINOR),
        "body_missing": Kind("事项没有写明承办单位", Severity.MINOR),
        "stage_missing": Kind("事项没有公开规定的环节", Severity.MINOR),
        UNDECIDED: Kind("不能确定目录是否符合要求", Severity.INFO),
    },
    texts=Texts(
        title="公布重大决策事项目录",
        required="每年按时公布重大行政决策事项目录，写明承办单位，逐项公开草案、说明、意见采纳、会议、结果等规定内容。",
        method="查找当年的目录，读取事项和承办单位，沿事项的链接和标题逐项核对规定内容。",
        basis="重大行政决策程序暂行条例；年度工作要点",
        remedy="公布或补全目录，为每个事项链接各环节的内容。",
        effort="大",
    ),
)
def catalogue(snapshot: Snapshot, parameters: CatalogueParameters, context: Context) -> Assessment:
    """The year's catalogue of major decisions: published in time, with bodies, each item linked to the parts asked.

    Inputs: catalogues with their items, bodies and links to stages, titles of the site, publication dates. Fails when no catalogue of a
    period that is over, or whose last day has passed, stands on a site read in full; when it came after `publish_by` or `by`; when an item
    names no body; or when it lacks a part although the links it has show that this stage is past (with the draft its explanation and
    background are due, with a result everything is). Review: parts whose stage may be still to come, parts that may be found by title or on
    the item's own page, catalogues without readable items, a catalogue outside `place`, changes without a visible reason, a period still
    running. `optional_parts` are never asked for. Unknown: no catalogue was found and its columns were not read. Serves
    重大行政决策程序暂行条例, yearly documents.
    """
    days = parameters.period.days(context.as_of, context.year)
    found = [each for each in _catalogues(snapshot) if each.is_of(days)]
    if not found:
        return _absent(snapshot, parameters, context, days)
    findings = [*_late(found, parameters, days)]
    for each in found:
        findings += _judge(snapshot, each, parameters)
    sure = any(finding.severity is not Severity.INFO for finding in findings)
    outcome = Outcome.FAIL if sure else Outcome.REVIEW if findings else Outcome.PASS
    items = sum(len(each.items) for each in found)
    lacking = len({(finding.subject, finding.element.partition(" ")[0]) for finding in findings if finding.element})
    tail = "，有的内容不能确定，需人工核实" if outcome is Outcome.REVIEW else ""
    words = f"找到检查期内的目录 {len(found)} 份，列有事项 {items} 项" + (
        f"，{lacking} 项有缺漏或疑问" if lacking else ""
    )
    return Assessment(outcome, f"{words}{tail}。", {"catalogues": len(found), "decisions": items}, tuple(findings))


@dataclass
class Found:
    """A catalogue with its items and the links of each."""

    page: Page
    items: list[DecisionItem] = field(default_factory=list)
    stages: dict[int, list[DecisionStage]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """As the page shows it."""
        return self.page.heading or self.page.title

    def is_of(self, days: tuple[date, date]) -> bool:
        """Whether it is that of a year within these days: by its title, else by its publication."""
        named = YEAR.search(self.title)
        year = int(named.group(1)) if named else next((item.year for item in self.items if item.year), None)
        if year is None and self.page.published_on:
            return days[0] <= self.page.published_on <= days[1]
        return year is None or days[0].year <= year <= days[1].year


def _catalogues(snapshot: Snapshot) -> list[Found]:
    found = {
        page.id: Found(page)
        for page in snapshot.pages(PageKind.DECISION_CATALOGUE)
        if page.fault is None and not NO_CATALOGUE.search(page.heading or page.title)
    }
    for item in snapshot.records(DecisionItem):
        if item.page_id in found:
            found[item.page_id].items.append(item)
    for stage in snapshot.records(DecisionStage):
        if stage.page_id in found:
            found[stage.page_id].stages.setdefault(stage.item, []).append(stage)
    return [each for each in found.values() if each.items or YEAR.search(each.title)]


def _absent(
    snapshot: Snapshot, parameters: CatalogueParameters, context: Context, days: tuple[date, date]
) -> Assessment:
    missed, home = gap(snapshot, DECISION_COLUMNS), snapshot.home()
    if missed or home is None:
        return unknown(missed.reason if missed else Reason.NOT_FETCHED, missed.words if missed else "首页")
    years = {str(year) for year in range(days[0].year, days[1].year + 1)}
    hints = [
        row
        for row in snapshot.once(titles_of).holding("决策")
        if NAMED.search(row.title)
        and not NO_CATALOGUE.search(row.title)
        and row.state is not LinkState.BROKEN
        and years.issuperset(YEAR.findall(row.title))
    ]
    limit = _limit(parameters, days[1].year)
    running = context.as_of <= limit if limit else parameters.period.is_running(context.as_of, context.year)
    measured = {"catalogues": 0, "decisions": 0}
    if hints or running:
        why = f"“{hints[0].title[:40]}”可能是目录，没有读到事项" if hints else "期限还没有到，没有找到目录"
        return Assessment(Outcome.REVIEW, f"{why}，需人工核实。", measured)
    finding = Finding(
        "missing",
        f"没有找到 {days[1].year} 年重大行政决策事项目录。",
        Severity.MINOR,
        subject=home.url,
        evidence=(cite_page(home),),
    )
    return Assessment(Outcome.FAIL, "全站没有找到检查期内的重大行政决策事项目录。", measured, (finding,))


def _limit(parameters: CatalogueParameters, year: int) -> date | None:
    days = [parameters.by] if parameters.by else []
    days += [day_in(year, parameters.publish_by)] if parameters.publish_by else []
    return min(days, default=None)


def _late(found: list[Found], parameters: CatalogueParameters, days: tuple[date, date]) -> Iterator[Finding]:
    """The first catalogue of the year after its last day."""
    limit = _limit(parameters, days[1].year)
    dated = [each for each in found if each.page.published_on]
    if limit is None:
        return
    if not dated:
        yield _finding(found[0], UNDECIDED, f"目录没有写明公布日期，不能核对期限：{found[0].title}")
        return
    first = min(dated, key=lambda each: each.page.published_on or date.max)
    on = first.page.published_on
    if on and on > limit:
        sure = not ADJUSTED.search(first.title) and len(dated) == len(found)
        told = f"目录 {on} 公布，晚于 {limit}" + ("" if sure else "，可能另有更早的目录，需人工核实")
        yield _finding(first, "late" if sure else UNDECIDED, f"{told}：{first.title}")


def _judge(snapshot: Snapshot, found: Found, parameters: CatalogueParameters) -> Iterator[Finding]:
    if not found.items:
        yield _finding(found, UNDECIDED, f"没有读到目录所列的事项，可能在附件或图片里，需人工核实：{found.title}")
        return
    text = snapshot.text(found.page.id)
    if parameters.place and not any(name in step for name in parameters.place for step in found.page.breadcrumb):
        yield _finding(
            found, UNDECIDED, f"目录不在规定的栏目（{'、'.join(parameters.place)}）里，需人工核实：{found.title}"
        )
    if parameters.changes_explained and ADJUSTED.search(found.title) and not EXPLAINED.search(text):
        yield _finding(found, UNDECIDED, f"没有读到目录调整的理由，需人工核实：{found.title}")
    bare = [item for item in found.items if not item.unit]
    for item in bare if parameters.bodies else ():
        # Where no item has a body the table may have been read wrongly.
        sure = len(bare) < len(found.items) or not NAMES_BODY.search(text)
        told = "没有写明承办单位" + ("" if sure else "（页面另有承办单位字样，需人工核实）")
        yield _finding(found, "body_missing" if sure else UNDECIDED, f"事项{told}：{item.name}", item, "承办单位")
    for item in found.items:
        yield from _lacking(snapshot, found, item, parameters)


def _lacking(
    snapshot: Snapshot, found: Found, item: DecisionItem, parameters: CatalogueParameters
) -> Iterator[Finding]:
    """Parts that an item's links and own page do not show."""
    stages = [stage for stage in found.stages.get(item.position, []) if not _is_dead(snapshot, stage.url)]
    labels = [stage.stage for stage in stages]
    far, own = reached(labels), _own_text(snapshot, item)
    doubt = _doubt(snapshot, item, own)
    for part in parameters.parts:
        if any(serves(part, label) for label in labels) or (own and serves(part, own)):
            continue
        past = 0 < rank_of(part) <= far
        sure = parameters.linked and past and not doubt
        why = (
            ""
            if sure
            else f"（{doubt or ('没有要求逐项链接，可能在别处' if past else '这一环节可能还没有到')}，需人工核实）"
        )
        yield _finding(
            found, "stage_missing" if sure else UNDECIDED, f"“{item.name}”没有链接到{part}{why}。", item, part
        )


def _is_dead(snapshot: Snapshot, url: str) -> bool:
    target = snapshot.target(url)
    return target is not None and target.state is LinkState.BROKEN


def _own_text(snapshot: Snapshot, item: DecisionItem) -> str:
    page = snapshot.landing(item.url) if item.url else None
    if page is None:
        return ""
    return snapshot.text(page.id) + "".join(link.label for link in snapshot.links(page.id))


def _doubt(snapshot: Snapshot, item: DecisionItem, own: str) -> str:
    """Why an item's parts may stand elsewhere; empty when nothing speaks for it."""
    if item.url and not own and not _is_dead(snapshot, item.url):
        return "事项自己的页面没有读到"
    name = ACTS.sub("", item.name).rstrip("》")
    if len(name) < SHORTEST_NAME:
        return ""
    named = (row for row in snapshot.once(titles_of).holding(name) if row.kind is not PageKind.DECISION_CATALOGUE)
    other = next(named, None)
    return f"有名称相同的页面“{other.title[:40]}”" if other else ""


def _finding(found: Found, kind: str, message: str, item: DecisionItem | None = None, part: str = "") -> Finding:
    return Finding(
        kind,
        message,
        Severity.INFO if kind == UNDECIDED else Severity.MINOR,
        subject=found.page.url,
        element=f"{item.name} {part}" if item else "",
        evidence=(cite_page(found.page, item.name if item else found.title),),
    )
