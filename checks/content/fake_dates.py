"""Publication dates that cannot be true (伪造发稿日期)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class FakeDatesParameters(Parameters):
    """How far a date may stray."""

    tolerance_days: int = Field(
        default=1,
        ge=0,
        le=365,
        title="允许偏差（天）",
        description="days a date may contradict the order or the archive",
    )


fake_dates = planned(
    "content.fake_dates",
    parameters=FakeDatesParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="发稿日期真实",
        required="稿件的发布日期是真实的，没有事后改写。",
        method="比对同一栏目内编号与日期的先后、上次存档与本次的日期、文件成文日期与发布日期，矛盾的列出，由人核实。",
        basis="国办秘函〔2019〕19号 单项否决指标“安全、泄密事故等严重问题”（弄虚作假）",
        remedy="恢复真实的发布日期；补发的稿件按实际发布日期标注。",
        effort="小",
    ),
    decides="""Publication dates that contradict the order of ids, the list, or an earlier snapshot.

    Inputs: dates of articles from page, tag and list, numbers in their addresses, and the previous snapshot where there is one. Never fails by
    itself: a date more than `tolerance_days` out of line is review with both sources, since migrated sites renumber. An article absent from the
    previous snapshot's complete list but dated before it is the strongest hint. Passes when enough articles were compared and none is out of
    line; unknown when none could be. Serves 国办秘函〔2019〕19号 弄虚作假 in part.
    """,
)
