"""Diverse interpretation (多元化解读): interpreted policies with a form beyond text."""

from checks.contract import Parameters, Texts, planned
from checks.options import FigureRate, InPeriod, PerUnit, Scope
from checks.outcomes import Severity
from checks.periods import THIS_YEAR
from checks.scopes import EVERYTHING


class DiversityParameters(Parameters):
    """Which interpretations, and what share of the policies must have more than text."""

    min_rate: FigureRate = None
    period: InPeriod = THIS_YEAR
    scope: Scope = EVERYTHING
    per_unit: PerUnit = False


diversity = planned(
    "interpretation.diversity",
    parameters=DiversityParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="多元化解读比例达标",
        required="有解读的政策文件中，用图解、音视频、动漫、新闻发布会等文字以外形式解读的达到规定比例。",
        method="辨认每篇解读的形式，计算时段内有文字以外形式的文件占有解读文件的比例。",
        basis="年度工作要点对多元化解读率的要求",
        remedy="为只有文字解读的文件补充图解、视频等形式。",
        effort="中",
    ),
    decides="""Share of the interpreted policies in the period that have a form beyond text (chart, audio, film, animation, conference).

    Inputs: interpretations with their forms, pairings with documents, issuing unit. Fails below `min_rate`; with `per_unit` each unit's
    share is judged by itself. Review: forms that cannot be told (embedded players, pictures of text), interpretations without a paired
    document, no figure given (measured only), nothing in scope. Unknown: the interpretation columns were not read. Serves yearly
    documents (多元化解读率).
    """,
)
