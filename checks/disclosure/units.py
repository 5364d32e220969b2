"""Disclosure of each unit (部门、镇街的公开栏目)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class UnitsParameters(Parameters):
    """Which units, and what the column of each must hold."""

    units: tuple[str, ...] = Field(
        default=(), title="单位名单", description="names of departments, townships and sub-districts"
    )
    contains: tuple[str, ...] = Field(
        default=(), title="栏目应含内容", description="names of parts each unit's column must have, such as 标准目录"
    )
    not_empty: bool = Field(default=True, title="栏目不能空白", description="each unit's column has content")
    all_departments: bool = Field(
        default=True,
        title="含全部所列单位",
        description="also every unit that the site itself lists as its department, township or sub-district",
    )


units = planned(
    "disclosure.units",
    parameters=UnitsParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="各单位都有公开栏目",
        required="名单内的部门和镇街在网站上都有自己的政府信息公开栏目，能打开、有内容，并含要求的部分。",
        method="按单位名称（含简称）在公开栏目的单位列表中逐个查找并打开，看内容和要求的部分。",
        basis="国办公开办函〔2019〕61号；各年度政务公开工作要点",
        remedy="为缺少的单位开设栏目，督促栏目空白的单位补充内容。",
        effort="中",
    ),
    decides="""Each unit of a list has its own disclosure column, open and filled.

    Inputs: `units`, with `all_departments` also the units the site lists under departments and townships; columns and links named after them;
    what each holds. Fails for a unit whose column is missing from a list read in full, dead, or empty although `not_empty` asks content, and
    for parts of `contains` it lacks. Review where only a short or similar name was found or the unit's column lies on a site of its own.
    Unknown where the list of units was not read, or where there are neither `units` nor a list on the site. Serves 国办公开办函〔2019〕61号
    and yearly documents.
    """,
)
