"""Timely publication of documents (公开时限)."""

from collections.abc import Callable, Iterator
from datetime import date

from checks.assessment import Assessment, Context
from checks.contract import Kind, Parameters, Texts, check
from checks.documents.around import UNSEEN, Around, around
from checks.documents.in_scope import Documents, documents_of
from checks.documents.judged import Fault, judge_each
from checks.judged import UNDECIDED
from checks.options import InPeriod, MaxWorkdays, Scope
from checks.outcomes import Severity
from checks.periods import Period
from checks.scopes import EVERYTHING
from portal.facts import Document
from portal.storage.snapshot import Snapshot
from portal.working_days import WorkingDays, working_days

OLD = 731  # days: what was written longer ago is likely put online for the record, or because it was released later
HOLIDAYS = 20  # weekdays of a year that may be holidays, generously


class TimelinessParameters(Parameters):
    """How long publication may take after a document was written."""

    scope: Scope = EVERYTHING
    max_workdays: MaxWorkdays = 20
    period: InPeriod = Period(months=12)


@check(
    "documents.timeliness",
    parameters=TimelinessParameters,
    worst=Severity.MINOR,
    kinds={
        "late": Kind("文件公开超过时限", Severity.MINOR),
        "before_written": Kind("发布日期早于成文日期", Severity.MINOR),
        UNDECIDED: Kind("不能确定是否按时公开", Severity.INFO),
    },
    texts=Texts(
        title="文件按时公开",
        required="应主动公开的文件自形成或变更之日起在规定的工作日内公开，发布日期不早于成文日期。",
        method="用法定节假日和调休安排计算成文日期到发布日期之间的工作日，与期限比较；同一文件发布多次的以最早一次为准。",
        basis="条例 第二十六条",
        remedy="文件印发后及时上网；日期填写有误的更正日期。",
        effort="小",
    ),
)
def timeliness(snapshot: Snapshot, parameters: TimelinessParameters, context: Context) -> Assessment:
    """Working days from the day a document was written (成文日期) to the day it was published on the site.

    Inputs: documents published in the period with both dates and where each was read, the Chinese calendar of working days; of several
    pages of one document the first counts. Fails for documents published later than `max_workdays`, or before they were written. Review:
    a date that stands only in page tags or script, pages that state two days of which one keeps the limit, documents without issuer (they
    may be reposts) or written more than two years before (they may be put online for the record), counts that hang on years the calendar
    does not hold, no figure given (measured only), nothing in scope. Documents without both dates are counted, not judged.
    Serves 条例 art. 26.
    """
    documents = documents_of(snapshot, parameters.scope, parameters.period, context, by_publication=True)
    dated = Documents(
        documents.days,
        [document for document in documents.asked if document.written_on and document.published_on],
        [(document, doubt) for document, doubt in documents.undecided if document.written_on and document.published_on],
    )
    judged = judge_each(snapshot, dated, lambda document: _faults(snapshot, document, parameters.max_workdays))
    share = judged.share
    words = f"范围内 {share.total} 份写明两个日期的文件，{share.good} 份按时公开（{share.rate:.0%}）"
    outcome, reason, code = share.verdict(words, None if parameters.max_workdays is None else 1.0)
    lags = sorted(lag.days for document in dated.asked if (lag := _lag(snapshot, document)))
    measured = {
        "documents": share.total,
        "in_time": share.good,
        "undated": len(documents.asked) - len(dated.asked),
        "max_workdays": parameters.max_workdays,
    }
    if lags:
        measured["median_workdays"] = lags[len(lags) // 2]
    return Assessment(outcome, reason, measured, judged.told(outcome), code)


def publications(snapshot: Snapshot) -> dict[tuple[str, str], list[date]]:
    """Days on which every document was published, by title and number, over all its pages. Give it to `Snapshot.once`."""
    days: dict[tuple[str, str], list[date]] = {}
    for document in snapshot.documents():
        if document.published_on:
            days.setdefault(_identity(document), []).append(document.published_on)
    return days


def _identity(document: Document) -> tuple[str, str]:
    return "".join(document.title.split()), document.number


def _published(snapshot: Snapshot, document: Document) -> date | None:
    """First day of publication not before the document was written; where there is none, that of its own page."""
    days = snapshot.once(publications).get(_identity(document), [])
    later = [day for day in days if document.written_on and day >= document.written_on]
    return min(later) if later else document.published_on


def _lag(snapshot: Snapshot, document: Document) -> WorkingDays | None:
    published = _published(snapshot, document)
    return working_days(document.written_on, published) if document.written_on and published else None


def _faults(snapshot: Snapshot, document: Document, max_workdays: int | None) -> Iterator[Fault]:
    lag, written, published = _lag(snapshot, document), document.written_on, _published(snapshot, document)
    if lag is None or written is None or published is None:
        return
    page = around(snapshot, document)
    told = f"成文 {written}，发布 {published}"
    if published < written:
        doubt = _doubt(page, lambda start, end: end < start)
        yield _fault("before_written", f"发布日期早于成文日期（{told}", document, page, doubt)
    elif max_workdays is not None and lag.days > max_workdays:
        limit = max_workdays
        doubt = _doubt(page, lambda start, end: working_days(start, min(end, published)).days > limit)
        doubt = doubt or _doubt_of_lateness(document, published, lag, limit)
        yield _fault("late", f"成文后 {lag.days} 个工作日才公开（{told}", document, page, doubt)


def _doubt(page: Around, is_wrong: Callable[[date, date], bool]) -> str:
    """Why the two days of a page may not be right; empty when every reading of them agrees that something is wrong."""
    for name, words in (("written_on", "成文日期"), ("published_on", "发布日期")):
        reading = page.stated(name)
        if reading and reading.via in UNSEEN:
            return f"{words}只在页面标签或脚本里读到"
    starts, ends = (
        [date.fromisoformat(each.value) for each in page.of(name, seen=True)] for name in ("written_on", "published_on")
    )
    if page.page.published_on:
        ends.append(page.page.published_on)
    agreed = all(is_wrong(start, end) for start in starts for end in ends)
    return "" if agreed else "页面上的日期不一致"


def _doubt_of_lateness(document: Document, published: date, lag: WorkingDays, limit: int) -> str:
    if not document.issuer:
        return "没有读到发文机关，可能是转载"
    if document.written_on and (published - document.written_on).days > OLD:
        return "可能是补录或后来转为公开的旧文件"
    years = published.year - document.written_on.year + 1 if document.written_on else 1
    if not lag.exact and lag.days - HOLIDAYS * years <= limit:
        return "没有这一年的法定节假日安排，天数不准"
    return ""


def _fault(kind: str, message: str, document: Document, page: Around, doubt: str) -> Fault:
    reading = page.stated("written_on")
    told = f"；{doubt}，需人工核实" if doubt else ""
    words, selector = (reading.words, reading.selector) if reading else (document.title, "")
    return Fault(kind, f"{message}{told}）：{document.title}", Severity.MINOR, "", words, selector, not doubt)
