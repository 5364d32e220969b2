"""The site's own yearly statement (政府网站工作年度报表)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page, cite_page_of
from checks.column_search import bare
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.options import InPeriod, MonthDay, day_in
from checks.outcomes import Outcome, Reason, Severity
from checks.periods import LAST_YEAR
from checks.places import CLICKABLE
from checks.titles import titles_of
from portal.facts import Link, Page
from portal.states import LIST_KINDS, LinkState
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled

NAME = re.compile(r"网站(?:年度)?(?:工作)?(?:年度)?报[表告]|网站年报")
WORDS = (
    "网站工作年度报表",
    "网站年度工作报表",
    "网站年度报表",
    "网站工作年度报告",
    "网站年度工作报告",
    "网站年度报告",
    "网站年报",
    "网站工作报表",
)
YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
COLUMNS = re.compile(r"网站.{0,6}报[表告]|网站年报|公告|公示")


class AnnualStatementParameters(Parameters):
    """Of which year, by when, and what it must say."""

    publish_by: MonthDay = Field(
        default="01-31", title="公布期限", description="day of the following year by which it must stand there"
    )
    period: InPeriod = LAST_YEAR
    mentions: tuple[str, ...] = Field(default=(), title="应写到的内容", description="words the statement must hold")


@dataclass(frozen=True)
class _Statement:
    """A statement found: `year` as its title says, None where it does not."""

    titled: Titled
    year: int | None


@check(
    "site.annual_statement",
    parameters=AnnualStatementParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有上一年度的网站工作年度报表", Severity.MINOR),
        "late": Kind("网站工作年度报表公布晚于期限", Severity.MINOR),
        "part_missing": Kind("报表没有写到规定的内容", Severity.MINOR),
        "doubtful": Kind("报表的年度、日期或位置需要人工核实", Severity.INFO),
    },
    texts=Texts(
        title="公布网站工作年度报表",
        required="每年1月31日前在首页公布上一年度的政府网站工作年度报表。",
        method="在首页和站内按名称查找上一年度的报表，看发布日期和栏目内容；首页没有入口的列出站内找到的位置。",
        basis="国办函〔2018〕12号",
        remedy="按规定格式填报上一年度报表，在首页显著位置公布并长期保留。",
        effort="小",
    ),
)
def annual_statement(snapshot: Snapshot, parameters: AnnualStatementParameters, context: Context) -> Assessment:
    """The statement on the website's work in the past year stands on the home page in time.

    Inputs: links of the home page and titles and dates of pages, list rows and files named 政府网站工作年度报表, and the year of `period`.
    Fails when none of that year is found although the site was read in full, when it came after `publish_by` of the year after, or when a
    page read lacks one of `mentions`. Review where one bears no year or no date, is a file whose words could not be read, or lies where
    no link of the home page leads. Not due before `publish_by`. Unknown where the home page was not read. Serves 国办函〔2018〕12号.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    year = parameters.period.days(context.as_of, context.year)[0].year
    due = day_in(year + 1, parameters.publish_by)
    entries = _entries(snapshot, home)
    statements = _statements(snapshot)
    of_year = [each for each in statements if each.year == year and each.titled.state is not LinkState.BROKEN]
    measured: dict[str, int | str] = {"year": year, "statements": len(statements), "publish_by": due.isoformat()}
    if of_year:
        return _judged(snapshot, home, entries, of_year, parameters, due, measured)
    labelled = [link for link in entries if YEAR.findall(bare(link.label)) == [str(year)]]
    undated = [each for each in statements if each.year is None]
    return _absent(snapshot, home, year, due, context.as_of, labelled, undated, measured)


def _entries(snapshot: Snapshot, home: Page) -> list[Link]:
    """Links of the home page that are named like the statement, or like the column of the statements."""
    links = (link for link in snapshot.links(home.id) if link.url and link.element in CLICKABLE)
    return [link for link in links if NAME.search(bare(link.label))]


def _statements(snapshot: Snapshot) -> list[_Statement]:
    titles = snapshot.once(titles_of)
    found = {each.url: each for words in WORDS for each in titles.holding(words) if each.kind not in LIST_KINDS}
    return [_Statement(each, _year(each.title)) for each in found.values()]


def _year(title: str) -> int | None:
    years = YEAR.findall(title)
    return int(years[0]) if len(set(years)) == 1 else None


