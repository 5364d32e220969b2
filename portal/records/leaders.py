"""Leaders (领导信息): each person a page presents, with post, duties, career and picture."""

import re
from typing import NamedTuple

from portal.content_facts import Leader, Record
from portal.facts import PageFacts
from portal.markup.located_lines import Located, located_lines
from portal.markup.outline import squeeze
from portal.markup.sheet import Sheet
from portal.records.wording import MOST_LINES, title_of
from portal.states import Region

# The commonest surnames (姓), two-character ones apart: four characters beginning otherwise are no person.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_DOUBLE = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "宇文",
    "长孙",
    "司徒",
    "夏侯",
)
_NAME = re.compile(
    r"^(?:姓\s*名[:：])?([\u4e00-\u9fa5]{2,4}|[\u4e00-\u9fa5]{2,8}[·•・][\u4e00-\u9fa5]{2,8})(?:同志|简历|简介|个人简历)?$"
)
_NO_NAME = re.compile(
    r"(?:[长记任席员]|信息|领导|分工|简历|履历|公开|动态|活动|讲话|更多|首页|职务|政府|工作|姓名|名单)$"
)
_POST_LABEL = re.compile(r"^(?:现任)?(?:职\s*务|现任职务|任职|担任职务)[:：]\s*(.{2,80})$")
_POST = re.compile(
    r"^(?:现任)?[\u4e00-\u9fa5、，,（）()\s]{2,60}(?:[省市县区州乡镇局厅处科院校部]长|书记|主任|主席|委员|常委|组长|总师|总工程师|调研员|政委|督察长|专员|巡视员|副职)(?:[（(].{1,12}[)）])?$"
)
_DUTIES = re.compile(r"分\s*工|(?:主持|负责|分管|协助)[^。]{0,80}(?:工作|方面|局|委|办)")
_RESUME = re.compile(r"简\s*历|履\s*历|出生|[男女][，,]|参加工作|历任|毕业于|学历")
_ICON = re.compile(
    r"(?:icon|logo|btn|button|arrow|blank|qr|erweima|print|share|dot|bg)[\w-]*\.(?:png|gif|svg|jpe?g)$|\.(?:gif|svg)$",
    re.IGNORECASE,
)
_DATED = re.compile(r"[\s(（\[]*\d{4}[-./年].*$")
_LONGEST_LINE = 60  # characters of a line that may be a name with a date


class _Person(NamedTuple):
    name: str
    begin: int  # line
    end: int


def read(sheet: Sheet, facts: PageFacts) -> list[Record]:
    """Persons on a page of kind LEADER: the one it is about, or all it lists."""
    lines = located_lines(sheet, MOST_LINES)
    own = _name(title_of(facts)) or _name(facts.page.title)
    people = [_Person(own, 0, len(lines))] if own else _people(lines)
    links = {
        squeeze(link.label): link.url for link in sheet.links if link.region is Region.MAIN and link.url and link.label
    }
    return [
        _leader(sheet, lines, person, number, "" if own else links.get(person.name, ""))
        for number, person in enumerate(people)
    ]


def _people(lines: list[Located]) -> list[_Person]:
    """Names that stand alone on a line, each with the lines up to the next; dates beside them (of a list) are cut off."""
    named: list[tuple[str, int]] = []
    for place, line in enumerate(lines):
        name = _name(_DATED.sub("", line.text)) if len(line.text) <= _LONGEST_LINE else ""
        if name and name not in {known for known, _ in named}:
            named.append((name, place))
    ends = [*(place for _, place in named), len(lines)][1:]
    return [_Person(name, begin, end) for (name, begin), end in zip(named, ends, strict=True)]


def _name(words: str) -> str:
    found = _NAME.match(squeeze(words))
    if not found or _NO_NAME.search(found.group(1)):
        return ""
    name = found.group(1)
    known = name[0] in _SURNAMES or name.startswith(_DOUBLE) or len(name) > 4
    return (
        name
        if known and (len(name) < 4 or name.startswith(_DOUBLE) or "·" in name or "•" in name or "・" in name)
        else ""
    )


def _leader(sheet: Sheet, lines: list[Located], person: _Person, number: int, url: str) -> Leader:
    own = [line.text for line in lines[person.begin : person.end]]
    text = "\n".join(own)
    return Leader(
        page_id=0,
        position=number,
        name=person.name,
        post=_post(own),
        duties=_DUTIES.search(text) is not None,
        resume=_RESUME.search(text) is not None,
        portrait=_portrait(sheet, lines, person),
        url=url,
    )


def _post(lines: list[str]) -> str:
    labelled = next((found.group(1) for line in lines if (found := _POST_LABEL.match(line))), "")
    return labelled or next((line for line in lines[:4] if _POST.match(line)), "")


def _portrait(sheet: Sheet, lines: list[Located], person: _Person) -> bool:
    """Whether a picture that is no icon stands with the person: among their lines, or right before the name."""
    begin = lines[person.begin - 1].piece if person.begin else 0
    end = lines[person.end].piece if person.end < len(lines) else len(sheet.outline.pieces)
    return any(
        begin <= image.start <= end
        and (squeeze(image.attrs.get("alt", "")) == person.name or not _ICON.search(image.attrs.get("src", "")))
        for image in sheet.outline.tagged("img")
        if image.region is Region.MAIN and image.attrs.get("src")
    )
