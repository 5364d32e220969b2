"""Wrong words (错别字、不当表述), from lists that people keep."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity


class WordingParameters(Parameters):
    """Which lists are used."""

    lists: tuple[str, ...] = Field(
        default=(), title="另用的词表", description="files of wrong words with what is right, beside the built-in list"
    )
    own: bool = Field(default=True, title="使用内置词表", description="the list that comes with the tool is used")


wording = planned(
    "content.wording",
    parameters=WordingParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="没有错别字和不当表述",
        required="页面文字没有错别字和不规范、不当的表述。",
        method="用维护的词表和本单位的词表查找页面文字，列出上下文和建议写法，由人确认；引文、人名、地名可能误报。",
        basis="国办秘函〔2019〕19号 单项否决指标“安全、泄密事故等严重问题”（严重表述错误）",
        remedy="逐条核对，改正后查同稿件的其他发布处。",
        effort="小",
    ),
    decides="""Words that stand on a list of wrong ones.

    Inputs: titles and text of pages, the built-in list with `own`, and the office's own `lists`. Never fails by itself: every hit is review with
    its context and what the list proposes, since quotations and names may be right. Passes when all text was read and nothing found.
    Unknown where there is no list, or pages were not read. Serves 国办秘函〔2019〕19号 严重表述错误 in part.
    """,
)
