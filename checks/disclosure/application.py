"""Disclosure on application (依申请公开): the entry and what its form asks."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity
from portal.states import Worded


class ApplicationField(Worded):
    """What an application holds (申请内容), 条例 第二十九条."""

    NAME = "name", "姓名或者名称"
    IDENTITY = "identity", "身份证明"
    CONTACT = "contact", "联系方式"
    DESCRIPTION = "description", "所需信息的名称、文号或者特征描述"
    FORM = "form", "形式要求和获取方式"


class ApplicationParameters(Parameters):
    """What the form asks, and whether the entry must open."""

    fields: tuple[ApplicationField, ...] = Field(
        default=tuple(ApplicationField), title="申请表栏目", description="what the form must ask"
    )
    opens: bool = Field(default=True, title="入口要能打开", description="the entry opens a page or form")


application = planned(
    "disclosure.application",
    parameters=ApplicationParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="依申请公开渠道可用",
        required="网站有依申请公开入口，能打开，申请表列出条例规定的内容。",
        method="查找依申请公开入口并打开，读在线表单和可下载的申请表的栏目；是否能提交成功请人工试办。",
        basis="《政府信息公开条例》第二十八条、第二十九条",
        remedy="恢复入口，按条例调整申请表，不索取无关信息。",
        effort="中",
    ),
    decides="""An entry for applications that opens, and a form that asks what the regulation allows.

    Inputs: links named 依申请公开 and the pages, forms and attached forms behind them. Fails when no entry is found on a site whose disclosure
    column was read, when it is dead, or when form and guide together leave out one of `fields`. Review where the form stands behind a login
    or in a file that could not be read, and where it asks for more, such as a reason. Unknown where the entry was not opened. Whether an
    application gets through is not tried. Serves 条例 art. 28, 29.
    """,
)
