"""Issues of the gazette (政府公报各期): the newest one, and those of earlier years."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page
from checks.completeness import Gap, gap
from checks.contract import Kind, Parameters, Texts, check
from checks.gazette.absent import absent
from checks.gazette.issues import WHERE, Issue, column_pages, issues_of
from checks.options import MaxAge
from checks.outcomes import Outcome, Reason, Severity
from portal.storage.snapshot import Snapshot

_TOTAL = re.compile(r"总第?\s*(\d{1,4})\s*期")
_SETTLED = 4  # month from which on a year is expected to have had an issue


class FreshnessParameters(Parameters):
    """How new the newest issue is, and how far back issues go."""

    max_age_days: MaxAge = None
    back_issues: bool = Field(default=True, title="保留往期", description="issues of earlier years stand there too")
    since_year: int | None = Field(
        default=None,
        ge=1949,
        le=2100,
        title="往期起始年份",
        description="year from which on every issue must stand; without it how far they go is only measured",
    )
    required: bool = Field(
        default=True, title="应当有公报", description="without it a site that has no gazette is not judged"
    )


@check(
    "gazette.freshness",
    parameters=FreshnessParameters,
    worst=Severity.MINOR,
    kinds={
        "missing": Kind("没有政府公报", Severity.MINOR),
        "stale": Kind("公报没有按期更新", Severity.MINOR),
        "no_back_issues": Kind("没有保留往期公报", Severity.MINOR),
        "year_missing": Kind("缺少某一年的公报", Severity.MINOR),
        "numbers": Kind("期号不连续", Severity.INFO),
    },
    texts=Texts(
        title="政府公报按期更新",
        required="政府公报最新一期及时上网，往期保留可查。",
        method="读公报栏目中各期的年份、期号和日期，看最新一期的时间、中间有没有缺期、最早到哪一年。",
        basis="国办发〔2018〕22号 政府公报工作；各年度政务公开工作要点",
        remedy="补传缺少的期次，新一期出版后及时上网。",
        effort="中",
    ),
)
def freshness(snapshot: Snapshot, parameters: FreshnessParameters, context: Context) -> Assessment:
    """The newest issue is fresh and the back issues stand.

    Inputs: the site's own issues with year, number and date. Fails when a gazette is required and none is found on a site read in full, when the newest
    issue is older than `max_age_days` (calendar days), when there are only issues of one year although `back_issues` are asked and the running number
    (总第几期) tells that older ones were printed, or when a year since `since_year` has none (the current one from April on). Review: gaps in the
    numbering, since numbers may be joint; issues of one year without a running number; undated issues; a column not read in full. Not applicable where
    there is none and none is required; without figures measured and review. Unknown: no page was read. Serves 国办发〔2018〕22号 and yearly documents.
    """
    if snapshot.home() is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    issues = snapshot.once(issues_of)
    if not issues:
        return absent(snapshot, required=parameters.required)
    missed = gap(snapshot, WHERE)
    years = sorted({issue.year for issue in issues if issue.year})
    findings = [*_age(snapshot, issues, parameters, context.as_of, missed)]
    if parameters.back_issues and len(years) <= 1:
        findings.append(_one_year(snapshot, issues, missed))
    if parameters.since_year:
        findings += _years(snapshot, issues, years, parameters.since_year, context.as_of, missed)
    findings += _numbers(snapshot, issues) if parameters.back_issues or parameters.since_year else ()
    return _verdict(issues, years, parameters, findings)


def _where(snapshot: Snapshot, issues: list[Issue]) -> tuple[str, tuple[Evidence, ...]]:
    """The gazette's column and the newest issue."""
    pages = column_pages(snapshot)[:1]
    cited = tuple(cite_page(page) for page in pages)
    return (pages[0].url if pages else issues[0].url), (*cited, *issues[0].evidence)


def _finding(snapshot: Snapshot, issues: list[Issue], kind: str, words: str, doubt: str, element: str = "") -> Finding:
    subject, evidence = _where(snapshot, issues)
    message = f"{words}{f'；{doubt}，需人工核实' if doubt else ''}。"
    return Finding(kind, message, Severity.INFO if doubt else Severity.MINOR, subject, element, evidence=evidence)


