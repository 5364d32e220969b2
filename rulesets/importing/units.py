"""Responsible units (责任单位): in brackets at the end of a paragraph, in columns of a table, in words like 由甲牵头、乙配合."""

import re
from dataclasses import dataclass, field, replace

from rulesets.importing.characters import even, run_together

_ROLE = r"(?:主体责任|主要责任|共同责任|责任|牵头|主责|主办|承办|落实|实施|配合|协办|协助|参与|参加|分工)"
_LABEL = re.compile(rf"(?:{_ROLE}(?:和{_ROLE})?(?:单位|部门|处室|科室|机关|主体|领导|负责)?|分工负责|责任人)\s*：")
_BRACKETS = re.compile(rf"（\s*(?=[^（）]{{0,4}}{_LABEL.pattern})(?P<units>(?:[^（）]|（[^（）]*）)*)(?:）|$)")
_UNLABELLED = re.compile(
    r"（(?P<units>(?:[^（）。]|（[^（）]*）)*(?:牵头|负责|配合|主办|承办)(?:[^（）。]|（[^（）]*）)*)）(?=\s*。?\s*$)"
)
_COOPERATING = re.compile(r"配合|协办|协助|参与|参加")
_LEADING = re.compile(r"牵头|主责|主办|主体|主要")
_MARKS = re.compile(r"[、，；\n。]+(?![^（]*）)")  # 各县（市、区） is one name
_WHEN = re.compile(r"(?:\d{4}年|年|\d{1,2}月|每|长期|持续|常态|完成时限).*|.*(?:前|前完成|完成|坚持|推进)")
_TOPIC = re.compile(r"(?:^|(?<=[\s；。\n]))[^\s；，、。：]{2,20}：\s*")  # what the units behind it answer for
_ENDING = (
    r"(?:政府|委员会|管委会|局|委|办|办公室|办公厅|部门|单位|中心|镇街|乡镇|街道|办事处|处|院|馆|公司|银行|集团|站|所|队|机关|部|厅|署|社|会|镇|乡"
    r"|区县|县区|县|区|旗|市|科|股|室|机构|企业|学校|团|校|网|园|景区|开发区|新区|部委|组|主体)"
)
_UNIT = re.compile(rf"(?:.{{1,28}}|.{{0,8}}《[^《》]*》.{{0,24}}){_ENDING}(?:（[^（）]{{1,20}}）)?|各?级|各.{{1,12}}")
_ENDS_AS_UNIT = re.compile(rf".*{_ENDING}")
_AND = re.compile(r"和|以及|及|与")
_WITHIN_NAMES = re.compile(  # words that 和 follows in a single name, as in 发展和改革局
    r".*(?:发展|自然资源|资源|住房|教育|文化|工业|人力资源|卫生|农业|应急|退役|水利|规划|体育|社会|企事业)"
)
_NEW_NAME = re.compile(r"[市县区省各乡镇]")
_AND_OTHERS = re.compile(r"等(?=$|[^级]{1,14}(?:部门|单位|镇街|机构)|相关|有关|各)")
_NOBODY_NAMED = re.compile(r"(?:相关|有关)(?:部门|单位|部门单位)")  # 等相关单位: whose is not said
_COLLECTIVE = re.compile(r"部门|各级|机构")
_REST_OF_COLLECTIVE = ("单位", "机构", "各部门", "各单位", "部门")  # 各部门、单位 is one name
_BEHIND = re.compile(r"(.+?)(?:共同|负责)?(牵头|主办|配合|协办|协助|负责|落实|按职责分工负责|分工负责)(?:负责|落实)?")
_DEMAND = re.compile(
    r"(?:加强|推进|强化|做好|完善|规范|健全|深化|优化|加大|落实|建立|提升|推动|创新|继续|持续|进一步|全面|加快|打造|开展|提高|抓好|聚焦|围绕|发挥"
    r"|拓宽|拓展|公开|公布|发布|设立|设置|成立|编制|制定|制订|邀请|充分|充实|组织|实施|构建|丰富|畅通|统筹|夯实|扩大)"
)
_LEADS, _HELPS = "牵头", "配合"
_LEAST_FITTING = 0.7  # share of names in a cell that must read as units


