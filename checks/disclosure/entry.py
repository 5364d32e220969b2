"""The entry of the disclosure column (政府信息公开栏目入口) on the home page: found by any name, judged by its exact name."""

from checks.assessment import Assessment, Context, Finding, unknown
from checks.citing import cite_link, cite_page
from checks.contract import Kind, Texts, check
from checks.disclosure.entry_links import Entries, EntryParameters, shown_name
from checks.outcomes import Outcome, Reason, Severity
from checks.places import Place, is_same_page, place_of
from portal.facts import Link, Page, Target
from portal.markup.visibility import menu_is_unseen
from portal.states import Fault, LinkState, Scope
from portal.storage.snapshot import Snapshot

PARTS = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报")
KINDS = {
    "missing": Kind("首页没有政府信息公开栏目入口", Severity.MAJOR),
    "misnamed": Kind("政府信息公开栏目名称不规范", Severity.MAJOR),
    "dead": Kind("政府信息公开栏目打不开", Severity.MAJOR),
    "off_platform": Kind("政府信息公开栏目不在本网站", Severity.MAJOR),
    "other_host": Kind("政府信息公开栏目在本单位的另一个网站", Severity.INFO),
    "hidden": Kind("政府信息公开入口不可见", Severity.INFO),
    "no_address": Kind("政府信息公开入口没有链接到栏目", Severity.INFO),
}
_BEST_FIRST = (Outcome.PASS, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.FAIL)


@check(
    "disclosure.entry",
    parameters=EntryParameters,
    worst=Severity.MAJOR,
    kinds=KINDS,
    texts=Texts(
        title="首页设“政府信息公开”栏目",
        required="首页有名称恰为“政府信息公开”的栏目入口，点开是本网站上的栏目。",
        method="在首页所有可见链接中查找名称恰好一致的入口（忽略空白、换行和箭头等装饰，图片按替代文字），再打开它；名称相近的作为线索列出。",
        basis="国办公开办函〔2019〕61号",
        remedy="在首页显著位置设置名称为“政府信息公开”的栏目入口，链接到本网站的政府信息公开栏目。",
        effort="小",
    ),
)
def entry(snapshot: Snapshot, parameters: EntryParameters, context: Context) -> Assessment:
    """A visible home-page link named exactly `name` that opens the column on the same platform.

    Inputs: links of the home page and where each leads, redirects followed. Passes when one such link opens on the audited host or one
    of its aliases. A near name instead, none at all, a dead target or one on a foreign host fail. Review: the link is hidden, bears
    the name in its hover title only, has no address or leads back to the home page, opens another host of the same unit, or could not
    be confirmed dead; or the home page links to the column's parts but not to the column. Unknown: home page not read, its menu not
    seen because a script writes it, target not looked at or blocked. Serves 国办公开办函〔2019〕61号.
    """
    home = snapshot.home()
    if home is None:
        return unknown(Reason.NOT_FETCHED, "首页")
    entries = Entries.on(snapshot, home, parameters)
    measured = {"exact": len(entries.exact), "near": [shown_name(link) for link in entries.near[:5]]}
    judged = [_judge(snapshot, home, link, parameters.name) for link in (*entries.exact, *entries.titled)]
    best = min(judged, key=lambda assessment: _BEST_FIRST.index(assessment.outcome), default=None)
    if best and not (best.outcome is Outcome.FAIL and _menu_is_unseen(snapshot, home)):
        return Assessment(best.outcome, best.reason, measured, best.findings, best.reason_code)
    if _menu_is_unseen(snapshot, home):
        return unknown(Reason.NO_BROWSER, "首页导航由脚本生成", **measured)
    if entries.near:
        return _misnamed(home, entries.near, parameters.name, measured)
    return _missing(snapshot, home, parameters.name, measured)


def _menu_is_unseen(snapshot: Snapshot, home: Page) -> bool:
    return menu_is_unseen(home, snapshot.links(home.id))


def _misnamed(home: Page, near: tuple[Link, ...], name: str, measured: dict[str, object]) -> Assessment:
    label = shown_name(near[0])
    finding = Finding(
        "misnamed",
        f"首页没有名称为“{name}”的入口，最接近的是“{label}”。",
        Severity.MAJOR,
        element=label,
        remedy=f"将栏目统一命名为“{name}”。",
        evidence=tuple(cite_link(home, link) for link in near[:3]),
    )
    return Assessment(Outcome.FAIL, finding.message, measured, (finding,))


