"""Dead links: every way a target can be dead, and every way a page can point at it."""

from demo.content import Attachment, Link
from demo.draft import Draft
from demo.model import Response
from demo.planting import Consequence, Trace, defect


def _on_home(draft: Draft, text: str, target: str, fault: str, how: str, note: str) -> Trace:
    slot = "counties" if how == "option" else "quick"
    draft.site.links[slot].append(Link(text, target, how))
    return Trace(
        f"首页“{text}”{note}", fault, target, ["/"], (Consequence("links.site", "dead", fault, target, required=False),)
    )


@defect("links.homepage", "dead")
def home_link_status(draft: Draft, text: str, path: str, status: int, fault: str, how: str = "a") -> Trace:
    """The target answers with an error status."""
    draft.responses[path] = Response(f"错误 {status}".encode(), status=status)
    note = {"a": "", "onclick": "（onclick 中用脚本打开）", "option": "（下拉框选项）"}[how]
    return _on_home(draft, text, path, fault, how, f"{note}的目标返回状态码 {status}。")


@defect("links.homepage", "dead")
def home_link_soft_404(draft: Draft, text: str, path: str) -> Trace:
    """The target does not exist; the server says so with status 200."""
    return _on_home(draft, text, path, "soft_404", "a", "的目标显示“页面不存在”，状态码却是 200。")


@defect("links.homepage", "dead")
def home_link_to_home(draft: Draft, text: str, path: str) -> Trace:
    """The target is a folder that does not exist; the server sends the visitor to the home page."""
    return _on_home(draft, text, path, "to_home", "a", "的目标不存在，被跳转到首页。")


@defect("links.homepage", "dead")
def home_link_empty(draft: Draft, text: str, path: str) -> Trace:
    """The target answers 200 with no content."""
    draft.responses[path] = Response()
    return _on_home(draft, text, path, "empty", "a", "的目标状态码 200，内容为空。")


@defect("links.homepage", "dead")
def home_link_loop(draft: Draft, text: str, path: str, other: str) -> Trace:
    """The target and another address redirect to each other."""
    draft.responses[path] = Response(status=302, location=other)
    draft.responses[other] = Response(status=302, location=path)
    return _on_home(draft, text, path, "loop", "a", "的目标循环跳转。")


@defect("links.homepage", "dead")
def home_link_refused(draft: Draft, text: str, url: str) -> Trace:
    """The target's host refuses connections."""
    return _on_home(draft, text, url, "refused", "a", "的目标主机拒绝连接。")


@defect("links.homepage", "dead")
def home_link_unresolvable(draft: Draft, text: str, url: str) -> Trace:
    """The target's host does not exist (a name under .invalid, which never resolves)."""
    return _on_home(draft, text, url, "dns", "a", "的目标域名无法解析。")


@defect("links.site", "dead")
def attachment_dead(draft: Draft, article: str, file: str, name: str) -> Trace:
    """An article offers a file that is gone."""
    path = f"/upload/2024/{file}"
    draft.articles[article].attachments.append(Attachment(file, name, path))
    draft.responses[path] = Response("文件未找到".encode(), status=404)
    return Trace(f"附件“{name}”打不开（404）。", "not_found", path, [draft.path(article)])


@defect("links.site", "dead")
def image_dead(draft: Draft, article: str, path: str) -> Trace:
    """An article shows a picture that is gone."""
    image = f'<p class="figure"><img src="{path}" alt="现场图片" width="640" height="400"></p>'
    draft.edit(draft.path(article), lambda page: page.context.setdefault("markup", []).append(image))
    draft.responses[path] = Response("图片未找到".encode(), status=404)
    return Trace("文章中的图片打不开（404）。", "not_found", path, [draft.path(article)])
