"""Evaluation of policies (政策评价、实施后评估): results are published."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinCount, PerUnit, Scope
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING


class EvaluationParameters(Parameters):
    """How many, of which documents, and whether their use must be told."""

    min_count: MinCount = 1
    use: bool = Field(
        default=False, title="公开结果运用情况", description="how the result was used must be published too"
    )
    scope: Scope = EVERYTHING
    period: InPeriod = THIS_YEAR
    per_unit: PerUnit = False


evaluation = planned(
    "decisions.evaluation",
    parameters=EvaluationParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="公布政策评价结果",
        required="对已施行的政策开展评价，公布评价结果；有要求的一并公布结果运用情况。",
        method="查找标题含评估、评价的稿件和文件，核对所评政策、时间和结果运用的内容。",
        basis="重大行政决策程序暂行条例 第三十六条；年度工作要点",
        remedy="公布评价报告，写明结论和对政策的调整。",
        effort="中",
    ),
    decides="""Results of evaluations of policies (后评估、政策评价) published in the period.

    Inputs: articles, documents and attachments named as evaluations, the policies they name, publishing unit and date. Fails when fewer
    than `min_count` stand on a site read in full. Review: calls to take part without a result, evaluations of something else than the
    documents in scope, use of the result that is not told, unread attachments. Unknown: the columns were not read. Serves yearly
    documents (政策评价).
    """,
)
