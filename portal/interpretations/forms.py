"""Forms of interpretation (解读形式): by its title, its column and what the page holds. A form shown by another's means counts once: a live
broadcast and a cartoon are not also videos.
"""

import re

from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.states import MAIN

_FORMS = (
    ("graphic", re.compile(r"图解|一图|图说|图文|长图|图表|海报|读懂|看懂|H5")),
    ("video", re.compile(r"视频|短片|微课|微视频")),
    ("animation", re.compile(r"动漫|动画|漫画")),
    ("q_and_a", re.compile(r"问答|答记者问|\d+问|十问|你问我答|有问必答")),
    ("press_conference", re.compile(r"新闻发布会|发布会|吹风会")),
    ("expert", re.compile(r"专家|学者|教授")),
    ("official", re.compile(r"负责人|局长|主任|县长|市长|厅长|部长|领导解读|区长|署名文章")),
    ("live", re.compile(r"直播|在线访谈|在线解读")),
    ("demonstration", re.compile(r"演示|操作指引|操作指南|操作解读|手把手|情景剧|场景")),
    ("media", re.compile(r"媒体")),
)
_MOVING = frozenset(("video", "animation", "live"))
_FEW_WORDS = 200  # characters of prose below which pictures carry the page


def forms_of(sheet: Sheet, title: str) -> tuple[str, ...]:
    """Forms of an interpretation with this (squeezed) title."""
    own = title.replace("《", "\0《").split("》")
    words = "".join(part.partition("\0")[0] for part in own) if "《" in title else title
    words += "".join(squeeze(name) for name in sheet.page.breadcrumb[-1:])
    forms = [name for name, pattern in _FORMS if pattern.search(words)]
    if not _MOVING.intersection(forms) and _shows_video(sheet):
        forms.append("video")
    pictures = any(node.region is MAIN for node in sheet.outline.tagged("img"))
    if not forms and pictures and sheet.prose < _FEW_WORDS:
        forms.append("graphic")
    if sheet.prose >= _FEW_WORDS or not forms:
        forms.insert(0, "text")
    return tuple(forms)


def _shows_video(sheet: Sheet) -> bool:
    return any(node.region is MAIN for tag in ("video", "embed") for node in sheet.outline.tagged(tag))
