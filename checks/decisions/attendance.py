"""Meetings attended by representatives of the public (列席会议)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page
from checks.completeness import Gap, gap
from checks.consultation.calls import is_elsewhere
from checks.contract import Kind, Parameters, Texts, check
from checks.judged import UNDECIDED
from checks.options import InPeriod, PerUnit
from checks.outcomes import Outcome, Reason, Severity
from checks.own_place import own_region
from checks.periods import THIS_YEAR
from checks.titles import titles_of
from portal.content_facts import Meeting
from portal.dates import chinese_number, plain
from portal.facts import Page
from portal.states import LinkState
from portal.storage.snapshot import Snapshot

MEETING_COLUMNS = re.compile(r"列席|会议")
GOVERNMENT = re.compile(r"(?<![镇乡])(?:人民政府|政府办公室|政府办公厅|政府)$")
GOVERNMENT_TITLE = re.compile(r"政府[^，。]{0,16}(?:常务|全体)会|[省市县区州]长办公会")
TOWN = re.compile(r"[镇乡](?:人民)?政府|街道")
OTHER_KIND = re.compile(r"征集|招募|遴选|报名|邀请函|名单|列席.{0,8}(?:办法|制度|规定|方案|通知)(?:（.*）)?$")
# A sentence of an article that may tell of representatives at a meeting its title does not name.
TELLS = re.compile(
    r"(?:代表|群众|市民|企业家|利益相关方|公众)[^。；]{0,24}列席|邀请[^。；]{0,50}列席|列席[^。；]{0,16}(?:代表|群众|市民)"
)
PEOPLE = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:余|多)?(?:名|位|人)")
SENTENCES = re.compile(r"[^。；]*(?:列席|邀请|代表)[^。；]*")
INVITED = ("列席", "代表|群众|市民|企业家|公众|利益相关方")  # terms of a text that may tell of a meeting
MOST_HINTS = 300  # possible meetings that are looked at


class AttendanceParameters(Parameters):
    """How many meetings, and how many people at each."""

    government: int | None = Field(
        default=None,
        ge=1,
        le=100,
        title="政府会议最少次数",
        description="meetings of the government in the period; none: measured only, answer review",
    )
    department: int | None = Field(
        default=None,
        ge=1,
        le=100,
        title="部门会议最少次数",
        description="meetings of each department in the period; none: measured only, answer review",
    )
    min_people: int | None = Field(
        default=None, ge=1, le=100, title="每次最少代表人数", description="representatives at each meeting; none: any"
    )
    adoption: bool = Field(
        default=True, title="公开意见采纳情况", description="what they said and what was adopted must be published"
    )
    period: InPeriod = THIS_YEAR
    per_unit: PerUnit = False


@check(
    "decisions.attendance",
    parameters=AttendanceParameters,
    worst=Severity.MINOR,
    kinds={
        "too_few": Kind("代表列席会议的次数不足", Severity.MINOR),
        "too_few_people": Kind("列席会议的代表人数不足", Severity.MINOR),
        UNDECIDED: Kind("不能确定代表列席是否符合要求", Severity.INFO),
    },
    searches=INVITED,
    texts=Texts(
        title="公众代表列席会议",
        required="邀请利益相关方、公众、专家、媒体等代表列席会议，达到规定次数和人数，公开他们的意见和采纳情况。",
        method="在会议报道和会议公开栏目中查找列席、邀请代表的字样，统计会议次数和代表人数。",
        basis="年度工作要点对代表列席会议的要求",
        remedy="按计划邀请代表列席，会后公开代表意见和采纳情况。",
        effort="中",
    ),
)
def attendance(snapshot: Snapshot, parameters: AttendanceParameters, context: Context) -> Assessment:
    """Meetings of the period to which representatives of the public were invited, and what became of their opinions.

    Inputs: articles about meetings with date, holding body, the words that tell who attended and how many, what they said; pages of one
    body and day are one meeting. Fails when a period is over and fewer meetings than `government` are told on a site whose meeting columns
    were read, not even with every article that may tell of one, or when a meeting had fewer people than `min_people` by every number it
    names. Review: numbers of people or adoption that are not told, meetings whose holder is not clear, articles that may tell of further
    meetings, a period still running, figures for departments (which departments there are is for a person), no figure given (measured
    only). Unknown: none was found and the columns were not read. Serves yearly documents (列席).
    """
    meetings = _meetings(snapshot, parameters, context)
    missed = gap(snapshot, MEETING_COLUMNS)
    if missed and not meetings.told:
        return unknown(missed.reason, missed.words)
    findings = [finding for told in meetings.told for finding in _judge(snapshot, told, parameters)]
    findings += _count(snapshot, meetings, parameters, missed)
    findings += _departments(meetings, parameters)
    measured = {
        "meetings": len(meetings.told),
        "of_government": len(meetings.of_government),
        "of_departments": sum(map(len, meetings.of_departments.values())),
    }
    words = (
        f"检查期内有代表列席的会议 {len(meetings.told)} 次，其中政府会议 {len(meetings.of_government)} 次，"
        f"部门、镇街会议 {measured['of_departments']} 次"
    )
    asks = parameters.government or parameters.department or parameters.min_people
    if not asks:
        return Assessment(Outcome.REVIEW, f"{words}；没有规定数量，供人工判断。", measured, tuple(findings))
    if not meetings.told and not findings:
        words = f"没有找到检查期内有代表列席的会议{'，期限还没有到' if meetings.running else ''}，需人工核实。"
        return Assessment(Outcome.REVIEW, words, measured, reason_code=Reason.NOTHING_IN_SCOPE)
    sure = any(finding.severity is not Severity.INFO for finding in findings)
    outcome = Outcome.FAIL if sure else Outcome.REVIEW if findings else Outcome.PASS
    tail = "；有的内容不能确定，需人工核实" if outcome is Outcome.REVIEW else ""
    return Assessment(outcome, f"{words}{tail}。", measured, tuple(findings))


@dataclass(frozen=True)
class Told:
    """A meeting and the page that tells it."""

    page: Page
    meeting: Meeting

    @property
    def day(self) -> date | None:
        """When it was held, else when it was told."""
        return self.meeting.held_on or self.page.published_on

    @property
    def of_government(self) -> bool | None:
        """Whether the government held it; None where the page does not say who did."""
        host = self.meeting.host
        if TOWN.search(host or self.meeting.title):
            return False
        if GOVERNMENT_TITLE.search(self.meeting.title) or GOVERNMENT.search(host):
            return True
        return False if host else None


@dataclass
class Meetings:
    """Meetings of a period by who held them, and titles of what may tell of further ones. `running`: the period is not over."""

    running: bool
    days: tuple[date, date]
    told: list[Told] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    @property
    def of_government(self) -> list[Told]:
        """Those the government held."""
        return [told for told in self.told if told.of_government]

    @property
    def of_departments(self) -> dict[str, list[Told]]:
        """Those of departments and townships, by holder."""
        found: dict[str, list[Told]] = {}
        for told in self.told:
            if told.of_government is False:
                found.setdefault(told.meeting.host, []).append(told)
        return found


def _meetings(snapshot: Snapshot, parameters: AttendanceParameters, context: Context) -> Meetings:
    days = parameters.period.days(context.as_of, context.year)
    found = Meetings(parameters.period.is_running(context.as_of, context.year), days)
    own, seen, pages = snapshot.once(own_region), set(), set()
    for meeting in snapshot.records(Meeting):
        page = snapshot.page_by_id(meeting.page_id)
        told = Told(page, meeting) if page else None
        pages.add(meeting.page_id)
        if told is None or (told.day and not days[0] <= told.day <= days[1]):
            continue
        if own and own not in meeting.title and is_elsewhere(meeting.title, own):
            continue
        key = (told.of_government or meeting.host, meeting.held_on)
        if meeting.held_on and key in seen:
            continue
        seen.add(key)
        found.told.append(told)
    found.hints = _hints(snapshot, days, pages)
    return found


def _hints(snapshot: Snapshot, days: tuple[date, date], known: set[int]) -> list[str]:
    """Titles of what may tell of further meetings: rows that were not read, articles whose text speaks of representatives."""
    rows = [
        row.title
        for row in snapshot.once(titles_of).holding("列席")
        if row.page_id not in known
        and row.state is not LinkState.BROKEN
        and not OTHER_KIND.search(row.title)
        and not (row.on and not days[0] <= row.on <= days[1])
    ]
    hits = snapshot.search(INVITED, since=days[0], until=days[1], limit=MOST_HINTS)
    texts = [
        hit.title
        for hit in hits
        if hit.page_id not in known and TELLS.search(snapshot.text(hit.page_id)) and not OTHER_KIND.search(hit.title)
    ]
    return list(dict.fromkeys([*rows, *texts]))


def _judge(snapshot: Snapshot, told: Told, parameters: AttendanceParameters) -> Iterator[Finding]:
    """What one meeting's page lacks."""
    title, least = told.meeting.title, parameters.min_people
    if told.day is None:
        yield _finding(told, UNDECIDED, f"没有读到会议日期，需人工核实是否在检查期内：{title}", "日期")
    if least and told.meeting.invited is None:
        yield _finding(told, UNDECIDED, f"没有读到列席代表的人数，需人工核实：{title}", "人数")
    if least and told.meeting.invited is not None and told.meeting.invited < least:
        text = plain(snapshot.text(told.page.id))
        people = [chinese_number(found) for words in SENTENCES.findall(text) for found in PEOPLE.findall(words)]
        sure = sum(people) < least
        doubt = "" if sure else "（页面另有人数，需人工核实）"
        message = f"列席代表只有 {told.meeting.invited} 人，少于 {least} 人{doubt}：{title}"
        yield _finding(told, "too_few_people" if sure else UNDECIDED, message, "人数")
    if parameters.adoption and not told.meeting.tells_adoption:
        yield _finding(told, UNDECIDED, f"没有读到代表意见的采纳情况，需人工核实：{title}", "意见采纳情况")


