"""What an interpretation interprets (解读对象): the document's name as the title gives it, and the number the text gives."""

import re

from portal.documents.numbers import document_number, number_at_end, numbers_in, serial_number
from portal.markup.outline import squeeze

_QUOTED = re.compile(r"《+([^》]{3,})(?:》|$)")
_LEAD = re.compile(
    r"^(?:[【\[(（][^】\])）]{1,12}[】\])）]|(?:一图|一张图|图文|漫画|动漫|动画|视频|音频|专家|权威|政策|媒体|部门|主要|负责人|直播|直播回放|办事演示|流程演示|新闻发布会)*(?:读懂|看懂|图解|图说|解读|回放|演示)[:：|｜]?|关于|对|有关|[:：|｜])+"
)
_TAIL = re.compile(
    r"(?:的|》)?(?:相关|有关|主要|最新)*(?:政策|文件|内容|文字|图文|图片|视频|专家|简明|一图|新闻发布会|操作|申报)*(?:[(（](?:图解|解读|动漫|视频|图文)[^)）]{0,6}[)）]|解读|图解|问答|说明|解析|答记者问|简明问答|实录)(?:材料|稿|之[一二三四五六七八九十]+|[(（][^)）]*[)）])?$"
)
_PART = re.compile(r"[(（]之?[一二三四五六七八九十\d]{1,3}[)）]$")
_NUMBERED = re.compile(r"《([^《》]{3,80})》\s*[(（【]([^()（）【】]{2,40}号[^()（）【】]{0,4})[)）】]")
_NAMED = re.compile(r"《([^《》]{3,80})》")
_OPENING = 600  # characters of text in which a document is introduced with its number


def quotes(title: str) -> bool:
    """Whether a title puts a name between 《》, also where the closing mark is missing."""
    return _QUOTED.search(title) is not None


def subject_of(title: str) -> str:
    """Name of the interpreted document in a title, without 《》: what is quoted (also where 》 is missing), else what the usual words leave."""
    bare = squeeze(title)
    quoted = _QUOTED.search(bare)
    if quoted:
        return _TAIL.sub("", quoted.group(1)).strip("《》")
    rest = _TAIL.sub("", _LEAD.sub("", _PART.sub("", bare))).strip('《》“”"：:—-')
    return rest if len(rest) >= 4 and rest != bare else ""


def lead_of(title: str) -> str:
    """The words in front of a document's name that say how it is interpreted (【图解】, 一图读懂…); empty without any."""
    found = _LEAD.match(title)
    return found.group() if found else ""


def number_of(subject: str, text: str) -> str:
    """Document number that the opening of a text puts behind the subject's name, else the only one it mentions; empty otherwise.

    A number behind another name is a basis (依据), not the subject.
    """
    own = number_at_end(subject)
    if own:
        return own
    opening = squeeze(text[:_OPENING])
    for found in _NUMBERED.finditer(opening):
        number = document_number(found.group(2)) or serial_number(found.group(2))
        if number and (not subject or _alike(found.group(1), subject)):
            return number
    named = {match.group(1) for match in _NAMED.finditer(opening)}
    mentioned = list(dict.fromkeys(numbers_in(opening)))
    alone = len(mentioned) == 1 and all(_alike(name, subject) for name in named)
    return mentioned[0] if alone and subject else ""


def _alike(name: str, subject: str) -> bool:
    one, other = squeeze(name), squeeze(subject)
    return one in other or other in one
