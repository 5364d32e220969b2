"""Search boxes (搜索框): where a page lets its visitor type what to look for, and where it sends the words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from portal.links.addresses import resolve
from portal.markup.outline import Node, Outline, squeeze
from portal.markup.selectors import Selectors

MARK = "data-gongkai-field"  # attribute by which the crawl's browser finds an input again
_SPEAKS = re.compile(
    r"搜索|搜一下|全站搜|检索|关键[字词]|search|sousuo|(?<![a-z])(?:q|wd|kw|keywords?|query|ss|so)(?![a-z])",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"查询码|查询号|编号|验证码|密码|手机|电话|邮箱|e-?mail|姓名|用户名|身份证|办件|流水号|订阅|登录|login|password|captcha|passw",
    re.IGNORECASE,
)
_SPEAKS_PLAINLY = re.compile(r"搜索|检索|search|sousuo", re.IGNORECASE)
_HINTS = re.compile(r"搜索|检索|search|sousuo|//so\.|/so(?:[/?.]|\Z)", re.IGNORECASE)
_HINTING = frozenset(("a", "button", "img", "iframe", "i", "span", "div", "script", "input"))
_NOT_TYPED = frozenset(
    (
        "hidden",
        "submit",
        "button",
        "image",
        "reset",
        "password",
        "checkbox",
        "radio",
        "file",
        "range",
        "color",
        "date",
        "time",
        "month",
        "week",
        "number",
        "tel",
        "email",
        "url",
    )
)
_BUTTONS = frozenset(("submit", "button", "image"))
_ABOUT = ("name", "id", "class", "placeholder", "title", "value", "aria-label", "alt", "onclick", "href", "type")
_TYPED_ABOUT = ("name", "id", "placeholder", "title", "value", "aria-label")
_CODE = re.compile(r"\A(?:javascript:|#|\Z)", re.IGNORECASE)
_AROUND = 3  # ancestors of an input without a form in which its button stands
_MOST_AROUND = 30  # elements such an ancestor may hold
_LONGEST_HINT = 60  # characters


@dataclass(frozen=True, slots=True)
class SearchBox:
    """One search box. `field` takes the words, `fixed` is sent along in the page's `encoding`."""

    action: str  # absolute address; empty where only a script knows
    method: str  # get, post
    field: str
    fixed: tuple[tuple[str, str], ...]
    encoding: str
    scripted: bool  # a script takes the words over: a browser is needed
    selector: str = ""
    mark: str = ""  # value of MARK
    hidden: bool = False

    def asking(self, words: str) -> str:
        """Address by which a GET form asks for these words."""
        return f"{self.action.partition('#')[0].partition('?')[0]}?{self.form(words)}"

    def form(self, words: str) -> str:
        """The words as a form sends them."""
        pairs = [*self.fixed, (self.field, words)]
        return urlencode([(name, value.encode(self.encoding, "xmlcharrefreplace")) for name, value in pairs])


def search_boxes(outline: Outline, base: str, encoding: str) -> list[SearchBox]:
    """Boxes of a page in document order, those a visitor cannot see last. `base` is what addresses are relative to; regions are marked."""
    selectors = Selectors(outline)
    forms = {form.index: form for form in outline.tagged("form")}
    found: list[SearchBox] = []
    for node in outline.tagged("input"):
        if _is_typed(node) and not _OTHERWISE.search(_words(node, _TYPED_ABOUT)):
            form = next((forms[around.index] for around in node.ancestors() if around.index in forms), None)
            box = _in_form(outline, node, form, base, encoding) if form else _loose(outline, node, encoding)
            if box is not None:
                found.append(_placed(box, node, selectors))
    return sorted(found, key=lambda box: box.hidden)


def search_hint(outline: Outline) -> str:
    """What speaks of a search on a page without a box: words of a link, button or script, a field for anything, a frame; empty without any."""
    for node in outline.nodes:
        if node.tag in _HINTING:
            said = _HINTS.search(_words(node, (*_ABOUT, "src")))
            label = outline.label(node) if node.tag in ("a", "button") else ""
            if said or _SPEAKS_PLAINLY.search(label[:_LONGEST_HINT]):
                return squeeze(label)[:_LONGEST_HINT] or (said[0] if said else "")
    if any(_is_typed(node) for node in outline.tagged("input")):
        return "输入框"
    return "框架页" if outline.tagged("iframe") or outline.tagged("frame") else ""


def _is_typed(node: Node) -> bool:
    return node.attrs.get("type", "").strip().lower() not in _NOT_TYPED


