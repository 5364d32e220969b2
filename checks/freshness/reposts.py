"""Important information of superior governments, reposted (转载上级重要信息)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import InPeriod, MinCount
from checks.outcomes import Severity
from checks.periods import Period


class RepostsParameters(Parameters):
    """From whom, how much, and since when."""

    sources: tuple[str, ...] = Field(
        default=(),
        title="上级来源",
        description="names of superior governments or their sites; empty: those above the site's region, and gov.cn",
    )
    min_count: MinCount = 1
    period: InPeriod = Period(months=12)


reposts = planned(
    "freshness.reposts",
    parameters=RepostsParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="转载上级重要信息",
        required="及时转载国务院和上级政府的重要信息，注明来源。",
        method="看稿件来源和指向上级网站的链接，数出时段内转载的篇数；是否都转、是否及时由人核对。",
        basis="国办发〔2017〕47号 信息转载；各年度政务公开工作要点",
        remedy="指定专人每天查看上级网站，重要信息及时转载并注明来源。",
        effort="小",
    ),
    decides="""Articles that repost a superior government's information, with its source.

    Inputs: content pages with their stated source, links to hosts of superior governments, and their dates. Fails when fewer than `min_count`
    in the period name one of `sources` on a site read in full. Review where the source is not stated but the text links to a superior's
    site, and for how soon after the original they came, which a site alone does not show. Unknown where the news columns were not read.
    Serves 国办发〔2017〕47号 and yearly documents.
    """,
)
