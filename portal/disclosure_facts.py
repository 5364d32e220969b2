"""Rows about the disclosure column's own papers (政府信息公开专栏): the guide (指南) and the yearly reports (年报).

As in `portal.content_facts`, of whose records they are: one class per table, `None` and empty mean "the page does not say".
"""

from dataclasses import dataclass

from portal.states import DisclosureElement, ReportPart


@dataclass(slots=True)
class DisclosureGuide:
    """A guide to disclosure (政府信息公开指南) and which of the things article 12 of the regulation asks for it states."""

    page_id: int
    elements: tuple[DisclosureElement, ...] = ()  # in the order of the enum
    cites_current_regulation: bool | None = None  # 国务院令第711号: True; only 第492号: False; neither: None
    selector: str = ""  # of the first way to reach the body in charge


@dataclass(slots=True)
class AnnualReport:
    """A yearly report on disclosure (政府信息公开工作年度报告), 国办公开办函〔2021〕30号."""

    page_id: int
    year: int | None
    unit: str = ""
    parts: tuple[ReportPart, ...] = ()  # in the order they stand
    tables: int = 0  # of the three with figures


@dataclass(slots=True)
class ReportFigure:
    """One cell with a number of a report's three tables (年报表格数据)."""

    page_id: int
    number: int  # of the table: 1 制发件数, 2 依申请公开, 3 复议诉讼
    row: str  # label, nested ones joined by /
    column: str
    value: int | float | None  # a fraction only for amounts of money; None: not a number
    text: str = ""
