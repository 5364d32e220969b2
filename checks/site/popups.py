"""Floating and pop-up windows (飘窗、弹窗), and advertisements."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field

from checks.assessment import Assessment, Context, Evidence, Finding, unknown
from checks.citing import cite_page, shorten
from checks.contract import Kind, Parameters, Texts, check
from checks.outcomes import Outcome, Reason, Severity
from portal.floating_windows import FloatingView
from portal.storage.snapshot import Snapshot

Window = dict[str, Any]
KINDS = {
    "floating": Kind("飘窗、弹窗过多", Severity.MINOR),
    "not_closable": Kind("不能关闭的飘窗、弹窗", Severity.MINOR),
    "advertisement": Kind("带商业广告的飘窗、弹窗", Severity.MINOR),
    "unclear": Kind("需人工判断的飘窗、弹窗", Severity.INFO),
}
# Words of windows that only serve the page or its visitor: back to the top, sharing, help, the accessible view.
_FUNCTION = re.compile(
    r"顶部|TOP|分享|扫一扫|扫码|二维码|客服|无障碍|长者|适老|关怀|智能问答|智能机器人|小助手|导航|目录|菜单|字号|打印|收藏|纠错|找错",
    re.IGNORECASE,
)
_OFFER = re.compile(r"优惠|促销|特价|抢购|秒杀|包邮|加盟|限时|折扣|贷款|理财|免费领|立即购买|下单|到店|热卖|广告位招租")


class PopupsParameters(Parameters):
    """What may float over a page."""

    max_floating: int = Field(
        default=1, ge=0, le=20, title="最多飘窗数", description="floating or pop-up windows a page may open"
    )
    closable: bool = Field(default=True, title="飘窗要能关闭", description="each of them can be closed")
    advertisements: bool = Field(default=False, title="允许商业广告", description="commercial advertisements may stand")


@check(
    "site.popups",
    parameters=PopupsParameters,
    worst=Severity.MINOR,
    kinds=KINDS,
    texts=Texts(
        title="没有扰人的弹窗广告",
        required="页面上的飘窗、弹窗数量有限且都能关闭，没有商业广告。",
        method="在浏览器里打开首页和政府信息公开栏目，数出固定或游走在页面上的窗口（返回顶部、分享等工具条不算），看有没有关闭按钮，再看文字和链接去向是不是商业广告。",
        basis="国办发〔2017〕47号；工业和信息化部 2021年《互联网网站适老化通用设计规范》",
        remedy="去掉多余的飘窗，保留的加上关闭按钮；删除商业广告及其链接。",
        effort="小",
    ),
)
def popups(snapshot: Snapshot, parameters: PopupsParameters, context: Context) -> Assessment:
    """Windows that float over the pages are few and can be closed, and none advertises.

    Inputs: elements the browser saw staying in view or wandering over the home page and the disclosure column, their words, buttons and links;
    bars across the page, tools (back to the top, sharing, help) and mere words are none. Fails when a page has more than `max_floating`, when one that
    wanders or shows pictures has no way to close it although `closable` asks for it, or when one with words of a commercial offer leads out
    of the government's sites and `advertisements` is false. Review where such words or a foreign target stand alone.
    Unknown where no browser looked at the home page. Serves 国办发〔2017〕47号 and the rules for websites of 2021.
    """
    views = list(snapshot.floating_views())
    if not views:
        return unknown(Reason.NO_BROWSER, "没有在浏览器里看过首页有没有飘窗")
    findings = tuple(finding for view in views for finding in _of_view(snapshot, view, parameters))
    most = max(len(_floating(view)) for view in views)
    measured = {"looked_at": len(views), "most_floating": most}
    sure = [finding for finding in findings if finding.severity is not Severity.INFO]
    if sure:
        return Assessment(Outcome.FAIL, sure[0].message, measured, findings)
    if findings:
        return Assessment(Outcome.REVIEW, f"有 {len(findings)} 个飘窗需人工判断。", measured, findings)
    words = f"看过的 {len(views)} 个页面上最多有 {most} 个飘窗，符合要求。" if most else "看过的页面上没有飘窗。"
    return Assessment(Outcome.PASS, words, measured)


def _floating(view: FloatingView) -> list[Window]:
    """Windows of a page that are neither bars nor tools nor mere words."""
    return [window for window in view.windows if _is_window(window)]


def _is_window(window: Window) -> bool:
    if window.get("across") or (_FUNCTION.search(window.get("words", "")) and not window.get("moves")):
        return False
    return bool(window.get("moves") or window.get("pictures"))


def _of_view(snapshot: Snapshot, view: FloatingView, parameters: PopupsParameters) -> Iterator[Finding]:
    windows = _floating(view)
    if len(windows) > parameters.max_floating:
        message = f"页面上有 {len(windows)} 个飘窗、弹窗，最多允许 {parameters.max_floating} 个：{view.url}"
        evidence = tuple(_cited(snapshot, view, window) for window in windows)
        yield Finding("floating", message, Severity.MINOR, subject=view.url, evidence=evidence)
    for window in windows:
        if parameters.closable and not window.get("closable"):
            yield _finding(snapshot, view, window, "not_closable", "飘窗没有关闭按钮")
        if not parameters.advertisements:
            yield from _of_offer(snapshot, view, window)


def _of_offer(snapshot: Snapshot, view: FloatingView, window: Window) -> Iterator[Finding]:
    offers = _OFFER.search(window.get("words", ""))
    foreign = [url for url in window.get("links", ()) if _is_foreign(snapshot, url)]
    if offers and foreign:
        yield _finding(snapshot, view, window, "advertisement", f"飘窗有商业广告（“{offers[0]}”，通往 {foreign[0]}）")
    elif offers or foreign:
        what = f"带有“{offers[0]}”字样" if offers else f"通往政府网站以外的 {foreign[0]}"
        yield _finding(snapshot, view, window, "unclear", f"飘窗{what}，需人工判断是不是商业广告")


def _is_foreign(snapshot: Snapshot, url: str) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    own = host == snapshot.site.host or host in snapshot.site.aliases
    return not own and not host.endswith(".gov.cn") and host != "gov.cn"


def _finding(snapshot: Snapshot, view: FloatingView, window: Window, kind: str, message: str) -> Finding:
    name = window.get("selector") or "window"
    words = shorten(window.get("words", ""))[:40]
    return Finding(
        kind,
        f"{message}：{f'“{words}”' if words else name}，在 {view.url}",
        KINDS[kind].severity,
        subject=view.url,
        element=name,
        evidence=(_cited(snapshot, view, window),),
    )


def _cited(snapshot: Snapshot, view: FloatingView, window: Window) -> Evidence:
    page = snapshot.page(view.url)
    words, selector = window.get("words", ""), window.get("selector", "")
    if page is None:
        return Evidence(url=view.url, selector=selector, excerpt=shorten(words), observed_at=view.at)
    return cite_page(page, words, selector)
