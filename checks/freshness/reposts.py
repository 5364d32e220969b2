"""Important information of superior governments, reposted (转载上级重要信息)."""

import re
from datetime import date
from typing import NamedTuple

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_page
from checks.column_search import bare
from checks.completeness import gap
from checks.contract import Kind, Parameters, Texts, check
from checks.options import InPeriod, MinCount
from checks.outcomes import Outcome, Reason, Severity
from checks.own_place import own_region
from checks.periods import Period
from portal.facts import Column, Page
from portal.site import Level
from portal.states import CONTENT_KINDS
from portal.storage.snapshot import Snapshot

COLUMNS = re.compile(r"要闻|动态|新闻|资讯|国务院|上级|转载|省政府|市政府|中央")  # in which reposts stand
OWN_COLUMN = re.compile(r"国务院|上级|转载|转发|中央|省政府(?:信息|要闻)|市政府(?:信息|要闻)")
STATE = re.compile(r"国务院|中国政府网|中央人民政府|中华人民共和国|国家.{2,8}(?:部|局|委|署)|新华社受权")
PROVINCE = re.compile(r"(?:省|自治区)(?:委|人民?政府|政府)")
CITY = re.compile(r"(?:市|自治州|盟)(?:委|人民?政府|政府)")
SITE = re.compile(r"政府(?:门户)?网")  # a government's site, of a place whose level its name does not tell
STATED = 0.5  # share of the articles that name a source, from which on its absence says something
KINDS = {
    "missing": Kind("没有转载上级重要信息", Severity.MINOR),
    "too_few": Kind("转载上级重要信息少于规定数量", Severity.MINOR),
    "doubtful": Kind("不能确定是否转载了上级重要信息", Severity.INFO),
}


class Article(NamedTuple):
    """A dated article and the source it names, which may be none."""

    page_id: int
    source: str
    on: date


class RepostsParameters(Parameters):
    """From whom, how much, and since when."""

    sources: tuple[str, ...] = Field(
        default=(),
        title="上级来源",
        description="names of superior governments or their sites; empty: those above the site's region, and gov.cn",
    )
    min_count: MinCount = 1
    period: InPeriod = Period(months=12)


@check(
    "freshness.reposts",
    parameters=RepostsParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="转载上级重要信息",
        required="及时转载国务院和上级政府的重要信息，注明来源。",
        method="看稿件来源和指向上级网站的链接，数出时段内转载的篇数；是否都转、是否及时由人核对。",
        basis="国办发〔2017〕47号 信息转载；各年度政务公开工作要点",
        remedy="指定专人每天查看上级网站，重要信息及时转载并注明来源。",
        effort="小",
    ),
)
def reposts(snapshot: Snapshot, parameters: RepostsParameters, context: Context) -> Assessment:
    """Articles that repost a superior government's information, with its source.

    Inputs: dated content pages with the source they state, columns for such information and their newest rows. Fails when fewer than `min_count`
    in the period name one of `sources` on a site read in full, whose articles mostly name a source and whose columns for superior information
    hold nothing of the period. Review where the sources are not stated, or are sites
    of governments whose level is not told, where such a column has rows of the period all the same, where news
    columns were not read, and while the period still runs. How soon after the original an article came, and whether all that matters was
    reposted, a site alone does not show. Unknown where the home page or no dated article was read. Serves 国办发〔2017〕47号 and yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    every = snapshot.once(dated_articles)
    if not every:
        return unknown(Reason.NOT_FETCHED, "没有读到有日期的稿件")
    first, last = parameters.period.days(context.as_of, context.year)
    articles = [each for each in every if first <= each.on <= last]
    own = snapshot.once(own_region)
    found = [each for each in articles if is_superior(each.source, parameters.sources, own, context.level)]
    measured = {"articles": len(articles), "reposts": len(found), "min_count": parameters.min_count}
    words = f"{first} 至 {last} 有 {len(found)} 篇注明来自上级政府的稿件，要求不少于 {parameters.min_count} 篇"
    if len(found) >= parameters.min_count:
        return Assessment(Outcome.PASS, f"{words}。", measured)
    column = next((each for each in snapshot.columns() if OWN_COLUMN.search(bare(each.name)) and each.page_id), None)
    missed = gap(snapshot, COLUMNS, first)
    doubt = missed.words if missed else _doubt(articles, column, parameters, context, own)
    page = (snapshot.page_by_id(column.page_id) if column else None) or home
    return _lacking(page, words, doubt, measured)


def dated_articles(snapshot: Snapshot) -> list[Article]:
    """Every dated content page with its source, in one pass. Give it to `Snapshot.once`."""
    return [
        Article(page.id, page.source, page.published_on)
        for page in snapshot.dated_pages(*CONTENT_KINDS)
        if page.is_sound
    ]


def is_superior(source: str, asked: tuple[str, ...], own: str, level: Level | None) -> bool:
    """Whether a source is one asked for; without names, a government above one of that level (unknown: a county's), never the own one."""
    if asked:
        return any(bare(name) in bare(source) for name in asked)
    if STATE.search(source):
        return True
    if not source or (own and own in source) or level is Level.PROVINCE:
        return False
    return bool(PROVINCE.search(source)) or (level is not Level.CITY and bool(CITY.search(source)))


def _is_some_site(source: str, own: str) -> bool:
    """Whether a source is a government's site, and neither the own place's nor one whose level was told."""
    told = any(words.search(source) for words in (STATE, PROVINCE, CITY))
    return bool(SITE.search(source)) and not told and not (own and own in source)


def _doubt(
    articles: list[Article], column: Column | None, parameters: RepostsParameters, context: Context, region: str
) -> str:
    """Why there may be more than was counted; empty where that is sure."""
    first, last = parameters.period.days(context.as_of, context.year)
    if parameters.period.is_running(context.as_of, context.year):
        return "检查时段还没有结束"
    if column and column.newest and first <= column.newest <= last:
        return f"栏目“{column.name}”在时段内有更新"
    if column and column.newest is None and column.items:
        return f"栏目“{column.name}”的条目没有日期"
    if not articles:
        return "时段内没有读到有日期的稿件"
    own = region[:-1]
    other = next((each.source for each in articles if _is_some_site(each.source, own)), "")
    if other:
        return f"有来源为“{other}”的稿件，不能确定是不是上级"
    stated = sum(bool(each.source) for each in articles)
    return "" if stated >= STATED * len(articles) else "多数稿件没有注明来源"


def _lacking(page: Page, words: str, doubt: str, measured: dict[str, int]) -> Assessment:
    kind = "doubtful" if doubt else "missing" if not measured["reposts"] else "too_few"
    message = f"{words}{f'；{doubt}，需人工核实' if doubt else ''}。"
    finding = Finding(
        kind,
        "转载上级重要信息的数量不能确定，需人工核实。" if doubt else f"{KINDS[kind].words}。",
        KINDS[kind].severity,
        page.url,
        evidence=(cite_page(page, page.heading or page.title),),
    )
    return Assessment(Outcome.REVIEW if doubt else Outcome.FAIL, message, measured, (finding,))
