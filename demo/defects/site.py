"""Defects of the whole site: IPv6, footer marks (底部标识), page labels (页面标签)."""

from collections.abc import Callable

from demo.draft import Draft
from demo.page import Page
from demo.planting import Consequence, Trace, defect

ARTICLES, COLUMNS = "articles", "columns"
TEMPLATE = {ARTICLES: "文章页模板", COLUMNS: "栏目页模板"}


def _is_article(page: Page) -> bool:
    return any(name == "ArticleTitle" for name, _ in page.tags)


def _sweep(draft: Draft, template: str, change: Callable[[Page], None]) -> list[str]:
    """Apply a change to all pages of a template when they are composed; the list fills with their paths then."""
    paths: list[str] = []

    def apply(page: Page) -> None:
        if page.path != "/" and _is_article(page) == (template == ARTICLES):
            change(page)
            paths.append(page.path)

    draft.sweeps.append(apply)
    return paths


@defect("ipv6.dns", "no_aaaa")
def no_aaaa(draft: Draft) -> Trace:
    """The name has no AAAA record, so the home page cannot be reached over IPv6 either."""
    draft.ipv6 = False
    also = (Consequence("ipv6.reachable", "unreachable", "no_address"),)
    return Trace("域名没有 AAAA 记录。", also=also)


@defect("site.identity", "mark_missing")
def mark_missing(draft: Draft, template: str, mark: str) -> Trace:
    """A template's footer lacks a mark."""
    element = mark
    paths = _sweep(draft, template, lambda page: setattr(page.marks, mark, None))
    return Trace(f"{TEMPLATE[template]}的底部缺少标识 {mark}。", element, pages=paths)


@defect("site.identity", "mark_missing")
def site_code_in_comment(draft: Draft, template: str, code: str) -> Trace:
    """The only site code in a template's footer stands inside an HTML comment, and is another site's."""

    def hide(page: Page) -> None:
        page.marks.site_code, page.marks.hidden_code = None, code

    paths = _sweep(draft, template, hide)
    return Trace(f"{TEMPLATE[template]}的网站标识码只写在网页注释里。", "site_code", pages=paths)


@defect("site.identity", "mark_malformed")
def mark_malformed(draft: Draft, template: str, mark: str, text: str) -> Trace:
    """A template's footer gives a mark in a form that it cannot have."""
    paths = _sweep(draft, template, lambda page: setattr(page.marks, mark, text))
    return Trace(f"{TEMPLATE[template]}底部的 {mark} 写成“{text}”，格式不对。", mark, pages=paths)


@defect("site.identity", "mark_foreign")
def police_foreign(draft: Draft, template: str, text: str) -> Trace:
    """A template's footer carries the 公安备案 number of another place."""
    paths = _sweep(draft, template, lambda page: setattr(page.marks, "police", text))
    return Trace(f"{TEMPLATE[template]}底部的公安备案号“{text}”属于另一地区。", "police", pages=paths)


@defect("site.find_errors", "missing")
def find_errors_missing(draft: Draft, template: str) -> Trace:
    """A template's footer lacks the 找错 entry."""
    paths = _sweep(draft, template, lambda page: setattr(page.marks, "find_errors", False))
    return Trace(f"{TEMPLATE[template]}底部没有“我为政府网站找错”入口。", pages=paths)


@defect("site.meta_tags", "tag_missing")
def tag_missing(draft: Draft, template: str, tag: str) -> Trace:
    """A template lacks a tag."""
    paths = _sweep(draft, template, lambda page: page.retag(tag, None))
    return Trace(f"{TEMPLATE[template]}没有 {tag} 标签。", tag, pages=paths)


@defect("site.meta_tags", "tag_empty")
def tag_empty(draft: Draft, template: str, tag: str) -> Trace:
    """A template leaves a tag's content empty."""
    paths = _sweep(draft, template, lambda page: page.retag(tag, ""))
    return Trace(f"{TEMPLATE[template]}的 {tag} 标签内容为空。", tag, pages=paths)


@defect("site.meta_tags", "tag_untrue")
def tag_untrue(draft: Draft, template: str, tag: str, value: str) -> Trace:
    """A template's tag tells something that is not so."""
    paths = _sweep(draft, template, lambda page: page.retag(tag, value))
    return Trace(f"{TEMPLATE[template]}的 {tag} 标签写成“{value}”，与实际不符。", tag, pages=paths)


@defect("site.meta_tags", "tag_malformed")
def pub_date_in_twelve_hours(draft: Draft, template: str) -> Trace:
    """PubDate is given in the 12-hour clock with AM and PM."""

    def restyle(page: Page) -> None:
        at = page.context["article"].at
        page.retag("PubDate", f"{at:%Y-%m-%d %I:%M} {'PM' if at.hour >= 12 else 'AM'}")

    paths = _sweep(draft, template, restyle)
    return Trace(f"{TEMPLATE[template]}的 PubDate 用了 12 小时制（如 03:15 PM）。", "PubDate", pages=paths)