def _missing(snapshot: Snapshot, home: Page, name: str, measured: dict[str, object]) -> Assessment:
    parts = [link for link in snapshot.links(home.id) if shown_name(link) in PARTS]
    if len({shown_name(link) for link in parts}) >= 2:
        words = f"首页直接列出了{'、'.join(f'“{shown_name(link)}”' for link in parts[:4])}，但没有读到“{name}”的链接，需人工核实。"
        finding = Finding(
            "no_address", words, Severity.INFO, evidence=tuple(cite_link(home, link) for link in parts[:4])
        )
        return Assessment(Outcome.REVIEW, words, measured, (finding,))
    words = f"首页没有名称为“{name}”的栏目入口，也没有名称相近的入口。"
    finding = Finding("missing", words, Severity.MAJOR, evidence=(cite_page(home),))
    return Assessment(Outcome.FAIL, words, measured, (finding,))


def _judge(snapshot: Snapshot, home: Page, link: Link, name: str) -> Assessment:
    """One entry; the best of several decides, since desktop and mobile menus both carry one."""
    if not link.url:
        return _single("no_address", Outcome.REVIEW, f"首页的“{name}”没有链接地址，需人工点开确认。", home, link)
    place = place_of(snapshot, link.url)
    if place.scope is Scope.EXTERNAL:
        return _single("off_platform", Outcome.FAIL, f"首页的“{name}”入口打开的是其他网站：{place.url}。", home, link)
    target = snapshot.target_by_id(link.target_id)
    shut = _not_open(home, link, target, name)
    return shut or _judge_place(home, link, place, name)


def _not_open(home: Page, link: Link, target: Target | None, name: str) -> Assessment | None:
    if target is None or target.state is LinkState.PENDING:
        return unknown(Reason.NOT_FETCHED, f"“{name}”栏目")
    if target.state is LinkState.SKIPPED:
        return _not_tried(home, link, target, name)
    if target.state is LinkState.BLOCKED:
        return unknown(Reason.BLOCKED, f"“{name}”栏目")
    if target.state is LinkState.BROKEN:
        why = target.fault.words if target.fault else target.state.words
        return _single("dead", Outcome.FAIL, f"首页的“{name}”入口打不开：{why}。", home, link)
    if target.state is LinkState.SUSPECT:
        return _single("dead", Outcome.REVIEW, f"首页的“{name}”入口疑似打不开，需人工核实。", home, link)
    return None


def _not_tried(home: Page, link: Link, target: Target, name: str) -> Assessment:
    if target.fault is Fault.PRIVATE:
        words = f"首页的“{name}”入口指向内网地址 {target.url}，互联网上可能打不开，需人工核实。"
        return _single("dead", Outcome.REVIEW, words, home, link)
    reason = Reason.BUDGET if target.fault is Fault.BUDGET else Reason.NOT_FETCHED
    return unknown(reason, f"“{name}”栏目")


def _judge_place(home: Page, link: Link, place: Place, name: str) -> Assessment:
    if place.scope is Scope.RELATED:
        words = f"首页的“{name}”入口打开的是另一个域名：{place.url}，需人工确认是否为单独建设的网站。"
        return _single("other_host", Outcome.REVIEW, words, home, link)
    if is_same_page(place, home) and not link.fragment:
        return _single("no_address", Outcome.REVIEW, f"首页的“{name}”点开仍是首页，需人工确认。", home, link)
    if link.hidden or link.element == "option":
        return _single("hidden", Outcome.REVIEW, f"首页的“{name}”入口不能直接看到，需人工确认。", home, link)
    if shown_name(link) != name:
        words = f"首页入口显示的是“{shown_name(link)}”，鼠标停留时才显示“{name}”，需人工确认。"
        return _single("hidden", Outcome.REVIEW, words, home, link)
    return Assessment(Outcome.PASS, f"首页{link.region.words}有“{name}”入口，可以打开。")


def _single(kind: str, outcome: Outcome, message: str, home: Page, link: Link) -> Assessment:
    severity = Severity.MAJOR if outcome is Outcome.FAIL else Severity.INFO
    finding = Finding(kind, message, severity, subject=link.url, evidence=(cite_link(home, link),))
    return Assessment(outcome, message, findings=(finding,))
