"""Who interprets (解读人): a principal official named as the one who explains, or only perhaps."""

import re
from collections.abc import Sequence

_ACTS = r"解读|介绍|讲解|作?了?说明|答记者问|回答|访谈|做客|署名"
_NAMED = 24  # characters between a post and what its holder does: a name, a preposition, a document
_NOT_PRINCIPAL = re.compile(r"(?:副|原|前|前任)$")
_SUPERIOR = re.compile(r"国务院|国家|中央|全国|省")
_OPENING = 600  # characters of a text in which its speaker is introduced
_MENTIONED = re.compile(r"负责人|负责同志|领导解读|[局县市区镇乡部厅州]长|主任|署名文章")


def is_titled_by(title: str, posts: Sequence[str]) -> bool:
    """Whether a title says that the holder of one of these posts interprets (`主要负责人解读…`, `县水利局局长解读…`)."""
    return _is_by(_outside_names(title), posts)


def is_told_by(text: str, posts: Sequence[str]) -> bool:
    """Whether a text's opening does."""
    return _is_by(_outside_names(text[:_OPENING]), posts)


def may_be_by(title: str, text: str, posts: Sequence[str]) -> bool:
    """Whether an official is mentioned at all, in whatever part: a deputy, somebody else's, one who only signed."""
    opening = _outside_names(text[:_OPENING])
    return bool(_MENTIONED.search(_outside_names(title))) or any(post in opening for post in posts)


def _is_by(words: str, posts: Sequence[str]) -> bool:
    """Deputies, former holders and superiors' officials do not count, nor does a post in another clause than the act."""
    either = "|".join(map(re.escape, sorted(posts, key=len, reverse=True)))
    pattern = re.compile(rf"({either})(?!助理|科员)[^。；，,\n]{{0,{_NAMED}}}?(?:{_ACTS})")
    return any(
        "副" not in found[0].removeprefix(found[1])
        and not _NOT_PRINCIPAL.search(words[: found.start()])
        and not _SUPERIOR.search(words[max(found.start() - 10, 0) : found.start()])
        for found in pattern.finditer(words)
    )


def _outside_names(words: str) -> str:
    return re.sub(r"《[^》]*》?", "《》", words)
