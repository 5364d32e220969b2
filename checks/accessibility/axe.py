"""Accessibility of sampled pages (无障碍测评), by axe-core in the browser."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import PAGES_CITED, cite_page, shorten
from checks.contract import Kind, Parameters, Texts, check
from checks.options import Pages
from checks.outcomes import Outcome, Reason, Severity
from portal.accessibility_facts import AxePage, AxeResult
from portal.storage.snapshot import Snapshot

NEVER = "never"
RULES_NAMED = 5


class AxeParameters(Parameters):
    """Which pages, which rules, and how many of them may be broken."""

    pages: Pages = 10
    tags: tuple[str, ...] = Field(
        default=("wcag2a", "wcag2aa"),
        min_length=1,
        title="测评规则组",
        description="groups of axe-core's rules that are run",
    )
    max_rules: int | None = Field(
        default=None,
        ge=0,
        le=200,
        title="最多违反规则数",
        description="distinct rules that pages may break; without it they are only listed",
    )


@dataclass
class Rule:
    """One rule and where it is broken, or may be (违反的规则)."""

    name: str
    broken: list[AxeResult] = field(default_factory=list)  # on pages that had come to rest
    doubted: list[AxeResult] = field(
        default_factory=list
    )  # undecided, or on a page whose scripts may not have finished

    @property
    def words(self) -> str:
        """What the rule asks for, with its name."""
        return f"{(self.broken or self.doubted)[0].help}（{self.name}）"


@dataclass(frozen=True)
class Tested:
    """Pages that were tested, and the rules of the asked groups that are not kept, worst first."""

    pages: dict[str, AxePage]
    rules: list[Rule]
    failed: int  # pages that could not be tested

    @property
    def broken(self) -> list[Rule]:
        """Rules that are broken for sure."""
        return [rule for rule in self.rules if rule.broken]


@check(
    "accessibility.axe",
    parameters=AxeParameters,
    worst=Severity.MINOR,
    kinds={"violation": Kind("页面违反无障碍规则", Severity.MINOR)},
    texts=Texts(
        title="页面无障碍测评",
        required="页面的图片、表单、标题、颜色等符合无障碍要求。",
        method="在浏览器中用 axe-core 测首页和抽查的栏目页、内容页，按规则汇总出现的页面和位置；机器只能发现一部分问题，工具自己拿不准的列为待核实；页面里嵌入的框架不测。",
        basis="GB/T 37668-2019；WCAG 2.0 A、AA 级（axe-core 规则）",
        remedy="按列出的规则修改页面模板：补替代文字、表单标签、页面语言，调整颜色对比度。",
        effort="中",
    ),
)
def axe(snapshot: Snapshot, parameters: AxeParameters, context: Context) -> Assessment:
    """Rules of accessibility that sampled pages break, as axe-core finds them.

    Inputs: results of axe-core on the home page and up to `pages` sampled ones in the browser: rule, impact, places. Fails when more than
    `max_rules` distinct rules of `tags` are broken on pages that had come to rest; each is one finding with its pages. Without that figure
    broken rules are listed and the answer is review; it passes where none is broken. Review, too, where what axe-core leaves undecided, or
    found on a page whose scripts did not finish, could exceed the figure, and where pages or groups of rules were not tested. Unknown without
    a browser or a tested page. axe-core's rules follow WCAG, so a level of the Chinese standard is not certified. Serves GB/T 37668-2019 in
    part, and yearly documents.
    """
    tested = _tested(snapshot, parameters)
    if not tested.pages:
        return _untested(snapshot, tested)
    measured = _measured(tested)
    words = _words(tested)
    limit = parameters.max_rules
    if limit is not None and len(tested.broken) > limit:
        findings = tuple(_finding(rule, snapshot, Severity.MINOR) for rule in tested.broken)
        return Assessment(Outcome.FAIL, f"{words}，超过 {limit} 项。", measured, findings, sample=tuple(tested.pages))
    doubt = _doubt(snapshot, tested, parameters)
    if not doubt:
        return Assessment(Outcome.PASS, f"{words}。", measured, sample=tuple(tested.pages))
    findings = tuple(_finding(rule, snapshot, Severity.INFO) for rule in tested.rules)
    return Assessment(Outcome.REVIEW, f"{words}；{doubt}。", measured, findings, sample=tuple(tested.pages))


def _tested(snapshot: Snapshot, parameters: AxeParameters) -> Tested:
    """What was tested, of no more pages than asked for: the home page first."""
    rows = snapshot.axe_pages()
    home = snapshot.home()
    rows.sort(key=lambda row: (home is None or row.url != home.url, row.url))
    rows = rows[: parameters.pages + 1]
    pages = {row.url: row for row in rows if not row.error and set(parameters.tags) & set(row.tags)}
    rules: defaultdict[str, Rule] = defaultdict(lambda: Rule(""))
    for result in snapshot.axe_results():
        page = pages.get(result.url)
        if page is not None and set(parameters.tags) & set(result.tags):
            rule = rules[result.rule]
            rule.name = result.rule
            (rule.broken if page.complete and not result.undecided else rule.doubted).append(result)
    worst = sorted(rules.values(), key=lambda rule: (-len(rule.broken), -_places(rule.broken), rule.name))
    return Tested(pages, worst, sum(bool(row.error) for row in rows))


def _untested(snapshot: Snapshot, tested: Tested) -> Assessment:
    """Why no page was tested."""
    if tested.failed:
        return unknown(Reason.NOT_FETCHED, f"{tested.failed} 个页面在浏览器中都没有测成")
    if snapshot.manifest.options.get("render") == NEVER or not snapshot.manifest.machine.browser:
        return unknown(Reason.NO_BROWSER, "无障碍测评要在浏览器中进行")
    return unknown(Reason.NOT_MEASURED)


def _doubt(snapshot: Snapshot, tested: Tested, parameters: AxeParameters) -> str:
    """Why the pages cannot be said to keep the rules, in words; empty when they do."""
    limit = parameters.max_rules
    if limit is None and tested.broken:
        return "没有规定最多违反几项，由人工判断"
    if len(tested.rules) > (limit or 0):
        return f"另有 {len(tested.rules) - len(tested.broken)} 项规则是否违反需要人工判断"
    unrun = set(parameters.tags).difference(*(page.tags for page in tested.pages.values()))
    if unrun:
        return f"规则组 {'、'.join(sorted(unrun))} 没有测"
    home = snapshot.home()
    if home is None or home.url not in tested.pages:
        return "首页没有测成"
    if tested.failed:
        return f"有 {tested.failed} 个页面没有测成"
    return _too_few(snapshot, tested, parameters)


def _too_few(snapshot: Snapshot, tested: Tested, parameters: AxeParameters) -> str:
    """That the crawl was told to test fewer pages than are asked for, although there are more."""
    sampled = snapshot.manifest.options.get("axe_pages")
    few = isinstance(sampled, int) and sampled < parameters.pages
    return (
        f"要求测首页和 {parameters.pages} 个页面，没有测够"
        if few and snapshot.manifest.run.pages > len(tested.pages)
        else ""
    )


def _words(tested: Tested) -> str:
    number, broken = len(tested.pages), tested.broken
    if not broken:
        return f"测了 {number} 个页面，没有发现违反规则"
    named = "；".join(rule.words for rule in broken[:RULES_NAMED])
    more = " 等" if len(broken) > RULES_NAMED else ""
    return f"测了 {number} 个页面，违反 {len(broken)} 项规则：{named}{more}"


def _measured(tested: Tested) -> dict[str, Any]:
    return {
        "tested_pages": len(tested.pages),
        "broken_rules": len(tested.broken),
        "undecided_rules": len(tested.rules) - len(tested.broken),
        "untested_pages": tested.failed,
        "broken_places": sum(_places(rule.broken) for rule in tested.rules),
    }


def _finding(rule: Rule, snapshot: Snapshot, severity: Severity) -> Finding:
    """One rule with the pages it is broken on."""
    results = rule.broken or rule.doubted
    doubt = "" if rule.broken else "可能"
    message = (
        f"{rule.words}：{len(results)} 个页面{doubt}有 {_places(results)} 处不符合，例如 {shorten(results[0].html)}"
    )
    return Finding("violation", message, severity, element=rule.name, evidence=tuple(_cited(results, snapshot)))


def _cited(results: list[AxeResult], snapshot: Snapshot) -> Iterable[Evidence]:
    for result in results[:PAGES_CITED]:
        page = snapshot.page(result.url)
        if page is not None:
            selector = result.targets[0] if result.targets else ""
            yield cite_page(page, f"{result.count} 处：{result.html}", selector)


def _places(results: list[AxeResult]) -> int:
    return sum(result.count for result in results)
