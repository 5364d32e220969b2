"""The site's own yearly statement (政府网站工作年度报表)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MonthDay
from checks.outcomes import Severity
from checks.periods import LAST_YEAR


class AnnualStatementParameters(Parameters):
    """Of which year, by when, and what it must say."""

    publish_by: MonthDay = Field(
        default="01-31", title="公布期限", description="day of the following year by which it must stand there"
    )
    period: InPeriod = LAST_YEAR
    mentions: tuple[str, ...] = Field(default=(), title="应写到的内容", description="words the statement must hold")


annual_statement = planned(
    "site.annual_statement",
    parameters=AnnualStatementParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="公布网站工作年度报表",
        required="每年1月31日前在首页公布上一年度的政府网站工作年度报表。",
        method="在首页和站内按名称查找上一年度的报表，看发布日期和栏目内容；首页没有入口的列出站内找到的位置。",
        basis="国办函〔2018〕12号",
        remedy="按规定格式填报上一年度报表，在首页显著位置公布并长期保留。",
        effort="小",
    ),
    decides="""The statement on the website's work in the past year stands on the home page in time.

    Inputs: links of the home page and titles, dates and text of pages and files named 政府网站工作年度报表, and the year of `period`. Fails
    when none of that year is found although the site was read in full, or when it came after `publish_by` of the year after. Review where
    it is a file that could not be read, bears no date, or lies elsewhere than on the home page. Not due before `publish_by`. Unknown where the
    home page was not read. Serves 国办函〔2018〕12号.
    """,
)
