"""The library of documents (规章、规范性文件集中发布平台): one place for all of them, with the functions readers need."""

from datetime import date

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import Scope
from checks.outcomes import Severity
from checks.scopes import DocumentClass, DocumentScope
from portal.states import Worded

PLATFORM_NAMES = ("规章库", "规范性文件库", "政策文件库", "政府文件库", "行政规范性文件", "政策文件")


class LibraryFunction(Worded):
    """What a library of documents must allow (功能), 条例 第二十四条."""

    BROWSE = "browse", "查阅"
    SEARCH = "search", "检索"
    DOWNLOAD = "download", "下载"


class Categories(Worded):
    """Whether the library must be sorted by category (分类)."""

    REQUIRED = "required", "应当分类"
    ENCOURAGED = "encouraged", "鼓励分类"
    NONE = "none", "不要求分类"


class LibraryParameters(Parameters):
    """What the library must allow and hold."""

    functions: tuple[LibraryFunction, ...] = Field(
        default=tuple(LibraryFunction), title="应有功能", description="functions it must have"
    )
    categories: Categories = Field(
        default=Categories.NONE,
        title="分类要求",
        description="whether documents must be sorted; encouraged: never a fail",
    )
    scope: Scope = DocumentScope(kind=DocumentClass.NORMATIVE)
    since: date | None = Field(
        default=None,
        title="起始日期",
        description="documents written on or after this day must all stand in it; none: all",
    )
    any_of: tuple[str, ...] = Field(
        default=PLATFORM_NAMES, min_length=1, title="平台名称", description="names the library may go by"
    )
    counts: bool = Field(
        default=True, title="数量与栏目一致", description="documents found elsewhere on the site must stand in it too"
    )
    dynamic: bool = Field(
        default=False, title="动态更新", description="new, changed and void documents must show in it (立改废)"
    )


library = planned(
    "documents.library",
    parameters=LibraryParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="政策文件集中发布",
        required="规章、规范性文件等集中在一个平台发布，可以查阅、检索、下载，文件收录齐全。",
        method="按名称找到集中发布平台，核对查阅、检索、下载和分类功能，并与网站其他栏目的文件相互比对数量。",
        basis="条例 第二十四条；国办公开办函〔2019〕61号；年度工作要点",
        remedy="建立或完善文件集中发布平台，补录缺少的文件，开通检索和下载。",
        effort="大",
    ),
    decides="""One place that holds the documents in scope and lets readers browse, search and download them.

    Inputs: columns and entries under one of the names, the forms and category links there, attachments of its documents, documents found
    elsewhere on the site. Fails when no such place exists on a site read in full, a function asked is lacking, required categories are
    lacking, or documents of the site since `since` stand elsewhere only. Review: functions that a script provides, counts that differ by
    documents whose class is not sure, `dynamic` when no change was published, encouraged categories. Unknown: the platform was not read.
    Serves 条例 art. 24, 国办公开办函〔2019〕61号, yearly documents.
    """,
)
