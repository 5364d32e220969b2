"""The entry of the disclosure column (政府信息公开栏目入口) on the home page: found by any name, judged by its exact name."""

from dataclasses import dataclass

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.contract import Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.facts import Link, Page, Target
from portal.snapshot import Snapshot
from portal.states import Fill, LinkState, Region, Scope

OFFICIAL_NAME = "政府信息公开"
# Names portals use for the same column, nearest to the official one first.
NEAR_NAMES = (
    "政府信息公开专栏",
    "政府信息公开平台",
    "政府信息公开网",
    "政府信息公开栏",
    "信息公开专栏",
    "信息公开",
    "政务公开",
    "政务信息公开",
    "公开",
)
MENU_LINKS = 5  # fewer links with an address in header and navigation: the menu is written by script
KINDS = {
    "missing": "首页没有政府信息公开栏目入口",
    "misnamed": "政府信息公开栏目名称不规范",
    "dead": "政府信息公开栏目打不开",
    "off_platform": "政府信息公开栏目不在本网站",
    "other_host": "政府信息公开栏目在本单位的另一个网站",
    "hidden": "政府信息公开入口不可见",
    "no_address": "政府信息公开入口没有链接地址",
}


class EntryParameters(Parameters):
    """`name`: what the column must be called; `near_names`: names that show the column but are not its name."""

    name: str = OFFICIAL_NAME
    near_names: tuple[str, ...] = NEAR_NAMES


@dataclass(frozen=True)
class Entries:
    """Links on the home page that lead, or seem to lead, to the disclosure column."""

    exact: tuple[Link, ...]
    near: tuple[Link, ...]

    @property
    def best(self) -> Link | None:
        """The link to follow: an exactly named one before a near one, a visible one with an address before others."""
        ranked = sorted((*self.exact, *self.near), key=lambda link: (not link.url, link.hidden))
        exact = [link for link in ranked if link in self.exact and link.url]
        return next(iter((*exact, *(link for link in ranked if link.url))), None)


def find_entries(snapshot: Snapshot, home: Page, parameters: EntryParameters) -> Entries:
    """Entries on the home page. A near name counts in any region, since portals put it in menus, blocks and footers."""
    exact, near = [], []
    for link in snapshot.links(home.id):
        label = link.label
        if label == parameters.name or "".join(link.title.split()) == parameters.name:
            exact.append(link)
        elif label in parameters.near_names:
            near.append(link)
    near.sort(key=lambda link: parameters.near_names.index(link.label))
    return Entries(tuple(exact), tuple(near))