def _words(node: Node, names: tuple[str, ...]) -> str:
    return " ".join(node.attrs.get(name, "") for name in names)


def _in_form(outline: Outline, node: Node, form: Node, base: str, encoding: str) -> SearchBox | None:
    inside = outline.inside(form)
    inputs = [each for each in inside if each.tag == "input"]
    typed = [each for each in inputs if _is_typed(each) and not each.hidden]
    if len(typed) > 1 or any(each.attrs.get("type", "").lower() == "password" for each in inputs):
        return None
    spoken = [_words(form, ("action", "id", "class", "name", "role", "onsubmit")), outline.label(form)]
    spoken += [_words(each, _ABOUT) for each in inside if each.tag in ("input", "button", "a", "img")]
    if not _SPEAKS.search(" ".join(spoken)):
        return None
    written = form.attrs.get("action", "").strip()
    address = None if _CODE.match(written) and written else resolve(base, written or base)
    name = node.attrs.get("name", "")
    method = "post" if form.attrs.get("method", "").strip().lower() == "post" else "get"
    scripted = _is_scripted(form, inside, written) or not name or address is None
    charset = form.attrs.get("accept-charset", "").split(",")[0].strip() or encoding
    return SearchBox(
        address.url if address else "",
        method,
        name or node.attrs.get("id", ""),
        tuple(_kept(outline, inside)),
        _known(charset, encoding),
        scripted,
    )


def _is_scripted(form: Node, inside: list[Node], action: str) -> bool:
    """Whether a script has a hand in what is sent: it listens to the form or its button, or nothing submits the form."""
    if form.attrs.get("onsubmit") or not action or _CODE.match(action):
        return True
    buttons = [each for each in inside if each.tag == "button" or each.attrs.get("type", "").lower() in _BUTTONS]
    if any(each.attrs.get("onclick") for each in (*buttons, *inside) if each.tag in ("input", "button", "a", "img")):
        return True
    return form.attrs.get("enctype", "").startswith("multipart")


def _kept(outline: Outline, inside: list[Node]) -> Iterator[tuple[str, str]]:
    """What the form sends beside the words: hidden fields, what is chosen, the button pressed."""
    pressed = False
    for node in inside:
        name, kind = node.attrs.get("name", ""), node.attrs.get("type", "").lower()
        if not name or "disabled" in node.attrs:
            continue
        if node.tag == "select":
            yield name, _chosen(outline, node)
        elif node.tag == "input" and (kind == "hidden" or (kind in ("radio", "checkbox") and "checked" in node.attrs)):
            yield name, node.attrs.get("value", "on" if kind != "hidden" else "")
        elif not pressed and (kind == "submit" or (node.tag == "button" and kind in ("", "submit"))):
            pressed = True
            yield name, node.attrs.get("value", "")


def _chosen(outline: Outline, select: Node) -> str:
    options = [each for each in outline.inside(select) if each.tag == "option"]
    chosen = next((each for each in options if "selected" in each.attrs), options[0] if options else None)
    return chosen.attrs.get("value", outline.label(chosen)) if chosen else ""


def _loose(outline: Outline, node: Node, encoding: str) -> SearchBox | None:
    """A box that stands in no form: scripts read it, so that itself or what stands around it must speak of searching."""
    if not _SPEAKS.search(_words(node, (*_ABOUT, "onkeydown", "onkeypress", "onkeyup"))) and not _button_around(
        outline, node
    ):
        return None
    return SearchBox("", "get", node.attrs.get("name") or node.attrs.get("id", ""), (), encoding, scripted=True)


def _button_around(outline: Outline, node: Node) -> bool:
    for around, _ in zip(node.ancestors(), range(_AROUND), strict=False):
        inside = outline.inside(around)
        if len(inside) > _MOST_AROUND:
            return False
        if any(_SPEAKS_PLAINLY.search(_words(each, _ABOUT) + outline.label(each)[:20]) for each in inside):
            return True
    return False


def _placed(box: SearchBox, node: Node, selectors: Selectors) -> SearchBox:
    mark = node.attrs.get(MARK, "")
    return SearchBox(
        box.action,
        box.method,
        box.field,
        box.fixed,
        box.encoding,
        box.scripted,
        selectors.of(node),
        mark,
        node.hidden or mark.endswith("-unseen"),
    )


def _known(charset: str, encoding: str) -> str:
    try:
        "".encode(charset)
    except LookupError:
        return encoding
    return charset
