"""Entry to the accessible view (无障碍、适老化入口)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity

USUAL_NAMES = (
    "无障碍",
    "适老化",
    "长者版",
    "长者模式",
    "长者助手",
    "老年模式",
    "关怀版",
    "关爱版",
    "大字版",
)


class EntryParameters(Parameters):
    """By which names it goes, and whether it must work."""

    names: tuple[str, ...] = Field(
        default=USUAL_NAMES, min_length=1, title="入口名称", description="words of which the entry's name holds one"
    )
    works: bool = Field(default=True, title="入口要有效", description="using it changes the page or opens another view")


entry = planned(
    "accessibility.entry",
    parameters=EntryParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="无障碍入口可用",
        required="首页有无障碍或适老化入口，点开后确实出现大字、语音、高对比度等辅助功能。",
        method="在首页按常用名称查找入口，用浏览器点开，看页面是否变化或打开了新的视图。",
        basis="《无障碍环境建设法》第三十二条；工业和信息化部 2021年《互联网网站适老化通用设计规范》",
        remedy="启用无障碍工具条或适老版页面，入口放在首页显著位置。",
        effort="中",
    ),
    decides="""The home page has an entry to an accessible view, and the entry works.

    Inputs: visible links, buttons and picture texts of the home page, and what the browser saw after using the entry. Fails when no entry
    bears one of `names` on a home page read in full, or when using it changes nothing although `works` asks it. Review where the entry is
    written by a script nobody ran or its effect is not clear. Unknown without a browser where `works` is asked. Serves 无障碍环境建设法 art. 32,
    the rules for websites of 2021, and yearly documents.
    """,
)
