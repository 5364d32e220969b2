"""The rules on disclosure (政府信息公开制度): what belongs there."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class SystemParameters(Parameters):
    """What must stand there, and what must not."""

    contains: tuple[str, ...] = Field(
        default=("政府信息公开条例",), title="应列的制度", description="names that titles there must hold"
    )
    max_news: int = Field(
        default=0, ge=0, le=10_000, title="最多混入的动态", description="news and other texts that do not belong"
    )


system = planned(
    "disclosure.system",
    parameters=SystemParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="公开制度栏目内容对路",
        required="政府信息公开制度栏目列出《政府信息公开条例》和有关政府信息公开的制度规定，不放动态信息。",
        method="逐条看制度栏目的标题：有没有条例，有没有新闻、活动等不属于制度的内容。",
        basis="国办公开办函〔2019〕61号",
        remedy="补上条例和本地本部门的公开制度，移走动态信息。",
        effort="小",
    ),
    decides="""The part on rules lists the regulation and the rules on disclosure, and no news.

    Inputs: rows and pages of the part 政府信息公开制度 with titles and kinds. Fails when a name of `contains` is in no title, or when more
    than `max_news` rows are surely news. Review for rows that may be either, and where the 2007 text of the regulation stands for the present
    one. Unknown where the part was not read. Serves 国办公开办函〔2019〕61号.
    """,
)
