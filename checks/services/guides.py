"""Service guides (办事指南), and what enterprises are told of a policy (惠企政策)."""

from pydantic import Field

from checks.contract import Kind, Parameters, Texts, planned
from checks.options import AnyPeriod
from checks.outcomes import Severity
from portal.states import GuideElement, Worded

TEN_CLASSES = (
    GuideElement.NAME,
    GuideElement.BASIS,
    GuideElement.CONDITIONS,
    GuideElement.MATERIALS,
    GuideElement.PLACE,
    GuideElement.DEPARTMENT,
    GuideElement.FEES,
    GuideElement.HOURS,
    GuideElement.CONTACT,
    GuideElement.PROCESS,
)
"""The ten classes of 国办秘函〔2019〕19号, 办理机构 and 联系电话 being `department` and `contact`."""


class GuideSubject(Worded):
    """What kind of pages are looked at."""

    GUIDES = "guides", "办事指南"
    ENTERPRISE = "enterprise", "惠企政策"


class GuidesParameters(Parameters):
    """Which elements a guide must have, and how many may be missing."""

    elements: tuple[GuideElement, ...] = Field(
        default=TEN_CLASSES, min_length=1, title="指南要素", description="elements each guide must have"
    )
    max_missing: int = Field(
        default=0, ge=0, le=12, title="每项最多缺要素数", description="elements a guide may lack and still be good"
    )
    sample: int | None = Field(
        default=5, ge=1, le=10_000, title="抽查事项数", description="guides looked at; none: all that were read"
    )
    veto_missing: int | None = Field(
        default=None,
        ge=1,
        le=12,
        title="不合用的缺要素数",
        description="elements missing from which on a guide is useless; given, only useless guides count",
    )
    veto_items: int | None = Field(
        default=None,
        ge=1,
        le=10_000,
        title="否决的事项数",
        description="useless guides that fail; without it only when every guide is useless",
    )
    fewer_than: int | None = Field(
        default=None,
        ge=2,
        le=10_000,
        title="只看事项少于",
        description="speaks of sites with fewer guides than this alone; it does not apply to others",
    )
    subject: GuideSubject = Field(
        default=GuideSubject.GUIDES, title="检查对象", description="guides to services, or policies for enterprises"
    )
    contains: tuple[str, ...] = Field(
        default=(), title="另应写明的内容", description="words that each page must hold beside the elements"
    )
    period: AnyPeriod = None


guides = planned(
    "services.guides",
    parameters=GuidesParameters,
    worst=Severity.VETO,
    kinds={
        "no_guide": Kind("事项没有办事指南", Severity.MINOR),
        "element_missing": Kind("指南缺少要素", Severity.MINOR),
        "part_missing": Kind("没有写明另外要求的内容", Severity.MINOR),
        "vague": Kind("材料写法含糊", Severity.MINOR),
    },
    texts=Texts(
        title="办事指南要素齐全",
        required="办事指南写明规定的各类要素，表述明确；惠企政策写明条件、材料、流程、部门、联系方式等。",
        method="读取办事指南页面的字段和标题，逐项看要素有无；材料写“其他材料”之类兜底话的列出，请人工核实。",
        basis="国办秘函〔2019〕19号 单项否决指标“服务不实用”、扣分指标“办事指南”；各年度政务公开工作要点",
        remedy="按要素清单补全指南；没有收费的也要写明不收费。",
        effort="中",
    ),
    decides="""Guides state the elements a clause asks.

    Inputs: service guides with the elements read on each, for the subject `enterprise` the pages of policies for enterprises in `period`. Fails
    for a guide that lacks more than `max_missing` of `elements` or a word of `contains`, each lacking element being a finding; with
    `veto_missing` only when `veto_items` guides lack so much, or every guide. Not applicable with `fewer_than` on a site that has more guides.
    Review where guides stand on a service platform of another host or in files, for vague catch-all wording, and where none was found.
    Unknown where guides were not read. Serves 国办秘函〔2019〕19号 服务不实用, 办事指南, and yearly documents.
    """,
)
