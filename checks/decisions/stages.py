"""Stages of a decision (决策环节): which link of a catalogue's item serves which part that is asked for, and which parts are due."""

import re
from collections.abc import Iterable

# What a part is called in clauses, the words of links that serve it, and how far the decision has come when it is published.
_STAGES: tuple[tuple[re.Pattern[str], re.Pattern[str], int], ...] = tuple(
    (re.compile(part), re.compile(link), rank)
    for part, link, rank in (
        (r"不予?采纳", r"采纳|反馈|理由|原因", 2),
        (r"采纳|意见建议收集|意见收集", r"采纳|反馈|征集结果|意见(?:收集|汇总|处理)", 2),
        (r"征集|征求|公众参与", r"征集|征求|公众参与|听证|座谈|问卷", 1),
        (r"列席", r"列席|代表|会议|审议", 3),
        (r"会议|审议", r"会议|审议|讨论|常务会", 3),
        (r"风险", r"风险", 2),
        (r"论证", r"论证", 2),
        (r"合法性|审查", r"合法性|审查", 3),
        (r"评估|后评价", r"评估|评价", 5),
        (r"说明", r"说明|解读", 1),
        (r"背景|依据", r"背景|依据|说明", 1),
        (r"草案|文本|征求意见稿", r"草案(?!.{0,2}说明)|征求意见稿|文本|全文|送审稿", 1),
        (r"结果|决定|文件", r"结果|决定|印发|文件|公布|通知|出台", 4),
    )
)


def serves(part: str, label: str) -> bool:
    """Whether a link of this name serves a part of this name."""
    known = _known(part)
    return known[0].search(label) is not None if known else part in label


def rank_of(part: str) -> int:
    """How far a decision has come when a part is published: 1 draft and asking, 2 opinions, 3 meeting, 4 result, 5 afterwards; 0: not known."""
    known = _known(part)
    return known[1] if known else 0


def reached(labels: Iterable[str]) -> int:
    """How far a decision has surely come by the links there are."""
    return max((max(_ranks(label), default=0) for label in labels), default=0)


def _known(part: str) -> tuple[re.Pattern[str], int] | None:
    return next(((link, rank) for name, link, rank in _STAGES if name.search(part)), None)


def _ranks(label: str) -> Iterable[int]:
    """The rank of the first stage a label names; a label may hold words of several."""
    known = _known(label)
    return [known[1]] if known else []
