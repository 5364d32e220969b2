"""Interpretation by principal officials (主要负责同志解读)."""

import re
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding
from checks.citing import cite_page
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.interpretation.interpreters import is_titled_by, is_told_by, may_be_by
from checks.interpretation.own_interpretations import (
    INTERPRETATION_COLUMN,
    OwnInterpretation,
    column_address,
    interpretations_of,
    unread,
)
from checks.options import InPeriod, MinCount
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING
from portal.facts import ListItem, Page
from portal.states import LIST_KINDS, PageKind
from portal.storage.snapshot import Snapshot

COLUMNS = re.compile(rf"{INTERPRETATION_COLUMN.pattern}|访谈|发布会")
OCCASIONS = re.compile(
    r"访谈|做客|新闻发布会|吹风会|署名文章"
)  # where officials interpret outside of interpretation columns
SPOKEN = frozenset(("video", "live", "press_conference"))  # forms in which an official may speak unnamed
SHOWN = 20  # candidates reported

OFFICIALS = ("主要负责人", "主要负责同志", "区长", "县长", "市长", "局长", "主任", "镇长")


class LeadersParameters(Parameters):
    """How many, and by whom."""

    min_count: MinCount = 1
    period: InPeriod = THIS_YEAR
    by: tuple[str, ...] = Field(
        default=OFFICIALS, min_length=1, title="解读人职务", description="titles of the officials who count"
    )


@check(
    "interpretation.leaders",
    parameters=LeadersParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有主要负责人解读", Severity.MINOR, may_come=True),
        "candidate": Kind("可能是主要负责人解读", Severity.INFO),
    },
    texts=Texts(
        title="主要负责人带头解读",
        required="部门、单位主要负责人带头解读政策。",
        method="在解读的标题和正文开头查找主要负责人的职务以及解读、访谈、介绍等字样；副职、上级官员和没有写明讲解人的视频、访谈请人工核实。",
        basis="年度工作要点对主要负责人解读的要求",
        remedy="安排主要负责人以署名文章、访谈、发布会等方式解读。",
        effort="中",
    ),
)
def leaders(snapshot: Snapshot, parameters: LeadersParameters, context: Context) -> Assessment:
    """Interpretations given by a principal official (主要负责人) in the period.

    Inputs: titles and openings of the period's interpretations, their forms, list rows about interviews and press conferences. Passes when at
    least `min_count` of the site's own documents' interpretations name such an official as the one who interprets. Fails when none does and
    every interpretation of the period was read as text. Review: fewer than asked, titles of deputies or of superiors' officials, an official
    only mentioned, films and press conferences not read as text, interviews elsewhere on the site, nothing in scope. Unknown: the
    interpretation columns were not read. Serves yearly documents (主要负责人解读).
    """
    missed = gap(snapshot, COLUMNS)
    unseen = unread(snapshot, missed)
    if unseen:
        return unseen
    found = interpretations_of(snapshot, EVERYTHING, parameters.period, context)
    sure = [each for each in found.asked if _is_by(snapshot, each, parameters.by)]
    candidates = [
        _candidate(each.page, each.item.title, words)
        for each in found.every
        if each not in sure and (words := _doubt(snapshot, each, parameters.by))
    ]
    candidates += _elsewhere(snapshot, found.every, parameters.period.days(context.as_of, context.year))
    measured = {
        "interpretations": len(found.asked),
        "by_leaders": len(sure),
        "min_count": parameters.min_count,
        "candidates": len(candidates),
    }
    words = f"{len(found.asked)} 篇解读，{len(sure)} 篇由主要负责人解读，要求不少于 {parameters.min_count} 篇"
    if len(sure) >= parameters.min_count:
        return Assessment(Outcome.PASS, f"{words}。", measured)
    doubt = (
        missed.words if missed else f"另有 {len(candidates)} 条可能是" if candidates else "已有一部分" if sure else ""
    )
    nothing = not found.asked and not candidates
    missing = _missing(snapshot, words, sure=not doubt and not nothing)
    shown = (missing, *candidates[:SHOWN])
    if nothing:
        return Assessment(Outcome.REVIEW, "检查期内没有找到解读，需人工核实。", measured, (), Reason.NOTHING_IN_SCOPE)
    if doubt:
        return Assessment(Outcome.REVIEW, f"{words}；{doubt}，需人工核实。", measured, shown)
    return Assessment(Outcome.FAIL, f"{words}。", measured, shown)


def _is_by(snapshot: Snapshot, each: OwnInterpretation, posts: tuple[str, ...]) -> bool:
    return is_titled_by(each.item.title, posts) or is_told_by(snapshot.text(each.page.id), posts)


def _doubt(snapshot: Snapshot, each: OwnInterpretation, posts: tuple[str, ...]) -> str:
    """Why an interpretation may be a principal official's; empty when nothing speaks for it."""
    if _is_by(snapshot, each, posts):
        return "被解读的是不是本级文件不能确定"
    if may_be_by(each.item.title, snapshot.text(each.page.id), posts):
        return "提到了负责人，是不是由主要负责人解读不能确定"
    if SPOKEN.intersection(each.item.forms) and "text" not in each.item.forms:
        return "视频、直播、发布会由谁讲解没有读取"
    return ""


def _elsewhere(snapshot: Snapshot, known: list[OwnInterpretation], days: tuple[date, date]) -> list[Finding]:
    """Interviews and press conferences of the period that are no interpretations yet known."""
    pages = {each.page.url for each in known}
    return [
        _candidate(page, item.title, "访谈、发布会里可能有主要负责人解读政策", item.url)
        for page, item in snapshot.once(_occasions)
        if item.url not in pages and not (item.dated_on and not days[0] <= item.dated_on <= days[1])
    ]


def _occasions(snapshot: Snapshot) -> tuple[tuple[Page, ListItem], ...]:
    """List rows about interviews and press conferences, each address once."""
    rows = {
        item.url: (page, item)
        for page in snapshot.pages(*LIST_KINDS, PageKind.HOME)
        for item in snapshot.items(page.id)
        if item.url and OCCASIONS.search(item.title)
    }
    return tuple(rows.values())


def _candidate(page: Page, title: str, words: str, url: str = "") -> Finding:
    message = f"{words}，需人工确认：{title}"
    evidence = (cite_page(page, title, target=url or None),)
    return Finding("candidate", message, Severity.INFO, subject=url or page.url, evidence=evidence)


def _missing(snapshot: Snapshot, words: str, *, sure: bool) -> Finding:
    page = snapshot.page(column_address(snapshot)) or snapshot.home()
    return Finding(
        "missing",
        f"检查期内{words}。",
        Severity.MINOR if sure else Severity.INFO,
        subject=column_address(snapshot),
        evidence=(cite_page(page, page.heading or page.title),) if page else (),
    )
