"""Texts of administrative regulations (行政法规文本): the site shows the version in force."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class RegulationsParameters(Parameters):
    """Which regulations are compared."""

    names: tuple[str, ...] = Field(
        default=(), title="行政法规名称", description="names of regulations; empty: all of the reference table"
    )


regulations = planned(
    "documents.regulations",
    parameters=RegulationsParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="行政法规文本现行有效",
        required="网站登载的行政法规是现行版本，旧版本已替换或标明失效。",
        method="找出网站登载的行政法规，将公布、修订日期和令号与内置对照表比较。",
        basis="年度工作要点对更新行政法规国家正式版本的要求",
        remedy="用国家公布的正式版本替换旧文本，或在旧文本上标明已被修订、废止。",
        effort="小",
    ),
    decides="""Texts of administrative regulations (行政法规) on the site against a reference table of the versions in force.

    Inputs: documents and articles named after a regulation, dates and order numbers (国务院令) in their text, the reference table.
    Fails for a text of an earlier version, or of a repealed regulation, that nothing on the page marks as such. Review: texts without
    date or order number, regulations newer than the table. Not applicable: the site carries none. Serves yearly documents
    (行政法规国家正式版本).
    """,
)
