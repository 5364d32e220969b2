"""The site's yearly reports by year (历年年报): its own ones, those that may be its own, and those of other units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from checks.disclosure.opened_parts import REPORTS, OpenedPart, opened
from checks.own_place import own_region
from portal.columns.addresses import schemeless
from portal.disclosure_facts import AnnualReport
from portal.facts import Page
from portal.states import LinkState, PageKind
from portal.storage.snapshot import Snapshot

_NAMED = re.compile(r"年报|年度报告|工作报告|公开报告")
_ABOUT = re.compile(r"通知|通报|公告$|解读|模板|格式|要点|方案")
_YEARS = re.compile(r"(?:19|20)\d{2}")
_UNIT = re.compile(
    r"^(?:关于)?(?:(?:19|20)\d{2}年?度?)?(.*?)(?:关于)?(?:(?:19|20)\d{2}|政府信息|政务公开|信息公开|政务信息)"
)
_MAYBE_OWN = re.compile(r"政府(?:办公?[室厅]?)?(?:本级)?$|本级|本机关|本单位")
_BODY = re.compile(r"(?:局|委|委员会|院|中心|公司|镇|乡|街道|办事处|所|队|社|馆|学校|区)$")  # units of a place
_GOVERNMENT = r"(?:本级)?(?:人民)?(?:政府)?(?:本级)?(?:办公[室厅])?"


@dataclass(frozen=True)
class Report:
    """A yearly report as it is listed or read. `own` is None where it is not clear whose it is; `record` is None where it was not read."""

    year: int
    title: str
    url: str
    unit: str
    own: bool | None
    published_on: date | None
    page: Page | None = None  # its own page
    listed_on: Page | None = None
    record: AnnualReport | None = None

    @property
    def holder(self) -> Page | None:
        """The page that shows it: its own, else the list's."""
        return self.page or self.listed_on

    @property
    def is_of_one_year(self) -> bool:
        """Whether what was read is on this year; a report on several years was read under one of them."""
        return self.record is not None and self.record.year == self.year


@dataclass(frozen=True)
class Archive:
    """All reports seen, and the part of the column they should stand in."""

    part: OpenedPart
    reports: tuple[Report, ...] = field(default=())

    def own(self, year: int) -> Report | None:
        """The site's own report on a year; the one that was read and is dated first where several stand there."""
        found = [report for report in self.reports if report.year == year and report.own]
        return min(found, key=lambda report: (report.record is None, report.published_on or date.max), default=None)

    def doubtful(self, year: int) -> list[Report]:
        """Reports on a year that may be the site's own."""
        return [report for report in self.reports if report.year == year and report.own is None]

    def first_year(self) -> int | None:
        """Year of the oldest report of its own."""
        return min((report.year for report in self.reports if report.own), default=None)


def archive_of(snapshot: Snapshot) -> Archive:
    """Reports listed in the reports' part, and pages that are reports anywhere else."""
    part = opened(snapshot, REPORTS)
    records = {record.page_id: record for record in snapshot.records(AnnualReport)}
    found: dict[tuple[str, int], Report] = {}
    for report in (*_listed(snapshot, part, records), *_read(snapshot, records)):
        found.setdefault((schemeless(report.url), report.year), report)
    return Archive(part, tuple(found.values()))


def does_not_open(snapshot: Snapshot, report: Report) -> bool:
    """Whether what the list names does not open: a report nobody can read is not one that is there."""
    target = snapshot.target(report.url) if report.page is None else None
    return target is not None and target.state in (LinkState.BROKEN, LinkState.SUSPECT)


def _listed(snapshot: Snapshot, part: OpenedPart, records: dict[int, AnnualReport]) -> Iterator[Report]:
    for row in part.rows(snapshot):
        title = row.item.title
        if not _NAMED.search(title) or _ABOUT.search(title):
            continue
        page = snapshot.landing(row.item.url) if row.item.url else None
        record = records.get(page.id) if page else None
        unit = _unit_in(title) or (record.unit if record else "")
        for year in _years_of(title, record):
            dated = (page.published_on if page else None) or row.item.dated_on
            own = _is_own(snapshot, unit)
            yield Report(year, title, row.item.url or row.page.url, unit, own, dated, page, row.page, record)


def _read(snapshot: Snapshot, records: dict[int, AnnualReport]) -> Iterator[Report]:
    for page in snapshot.pages(PageKind.REPORT):
        record = records.get(page.id)
        if record and record.year:
            title = page.heading or page.title
            unit = _unit_in(title) or record.unit
            yield Report(
                record.year, title, page.url, unit, _is_own(snapshot, unit), page.published_on, page, record=record
            )


def _years_of(title: str, record: AnnualReport | None) -> list[int]:
    """Years a title names; several, or a span of them, are reports in one."""
    named = [int(year) for year in _YEARS.findall(title)]
    if not named:
        return [record.year] if record and record.year else []
    if len(named) == 2 and re.search(r"\d{4}年?[—－\-~至到]+\d{4}", title):
        return list(range(min(named), max(named) + 1))
    return [record.year] if record and record.year in named else named


def _unit_in(title: str) -> str:
    found = _UNIT.match("".join(title.split()))
    return found[1].strip("《“") if found else ""


def _is_own(snapshot: Snapshot, unit: str) -> bool | None:
    """Whether a report's unit is the site's own: its government or the unit whose site it is; None where the name does not tell."""
    unit = "".join(unit.split())
    site = snapshot.site
    stated = site.unit or site.name or ""
    if not unit:
        return True
    if stated and (unit == stated or unit.endswith(stated) or stated.endswith(unit)):
        return True
    region = snapshot.once(own_region)
    if region and re.fullmatch(rf".*?{re.escape(region)}{_GOVERNMENT}", unit):
        return True
    return None if _MAYBE_OWN.search(unit) or not (region or _BODY.search(unit)) else False
