"""Budgets, final accounts and debt (预决算、政府债务公开) of every department and its subordinate units."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from portal.states import Worded


class FiscalReport(Worded):
    """Reports a budget unit publishes each year (预决算)."""

    BUDGET = "budget", "预算"
    FINAL_ACCOUNTS = "final_accounts", "决算"


class CoverageParameters(Parameters):
    """Which reports, of whom, and what of the debt."""

    reports: tuple[FiscalReport, ...] = Field(
        default=tuple(FiscalReport), title="应公开的报告", description="reports each unit must publish in the period"
    )
    subordinate_units: bool = Field(
        default=True, title="包括所属单位", description="subordinate units must publish theirs too"
    )
    debt: tuple[str, ...] = Field(
        default=(), title="债务应公开的内容", description="parts of the government's debt to publish; empty: none asked"
    )
    units: tuple[str, ...] = Field(
        default=(), title="责任单位", description="units that must publish; empty: every department the site lists"
    )
    period: InPeriod = THIS_YEAR


coverage = planned(
    "fiscal.coverage",
    parameters=CoverageParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="预决算和债务公开全覆盖",
        required="各部门及所属单位按年度公开预算、决算；政府债务公开限额、余额、使用安排、还本付息等规定内容。",
        method="按单位名单在预决算栏目和附件中逐个查找当年的预算、决算，并查找债务公开内容。",
        basis="预算法 第十四条；条例 第二十条第（七）项；年度工作要点",
        remedy="督促没有公开的单位补公开，补齐债务公开内容。",
        effort="中",
    ),
    decides="""Budgets and final accounts of every department and its subordinate units, and the parts of the debt asked.

    Inputs: documents, columns and attachments named as budget or final accounts with unit and year, the list of departments on the site,
    reports on debt. Fails for a unit without one on a site whose fiscal columns were read in full, when the day by which the law asks it
    has passed, and for a part of the debt that reports read in full do not tell. Review: subordinate units whose list is not public, parts
    that may stand in unread attachments, units under another name, secret-related units. Unknown: columns not read. Serves 条例 art. 20 (7),
    yearly documents.
    """,
)
