"""Open call for representatives (公开遴选列席代表)."""

import re
from collections.abc import Iterator
from datetime import date

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.judged import UNDECIDED
from checks.options import InPeriod, MinCount
from checks.outcomes import Outcome, Severity
from checks.periods import THIS_YEAR
from checks.titles import titles_of
from portal.content_facts import Meeting
from portal.facts import Page
from portal.states import LinkState
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

NOTICE_COLUMNS = re.compile(r"公告|公示|通知|列席|会议|征集")
CALLING = ("征集", "遴选", "招募", "选聘", "报名", "邀请")
CALL = re.compile(
    r"(?:征集|遴选|招募|选聘|公开邀请|报名)[^，。]{0,40}(?:代表|列席|旁听)|(?:代表|列席|旁听)[^，。]{0,30}(?:征集|遴选|招募|选聘|报名)"
)
MEETING = re.compile(r"列席|旁听|会议|常务会|决策")
OTHER = re.compile(r"人大代表|党代表|听证会?代表|结果|名单|采纳|办法$|制度$")
POOL = re.compile(r"代表库|人选库|名录库|库成员")


class RecruitmentParameters(Parameters):
    """How many calls, and when."""

    min_count: MinCount = 1
    period: InPeriod = THIS_YEAR


@check(
    "decisions.recruitment",
    parameters=RecruitmentParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有公开遴选列席代表", Severity.MINOR),
        UNDECIDED: Kind("不能确定会前是否公开遴选代表", Severity.INFO),
    },
    texts=Texts(
        title="公开遴选列席代表",
        required="会前向社会公开征集列席会议的代表。",
        method="查找征集、遴选、招募列席代表的公告，并与有代表列席的会议核对先后。",
        basis="年度工作要点对公开遴选代表的要求",
        remedy="会前发布遴选公告，写明会议、条件、人数和报名方式。",
        effort="小",
    ),
)
def recruitment(snapshot: Snapshot, parameters: RecruitmentParameters, context: Context) -> Assessment:
    """Open calls for representatives that precede the meetings they attend.

    Inputs: titles of notices that call for representatives (遴选, 征集, 招募), meetings with representatives, dates. Fails when fewer than
    `min_count` calls of a period that is over stand on a site whose notices were read in full. Review: meetings without a call of
    their own before them, no meeting found, rows and files that may be calls, standing pools of representatives, calls that name no
    meeting, a period still running. Unknown: no call was found and the columns of notices were not read. Serves yearly documents (公开遴选).
    """
    days = parameters.period.days(context.as_of, context.year)
    rows = [row for row in _calls(snapshot) if row.on is None or days[0] <= row.on <= days[1]]
    sure = [row for row in rows if row.on and _is_sure(row)]
    doubtful = [row for row in rows if row not in sure]
    missed = gap(snapshot, NOTICE_COLUMNS)
    if missed and not rows:
        return unknown(missed.reason, missed.words)
    held = [
        (page, meeting)
        for meeting in snapshot.records(Meeting)
        if (page := snapshot.page_by_id(meeting.page_id))
        and (on := meeting.held_on or page.published_on)
        and days[0] <= on <= days[1]
    ]
    measured = {"recruitments": len(sure), "meetings": len(held), "min_count": parameters.min_count}
    words = f"检查期内有公开遴选列席代表的公告 {len(sure)} 份、代表列席的会议 {len(held)} 次"
    findings = list(_unprepared(sure, held))
    if len(sure) >= parameters.min_count:
        outcome = Outcome.REVIEW if findings else Outcome.PASS
        tail = "；有的会议之前没有遴选公告，需人工核实。" if findings else "。"
        return Assessment(outcome, words + tail, measured, tuple(findings))
    doubt = ""
    if len(sure) + len(doubtful) >= parameters.min_count:
        doubt = f"“{doubtful[0].title[:40]}”可能是遴选公告"
    elif parameters.period.is_running(context.as_of, context.year):
        doubt = "期限还没有到"
    elif missed:
        doubt = missed.words
    elif not held:
        doubt = "没有找到代表列席的会议"
    home = snapshot.home()
    told = f"{words}，公告少于 {parameters.min_count} 份" + (f"（{doubt}，需人工核实）" if doubt else "")
    pages = [page for page, _ in held] or ([home] if home else [])
    kind, severity = (UNDECIDED, Severity.INFO) if doubt else ("missing", Severity.MINOR)
    evidence = tuple(cite_page(page, page.heading or page.title) for page in pages)
    findings = [Finding(kind, f"{told}。", severity, subject=home.url if home else "", evidence=evidence)]
    return Assessment(Outcome.REVIEW if doubt else Outcome.FAIL, f"{told}。", measured, tuple(findings))


def _calls(snapshot: Snapshot) -> list[Titled]:
    """Titles that call for representatives, each address once."""
    titles = snapshot.once(titles_of)
    found = {row.url: row for word in CALLING for row in titles.holding(word)}
    return [
        row
        for row in found.values()
        if CALL.search(row.title) and not OTHER.search(row.title) and row.state is not LinkState.BROKEN
    ]


def _is_sure(row: Titled) -> bool:
    return row.kind is not None and MEETING.search(row.title) is not None and not POOL.search(row.title)


def _unprepared(calls: list[Titled], held: list[tuple[Page, Meeting]]) -> Iterator[Finding]:
    """Meetings for which no call of its own stands before them; one call may serve several, so only a person can tell."""
    free = sorted(row.on for row in calls if row.on)
    for page, meeting in sorted(held, key=lambda each: each[1].held_on or each[0].published_on or date.min):
        on = meeting.held_on or page.published_on or date.min
        earlier = [day for day in free if day <= on]
        if earlier:
            free.remove(earlier[-1])
            continue
        message = f"会议之前没有找到专门的遴选公告，需人工核实：{meeting.title}"
        evidence = (cite_page(page, meeting.title),)
        yield Finding(UNDECIDED, message, Severity.INFO, subject=page.url, evidence=evidence)
