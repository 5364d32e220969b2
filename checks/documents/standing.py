"""What a stated validity says (有效性含义), label included: 是否失效：否 means that it is in force."""

import re
from enum import StrEnum

from portal.content_facts import FieldReading


class Standing(StrEnum):
    """Whether a document says of itself that it is in force."""

    VALID = "valid"
    VOID = "void"
    CHANGED = "changed"
    OTHER = "other"


_NOT = re.compile(r"(?:未|尚未|没有|不)(?:被|曾)?(?:废止|失效|终止)")
_VOID = re.compile(r"废止|失效|无效|终止|过期|停止")
_CHANGED = re.compile(r"修改|修订|部分")
_VALID = re.compile(r"有效|现行|继续|执行中")
# A term in the text, or a label whose value the reader does not know.
_MAY_STATE = re.compile(
    r"有效期|(?:有效性|时效性?|效力状态|文件状态)\s*[:：]?\s*[^\s。，]{0,4}(?:有效|失效|废止|修改|修订|现行|试行|长期|终止)"
)
_ASKS_VOID = re.compile(r"是否(?:失效|废止|过期)")


def standing_of(reading: FieldReading) -> Standing:
    """What a reading of the field 有效性 says."""
    value = reading.value
    if value in ("是", "否"):
        in_force = (value == "否") == bool(_ASKS_VOID.search(reading.words))
        return Standing.VALID if in_force else Standing.VOID
    if _NOT.search(value):
        return Standing.VALID
    for pattern, standing in ((_CHANGED, Standing.CHANGED), (_VOID, Standing.VOID), (_VALID, Standing.VALID)):
        if pattern.search(value):
            return standing
    return Standing.OTHER


def may_state_validity(text: str) -> bool:
    """Whether a page without a validity that could be read may state it all the same, as a term or under a label of its own."""
    return _MAY_STATE.search(text) is not None
