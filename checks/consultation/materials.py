"""Materials of a consultation (征集材料)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinRate
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from portal.states import Worded


class ConsultationPart(Worded):
    """What a consultation must offer (征集公告内容)."""

    DRAFT = "draft", "草案"
    EXPLANATION = "explanation", "起草说明"
    WAYS = "ways", "反馈方式"
    DEADLINE = "deadline", "截止日期"


class MaterialsParameters(Parameters):
    """Which parts, in what share of the consultations."""

    contains: tuple[ConsultationPart, ...] = Field(
        default=tuple(ConsultationPart),
        min_length=1,
        title="应有材料",
        description="parts every consultation must offer",
    )
    min_rate: MinRate = 1.0
    period: InPeriod = THIS_YEAR


materials = planned(
    "consultation.materials",
    parameters=MaterialsParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="征集材料齐全",
        required="征求意见时公开草案、说明、反馈方式和截止日期。",
        method="在征集页及其附件中查找草案全文、起草说明、反馈方式和截止日期。",
        basis="重大行政决策程序暂行条例 第十五条；年度工作要点",
        remedy="在征集页补充缺少的材料。",
        effort="小",
    ),
    decides="""Consultations of the period that offer the draft, its explanation, ways to comment and the last day.

    Inputs: consultations with their text, attachments, ways to answer and dates. Fails when the share that offers every part stays below
    `min_rate` even if every doubtful one were complete. Review: attachments that were not read and may hold a part, an explanation inside
    the draft's own text, no consultation found. Unknown: the columns were not read. Serves 重大行政决策程序暂行条例 art. 15, yearly
    documents.
    """,
)
