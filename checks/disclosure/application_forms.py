"""Application forms (依申请公开申请表) as far as they can be read: on the page behind the entry, on pages it names so, in attached files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.disclosure.application_fields import ApplicationField
from checks.places import CLICKABLE, place_of
from portal.facts import Link, Page
from portal.states import Fill, Region
from portal.storage.snapshot import Snapshot

_LABELS = {
    ApplicationField.NAME: re.compile(r"姓名|申请人(?!声明|须知|签)|名\s*称"),
    ApplicationField.IDENTITY: re.compile(r"身份证|证件|身份证明|营业执照|机构代码|信用代码"),
    ApplicationField.CONTACT: re.compile(r"联系(?:方式|电话|地址)|手机|电话|通[信讯]地址|邮箱|电子邮件|邮政编码|邮编"),
    ApplicationField.DESCRIPTION: re.compile(
        r"(?:所需|申请公开)的?(?:政府)?信息|特征性?描述|内容描述|申请(?:公开)?(?:内容|事项)|文号|信息(?:的)?(?:名称|内容|索引)"
    ),
    ApplicationField.FORM: re.compile(
        r"(?:获取|提供|取得|领取|答复|送达)[^，。]{0,10}(?:方式|形式|途径)|载体|介质|形式要求|纸[面质]|光盘"
    ),
}
_MORE = re.compile(r"用途|申请(?:的)?理由|申请原因|使用目的")
_TOLD = re.compile(
    r"申请[^。]{0,24}(?:应当?|须|需要?|请)[^。]{0,16}(?:包括|载明|填写|提供|写明|注明|提交)([^。]{0,240})"
)
_FORM_NAME = re.compile(r"申请表|在线申请|网上申请|我要申请|填写申请|点击申请|提交申请|申请公开|在线提交|申请书")
_LOGIN = re.compile(r"登录|注册|实名")
_STEPS = re.compile(r"下一步|第一步")
_VALUE = re.compile(r"\d{5}")  # a label with a number behind it is somebody's, not to be filled in
_LONGEST = 36  # characters of a label with its hint
_FEWEST = 2  # labels by which a form is known
_FILES = ("doc", "docx", "wps", "xls", "xlsx", "pdf", "ofd", "zip", "rar", "rtf")


@dataclass(frozen=True)
class Form:
    """A form that was read: where, what it asks, and what it asks beyond the regulation."""

    page: Page
    fields: frozenset[ApplicationField]
    more: str = ""


@dataclass(frozen=True)
class Forms:
    """What is behind the entry: forms that were read, and why another may have been missed."""

    read: tuple[Form, ...]
    told: frozenset[ApplicationField]  # fields that running text says an application must hold
    unread: str = ""

    @property
    def fields(self) -> frozenset[ApplicationField]:
        """All that is asked, by any form or by the text."""
        return self.told.union(*(form.fields for form in self.read))


def forms_behind(snapshot: Snapshot, entry: Page, guide: Page | None) -> Forms:
    """Forms on the entry's page, one step behind it, and in its files; `guide` is read for what an application must hold."""
    onward = list(_onward(snapshot, entry))
    pages = {entry.id: entry} | {page.id: page for link in onward if (page := place_of(snapshot, link.url).page)}
    texts = [(page, snapshot.text(page.id)) for page in pages.values()]
    texts += [(entry, snapshot.attachment_text(link.url)) for link in onward if _suffix(link.url) in _FILES]
    read = tuple(form for page, text in texts if (form := _form(page, text)))
    running = [text for _, text in texts] + ([snapshot.text(guide.id)] if guide else [])
    return Forms(read, _told(running), _unread(snapshot, pages.values(), onward, texts))


def _onward(snapshot: Snapshot, entry: Page) -> Iterator[Link]:
    """Links of the entry's page to a form, by name or as a file named so."""
    for link in snapshot.links(entry.id, Region.MAIN):
        if link.url and link.element in CLICKABLE and (_FORM_NAME.search(link.label) or _suffix(link.url) in _FILES):
            yield link


def _form(page: Page, text: str) -> Form | None:
    """What the short lines of a text ask for; None where they are no form."""
    labels = [
        line for line in map(_squeezed, text.splitlines()) if 0 < len(line) <= _LONGEST and not _VALUE.search(line)
    ]
    begin = next((at for at, line in enumerate(labels) if "申请表" in line or line.startswith("申请人")), 0)
    asked = labels[begin:]
    fields = frozenset(name for name, pattern in _LABELS.items() if any(pattern.search(line) for line in asked))
    more = next((line for line in asked if _MORE.search(line)), "")
    return Form(page, fields, more) if len(fields) >= _FEWEST else None


def _told(texts: Iterable[str]) -> frozenset[ApplicationField]:
    said = [found[1] for text in texts for found in _TOLD.finditer(_squeezed(text))]
    return frozenset(name for name, pattern in _LABELS.items() if any(pattern.search(words) for words in said))


def _unread(snapshot: Snapshot, pages: Iterable[Page], onward: list[Link], texts: list[tuple[Page, str]]) -> str:
    """Why a form may be there that was not read."""
    if any(page.fill in (Fill.SCRIPTED, Fill.UNREAD) for page in pages):
        return "页面内容由脚本生成"
    if any(_suffix(link.url) in _FILES and not snapshot.attachment_text(link.url) for link in onward):
        return "申请表是附件，没有读出内容"
    if any(_suffix(link.url) not in _FILES and place_of(snapshot, link.url).page is None for link in onward):
        return "在线申请的页面没有读取到"
    if any(_STEPS.search(text) for _, text in texts):
        return "申请表分步填写，只看到第一步"
    if any(_LOGIN.search(text) and not _form(page, text) for page, text in texts):
        return "申请表可能要登录后才能看到"
    return ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _suffix(url: str) -> str:
    return url.partition("?")[0].lower().rpartition(".")[2]
