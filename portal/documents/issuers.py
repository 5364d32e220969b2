"""Issuers (发文机关): the organs a document's title, a field or a signature names, joint ones (联合发文) one by one."""

import re
from collections.abc import Iterable

from portal.markup.outline import squeeze

_ENDING = (
    r"人民政府办公室|人民政府办公厅|政府办公室|政府办公厅|人民政府|办事处|办公室|办公厅|委员会|管委会|指挥部|领导小组|人民法院|检察院|总局|总队|支队|大队"
    r"|管理局|公司|协会|联合会|总工会|工会|中心|分局|部|委|局|厅|院|署|处|社|所|站|馆|银行|支行"
)
_ORGAN = re.compile(rf"(?:中共)?[\u4e00-\u9fa5]{{2,28}}?(?:{_ENDING})")
_NAME = re.compile(
    rf"(?:中共|共青团)?[\u4e00-\u9fa5（）()]{{1,30}}(?:{_ENDING}|政府|厅|局|镇|乡|街道)(?:[(（][\u4e00-\u9fa5]{{1,12}}[)）])?"
)
_TITLE = re.compile(
    rf"^((?:中共)?[\u4e00-\u9fa5、，,\s]{{2,160}}?(?:{_ENDING}))(?:等[\u4e00-\u9fa5\d]{{1,6}}(?:部门|单位|家)?)?\s*(?=关于|印发|转发|批转|公布|发布|令|通告|公告)"
)
_ENDS = re.compile(rf"(?:{_ENDING})$")
_PARTS = re.compile(r"[、，,;；\s|/]+")


def issuers_of_title(title: str) -> tuple[str, ...]:
    """Organs in front of 关于, 印发… in an official title; empty when it begins otherwise."""
    found = _TITLE.match(title) or _TITLE.match(squeeze(title))
    return issuers_in(found.group(1)) if found else ()


def issuers_in(words: str) -> tuple[str, ...]:
    """Organs named one after the other, parted by marks, by spaces or, sharing a place's name, by nothing."""
    parts = [part for part in _PARTS.split(words.strip()) if part]
    if len(parts) > 1 and not all(is_organ(part) for part in parts):
        parts = ["".join(parts)] if is_organ("".join(parts)) else [part for part in parts if is_organ(part)]
    return tuple(dict.fromkeys(organ for part in parts for organ in _run_together(part)))


def is_organ(words: str) -> bool:
    """Whether a short text is nothing but the name of an organ."""
    return len(words) <= 40 and _NAME.fullmatch(words) is not None


def shown_issuer(words: str) -> tuple[str, ...]:
    """Organs a field names: as `issuers_in`, else the words as they stand, where they could be an organ's short name."""
    found = issuers_in(words)
    bare = squeeze(words)
    return found or ((bare,) if 2 <= len(bare) <= 30 and re.fullmatch(r"[\u4e00-\u9fa5（）()·“”]+", bare) else ())


def _run_together(words: str) -> Iterable[str]:
    """Names written without a gap (甲县财政局甲县民政局): parted where the place's name begins anew behind an organ."""
    place = words[:2]
    if len(words) < 10 or words.count(place) < 2:
        return (words,)
    found = [words[start:end] for start, end in _spans(words, place)]
    return found if all(_ORGAN.fullmatch(name) for name in found) else (words,)


def _spans(words: str, place: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in re.finditer(re.escape(place), words) if match.start()]
    starts = [0, *(end for end in ends if _ENDS.search(words[:end]))]
    return list(zip(starts, [*starts[1:], len(words)], strict=True))
