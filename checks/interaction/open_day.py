"""Open days (政府开放日、开放月)."""

import re
from collections import Counter
from collections.abc import Iterator

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page, cite_page_of
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.interaction.events import Event, events_of
from checks.options import InPeriod, MinCount, PerUnit
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import THIS_YEAR
from portal.storage.snapshot import Snapshot

COLUMN = re.compile(r"开放(?:日|月|周|活动)|公众开放")
WHERE = re.compile(r"开放(?:日|月|周|活动)|公众参与|公众开放|动态|要闻")
_SHOWN = 3


class OpenDayParameters(Parameters):
    """How many, when, and what must be told of them."""

    min_count: MinCount = 1
    month: int | None = Field(
        default=None, ge=1, le=12, title="活动月份", description="month it must take place in; none: any"
    )
    feedback: bool = Field(
        default=True, title="公开意见采纳情况", description="opinions of visitors and their adoption must be published"
    )
    contains: tuple[str, ...] = Field(
        default=(), title="应有环节", description="what the day must include (e.g. 座谈, 问卷, 答疑); empty: anything"
    )
    period: InPeriod = THIS_YEAR
    per_unit: PerUnit = False


@check(
    "interaction.open_day",
    parameters=OpenDayParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("时段内没有足够的政府开放活动", Severity.MINOR, may_come=True),
        "not_told": Kind("没有写明开放活动的环节或意见采纳情况", Severity.INFO),
        "unclear": Kind("是不是政府开放活动要由人判断", Severity.INFO),
        "units": Kind("各单位是否都开展要由人核对", Severity.INFO),
    },
    texts=Texts(
        title="开展政府开放活动",
        required="每年按规定次数和月份开展政府开放活动，公开公众意见和采纳情况。",
        method="查找开放日、开放月的公告和报道，核对时间、单位、环节和意见采纳情况。",
        basis="年度工作要点对政府开放日、开放月的要求",
        remedy="开展活动并发布公告、报道和意见采纳情况。",
        effort="中",
    ),
)
def open_day(snapshot: Snapshot, parameters: OpenDayParameters, context: Context) -> Assessment:
    """Open days of the period: often enough, in the month asked, with the parts asked and what became of visitors' opinions.

    Inputs: articles that tell of an open day (政府开放日, 开放月, 公众开放) with its day, unit and text; titles of notices, plans and activities of like
    names. Fails when fewer than `min_count` are told of the period (and `month`) on a site read in full, with no trace of another; with
    `per_unit` when a unit that tells of some tells of too few. Review: activities under other names, of schools and hospitals, or without a day;
    parts or adoption that no report tells; with `per_unit` always, since only a person knows which units there are. Unknown: no page was read.
    Serves yearly documents (政府开放日、开放月).
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    days = parameters.period.days(context.as_of, context.year)
    held, perhaps = snapshot.once(events_of).within(*days, parameters.month)
    units = Counter(event.unit for event in held if event.unit)
    measured = {"open_days": len(held), "units": len(units), "since": days[0].isoformat()}
    findings = [*_not_told(snapshot, held, parameters)]
    if len(held) < parameters.min_count:
        findings = [_missing(snapshot, parameters, len(held), perhaps, gap(snapshot, WHERE, days[0])), *findings]
    elif parameters.per_unit:
        findings = [*_by_unit(held, units, parameters), *findings]
    failing = [finding for finding in findings if finding.severity is not Severity.INFO]
    words = f"{days[0]} 至 {days[1]} 的政府开放活动 {len(held)} 次"
    if failing:
        return Assessment(Outcome.FAIL, failing[0].message, measured, tuple(findings))
    if findings:
        return Assessment(Outcome.REVIEW, f"{words}；{findings[0].message}", measured, tuple(findings))
    return Assessment(Outcome.PASS, f"{words}。", measured)


def _missing(
    snapshot: Snapshot,
    parameters: OpenDayParameters,
    count: int,
    perhaps: list[tuple[str, int, str]],
    missed: Gap | None,
) -> Finding:
    """Too few: what may be another one, or where nobody looked, leaves it to a person."""
    when = f"{parameters.month} 月" if parameters.month else "时段内"
    message = f"{when}的政府开放活动只有 {count} 次，规定至少 {parameters.min_count} 次"
    if perhaps:
        titles = "、".join(f"“{title[:40]}”" for title, _, _ in perhaps[:_SHOWN])
        evidence = tuple(
            cited for title, page, url in perhaps[:_SHOWN] for cited in cite_page_of(snapshot, page, title, url)
        )
        return Finding("unclear", f"{message}；{titles}是不是需人工核实。", Severity.INFO, evidence=evidence)
    doubt = f"；{missed.words}，需人工核实" if missed else ""
    severity = Severity.INFO if missed else Severity.MINOR
    columns = [column for column in snapshot.columns() if COLUMN.search(column.name)]
    subject = columns[0].url if columns else ""
    return Finding("missing", f"{message}{doubt}。", severity, subject, evidence=tuple(_where(snapshot)))


def _where(snapshot: Snapshot) -> Iterator[Evidence]:
    """Columns of open days, and the home page."""
    for column in snapshot.columns():
        page = snapshot.page_by_id(column.page_id) if COLUMN.search(column.name) else None
        if page:
            yield cite_page(page, column.name)
    home = snapshot.home()
    if home:
        yield cite_page(home)


def _by_unit(held: list[Event], units: Counter[str], parameters: OpenDayParameters) -> Iterator[Finding]:
    """Units that tell of too few, and the reminder that others may owe one."""
    for unit, count in units.items():
        if count < parameters.min_count:
            event = next(each for each in held if each.unit == unit)
            message = f"{unit}的政府开放活动只有 {count} 次，规定至少 {parameters.min_count} 次。"
            yield Finding(
                "missing", message, Severity.MINOR, "", unit, evidence=(cite_page(event.page, event.record.title),)
            )
    told = "、".join(sorted(units)) or "没有写明单位"
    message = f"读到开放活动的单位：{told}；其他单位是否开展需人工核对。"
    yield Finding(
        "units",
        message,
        Severity.INFO,
        evidence=tuple(cite_page(each.page, each.record.title) for each in held[:_SHOWN]),
    )


def _not_told(snapshot: Snapshot, held: list[Event], parameters: OpenDayParameters) -> Iterator[Finding]:
    """Parts that no report of the period tells, and reports that say nothing of opinions."""
    if not held:
        return
    texts = [snapshot.text(event.page.id) for event in held] if parameters.contains else []
    for part in parameters.contains:
        if not any(part in text for text in texts):
            message = f"开放活动的报道没有提到“{part}”，需人工核实。"
            yield Finding(
                "not_told", message, Severity.INFO, "", part, evidence=(cite_page(held[0].page, held[0].record.title),)
            )
    for event in held if parameters.feedback else ():
        if not event.record.feedback:
            message = f"“{event.record.title[:40]}”没有写公众意见的采纳情况，需人工核实。"
            evidence = (cite_page(event.page, event.record.title, event.record.selector),)
            yield Finding("not_told", message, Severity.INFO, event.page.url, "feedback", evidence=evidence)
