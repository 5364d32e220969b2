"""Names of forms of interpretation (解读形式的名称): the readers' closed list in Chinese, and what clauses call them."""

from portal.facts import Interpretation

FORM_WORDS = {
    "text": "文字",
    "graphic": "图解",
    "video": "视频",
    "animation": "动漫",
    "q_and_a": "问答",
    "press_conference": "新闻发布会",
    "expert": "专家解读",
    "official": "负责人解读",
    "live": "直播访谈",
    "demonstration": "现场演示",
    "media": "媒体解读",
}
# Who interprets, not by which means: whether it counts as a form of its own is for a person.
DEBATABLE = frozenset(("official", "media"))
_CALLED = {
    "text": ("文字", "文本"),
    "graphic": ("图解", "图示", "图片", "图表", "图文", "一图", "长图"),
    "video": ("视频", "音频", "短片"),
    "animation": ("动漫", "动画", "漫画"),
    "q_and_a": ("问答", "答记者问"),
    "press_conference": ("发布会", "通气会", "吹风会"),
    "expert": ("专家",),
    "official": ("负责人", "负责同志", "领导"),
    "live": ("直播", "访谈"),
    "demonstration": ("演示", "情景", "场景", "指引"),
    "media": ("媒体",),
}


def forms_called(name: str) -> frozenset[str]:
    """Forms of the closed list that a clause's name means (`视频动漫`: two); empty for one that no reader recognises."""
    found = {form for form, words in _CALLED.items() if any(word in name for word in words)}
    return frozenset(found - {"live"} if "expert" in found else found)


def in_words(forms: frozenset[str]) -> str:
    """Forms in Chinese, in the order of the closed list."""
    return "、".join(words for form, words in FORM_WORDS.items() if form in forms)


def beyond_text(item: Interpretation) -> frozenset[str]:
    """Forms of an interpretation that are surely more than text."""
    return frozenset(item.forms) - DEBATABLE - {"text"}
