"""Reports of budgets and final accounts as a site shows them (预决算公开): by kind, by the years they are of, by the unit that publishes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checks.column_search import bare
from checks.disclosure.unit_columns import core
from checks.titles import titles_of
from portal.states import LIST_KINDS, LinkState, PageKind, Worded
from portal.storage.snapshot import Snapshot
from portal.storage.titles import Titled


class FiscalReport(Worded):
    """Reports a budget unit publishes each year (预决算)."""

    BUDGET = "budget", "预算"
    FINAL_ACCOUNTS = "final_accounts", "决算"


# Days after which a report of the year must be out, whenever it was approved: 预算法 第十四条 gives 20 days after approval.
SURELY_DUE = {FiscalReport.BUDGET: (6, 30), FiscalReport.FINAL_ACCOUNTS: (10, 31)}
TOGETHER = re.compile(r"各部门|各单位|汇总|部门预算$|部门决算$|部门预决算$|直部门|本级部门|直单位")
NAMES = {FiscalReport.BUDGET: ("预算", "预决算"), FiscalReport.FINAL_ACCOUNTS: ("决算",)}
_PUBLISHER = re.compile(r"[\u4e00-\u9fa5]{2,16}?(?:局|委员会|委|办公室|办|厅|中心|院|镇|乡|街道)")
_YEAR = re.compile(r"(20\d\d)\s*年?")
_NO_REPORT = re.compile(r"预算外|预算绩效|预算单位采购|工程预算|招标|采购|编制工作|布置|会议|培训|解读|通知$|结算")
_GATHERING = LIST_KINDS | {PageKind.HOME}


@dataclass(frozen=True)
class Report:
    """One thing whose title calls it a budget or final accounts; `told_by`: title, source and breadcrumb, bare of decoration."""

    row: Titled
    kind: FiscalReport
    told_by: str

    @property
    def publisher(self) -> str:
        """The body its title names; empty where it names none."""
        named = _PUBLISHER.search(self.row.title)
        return named[0] if named else ""

    @property
    def is_together(self) -> bool:
        """Whether it may hold the reports of all departments."""
        return not self.publisher and bool(TOGETHER.search(bare(self.row.title)))

    def is_of(self, unit: str, region: str) -> bool:
        """Whether it is this unit's, by its title, its source or the unit's column it stands in."""
        return core(unit, region) in self.told_by


def fiscal_reports(snapshot: Snapshot) -> list[Report]:
    """All such things of a site but lists and dead rows. Give it to `Snapshot.once`."""
    titles = snapshot.once(titles_of)
    return [
        Report(row, kind, _told_by(snapshot, row))
        for kind, words in NAMES.items()
        for word in words
        for row in titles.holding(word)
        if row.kind not in _GATHERING and row.state is not LinkState.BROKEN and not _NO_REPORT.search(row.title)
    ]


def _told_by(snapshot: Snapshot, row: Titled) -> str:
    page = snapshot.page_by_id(row.page_id)
    around = (page.heading, page.source, *page.breadcrumb) if page and (row.is_file or row.kind) else ()
    return "/".join(map(bare, (row.title, *around)))


def of_years(reports: Iterable[Report], kind: FiscalReport, days: tuple[date, date]) -> list[Report]:
    """Reports of one kind that are due in a period: budgets of its years, final accounts of the years before."""
    shift = 1 if kind is FiscalReport.FINAL_ACCOUNTS else 0
    return [each for each in reports if each.kind is kind and _falls_into(each.row, days, shift)]


def _falls_into(row: Titled, days: tuple[date, date], shift: int) -> bool:
    years = [int(year) for year in _YEAR.findall(row.title)]
    if years:
        return any(days[0].year - shift <= year <= days[1].year - shift for year in years)
    return row.on is None or days[0] <= row.on <= days[1]


def is_due(kind: FiscalReport, days: tuple[date, date], as_of: date) -> bool:
    """Whether the report of a period's last year must be out on a day; periods over several years have had one."""
    month, day = SURELY_DUE[kind]
    return as_of > date(days[1].year, month, day) or days[0].year < days[1].year
