"""Entry to the accessible view (无障碍、适老化入口)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import Field

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.column_search import bare
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from checks.places import CLICKABLE, is_same_page, place_of
from portal.facts import Link, Page
from portal.markup.visibility import menu_is_unseen
from portal.states import LinkState, Scope
from portal.storage.snapshot import Snapshot

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
KINDS = {
    "missing": Kind("首页没有无障碍或适老化入口", Severity.MINOR),
    "dead": Kind("无障碍入口打不开", Severity.MINOR),
    "unclear": Kind("需人工点开确认的无障碍入口", Severity.INFO),
}
ENTRIES = CLICKABLE | {"button"}
LONGEST = 12  # characters of an entry's words; longer ones are titles of articles
# What may stand before and after a name: beyond that it names a topic (无障碍环境建设), a service or an article.
_BEFORE = r"(?:网站|网页|本站|进入|切换|开启|打开|政府网站|老年人|智能)*"
_AFTER = r"(?:浏览|阅读|访问|版|版本|版式|模式|服务|通道|辅助|辅助浏览|辅助工具|工具|工具条|工具栏|助手|专区|网站|频道|入口|导航|系统|和|与|及|/|、|\||适老化|长者|关怀|老年)*"
# Scripts of toolbars that write their own entry.
_TOOLBAR = re.compile(r"wza|wzatool|accessib|barrier|canyou|cyy|slh|elder|oldman|toolbar|assist|aria", re.IGNORECASE)


class EntryParameters(Parameters):
    """By which names it goes, and whether it must work."""

    names: tuple[str, ...] = Field(
        default=USUAL_NAMES, min_length=1, title="入口名称", description="words of which the entry's name holds one"
    )
    works: bool = Field(default=True, title="入口要有效", description="using it changes the page or opens another view")


@check(
    "accessibility.entry",
    parameters=EntryParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="无障碍入口可用",
        required="首页有无障碍或适老化入口，点开后确实出现大字、语音、高对比度等辅助功能。",
        method="在首页按常用名称查找入口，看它打开的是不是另一个页面；由脚本打开工具条、名称不能确定、入口可能由脚本写出的请人工点开确认。",
        basis="《无障碍环境建设法》第三十二条；工业和信息化部 2021年《互联网网站适老化通用设计规范》",
        remedy="启用无障碍工具条或适老版页面，入口放在首页显著位置。",
        effort="中",
    ),
)
def entry(snapshot: Snapshot, parameters: EntryParameters, context: Context) -> Assessment:
    """The home page has an entry to an accessible view, and the entry works.

    Inputs: visible links, buttons and picture texts of the home page, its scripts, and what became of the entry's target. Fails when no
    entry bears one of `names` on a home page read in full, or, with `works`, when the only entries are dead.
    Review where the entry starts a script or opens the home page again and nobody saw the effect, where its words may name
    a topic, and where a script nobody ran may write it: no menu was seen, a toolbar's or a stranger's script is loaded.
    Unknown where the home page was not read. Serves 无障碍环境建设法 art. 32, the rules for websites of 2021, and yearly documents.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    links = list(snapshot.links(home.id))
    rows = {item.url for item in snapshot.items(home.id) if item.date_text}
    named = [link for link in links if _is_named(link, parameters.names) and link.url not in rows]
    sure = [link for link in named if _is_entry(link, parameters.names)]
    if sure:
        return _of_entries(snapshot, home, sure, parameters.works)
    if named:
        return _unclear(home, f"“{named[0].label}”不能确定是不是无障碍入口", named[0])
    doubt = _unseen(home, links)
    if doubt:
        return _unclear(home, doubt)
    finding = Finding("missing", "首页没有无障碍或适老化入口。", Severity.MINOR, home.url, evidence=(cite_page(home),))
    return Assessment(Outcome.FAIL, finding.message, {"entries": 0}, (finding,))


def _is_named(link: Link, names: tuple[str, ...]) -> bool:
    return (
        link.element in ENTRIES
        and not link.hidden
        and any(any(name in words for name in names) and len(words) <= LONGEST for words in _words(link))
    )


def _words(link: Link) -> Iterator[str]:
    yield from (bare(words) for words in (link.text, link.alt, link.title) if words)


def _is_entry(link: Link, names: tuple[str, ...]) -> bool:
    name = "|".join(map(re.escape, names))
    form = re.compile(rf"{_BEFORE}(?:{name}){_AFTER}(?:(?:{name}){_AFTER})?")
    return any(form.fullmatch(words) for words in _words(link))


def _of_entries(snapshot: Snapshot, home: Page, entries: list[Link], works: bool) -> Assessment:
    """What the best of the entries does."""
    judged = [_judge(snapshot, home, link) for link in entries]
    best = min(judged, key=lambda finding: ("", "unclear", "dead").index(finding.kind if finding else ""))
    measured = {"entries": len(entries)}
    name = entries[0].label
    if best is None:
        return Assessment(Outcome.PASS, f"首页有“{name}”入口，可以打开。", measured)
    if not works and best.kind != "dead":
        return Assessment(Outcome.PASS, f"首页有“{name}”入口。", measured)
    outcome = Outcome.REVIEW if best.kind == "unclear" else Outcome.FAIL
    return Assessment(outcome, best.message, measured, (best,))


def _judge(snapshot: Snapshot, home: Page, link: Link) -> Finding | None:
    """Why an entry may not work; None where it opens another view."""
    if not link.url:
        return _finding(home, link, "unclear", f"“{link.label}”由脚本起作用，需人工点开确认有没有辅助功能。")
    target = snapshot.target_by_id(link.target_id)
    if target is not None and target.state is LinkState.BROKEN:
        why = target.fault.words if target.fault else target.state.words
        return _finding(home, link, "dead", f"“{link.label}”打不开：{why}。")
    place = place_of(snapshot, link.url)
    if is_same_page(place, home):
        return _finding(home, link, "unclear", f"“{link.label}”点开仍是首页，需人工确认有没有出现辅助功能。")
    opened = target is not None and target.state in (LinkState.OK, LinkState.REDIRECTED)
    if place.page is None and not (opened and place.scope is not Scope.INTERNAL):
        return None if opened else _finding(home, link, "unclear", f"“{link.label}”没有打开过，需人工点开确认。")
    return None


def _finding(home: Page, link: Link, kind: str, message: str) -> Finding:
    return Finding(
        kind, message, KINDS[kind].severity, home.url, element=bare(link.label), evidence=(cite_link(home, link),)
    )


def _unseen(home: Page, links: list[Link]) -> str:
    """Why an entry may be there that no link showed; empty where there is none."""
    if menu_is_unseen(home, links):
        return "首页的页头、导航可能由脚本生成，没有读到无障碍入口"
    if home.rendered:
        return ""
    scripts = [link.url for link in links if link.element == "script" and link.url]
    if any(_TOOLBAR.search(urlsplit(url).path) for url in scripts):
        return "首页引用了可能是无障碍工具条的脚本，入口可能由脚本写出"
    if any(urlsplit(url).hostname != urlsplit(home.url).hostname for url in scripts):
        return "首页引用了其他网站的脚本，入口可能由脚本写出"
    return ""


def _unclear(home: Page, why: str, link: Link | None = None) -> Assessment:
    evidence = (cite_link(home, link) if link else cite_page(home),)
    finding = Finding("unclear", f"{why}，需人工核实。", Severity.INFO, home.url, evidence=evidence)
    return Assessment(Outcome.REVIEW, finding.message, {"entries": 0}, (finding,))
