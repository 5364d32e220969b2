"""Words that may state an element of the guide in a way the reader does not know (指南要素的其他写法): with them nothing is called missing."""

import re

from portal.states import DisclosureElement

_OTHERS_NUMBERS = re.compile(r"(?:传真|监督|投诉|举报)(?:号码|电话)?[^\d，。；]{0,8}[\d（）()\-－—]{5,}")
_WORDS = {
    DisclosureElement.CLASSES: re.compile(r"分类|类别|[一二三四五六七八九十\d]大?类"),
    DisclosureElement.ARRANGEMENT: re.compile(r"编排|索引|体系"),
    DisclosureElement.OBTAINING: re.compile(r"查阅|获取|浏览|检索"),
    DisclosureElement.BODY: re.compile(r"(?:受理|工作|负责|主管)[^，。]{0,6}(?:机构|部门|单位|股|科)"),
    DisclosureElement.ADDRESS: re.compile(r"[路街道村]\S{0,6}号|地[址点][:：为是在]?[\u4e00-\u9fa5]{4}|位于"),
    DisclosureElement.HOURS: re.compile(r"上午|工作日|\d{1,2}[:：时点]\d{0,2}分?[至到—-]"),
    DisclosureElement.PHONE: re.compile(r"\d{3,4}[-－—）) ]?\d{7,8}|\d{7,8}|\b12345\b"),
    DisclosureElement.FAX: re.compile(r"传真[^，。；]{0,20}\d{4}"),
    DisclosureElement.ONLINE: re.compile(
        r"[@＠]|www\.|https?:|(?:在线|网上)(?:申请|提交|受理|咨询)|互联网.{0,6}(?:申请|提交)"
    ),
}


def may_state(element: DisclosureElement, text: str) -> bool:
    """Whether a guide's text holds words that may state the element."""
    words = _OTHERS_NUMBERS.sub("", text) if element is DisclosureElement.PHONE else text
    return _WORDS[element].search(words) is not None