@dataclass(frozen=True, slots=True)
class Units:
    """Who answers for a clause, names as the document writes them."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    words: str = field(default="", compare=False)  # what stands in their bracket, which may tell a deadline as well

    def __bool__(self) -> bool:
        return bool(self.lead or self.cooperating)


NOBODY = Units()


def split_at_brackets(text: str) -> list[tuple[str, Units | None]]:
    """A text cut behind each bracket that names units: what stands before it, and the units; None for words behind the last."""
    parts: list[tuple[str, Units | None]] = []
    begin = 0
    words = even(text)
    for found in [*_BRACKETS.finditer(words)] or [*_UNLABELLED.finditer(words)]:
        named = text[found.start("units") : found.end("units")]
        units = replace(units_in(named), words=named)
        if units:
            parts.append((text[begin : found.start()].strip(), units))
            begin = found.end()
    if text[begin:].strip(" 。；，\n"):
        parts.append((text[begin:].strip(), None))
    return parts


def units_in(text: str, *, cooperating: bool = False) -> Units:
    """Units of a bracket's content or a cell. Without labels all lead (or all cooperate); beside a label 牵头 those labelled 责任 cooperate."""
    labelled = _labelled(even(text))
    has_leader = any(_LEADING.search(label) for label, _ in labelled)
    lead: list[str] = []
    helping: list[str] = []
    for label, words in labelled:
        helps = _helps(label, has_leader=has_leader) if label else cooperating
        named = _named(words)
        is_led = any(role == _LEADS for _, role in named)
        for name, role in named:
            if len(name) > 1:
                (helping if role == _HELPS or ((helps or is_led) and role != _LEADS) else lead).append(name)
    return Units(tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(name for name in helping if name not in lead)))


def _helps(label: str, *, has_leader: bool) -> bool:
    return bool(_COOPERATING.search(label)) or (has_leader and not _LEADING.search(label))


def _labelled(text: str) -> list[tuple[str, str]]:
    """Pieces of a text, each with the label in front of it."""
    places = [*_LABEL.finditer(text)]
    pieces = [("", text[: places[0].start()] if places else text)]
    ends = [*(place.start() for place in places[1:]), len(text)]
    pieces.extend((place.group(), text[place.end() : end]) for place, end in zip(places, ends, strict=False))
    return [(label, words) for label, words in pieces if words.strip(" ；，、。\n")]


def _named(words: str) -> list[tuple[str, str]]:
    """Names in a list of units, each with the role that words behind it or behind its list give it (牵头, 配合)."""
    names: list[tuple[str, str]] = []
    waiting = 0
    for part in _MARKS.split(_TOPIC.sub("\n", words)):
        for piece in _parted(run_together(part)):
            name, role = _role(piece)
            if name in _REST_OF_COLLECTIVE and names and _COLLECTIVE.search(names[-1][0]) and not role:
                names[-1] = (f"{names[-1][0]}、{name}", names[-1][1])
            elif name and not _WHEN.fullmatch(name):
                names.append((name, role))
            if role:
                names[waiting:] = [(each, role) for each, _ in names[waiting:]]
                waiting = len(names)
    return names


def _parted(part: str) -> list[str]:
    """A part cut at 和, 及 and 等 where units stand on both sides."""
    for found in _AND.finditer(part):
        left, right = part[: found.start()], part[found.end() :]
        if _ENDS_AS_UNIT.fullmatch(left) and (not right or _UNIT.match(right)) and not _is_within_name(left, right):
            return [*_parted(left), *_parted(right)]
    return _without_others(part)


def _is_within_name(left: str, right: str) -> bool:
    """Whether 和 belongs to a name such as 发展和改革局."""
    return _WITHIN_NAMES.fullmatch(left) is not None and not _NEW_NAME.match(right)


def _without_others(piece: str) -> list[str]:
    """A name, and the collective one behind its 等: 市体育局等市有关部门单位 are two; 等相关单位 names nobody."""
    found = _AND_OTHERS.search(piece)
    pieces = [piece[: found.start()], piece[found.end() :]] if found else [piece]
    return [each for each in pieces if each and not (found and _NOBODY_NAMED.fullmatch(each))]


def _role(piece: str) -> tuple[str, str]:
    """A name without the words around it that tell its role, and the role."""
    bare = re.sub(r"^(?:由|会同)", "", piece.strip(" 。"))
    found = _BEHIND.fullmatch(bare)
    if not found:
        return bare, ""
    word = found.group(2)
    role = _LEADS if word in ("牵头", "主办") else _HELPS if _COOPERATING.search(word) else ""
    return found.group(1), role


def is_unit_cell(text: str) -> bool:
    """Whether a cell of a table names units and nothing else."""
    words = even(text)
    if _LABEL.search(words):
        return "。" not in words.strip().rstrip("。")
    if not words.strip() or "。" in words:
        return False
    names = [name for name, _ in _named(words)]
    fitting = [name for name in names if _UNIT.fullmatch(name)]
    return bool(names) and len(fitting) >= _LEAST_FITTING * len(names) and not _DEMAND.match(words)
