"""Floating and pop-up windows (飘窗、弹窗), and advertisements."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class PopupsParameters(Parameters):
    """What may float over a page."""

    max_floating: int = Field(
        default=1, ge=0, le=20, title="最多飘窗数", description="floating or pop-up windows a page may open"
    )
    closable: bool = Field(default=True, title="飘窗要能关闭", description="each of them can be closed")
    advertisements: bool = Field(default=False, title="允许商业广告", description="commercial advertisements may stand")


popups = planned(
    "site.popups",
    parameters=PopupsParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="没有扰人的弹窗广告",
        required="页面上的飘窗、弹窗数量有限且都能关闭，没有商业广告。",
        method="在浏览器里打开首页和抽查页面，数出浮在页面上的窗口，看有没有关闭按钮；再按链接去向找商业广告。",
        basis="国办发〔2017〕47号；工业和信息化部 2021年《互联网网站适老化通用设计规范》",
        remedy="去掉多余的飘窗，保留的加上关闭按钮；删除商业广告及其链接。",
        effort="小",
    ),
    decides="""Windows that float over the pages are few and can be closed, and none advertises.

    Inputs: elements the browser saw lying over the home page and sampled pages, their buttons, and where they lead. Fails when a page has more
    than `max_floating`, when one cannot be closed although `closable` asks for it, or when a link of one leads to a commercial offer and
    `advertisements` is false. Review where it is unclear whether something floats or what it offers. Unknown without a browser. Serves
    国办发〔2017〕47号 and the accessibility rules for websites of 2021.
    """,
)