def _count(
    snapshot: Snapshot, meetings: Meetings, parameters: AttendanceParameters, missed: Gap | None
) -> Iterator[Finding]:
    """That the government held too few."""
    least, sure = parameters.government, len(meetings.of_government)
    if least is None or sure >= least:
        return
    unclear = sum(told.of_government is None for told in meetings.told)
    doubt = ""
    if sure + unclear + len(meetings.hints) >= least:
        first = meetings.hints[0] if meetings.hints else "主办单位不明的会议"
        doubt = f"“{first[:40]}”等可能也是"
    elif meetings.running:
        doubt = "期限还没有到"
    elif missed:
        doubt = missed.words
    told = f"（{doubt}，需人工核实）" if doubt else ""
    yield Finding(
        UNDECIDED if doubt else "too_few",
        f"检查期内有代表列席的政府会议 {sure} 次，少于 {least} 次{told}。",
        Severity.INFO if doubt else Severity.MINOR,
        subject=_place(snapshot),
        evidence=(*_cited(snapshot), *(cite_page(each.page, each.meeting.title) for each in meetings.of_government)),
    )


def _departments(meetings: Meetings, parameters: AttendanceParameters) -> Iterator[Finding]:
    """Units of which too few meetings were found; those without any are not seen from here."""
    for host, told in meetings.of_departments.items():
        if parameters.department and len(told) < parameters.department:
            words = f"{host}有代表列席的会议 {len(told)} 次，少于 {parameters.department} 次，需人工核实。"
            yield _finding(told[0], UNDECIDED, words, host)


def _column_page(snapshot: Snapshot) -> Page | None:
    columns = [each for each in snapshot.columns() if MEETING_COLUMNS.search(each.name) and each.page_id]
    first = min(columns, key=lambda each: ("列席" not in each.name, "公开" not in each.name), default=None)
    return snapshot.page_by_id(first.page_id) if first else snapshot.home()


def _place(snapshot: Snapshot) -> str:
    page = _column_page(snapshot)
    return page.url if page else snapshot.site.url


def _cited(snapshot: Snapshot) -> tuple[Evidence, ...]:
    page = _column_page(snapshot)
    return (cite_page(page),) if page else ()


def _finding(told: Told, kind: str, message: str, element: str) -> Finding:
    severity = Severity.INFO if kind == UNDECIDED else Severity.MINOR
    evidence = (cite_page(told.page, told.meeting.title, told.meeting.selector),)
    return Finding(kind, message, severity, subject=told.page.url, element=element, evidence=evidence)
