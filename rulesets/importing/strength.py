"""How strongly a clause asks (约束力): 鼓励, 探索, 视情 are encouraged and never must, 积极推动 and 加快推进 should."""

import re
from dataclasses import dataclass

from rulesets.importing.characters import even
from rulesets.model import Strength

_ENCOURAGED = re.compile(
    r"鼓励|探索(?!性)|倡导|提倡|视情|酌情|有条件的|条件成熟|条件允许|可以|可(?:通过|采取|采用|结合|根据|适当|探索|视)"
    r"|(?<!意见)(?<!提案)(?<!代表)(?<!的)建议(?=年内|每年|各|有条件|在|采用|采取|结合|由|将|可|至少|不少于)"
)
_SHOULD = re.compile(
    r"积极(?:推动|推进|稳妥|争取|组织|开展|向|做好|运用|挖掘)|加快(?:推进|推动)|逐步|力争|争取|原则上|尽量|尽可能|推动实现|稳步"
)
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_SEGMENT = re.compile(r"[^，]+，?")
_SETTING = re.compile(
    r"(?:依托|聚焦|围绕|按照|结合|针对|根据|参照|对照|以|在|对于?|为|通过|利用|充分利用|立足|基于|（?\d{1,2}）|本着|坚持|参考|涉及|特别是)"
)
_DEMAND = re.compile(
    r"公开|公示|公布|发布|推进|加强|做好|实施|建立|健全|完善|开展|落实|编制|制定|设置|设立|规范|强化|组织|提供|更新|优化|深化|邀请|创新|采取|综合|提高|提升|明确|梳理|报送|扩大|丰富|拓展|回应|解读|持续|归集|展示|实行|推行|确保|做到|听取|收集|报送"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a clause that asks with one strength; `start` is its place in the clause's text."""

    text: str
    strength: Strength
    start: int


def passages(text: str) -> list[Passage]:
    """A clause's text by strength. Within a sentence an encouraging word rules over what follows it; what is demanded before it stays."""
    words = even(text)
    found: list[Passage] = []
    for sentence in _SENTENCE.finditer(words):
        cut = _cut(sentence.group())
        wish = _wish(sentence.group()[:cut])
        for begin, end in ((0, wish), (wish, cut), (cut, len(sentence.group()))):
            piece = sentence.group()[begin:end]
            if piece.strip("，。；！？ \n"):
                start = sentence.start() + begin
                found.append(Passage(text[start : start + len(piece)], _strength(piece), start))
    return found


def _cut(sentence: str) -> int:
    """Where the encouraged rest of a sentence begins: 0 for the whole sentence, its length for none of it."""
    before = False
    for segment in _SEGMENT.finditer(sentence):
        if _ENCOURAGED.search(segment.group()):
            return segment.start() if before else 0
        before = before or (not _SETTING.match(segment.group().strip()) and _DEMAND.search(segment.group()) is not None)
    return len(sentence)


def _wish(sentence: str) -> int:
    """Where what is only to be furthered (加快推进…) ends and a demand follows in the same sentence; 0 where nothing is so parted."""
    segments = list(_SEGMENT.finditer(sentence))
    if not segments or not _SHOULD.search(segments[0].group()[:12]):
        return 0
    following = (
        each.start() for each in segments[1:] if _DEMAND.search(each.group()) and not _SHOULD.search(each.group()[:12])
    )
    return next(following, 0)


def _strength(words: str) -> Strength:
    if _ENCOURAGED.search(words):
        return Strength.ENCOURAGED
    return Strength.SHOULD if _SHOULD.search(words[:12]) else Strength.MUST


def strength_of(text: str) -> Strength:
    """The strongest word of a clause; a clause of nothing but encouraging words is encouraged, never must."""
    found = [
        passage.strength
        for passage in passages(text)
        if _DEMAND.search(passage.text) or passage.strength is not Strength.MUST
    ]
    order = (Strength.MUST, Strength.SHOULD, Strength.ENCOURAGED)
    return min(found, key=order.index, default=Strength.MUST)
