"""Order within the disclosure column (专栏专用): no dead or wrong links, nothing that belongs elsewhere."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity
from portal.states import Worded


class Disorder(Worded):
    """What may be amiss inside the column."""

    DEAD = "dead", "断链"
    WRONG = "wrong", "错链"
    MISPLACED = "misplaced", "放错位置的内容"


class HygieneParameters(Parameters):
    """What is looked for, and how much may stand."""

    kinds: tuple[Disorder, ...] = Field(
        default=tuple(Disorder), min_length=1, title="检查的问题", description="what is looked for"
    )
    max_count: int = Field(default=0, ge=0, le=10_000, title="最多问题数", description="how many may stand")


hygiene = planned(
    "disclosure.hygiene",
    parameters=HygieneParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="公开专栏内容不杂",
        required="政府信息公开专栏内没有断链、错链，只放依法应当公开的内容，各部分的内容不混放。",
        method="限于专栏内的页面：查打不开的和错误的链接，按标题和类型找出放错位置的内容，例如年报里的新闻动态。",
        basis="国办公开办函〔2019〕61号 “专栏姓专”",
        remedy="修复链接，把不属于本部分的内容移到相应栏目。",
        effort="小",
    ),
    decides="""Inside the disclosure column nothing is dead, wrong or out of place.

    Inputs: pages reached through the column's four parts, their links and targets, the kinds and titles of their rows. Fails when more than
    `max_count` confirmed dead links, wrong links or surely misplaced texts (news among reports or rules, a part's items in another one)
    stand there. Review for texts whose kind is not sure and for links only suspected dead. Unknown where a part was not read. Serves
    国办公开办函〔2019〕61号.
    """,
)
