"""Look-alikes: what a careless checker would flag and a careful one must not."""

from demo.content import Link
from demo.draft import Draft
from demo.model import Response
from demo.page import Page
from demo.planting import Lookalike, decoy


def _add(draft: Draft, path: str, markup: str) -> None:
    draft.edit(path, lambda page: page.context.setdefault("markup", []).append(markup))


@decoy
def innocent_page(draft: Draft, article: str, check: str, note: str) -> Lookalike:
    """A page whose words or shape look like a defect."""
    path = draft.path(article)
    return Lookalike(check, note, path, [path])


@decoy
def guarded_page(draft: Draft, page: str, text: str, path: str, status: int) -> Lookalike:
    """A linked page that refuses the checker: blocked, never broken."""
    headers = {"Retry-After": "1"} if status == 429 else {}
    draft.responses[path] = Response(f"访问受限 {status}".encode(), status=status, headers=headers)
    _add(draft, draft.path(page), f'<p><a href="{path}">{text}</a></p>')
    return Lookalike(
        "links.site", f"“{text}”返回 {status}，属于被拦截，不算断链。", path, [draft.path(page)], "blocked"
    )


@decoy
def robots_disallowed(draft: Draft, page: str, text: str, path: str) -> Lookalike:
    """A linked page in a folder that robots.txt keeps closed: skipped, not broken."""
    draft.responses[path] = Response("内部办公入口".encode())
    _add(draft, draft.path(page), f'<p><a href="{path}">{text}</a></p>')
    return Lookalike("links.site", "robots.txt 不允许抓取，只能跳过。", path, [draft.path(page)], "skipped")


@decoy
def slow_page(draft: Draft, text: str, path: str, seconds: float) -> Lookalike:
    """A page on the home page that takes its time."""
    body = f"<!DOCTYPE html><meta charset=utf-8><title>{text}</title><p>{text}：人口二十六万四千，辖十二个乡镇。</p>"
    draft.responses[path] = Response(body.encode(), delay=seconds)
    _add(draft, "/", f'<p class="about"><a href="{path}">{text}</a></p>')
    return Lookalike("links.homepage", f"打开需要 {seconds:g} 秒，没有超时。", path, ["/"])


@decoy
def moved_page(draft: Draft, text: str, path: str, column: str) -> Lookalike:
    """An old address that redirects for good to a live column."""
    draft.responses[path] = Response(status=301, location=draft.path(column))
    draft.site.links["quick"].append(Link(text, path))
    return Lookalike("links.homepage", "旧地址 301 跳转到可以打开的栏目。", path, ["/"])


@decoy
def commented_link(draft: Draft, path: str) -> Lookalike:
    """A link inside an HTML comment of the home page."""
    _add(draft, "/", f'<!-- <a href="{path}">旧版首页</a> -->')
    return Lookalike("links.homepage", "链接写在网页注释里，访客看不到。", path, ["/"])


@decoy
def template_link(draft: Draft, path: str) -> Lookalike:
    """A link inside a script template of the home page."""
    _add(draft, "/", f'<script type="text/template"><li><a href="{path}"><?=el.title?></a></li></script>')
    return Lookalike("links.homepage", "链接写在脚本模板里，不是页面上的链接。", path, ["/"])


@decoy
def link_to_no_page(draft: Draft, href: str, text: str) -> Lookalike:
    """A link of the home page that is not the address of a page: script, mail, telephone, anchor."""
    _add(draft, "/", f'<a class="about" href="{href}">{text}</a>')
    return Lookalike("links.homepage", "不是网页地址，不需要打开。", href, ["/"])


@decoy
def mislabelled_charset(draft: Draft, article: str) -> Lookalike:
    """A page in GBK, with characters that GB2312 lacks, declared as gb2312 in its head alone."""

    def recode(page: Page) -> None:
        page.charset, page.declared, page.charset_in_header = "gbk", "gb2312", False

    path = draft.path(article)
    draft.edit(path, recode)
    return Lookalike("site.meta_tags", "网页是 GBK 编码却声明 gb2312，应当按 GBK 读取。", path, [path])


@decoy
def column_with_little(draft: Draft, column: str, note: str) -> Lookalike:
    """A column that holds little or holds it elsewhere, but is not blank."""
    return Lookalike("freshness.blank", note, draft.href(column), None)


@decoy
def document_out_of_scope(draft: Draft, policy: str) -> Lookalike:
    """A department's document without an interpretation: not asked for."""
    path = draft.path(policy)
    return Lookalike("interpretation.coverage", "部门文件，不在要求解读的范围内。", path, [path])
