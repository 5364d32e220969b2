"""The site's own search (站内搜索)."""

from pydantic import Field

from checks.contract import Kind, Parameters, Texts, planned
from checks.outcomes import Severity


class SearchParameters(Parameters):
    """What is searched for, and what the results must offer."""

    titles: int = Field(
        default=4, ge=1, le=50, title="抽查标题数", description="published titles that are searched for"
    )
    categories: bool = Field(
        default=True, title="结果要分类", description="results must be offered by category of content"
    )


search = planned(
    "site.search",
    parameters=SearchParameters,
    worst=Severity.MINOR,
    kinds={
        "unusable": Kind("没有可用的站内搜索", Severity.MINOR),
        "not_found": Kind("已发布的标题搜索不到", Severity.MINOR),
        "no_categories": Kind("搜索结果没有分类", Severity.MINOR),
    },
    texts=Texts(
        title="站内搜索找得到",
        required="网站有可用的站内搜索，已发布的内容能在结果第一页找到，结果分类展示。",
        method="抽取已发布的标题，用网站自己的搜索逐个查找，看第一页结果里有没有；再看结果能否按类别筛选。",
        basis="国办秘函〔2019〕19号 扣分指标“站内搜索”；国办发〔2017〕47号",
        remedy="恢复搜索服务，重建索引并让新稿及时入库；结果页按内容类别分组。",
        effort="中",
    ),
    decides="""The site's own search finds published titles on its first page of results.

    Inputs: the search form of the home page, and for each of `titles` sampled titles the first page of results the crawl fetched. Fails when
    there is no search, when it does not answer, or when a title is not found; each title is a finding. Fails too where results have no
    categories and `categories` asks for them. Review where results stand on another host or are written by a script nobody ran. Unknown
    where the search was not asked. Serves 国办秘函〔2019〕19号 站内搜索.
    """,
)