@check(
    "disclosure.entry",
    parameters=EntryParameters,
    worst=Severity.MAJOR,
    kinds=KINDS,
    texts=Texts(
        title="首页设“政府信息公开”栏目",
        required="首页有名称恰为“政府信息公开”的栏目入口，点开是本网站上的栏目。",
        method="在首页所有可见链接中查找名称恰好一致的入口（忽略空白和换行，图片按替代文字），再打开它；名称相近的作为线索列出。",
        basis="国办公开办函〔2019〕61号",
        remedy="在首页显著位置设置名称为“政府信息公开”的栏目入口，链接到本网站的政府信息公开栏目。",
        effort="小",
    ),
)
def entry(snapshot: Snapshot, parameters: EntryParameters, context: Context) -> Assessment:
    """A visible home-page link named exactly `name` that opens the column on the same platform.

    Inputs: links of the home page and what became of their targets. Passes when one such link opens on the audited host. A near name
    instead, none at all, a dead target or one on a foreign host fail. Review: the link is hidden, has no address, opens another host
    of the same unit, or could not be confirmed dead. Unknown: home page not read, menu written by script, target not looked at or
    blocked. Serves 国办公开办函〔2019〕61号.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    entries = find_entries(snapshot, home, parameters)
    measured = {"exact": len(entries.exact), "near": [link.label for link in entries.near[:5]]}
    if entries.exact:
        return _judge_exact(snapshot, home, entries.exact, parameters.name, measured)
    if _menu_is_scripted(snapshot, home):
        return unknown(Reason.NO_BROWSER, "首页导航由脚本生成", **measured)
    if entries.near:
        return _misnamed(home, entries.near, parameters.name, measured)
    finding = Finding(
        "missing",
        f"首页没有名称为“{parameters.name}”的栏目入口，也没有名称相近的入口。",
        Severity.MAJOR,
        evidence=(cite_page(home),),
    )
    return Assessment(Outcome.FAIL, finding.message, measured, (finding,))


def _menu_is_scripted(snapshot: Snapshot, home: Page) -> bool:
    menu = [link for link in snapshot.links(home.id) if link.region in (Region.HEADER, Region.NAVIGATION) and link.url]
    return home.fill is Fill.SCRIPTED or (len(menu) < MENU_LINKS and _has_few_links(snapshot, home))


def _has_few_links(snapshot: Snapshot, home: Page) -> bool:
    anchors = {link.url for link in snapshot.links(home.id) if link.element == "a" and link.url}
    return len(anchors) < MENU_LINKS


def _misnamed(home: Page, near: tuple[Link, ...], name: str, measured: dict[str, object]) -> Assessment:
    label = near[0].label
    finding = Finding(
        "misnamed",
        f"首页没有名称为“{name}”的入口，最接近的是“{label}”。",
        Severity.MAJOR,
        element=label,
        remedy=f"将栏目统一命名为“{name}”。",
        evidence=tuple(cite_link(home, link) for link in near[:3]),
    )
    return Assessment(Outcome.FAIL, finding.message, measured, (finding,))


def _judge_exact(
    snapshot: Snapshot, home: Page, links: tuple[Link, ...], name: str, measured: dict[str, object]
) -> Assessment:
    """The best of several entries decides: mobile and desktop menus both carry one."""
    judged = [_judge_link(snapshot, home, link, name) for link in links]
    order = [Outcome.PASS, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.FAIL]
    best = min(judged, key=lambda assessment: order.index(assessment.outcome))
    return Assessment(best.outcome, best.reason, measured, best.findings, best.reason_code)


def _judge_link(snapshot: Snapshot, home: Page, link: Link, name: str) -> Assessment:
    if not link.url:
        return _single("no_address", Outcome.REVIEW, f"首页的“{name}”没有链接地址，需人工点开确认。", home, link)
    target = snapshot.target_by_id(link.target_id)
    if target is None or target.state in (LinkState.PENDING, LinkState.SKIPPED):
        return unknown(Reason.NOT_FETCHED, f"“{name}”栏目")
    if target.state is LinkState.BLOCKED:
        return unknown(Reason.BLOCKED, f"“{name}”栏目")
    if target.state is LinkState.BROKEN:
        why = target.fault.words if target.fault else target.state.words
        return _single("dead", Outcome.FAIL, f"首页的“{name}”入口打不开：{why}。", home, link)
    if target.state is LinkState.SUSPECT:
        return _single("dead", Outcome.REVIEW, f"首页的“{name}”入口疑似打不开，需人工核实。", home, link)
    return _judge_place(home, link, target, name)


def _judge_place(home: Page, link: Link, target: Target, name: str) -> Assessment:
    if target.scope is Scope.EXTERNAL:
        return _single("off_platform", Outcome.FAIL, f"首页的“{name}”入口打开的是其他网站：{target.url}。", home, link)
    if target.scope is Scope.RELATED:
        words = f"首页的“{name}”入口打开的是另一个域名：{target.url}，需人工确认是否为单独建设的网站。"
        return _single("other_host", Outcome.REVIEW, words, home, link)
    if link.hidden:
        return _single("hidden", Outcome.REVIEW, f"首页的“{name}”入口不可见，需人工确认。", home, link)
    return Assessment(Outcome.PASS, f"首页{link.region.words}有“{name}”入口，可以打开。")


def _single(kind: str, outcome: Outcome, message: str, home: Page, link: Link) -> Assessment:
    severity = Severity.MAJOR if outcome is Outcome.FAIL else Severity.INFO
    finding = Finding(kind, message, severity, subject=link.url, evidence=(cite_link(home, link),))
    return Assessment(outcome, message, findings=(finding,))
