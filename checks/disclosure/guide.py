"""The guide to disclosure (政府信息公开指南): what it must state."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import MaxAge
from checks.outcomes import Severity
from portal.states import DisclosureElement


class GuideParameters(Parameters):
    """What the guide must state, and how old it may be."""

    elements: tuple[DisclosureElement, ...] = Field(
        default=tuple(DisclosureElement), min_length=1, title="指南要素", description="what the guide must state"
    )
    max_age_days: MaxAge = None


guide = planned(
    "disclosure.guide",
    parameters=GuideParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="公开指南要素齐全",
        required="政府信息公开指南写明信息分类、编排体系、获取方式，以及公开工作机构的名称、办公地址、办公时间、联系电话、传真号码和互联网联系方式。",
        method="打开公开专栏里的指南，按要素的惯用写法逐项查找，列出缺少的；指南是附件或图片而读不出的请人工核实。",
        basis="《政府信息公开条例》第十二条",
        remedy="按条例补全指南要素，机构和联系方式变更后及时更新。",
        effort="小",
    ),
    decides="""The guide states what article 12 asks.

    Inputs: the guide of the disclosure column and the elements read from it, the regulation it cites, its date. Fails for each of `elements`
    it lacks, and where it rests on the repealed regulation of 2007. Older than `max_age_days` is review only, since nothing may have
    changed; so is a guide in a picture or file that could not be read. Unknown where the guide was not reached. Serves 条例 art. 12.
    """,
)