def _judged(
    snapshot: Snapshot,
    home: Page,
    entries: list[Link],
    of_year: list[_Statement],
    parameters: AnnualStatementParameters,
    due: date,
    measured: dict[str, int | str],
) -> Assessment:
    """A statement of the year was found: its day, its words, and whether the home page leads to it."""
    best = min((each.titled for each in of_year), key=lambda titled: (titled.on is None, titled.on or due, titled.url))
    name = f"{measured['year']}年度网站工作年度报表"
    reached = bool(entries) or any(link.url == best.url for link in snapshot.links(home.id))
    notes = [*_day_notes(name, best, due), *_word_notes(snapshot, name, best, parameters.mentions)]
    if not reached:
        notes.append(("doubtful", f"{name}在站内，首页没有找到通向它的链接，需人工核实。", "home"))
    evidence = cite_page_of(snapshot, best.page_id, best.title, target=best.url)
    findings = tuple(
        Finding(kind, words, Severity.INFO if kind == "doubtful" else Severity.MINOR, best.url, element, "", evidence)
        for kind, words, element in notes
    )
    faults = [finding for finding in findings if finding.severity is not Severity.INFO]
    if findings:
        outcome = Outcome.FAIL if faults else Outcome.REVIEW
        return Assessment(outcome, (faults or list(findings))[0].message, measured, findings)
    return Assessment(Outcome.PASS, f"首页可以找到{name}，{best.on} 公布。", measured)


def _day_notes(name: str, best: Titled, due: date) -> Iterator[tuple[str, str, str]]:
    """Kind, words and element of what is wrong with the day of publication."""
    if best.on is None:
        yield "doubtful", f"{name}没有发布日期，是否按时需人工核实。", "day"
    elif best.on > due:
        yield "late", f"{name}{best.on.isoformat()} 才公布，晚于 {due.isoformat()}。", ""


def _word_notes(
    snapshot: Snapshot, name: str, best: Titled, mentions: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    """Kind, words and element of what the statement does not say; a file without text may say it."""
    text = snapshot.attachment_text(best.url) if best.is_file else snapshot.text(best.page_id)
    if mentions and not text:
        yield "doubtful", f"{name}的内容没有读到，需人工核实。", "text"
        return
    yield from (("part_missing", f"{name}没有写到“{words}”。", words) for words in mentions if words not in text)


def _absent(
    snapshot: Snapshot,
    home: Page,
    year: int,
    due: date,
    as_of: date,
    labelled: list[Link],
    undated: list[_Statement],
    measured: dict[str, int | str],
) -> Assessment:
    """No statement of the year was read: not due yet, perhaps unread, or missing."""
    name = f"{year}年度网站工作年度报表"
    if labelled:
        message = f"首页有“{bare(labelled[0].label)}”的链接，没有读到它的内容，需人工核实。"
        finding = Finding(
            "doubtful", message, Severity.INFO, subject=labelled[0].url, evidence=(cite_link(home, labelled[0]),)
        )
        return Assessment(Outcome.REVIEW, message, measured, (finding,))
    if undated:
        found = tuple(
            Finding("doubtful", f"“{each.titled.title}”没有写明年度，需人工核实是不是{year}年度的。", Severity.INFO, subject=each.titled.url,
                    evidence=cite_page_of(snapshot, each.titled.page_id, each.titled.title, target=each.titled.url))
            for each in undated[:5]
        )  # fmt: skip
        return Assessment(
            Outcome.REVIEW, f"没有找到写明{year}年度的网站工作年度报表，有未写年度的，需人工核实。", measured, found
        )
    missed = gap(snapshot, COLUMNS)
    if as_of <= due:
        return Assessment(Outcome.NOT_DUE, f"{name}应在 {due.isoformat()} 前公布，目前没有找到。", measured)
    if missed:
        return Assessment(Outcome.REVIEW, f"没有找到{name}；{missed.words}，需人工核实。", measured, (), missed.reason)
    column = next((link.url for link in _entries(snapshot, home)), "")
    page = snapshot.landing(column) if column else None
    finding = Finding(
        "missing",
        f"没有找到{name}。",
        Severity.MINOR,
        subject=column,
        element=str(year),
        evidence=(cite_page(page or home),),
    )
    return Assessment(Outcome.FAIL, f"{due.isoformat()} 前应公布{name}，网站上没有找到。", measured, (finding,))
