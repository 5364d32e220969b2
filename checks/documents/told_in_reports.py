"""What yearly disclosure reports (政府信息公开年报) say was published: they tell of their year, and come out in the next."""

from datetime import date
from typing import NamedTuple

from checks.column_search import bare
from portal.disclosure_facts import AnnualReport
from portal.facts import Page
from portal.storage.snapshot import Snapshot


class _Told(NamedTuple):
    year: int
    page: Page
    text: str  # bare of decoration


def told_in_reports(snapshot: Snapshot, names: tuple[str, ...], days: tuple[date, date]) -> list[Page]:
    """Reports about a year of the period whose text holds one of the names."""
    wanted = [bare(name) for name in names]
    years = range(days[0].year, days[1].year + 1)
    return [
        each.page
        for each in snapshot.once(_reports)
        if each.year in years and any(name in each.text for name in wanted)
    ]


def _reports(snapshot: Snapshot) -> list[_Told]:
    reports = ((report.year, snapshot.page_by_id(report.page_id)) for report in snapshot.records(AnnualReport))
    return [_Told(year, page, bare(snapshot.text(page.id))) for year, page in reports if year and page]
