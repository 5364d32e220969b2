"""Short titles (短标题) made from a clause's own words, and words to search its traces by."""

import re

from rulesets.importing.characters import even, run_together

LONGEST = 30
_NUMBERED = re.compile(r"^(?:（\d{1,2}）|\d{1,2}[.、）]|[①-⑳])\s*")
_LEADING = re.compile(
    r"^(?:要|应|须|需|将|在|对|把|按照|根据|结合|认真|严格|切实|进一步|持续|继续|深入|全面|大力|积极|加快|不断|扎实|着力|有序|充分|及时|主动|推进|推动|加强|加大|强化|做好|抓好|完善|健全|优化|深化|规范|提升|提高|落实|开展|实施|建立|打造|创新|丰富|拓展|拓宽|公开|发布)+"
)
_TRAILING = re.compile(r"(?:的?(?:信息)?公开|工作|力度|水平|建设|机制|制度|措施|情况|等)+$")
_WORD = (2, 8)


def title_of(text: str, heading: str = "") -> str:
    """The first words of a clause, at most LONGEST characters, whole phrases where they fit."""
    words = _NUMBERED.sub("", run_together(text)) or heading or "条款"
    end = re.search(r"[。；！？;]", words)
    phrase = (words[: end.start()] if end and end.start() > 1 else words).strip("，、。；：,;: ")
    if len(phrase) > LONGEST:
        cut = max(phrase.rfind(mark, 4, LONGEST) for mark in "，、,；")
        phrase = phrase[:cut] if cut >= 6 else phrase[: LONGEST - 1] + "…"
    if phrase.count("（") > phrase.count("）"):
        phrase = phrase[: phrase.rfind("（")] or phrase
    return phrase if len(phrase) > 1 else f"{phrase}（条款）"


def search_words(title: str) -> list[str]:
    """Words of 2 to 8 characters that a page on the clause would carry; none where nothing but verbs is left."""
    pieces = re.split(r"[，、。；：“”《》（）…的和与及\s]", even(title))
    bare = (_TRAILING.sub("", _LEADING.sub("", piece)) for piece in pieces)
    return list(dict.fromkeys(word for word in bare if _WORD[0] <= len(word) <= _WORD[1]))[:4]