def _age(
    snapshot: Snapshot, issues: list[Issue], parameters: FreshnessParameters, as_of: date, missed: Gap | None
) -> Iterator[Finding]:
    if parameters.max_age_days is None:
        return
    newest = max((issue.on for issue in issues if issue.on), default=None)
    if newest is None:
        yield _finding(snapshot, issues, "stale", "公报各期读不到日期", "更新时间")
    elif (as_of - newest).days > parameters.max_age_days:
        words = f"最新一期公报是 {newest} 的，超过规定的 {parameters.max_age_days} 天"
        undated = any(issue.on is None and (issue.year or 0) >= newest.year for issue in issues)
        yield _finding(
            snapshot, issues, "stale", words, missed.words if missed else "有的期次没有日期" if undated else ""
        )


def _one_year(snapshot: Snapshot, issues: list[Issue], missed: Gap | None) -> Finding:
    totals = [int(found[1]) for issue in issues if (found := _TOTAL.search(_words(snapshot, issue)))]
    printed = max(totals, default=0) > max((issue.number or 0 for issue in issues), default=0)
    year = next((issue.year for issue in issues if issue.year), None)
    words = f"公报只有{f' {year} 年' if year else '一年'}的期次"
    doubt = missed.words if missed else "" if printed else "以前是否编印过公报不清楚"
    more = f"，总期号已到 {max(totals)}" if printed else ""
    return _finding(snapshot, issues, "no_back_issues", f"{words}{more}", doubt)


def _words(snapshot: Snapshot, issue: Issue) -> str:
    return f"{issue.title}\n{snapshot.text(issue.page.id) if issue.page else ''}"


def _years(
    snapshot: Snapshot, issues: list[Issue], years: list[int], since: int, as_of: date, missed: Gap | None
) -> Iterator[Finding]:
    last = as_of.year if as_of.month >= _SETTLED else as_of.year - 1
    doubt = missed.words if missed else "有的期次读不到年份" if any(issue.year is None for issue in issues) else ""
    for year in range(since, last + 1):
        if year not in years:
            yield _finding(snapshot, issues, "year_missing", f"没有 {year} 年的公报", doubt, str(year))


def _numbers(snapshot: Snapshot, issues: list[Issue]) -> Iterator[Finding]:
    """Years whose numbers have gaps; numbers may be joint, so a person has to look."""
    by_year: dict[int, set[int]] = {}
    for issue in issues:
        if issue.year and issue.number:
            by_year.setdefault(issue.year, set()).add(issue.number)
    for year, numbers in sorted(by_year.items()):
        lacking = sorted(set(range(1, max(numbers) + 1)) - numbers)
        if lacking:
            words = f"{year} 年没有读到第{'、'.join(map(str, lacking[:8]))}期"
            yield _finding(snapshot, issues, "numbers", words, "可能是合刊", str(year))


def _verdict(
    issues: list[Issue], years: list[int], parameters: FreshnessParameters, findings: list[Finding]
) -> Assessment:
    newest = max((issue.on for issue in issues if issue.on), default=None)
    measured: dict[str, Any] = {"issues": len(issues)}
    measured |= {"newest": newest.isoformat()} if newest else {}
    measured |= {"first_year": years[0]} if years else {}
    words = f"读到公报 {len(issues)} 期，最新一期 {newest or '没有日期'}"
    failing = [finding for finding in findings if finding.severity is not Severity.INFO]
    if failing:
        return Assessment(Outcome.FAIL, "".join(finding.message for finding in failing), measured, tuple(findings))
    if findings:
        return Assessment(Outcome.REVIEW, f"{words}；{findings[0].message}", measured, tuple(findings))
    if parameters.max_age_days is None and not parameters.back_issues and parameters.since_year is None:
        return Assessment(Outcome.REVIEW, f"{words}；没有规定更新期限，供人工判断。", measured)
    return Assessment(Outcome.PASS, f"{words}。", measured)
