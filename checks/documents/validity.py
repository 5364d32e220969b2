"""Validity of documents (有效性): stated, and in agreement with what else is known of the document."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import AnyPeriod, MinRate, Scope
from checks.outcomes import Severity
from checks.scopes import EVERYTHING

VALIDITIES = ("有效", "修改", "废止", "失效")


class ValidityParameters(Parameters):
    """Which words a document's validity is stated in, and what share must state it rightly."""

    scope: Scope = EVERYTHING
    values: tuple[str, ...] = Field(
        default=VALIDITIES,
        min_length=1,
        title="有效性用语",
        description="words (or parts of them) that count as a statement",
    )
    min_rate: MinRate = 1.0
    period: AnyPeriod = None


validity = planned(
    "documents.validity",
    parameters=ValidityParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="有效性标注准确",
        required="文件标明有效、修改、废止或失效，并与有效期、废止公告和清理结果一致。",
        method="读取文件页和列表上的有效性，与正文写明的有效期、网站上的废止公告和清理结果相互核对。",
        basis="年度工作要点对规范性文件标注有效性的要求",
        remedy="按清理结果和有效期更正有效性标注，过期、废止的文件及时标明。",
        effort="中",
    ),
    decides="""Documents that state their validity (有效性), and state it rightly.

    Inputs: validity of pages and of list rows, terms written in the text (有效期), notices that repeal documents, results of clean-ups.
    Fails when the share stays below `min_rate`; a document marked valid that has expired by its own text or was repealed by a notice of
    the site is a finding of its own. Review: terms that hang on another event, notices that name a document unclearly, page and list
    that differ, nothing in scope. Unknown: lists not read. Serves yearly documents (有效性 of normative documents).
    """,
)
