"""What a reader can do with the gazette (政府公报功能)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity
from portal.states import Worded


class GazetteFunction(Worded):
    """A thing a reader can do with the gazette on the web."""

    READ = "read", "在线查阅"
    COPY = "copy", "复制文字"
    DOWNLOAD = "download", "下载"
    CONTENTS = "contents", "目录导航"
    SEARCH = "search", "内容检索"


class FunctionsParameters(Parameters):
    """What it must offer."""

    functions: tuple[GazetteFunction, ...] = Field(
        default=(GazetteFunction.READ, GazetteFunction.DOWNLOAD),
        min_length=1,
        title="公报功能",
        description="what the gazette must offer",
    )
    mobile: bool = Field(default=False, title="有移动端公报", description="offered for mobile phones too")
    required: bool = Field(
        default=True, title="应当有公报", description="without it a site that has no gazette is not judged"
    )


functions = planned(
    "gazette.functions",
    parameters=FunctionsParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="政府公报功能齐全",
        required="网站上的政府公报可以查阅、复制、下载，并按要求提供目录和检索。",
        method="查找政府公报栏目，打开各期，看正文能否选中复制、有没有下载文件、目录和检索框；扫描件不算能复制。",
        basis="国办发〔2018〕22号 政府公报工作；各年度政务公开工作要点",
        remedy="公报各期提供网页文字版和下载文件，补目录和检索。",
        effort="中",
    ),
    decides="""The gazette offers the functions a clause names.

    Inputs: gazette columns and issues with their text, files, contents lists and search fields, and links to a mobile edition. Fails when a
    gazette is required and none is found on a site read in full, or when an issue read lacks one of `functions`. Not applicable where there is
    none and none is required. Review where issues are pictures or scripts show them, and for `mobile`, which may lie on another platform.
    Unknown where the issues were not read. Serves 国办发〔2018〕22号 and yearly documents.
    """,
)
