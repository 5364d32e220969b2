"""Follow-up interpretation (跟踪解读、二次解读): after a policy took effect."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from checks.assessment import Assessment, Context, Evidence, Finding
from checks.citing import cite_page, cite_page_of
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.in_scope import documents_of
from checks.interpretation.own_interpretations import (
    OwnInterpretation,
    column_address,
    interpretation_gap,
    own_interpretations,
    unread,
)
from checks.options import InPeriod, MinCount, Scope
from checks.outcomes import Outcome, Severity
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING
from portal.facts import Document
from portal.interpretations.copying import copied_share
from portal.storage.snapshot import Snapshot

FOLLOWING = re.compile(r"二次|再次|再解读|跟踪|多轮|后续|第[二三四五]次|回头看|实施[^《》]{0,8}(?:成效|效果|情况)")
LATER = timedelta(days=30)  # behind the first interpretation: what comes sooner usually shows the same in another form
SAME = 0.6  # share of words of the first from which on a later one repeats it


class FollowupParameters(Parameters):
    """How many, and of which policies."""

    min_count: MinCount = 1
    period: InPeriod = THIS_YEAR
    scope: Scope = EVERYTHING


@check(
    "interpretation.followup",
    parameters=FollowupParameters,
    worst=Severity.INFO,
    kinds={
        "missing": Kind("没有找到足够的跟踪解读", Severity.INFO),
        "candidate": Kind("可能是跟踪解读", Severity.INFO),
    },
    texts=Texts(
        title="政策实施后跟踪解读",
        required="文件施行以后，结合执行情况和公众疑问再次解读。",
        method="查找同一文件在施行日之后发布的第二篇及以后的解读；是不是只换了形式、有没有需要再解读的新情况，请人工判断。",
        basis="年度工作要点对跟踪解读、二次解读的要求",
        remedy="针对执行中的疑问补充解读，并与文件和首次解读相互链接。",
        effort="中",
    ),
)
def followup(snapshot: Snapshot, parameters: FollowupParameters, context: Context) -> Assessment:
    """Interpretations published after their policy took effect and after a first interpretation (跟踪解读).

    Inputs: interpretations with days and forms, pairings, the day the document takes effect (施行), titles such as 二次解读. Counted are those
    whose title says so, and texts of other words at least 30 days behind the first. Never fails, since whether something new made one needful
    is not on the site: fewer than `min_count` is review, with the candidates (a later one that repeats the first or shows it in another
    form, no day of effect, pairings that are only likely). Unknown: the interpretation columns were not read. Serves yearly documents (跟踪解读).
    """
    unseen = unread(snapshot, interpretation_gap(snapshot))
    if unseen:
        return unseen
    found = documents_of(snapshot, parameters.scope, None, context)
    days = parameters.period.days(context.as_of, context.year)
    asked = {document.page_id for document in (*found.asked, *(each for each, _ in found.undecided))}
    later = [each for each in _later(snapshot) if _is_asked(each, asked, days)]
    sure = [each for each in later if not each.doubt]
    doubtful = [each for each in later if each.doubt]
    measured = {"followups": len(sure), "min_count": parameters.min_count, "candidates": len(doubtful)}
    words = f"找到 {len(sure)} 篇跟踪解读"
    if len(sure) >= parameters.min_count:
        return Assessment(Outcome.PASS, f"{words}。", measured)
    findings = (_missing(snapshot, len(sure), parameters.min_count), *(_candidate(snapshot, each) for each in doubtful))
    more = f"，另有 {len(doubtful)} 篇可能是" if doubtful else ""
    return Assessment(
        Outcome.REVIEW, f"{words}{more}，要求不少于 {parameters.min_count} 篇，需人工核实。", measured, findings
    )


@dataclass(frozen=True)
class Later:
    """A further interpretation of a document, and why it may be no follow-up; empty when it surely is one."""

    each: OwnInterpretation
    document: Document | None
    doubt: str = ""


def _later(snapshot: Snapshot) -> list[Later]:
    """Further interpretations, and those whose title says that they are."""
    known = snapshot.once(own_interpretations)
    series: dict[int, list[OwnInterpretation]] = {}
    documents: dict[int, Document] = {}
    for each in known:
        for document in each.documents:
            documents[document.page_id] = document
            series.setdefault(document.page_id, []).append(each)
    found: dict[int, Later] = {}
    for page_id, group in series.items():
        dated = sorted((each for each in group if each.published_on), key=lambda each: each.published_on or date.min)
        for each in dated[1:]:
            found[each.page.id] = Later(each, documents[page_id], _doubt(snapshot, dated[0], each, documents[page_id]))
    for each in known:
        if FOLLOWING.search(_outside_names(each.item.title)):
            found.setdefault(each.page.id, _by_title(each))
    return [each for each in found.values() if each.doubt != _SOONER]


_SOONER = "文件还没有施行"


def _doubt(snapshot: Snapshot, first: OwnInterpretation, each: OwnInterpretation, document: Document) -> str:
    """Why a later interpretation may be no follow-up; `_SOONER` where it surely is none."""
    starts = document.effective_on or document.written_on or document.published_on
    if each.published_on is None or first.published_on is None or each.published_on == first.published_on:
        return _SOONER
    if starts and each.published_on <= starts:
        return _SOONER
    if FOLLOWING.search(_outside_names(each.item.title)):
        return "" if each.item.own else "是不是本单位的解读不能确定"
    if document.effective_on is None:
        return "文件的施行日期没有读到"
    if each.published_on < first.published_on + LATER:
        return "与首次解读相隔不久，可能只是换了形式"
    if "text" not in each.item.forms:
        return "图解、视频的内容没有读取，可能只是换了形式"
    same = copied_share(snapshot.text(each.page.id), snapshot.text(first.page.id))
    return "与首次解读的文字大多相同" if same is None or same > SAME else ""


def _by_title(each: OwnInterpretation) -> Later:
    document = (each.documents or each.perhaps or (None,))[0]
    doubt = "" if each.documents and each.item.own else "没有在本网站找到被解读的文件"
    return Later(each, document, doubt)


def _outside_names(title: str) -> str:
    return re.sub(r"《[^》]*》?", "", title)


def _is_asked(later: Later, asked: set[int], days: tuple[date, date]) -> bool:
    day = later.each.published_on
    if day and not days[0] <= day <= days[1]:
        return False
    return later.document is None or later.document.page_id in asked


def _missing(snapshot: Snapshot, found: int, min_count: int) -> Finding:
    home = snapshot.home()
    return Finding(
        "missing",
        f"检查期内找到 {found} 篇文件施行以后的跟踪解读，要求不少于 {min_count} 篇。",
        Severity.INFO,
        subject=column_address(snapshot),
        evidence=_column_or_home(snapshot) or ((cite_page(home),) if home else ()),
    )


def _column_or_home(snapshot: Snapshot) -> tuple[Evidence, ...]:
    page = snapshot.page(column_address(snapshot))
    return (cite_page(page, page.heading or page.title),) if page else ()


def _candidate(snapshot: Snapshot, later: Later) -> Finding:
    page, document = later.each.page, later.document
    return Finding(
        "candidate",
        f"{later.doubt}，需人工确认是不是跟踪解读：{later.each.item.title}",
        Severity.INFO,
        subject=page.url,
        evidence=(
            cite_page(page, f"{later.each.published_on or ''} {later.each.item.title}"),
            *(cite_page_of(snapshot, document.page_id, document.title) if document else ()),
        ),
    )
