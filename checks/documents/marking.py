"""Disclosure notes of documents (公开属性标注): the note below the text that says how it may be disclosed."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import FigureRate, InPeriod, Scope
from checks.outcomes import Severity
from checks.periods import Period
from checks.scopes import EVERYTHING

NOTES = ("此件公开发布", "此件依申请公开", "此件不予公开")


class MarkingParameters(Parameters):
    """Which notes count, and what share of the documents must bear one."""

    scope: Scope = EVERYTHING
    notes: tuple[str, ...] = Field(
        default=NOTES, min_length=1, title="公开属性标注", description="notes that count, as documents write them"
    )
    min_rate: FigureRate = None
    period: InPeriod = Period(months=12)


marking = planned(
    "documents.marking",
    parameters=MarkingParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="文件标注公开属性",
        required="文件末尾标注公开属性；标注依申请公开或不予公开的文件不应出现在网上。",
        method="读取文件正文末尾的标注，计算有标注的比例；网上公开却标注不公开的列出请人工核实。",
        basis="年度工作要点对公开属性源头认定的要求",
        remedy="印发时在文末注明公开属性；标注与实际不符的核实后更正或撤下。",
        effort="小",
    ),
    decides="""Documents that end with a note on how they may be disclosed (此件公开发布 and the like).

    Inputs: the end of each document's text, of the page or of its attachment. Fails when the share with a note stays below `min_rate`.
    Review: a document that is openly on the web although its note says 依申请公开 or 不予公开, texts that were not read to the end, no
    figure given (measured only), nothing in scope. Serves yearly documents (公开属性).
    """,
)
