"""Interpretations (政策解读): what a page interprets, in which form, and whether it is one at all.

Columns named 政策解读 are often filled with reposted news; such pages are told apart, since counting them would excuse the missing ones.
"""

import re

from portal.facts import Interpretation
from portal.metatags import meta_value
from portal.outline import squeeze
from portal.sheet import Sheet
from portal.states import Region

_WORDS = re.compile(r"解读|图解|读懂|图说|政策问答|简明问答|答记者问|问答|一图看懂|署名文章|说明$")
_STRONG = re.compile(r"解读|图解|读懂|看懂|政策问答|简明问答|答记者问")
_COLUMN = re.compile(r"解读|图解")
_NOTICE = re.compile(r"(?:通知|公告|通报|方案|活动|会议?|名单|办法|报告|意见|讲话)$")
_QUOTED = re.compile(r"《+([^》]{3,})(?:》|$)")
_LEAD = re.compile(
    r"^(?:[【\[(（][^】\])）]{1,12}[】\])）]|(?:一图|一张图|图文|漫画|动漫|视频|音频|专家|权威|政策|媒体|部门|负责人)*(?:读懂|看懂|图解|图说|解读)[:：|｜]?|关于|对|有关|[:：|｜])+"
)
_TAIL = re.compile(
    r"(?:的|》)?(?:相关|有关|主要|最新)*(?:政策|文件|内容|文字|图文|图片|视频|专家|简明|一图|新闻发布会)*(?:[(（](?:图解|解读|动漫|视频|图文)[^)）]{0,6}[)）]|解读|图解|问答|说明|解析|答记者问|简明问答)(?:材料|稿|之[一二三四五六七八九十]+|[(（][^)）]*[)）])?$"
)
_FORMS = (
    ("graphic", re.compile(r"图解|一图|图说|图文|长图|图表|读懂|看懂|H5")),
    ("video", re.compile(r"视频|短片|微课|直播")),
    ("animation", re.compile(r"动漫|动画|漫画")),
    ("q_and_a", re.compile(r"问答|答记者问|\d+问|十问")),
    ("press_conference", re.compile(r"新闻发布会|发布会|吹风会")),
    ("expert", re.compile(r"专家|学者|教授")),
    ("official", re.compile(r"负责人|局长|主任|县长|市长|厅长|部长|领导解读|区长|署名文章")),
    ("media", re.compile(r"媒体")),
)
_MEDIA = re.compile(
    r"新华|人民日报|人民网|中新|央视|央广|光明|经济日报|日报|晚报|早报|商报|时报|都市报|新闻|客户端|[网社报]$|网易|搜狐|腾讯|澎湃|大河|中国政府网"
)
_GOVERNMENT = re.compile(r"(?:政府|办公室|办公厅|局|委|厅|部|院|署|中心|政府办|科|处|股)$")
_FEW_WORDS = 200  # characters of prose below which pictures carry the page


def read_interpretation(sheet: Sheet) -> Interpretation | None:
    """The interpretation a page is, or passes for by its column; None for any other page."""
    title = sheet.page.heading or sheet.page.title
    bare = squeeze(title)
    in_column = _in_interpretation_column(sheet)
    if not in_column and not _is_named(bare):
        return None
    return Interpretation(
        page_id=0,
        title=title,
        subject=subject_of(bare) if _WORDS.search(bare) else "",
        forms=_forms(sheet, bare),
        own=_own(sheet, bare),
    )


def _is_named(title: str) -> bool:
    """Whether the title names an interpretation, and not a notice about interpreting."""
    lead = _LEAD.match(title)
    led = lead is not None and _STRONG.search(lead.group()) is not None
    return _STRONG.search(title) is not None and (led or not _NOTICE.search(title) or _QUOTED.search(title) is not None)


def _in_interpretation_column(sheet: Sheet) -> bool:
    names = (*sheet.page.breadcrumb[-2:], meta_value(sheet.meta_tags, "columnname", "columntype"))
    return any(_COLUMN.search(name) for name in names)


def subject_of(title: str) -> str:
    """Name of the interpreted document in a title, without 《》: what is quoted (also where 》 is missing), else what the usual words leave."""
    bare = squeeze(title)
    quoted = _QUOTED.search(bare)
    if quoted:
        return _TAIL.sub("", quoted.group(1)).strip("《》")
    rest = _TAIL.sub("", _LEAD.sub("", bare)).strip('《》“”"：:—-')
    return rest if len(rest) >= 4 and rest != bare else ""


def _forms(sheet: Sheet, title: str) -> tuple[str, ...]:
    """Forms by title, column and what the page holds."""
    words = title + "".join(squeeze(name) for name in sheet.page.breadcrumb[-1:])
    forms = [name for name, pattern in _FORMS if pattern.search(words)]
    nodes = [node for node in sheet.outline.nodes if node.region is Region.MAIN]
    if "video" not in forms and any(node.tag in ("video", "embed") for node in nodes):
        forms.append("video")
    pictures = sum(1 for node in nodes if node.tag == "img")
    if "graphic" not in forms and pictures and sheet.prose < _FEW_WORDS:
        forms.append("graphic")
    if sheet.prose >= _FEW_WORDS or not forms:
        forms.insert(0, "text")
    return tuple(forms)


def _own(sheet: Sheet, title: str) -> bool | None:
    """True: interprets a document; False: news under an interpretation column's roof; None: undecided."""
    source = sheet.page.source
    reposted = bool(_MEDIA.search(source)) and not _GOVERNMENT.search(source)
    if _STRONG.search(title):
        return None if reposted or not (subject_of(title) or _QUOTED.search(title)) else True
    if _WORDS.search(title):
        return None
    return False
