"""Persons described in a text (文本中的个人描述): full names with sex and age, and homes down to the door, beside words that call for care."""

import re

_NAMED = re.compile(
    r"(?:姓名[:：\s]{0,3}|患者|病例)?(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})[，,、（(\s]{1,2}[男女][，,、）)\s]"
)
_HIDDEN = re.compile(r"某|患者|病例|感染|一名|一位|该|人员|居民|性别|姓名")
_HOME = re.compile(
    r"[\u4e00-\u9fff0-9]{2,12}(?:小区|花园|家园|公寓|社区|苑|村)[\u4e00-\u9fff0-9]{0,6}?\d+\s*(?:号楼|栋|幢|座)[\d\s]*(?:单元|室|层|\d)[\d\s]*室?"
)


def described_persons(text: str) -> list[str]:
    """The descriptions found, masked: one character of a name, the place but not the door of a home."""
    names = [match[1] for match in _NAMED.finditer(text) if not _HIDDEN.search(match[1])]
    homes = [match[0] for match in _HOME.finditer(text)]
    return list(
        dict.fromkeys([*(f"{name[0]}**" for name in names), *(f"{re.sub('[0-9]', '*', home)}" for home in homes)])
    )
