"""What a page needs a browser for (渲染需要): the parts its scripts write, which a static read leaves empty."""

from portal.facts import PageFacts
from portal.markup.visibility import footer_is_seen, has_scripts, menu_is_unseen
from portal.states import Fill, PageKind, Worded


class Need(Worded):
    """Why a page is opened in a browser."""

    ALWAYS = "always", "要求全部用浏览器打开"
    MENU = "menu", "首页导航或内容由脚本生成"
    CONTENT = "content", "列表或正文由脚本生成"
    FOOTER = "footer", "页脚由脚本生成"
    CHALLENGE = "challenge", "须通过脚本验证"


def need_of(facts: PageFacts) -> Need | None:
    """The most important part of a page that a script may write; None where the server's answer shows everything."""
    page = facts.page
    if page.kind is PageKind.HOME and (page.hollow or menu_is_unseen(page, facts.links)):
        return Need.MENU
    if page.fill is Fill.SCRIPTED or (page.fill is Fill.EMPTY and has_scripts(facts.links)):
        return Need.CONTENT
    if has_scripts(facts.links) and not footer_is_seen(facts.marks, facts.links):
        return Need.FOOTER
    return None
