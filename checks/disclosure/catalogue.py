"""The standard catalogue of disclosure (基层政务公开标准目录)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import PerUnit
from checks.outcomes import Severity
from portal.states import Worded


class CataloguePlace(Worded):
    """Where the catalogue has to stand."""

    COLUMN = "column", "政府信息公开栏目"
    PORTAL = "portal", "门户栏目"
    UNIT = "unit", "各单位专栏"
    SPECIAL_PAGE = "special_page", "专题页面"


class CatalogueParameters(Parameters):
    """Where it stands and what it covers."""

    place: CataloguePlace = Field(
        default=CataloguePlace.COLUMN, title="目录位置", description="where its entry must stand"
    )
    fields: tuple[str, ...] = Field(
        default=(), title="应覆盖的领域", description="names of the fields (领域), all of which must be covered"
    )
    min_fields: int | None = Field(
        default=None, ge=1, le=200, title="最少领域数", description="fields it must cover; without it only counted"
    )
    linked: bool = Field(default=True, title="事项链接到内容", description="items lead to what is published")
    web_page: bool = Field(default=False, title="以网页展示", description="shown as a page, not as a file alone")
    per_unit: PerUnit = False


catalogue = planned(
    "disclosure.catalogue",
    parameters=CatalogueParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="标准目录覆盖各领域",
        required="公开基层政务公开标准目录，覆盖规定的领域，目录事项能点到公开内容。",
        method="在规定位置查找标准目录入口，读目录页、表格和附件里的领域名称，与要求的名单比对，再抽看事项的链接。",
        basis="国办发〔2019〕54号；各年度政务公开工作要点",
        remedy="补齐缺少的领域目录，把每个事项链接到实际公开的栏目或内容。",
        effort="大",
    ),
    decides="""An entry of the standard catalogue in its place, the fields covered, items linked to content.

    Inputs: links and columns named 标准目录, catalogue pages, tables and attached sheets with the fields they name, the links of their items.
    Fails when no entry stands in `place` on columns read in full, when a name of `fields` or the number `min_fields` is not reached, when no
    item leads anywhere although `linked` asks it, or when only a file is offered although `web_page` asks for a page. Review where a field
    stands under another name or a file could not be read. Unknown where the place was not read. Serves 国办发〔2019〕54号 and yearly documents.
    """,
)
