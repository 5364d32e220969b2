"""Who is to act, as sentences name them (句中主语): 各级、各部门要…, 行业主管部门应…. A weaker sign than units in brackets."""

import re

from rulesets.importing.characters import even

_BEGIN = r"(?:^|(?<=[。；，：]))(?:\s*(?:要求|推动|鼓励|督促|指导))?"
_NAME = r"(?:各级各部门|各级、各部门|各(?:级|单位|部门)|(?:各|本|区|市|县|省|镇|乡|街道|行业|相关|有关|牵头|政策|决策|文件|承办|起草|主管|基层|有条件的|\d{1,3}个)[^，。；、：（）“”《》要应须需]{0,16}?(?:部门|单位|政府|办公室|办事处|镇街|管委会))(?:（[^（）]{1,6}）)?"
_ACTS = r"(?=(?:要|应|须|需|必须|应当|负责|建议|年内|本年度|每年|定期|逐步|对照|选择|充分利用|解读|组织|制定|结合|根据)|在[^，。；]{2,24}(?:公开|设立|设置|发布))"
_SUBJECT = re.compile(rf"{_BEGIN}(?P<units>{_NAME}(?:[、和]{_NAME})*){_ACTS}")
_AND = re.compile(r"(?<!各级)[、和]")  # 各级、各部门 is one name


def subjects(text: str) -> tuple[str, ...]:
    """Units that sentences of a clause name as those who are to act, in their order."""
    return tuple(dict.fromkeys(name for hit in _SUBJECT.finditer(even(text)) for name in _AND.split(hit["units"])))
