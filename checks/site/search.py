"""The site's own search (站内搜索)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import shorten
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from checks.site.search_evidence import cite_box, cite_results
from portal.site_search import NO_BROWSER, SearchEntry, SearchQuery, SearchState, SearchTrial
from portal.storage.snapshot import Snapshot

KINDS = {
    "unusable": Kind("没有可用的站内搜索", Severity.MINOR),
    "not_found": Kind("已发布的标题搜索不到", Severity.MINOR),
    "no_categories": Kind("搜索结果没有分类", Severity.MINOR),
    "unclear": Kind("需人工核实的站内搜索", Severity.INFO),
}
_UNTRIED = {
    SearchTrial.NOT_ASKED: (Reason.NOT_MEASURED, "这次检查没有测试站内搜索"),
    SearchTrial.NO_TITLES: (Reason.NOTHING_IN_SCOPE, "没有可以用来测试的标题"),
    SearchTrial.NO_BROWSER: (Reason.NO_BROWSER, "搜索框由脚本处理"),
    SearchTrial.ROBOTS: (Reason.NOT_FETCHED, "robots.txt 不允许访问搜索页"),
}
_HINDERED = {
    SearchState.LIMITED: (Reason.BLOCKED, "网站限制了搜索频率"),
    SearchState.BLOCKED: (Reason.BLOCKED, "搜索被网站防护拦截"),
    SearchState.ROBOTS: (Reason.NOT_FETCHED, "robots.txt 不允许访问搜索结果页"),
    SearchState.UNASKED: (Reason.NOT_FETCHED, "搜索没有发出去，可能是检查用的机器的原因"),
}
_TELLING = frozenset((SearchState.FOUND, SearchState.MISSED))


class SearchParameters(Parameters):
    """What is searched for, and what the results must offer."""

    titles: int = Field(
        default=4,
        ge=1,
        le=50,
        title="抽查标题数",
        description="published titles that are searched for, as far as the crawl asked for so many",
    )
    categories: bool = Field(
        default=True, title="结果要分类", description="results must be offered by category of content"
    )


@check(
    "site.search",
    parameters=SearchParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="站内搜索找得到",
        required="网站有可用的站内搜索，已发布的内容能在结果第一页找到，结果分类展示。",
        method="抽取发布满一周、不同栏目的标题和一个不可能有结果的词，用网站自己的搜索框逐个查找，看第一页结果里有没有；再看结果能否按类别筛选。",
        basis="国办秘函〔2019〕19号 扣分指标“站内搜索”；国办发〔2017〕47号",
        remedy="恢复搜索服务，重建索引并让新稿及时入库；结果页按内容类别分组。",
        effort="中",
    ),
)
def search(snapshot: Snapshot, parameters: SearchParameters, context: Context) -> Assessment:
    """The site's own search finds published titles on its first page of results.

    Inputs: the search box of the home page, or of a column page where that has none, and what it answered at the end of the crawl to titles
    published a week ago or more, of different columns and months, and to a word nothing can match; typed into the box in a browser where
    scripts have a hand in it. Fails when a page seen in full has no box and nothing that speaks of one, when every query is answered by an
    error, a maintenance notice or nothing at all (tried again after the waits), when a title is missing where another one was found, and when
    all are missing on pages that say that there is nothing. Fails too where results were read, no tab, filter or word of
    one stands on their pages, and `categories` asks for them. Review where the box may be a script's, where results could not be read, where
    other things than the titles are listed, where a captcha or login stands before them, and where what may be categories is none for sure.
    Unknown where the search was not asked, robots.txt forbids it, the site limits or blocks it, or a browser would be needed.
    A search on another host is the site's as well. Serves 国办秘函〔2019〕19号 站内搜索.
    """
    entry = snapshot.search_entry()
    if entry is None:
        return unknown(Reason.NOT_MEASURED, "站内搜索")
    if entry.trial in _UNTRIED:
        return unknown(*_UNTRIED[entry.trial])
    if entry.trial is SearchTrial.ABSENT:
        return _without_box(snapshot, entry)
    asked = [query for query in snapshot.search_queries() if query.page_url][: parameters.titles]
    if entry.trial is SearchTrial.STOPPED or not asked:
        return unknown(Reason.INTERRUPTED, "站内搜索没有测试完")
    return _judged(snapshot, entry, asked, parameters)


def _without_box(snapshot: Snapshot, entry: SearchEntry) -> Assessment:
    evidence = (cite_box(snapshot, entry),)
    if entry.complete and not entry.hint:
        finding = _finding("unusable", f"首页没有站内搜索：{entry.url}", entry.url, evidence)
        return Assessment(Outcome.FAIL, "首页没有站内搜索的输入框，也没有通往搜索的入口。", {}, (finding,))
    why = f"但页面上有“{entry.hint}”" if entry.hint else "但搜索框可能由脚本生成"
    finding = _finding("unclear", f"首页没有读到搜索框，{why}，需人工核实：{entry.url}", entry.url, evidence)
    return Assessment(Outcome.REVIEW, f"首页没有读到搜索框，{why}，需人工核实。", {}, (finding,))


def _judged(
    snapshot: Snapshot, entry: SearchEntry, asked: list[SearchQuery], parameters: SearchParameters
) -> Assessment:
    measured: dict[str, Any] = {
        "searched": len(asked),
        "found_titles": sum(each.state is SearchState.FOUND for each in asked),
    }
    states = {query.state for query in asked}
    if len(states) == 1 and asked[0].state in _HINDERED:
        hindered = (
            (Reason.NO_BROWSER, "搜索框由脚本处理") if asked[0].error == NO_BROWSER else _HINDERED[asked[0].state]
        )
        return unknown(*hindered, **measured)
    if states == {SearchState.DOWN}:
        return _down(snapshot, entry, asked, measured)
    findings = [finding for query in asked for finding in _of_title(snapshot, entry, query, asked)]
    if parameters.categories:
        findings += _of_categories(snapshot, entry, asked)
    return replace(_verdict(asked, findings, measured), sample=tuple(query.page_url for query in asked))


def _down(snapshot: Snapshot, entry: SearchEntry, asked: list[SearchQuery], measured: dict[str, Any]) -> Assessment:
    why = asked[0].excerpt or (f"状态码 {asked[0].status}" if asked[0].status else "没有应答")
    evidence = (cite_box(snapshot, entry), *(cite_results(query) for query in asked if query.url))
    message = f"站内搜索不能使用：查找 {len(asked)} 个标题都没有得到结果页（{shorten(why)[:40]}）。"
    return Assessment(Outcome.FAIL, message, measured, (_finding("unusable", message, entry.url, evidence),))


def _of_title(
    snapshot: Snapshot, entry: SearchEntry, query: SearchQuery, asked: list[SearchQuery]
) -> Iterator[Finding]:
    """What is to be said of one title that was not found."""
    if query.state is SearchState.FOUND:
        return
    evidence = _cited(snapshot, entry, query)
    works = any(other.state is SearchState.FOUND for other in asked)
    empty = all(other.is_empty for other in asked if other.state is SearchState.MISSED)
    alone = all(other.state is SearchState.MISSED for other in asked) and empty
    if query.state is SearchState.MISSED and (works or alone):
        day = f"（{query.published_on:%Y-%m-%d} 发布）" if query.published_on else ""
        says = "结果页显示没有结果" if query.is_empty else "结果第一页没有它"
        yield _finding("not_found", f"站内搜索查不到《{_bare(query.words)}》{day}：{says}。", query.page_url, evidence)
        return
    why = "列出的都是别的内容" if query.state is SearchState.MISSED else query.state.words
    yield _finding("unclear", f"站内搜索查找《{_bare(query.words)}》：{why}，需人工核实。", query.page_url, evidence)


def _of_categories(snapshot: Snapshot, entry: SearchEntry, asked: list[SearchQuery]) -> Iterator[Finding]:
    """Whether results come by category, said by the pages that list any."""
    read = [query for query in asked if query.state in _TELLING and query.results]
    if not read or any(query.categories for query in read):
        return
    offered = [word for query in read for word in query.filters]
    evidence = tuple(cite_results(query) for query in read)
    if offered or not all(query.complete for query in read):
        why = f"只看到“{'、'.join(dict.fromkeys(offered))[:60]}”" if offered else "结果页有脚本没有运行"
        yield _finding(
            "unclear", f"不能确定搜索结果有没有按内容分类：{why}，需人工核实。", entry.url, evidence, "categories"
        )
    else:
        yield _finding(
            "no_categories", f"搜索结果没有分类，也没有筛选项：{read[0].url}", entry.url, evidence, "categories"
        )


def _verdict(asked: list[SearchQuery], findings: list[Finding], measured: dict[str, Any]) -> Assessment:
    found = tuple(findings)
    missing = sum(finding.kind == "not_found" for finding in found)
    if missing:
        return Assessment(Outcome.FAIL, f"查找 {len(asked)} 个已发布的标题，有 {missing} 个搜索不到。", measured, found)
    sure = [finding for finding in found if finding.severity is not Severity.INFO]
    if sure:
        return Assessment(Outcome.FAIL, sure[0].message, measured, found)
    if found:
        return Assessment(Outcome.REVIEW, f"站内搜索有 {len(found)} 处需人工核实。", measured, found)
    host = urlsplit(asked[0].url).hostname
    return Assessment(Outcome.PASS, f"查找 {len(asked)} 个已发布的标题，都在结果第一页（{host}）。", measured)


def _cited(snapshot: Snapshot, entry: SearchEntry, query: SearchQuery) -> tuple[Evidence, ...]:
    """The results, the page looked for, and the box that was used."""
    page = snapshot.page(query.page_url)
    looked_for = Evidence(url=query.page_url, page_title=page.title if page else "", excerpt=query.words)
    results = (cite_results(query),) if query.url else ()
    return (*results, looked_for, cite_box(snapshot, entry))


def _bare(title: str) -> str:
    """A title to stand between book title marks, its own ones made single."""
    return title.replace("《", "〈").replace("》", "〉")


def _finding(kind: str, message: str, subject: str, evidence: tuple[Evidence, ...], element: str = "") -> Finding:
    return Finding(kind, message, KINDS[kind].severity, subject=subject, element=element, evidence=evidence)
