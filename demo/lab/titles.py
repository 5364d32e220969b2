"""Titles of entries: dealt from decks of words, so that no two of a portal are the same."""

from collections import Counter
from collections.abc import Callable

from demo.lab.columns import Column
from demo.lab.entries import LAST, Entry
from demo.lab.place import ABOVE, PROVINCE, Place
from demo.lab.seeding import Deck, stream
from demo.lab.words import words

HEADS = {
    "text": ("《{name}》政策解读", "关于《{name}》的解读", "《{name}》文字解读"),
    "graphic": ("一图读懂《{name}》", "【图解】{name}", "图解：《{name}》"),
    "video": ("【视频解读】{name}", "视频解读：《{name}》"),
    "animation": ("【动漫解读】《{name}》", "动画解读：《{name}》"),
    "q_and_a": ("《{name}》政策问答", "《{name}》的简明问答"),
    "press_conference": ("【新闻发布会】解读《{name}》", "《{name}》新闻发布会实录"),
    "expert": ("【专家解读】{name}", "专家解读《{name}》"),
    "official": ("【负责人解读】《{name}》", "主要负责人解读《{name}》"),
    "live": ("【直播解读】《{name}》", "直播回放：解读《{name}》"),
    "demonstration": ("【流程演示】《{name}》申报操作解读", "办事演示：解读《{name}》"),
}
LICENCES = "行政许可事项清单"
CLEANUP = "规范性文件清理结果"


class Titles:
    """Gives entries their titles; documents also their ``name``, interpretations after them."""

    def __init__(self, place: Place, tree: dict[str, Column], seed: int) -> None:
        self._place, self._tree, self._seed = place, tree, seed
        w = words()
        units = [d.name for d in place.departments] + list(place.towns)
        self._departments = [d.name for d in place.departments]
        self._decks = {
            "news": self._deck("news", units, w["acts"], w["subjects"], w["aims"]),
            "notice": self._deck("notice", self._departments, w["calls"], w["subjects"], w["things"], _NOTICES),
            "name": self._deck("name", w["subjects"], w["manners"], w["papers"], ("", "（试行）", "（修订）")),
            "repost": self._deck("repost", _SUPERIOR, w["acts"], w["subjects"], w["manners"]),
            "foreign": self._deck("foreign", _MEDIA_LEADS, w["subjects"], w["manners"], _MEDIA_TAILS),
            "message": self._deck("message", w["villages"], w["requests"], _ASKS, _WHO),
            "service": self._deck("service", w["matters"], w["actions"], _HOW),
            "consultation": self._deck("consultation", w["subjects"], w["manners"], w["papers"]),
            "open_day": self._deck("open_day", self._departments, w["subjects"], ("", "走进基层", "请您来参观")),
            "question": self._deck("question", w["matters"], w["actions"], _QUESTIONS),
        }
        self._dealt: Counter[str] = Counter()

    def _deck(self, name: str, *columns: list[str] | tuple[str, ...]) -> Deck:
        return Deck(stream(self._seed, "deck", name), *columns)

    def _deal(self, deck: str) -> tuple[str, ...]:
        self._dealt[deck] += 1
        return self._decks[deck].deal(self._dealt[deck] - 1)

    def give(self, entries: list[Entry]) -> None:
        """Title every entry; those that others are about come first."""
        for entry in entries:
            if entry.about is None:
                entry.title = self._write(entry)
        for entry in entries:
            if entry.about is not None:
                entry.title = self._write_about(entry, entries[entry.about])
        self._publish(entries)
        _part_same(entries)

    def _publish(self, entries: list[Entry]) -> None:
        """Let notices of the last year make the list of licences (行政许可事项清单) and the result of a clean-up public."""
        notices = [entry for entry in entries if entry.column == "gg" and entry.at.year == LAST.year]
        for entry, paper in zip(sorted(notices, key=lambda entry: entry.at), (LICENCES, CLEANUP), strict=False):
            entry.title = f"{self._place.office}关于公布{self._place.name}{entry.at.year}年{paper}的通知"

    def _write(self, entry: Entry) -> str:
        writer: Callable[[Entry], str] = getattr(self, f"_{entry.kind}", self._news)
        return writer(entry)

    def _news(self, _: Entry) -> str:
        return "".join(self._deal("news"))

    def _notice(self, entry: Entry) -> str:
        unit, call, subject, thing, form = self._deal("notice")
        return f"{unit}关于{call}{entry.at.year}年{subject}{thing}的{form}"

    def _repost(self, _: Entry) -> str:
        return "".join(self._deal("repost"))

    def _budget(self, entry: Entry) -> str:
        year, what = (entry.at.year, "部门预算") if entry.at.month < 7 else (entry.at.year - 1, "部门决算")
        unit = self._departments[1:][entry.number * 7 % 25]
        return f"{unit}{year}年{what}公开说明（{entry.at:%m%d}-{entry.number % 1000}）"

    def _meeting(self, entry: Entry) -> str:
        self._dealt["meeting"] += 1
        subject = words()["subjects"][entry.number % 60]
        return f"{self._place.name}人民政府第{self._dealt['meeting'] + 20}次常务会议邀请利益相关方代表列席（{subject}议题）"

    def _evaluation(self, entry: Entry) -> str:
        subject, manner, paper = self._deal("consultation")
        return f"关于《{self._place.name}{subject}{manner}{paper}》实施情况的后评估报告（{entry.at.year}年）"

    def _progress(self, entry: Entry) -> str:
        unit, act, subject, _ = self._deal("news")
        return f"{entry.at.year}年重点任务“{act}{subject}提升”进展情况（{unit}）"

    def _enterprise(self, entry: Entry) -> str:
        names = ("供水", "供气", "供电", "公共交通", "殡葬服务", "通信", "环境卫生", "第一人民医院", "实验小学", "供热")
        name = names[entry.number % len(names)]
        return f"{self._place.short}{name}单位信息公开事项清单（{entry.at.year}年第{entry.number % 90 + 1}期）"

    def _benefit(self, entry: Entry) -> str:
        subject, manner, paper = self._deal("consultation")
        return f"惠企政策：{entry.at.year}年{subject}{manner}{paper}兑现指引"

    def _organisation(self, entry: Entry) -> str:
        self._dealt["organisation"] += 1
        entry.issuer = self._dealt["organisation"] - 1
        return self._departments[entry.issuer % len(self._departments)]

    def _leader(self, entry: Entry) -> str:
        self._dealt["leader"] += 1
        entry.issuer = self._dealt["leader"] - 1
        return self._place.leaders[entry.issuer][0]

    def _system(self, _: Entry) -> str:
        self._dealt["system"] += 1
        return f"{self._place.name}{words()['statutes'][(self._dealt['system'] - 1) % 8]}"

    def _report(self, entry: Entry) -> str:
        unit = self._place.name if entry.issuer == 0 else self._departments[(entry.issuer - 1) % 26]
        unit = self._place.government if entry.issuer == 0 else unit
        return f"{unit}{entry.nth}年政府信息公开工作年度报告"

    def _decision_catalogue(self, entry: Entry) -> str:
        return f"{self._place.government}{entry.at.year}年度重大行政决策事项目录"

    def _statement(self, entry: Entry) -> str:
        return f"政府网站工作年度报表（{entry.at.year - 1}年度）{self._place.government}"

    def _gazette(self, entry: Entry) -> str:
        self._dealt[f"gazette{entry.at.year}"] += 1
        entry.nth = self._dealt[f"gazette{entry.at.year}"]
        return f"{self._place.name}人民政府公报{entry.at.year}年第{entry.nth}期"

    def _message(self, _: Entry) -> str:
        village, request, ask, who = self._deal("message")
        return f"{who}{ask}{village}{request}的问题"

    def _service(self, _: Entry) -> str:
        return "".join(self._deal("service"))

    def _question(self, _: Entry) -> str:
        matter, action, question = self._deal("question")
        return question.format(f"{matter}{action}")

    def _open_day(self, entry: Entry) -> str:
        unit, subject, lead = self._deal("open_day")
        return f"{unit}开展{entry.at.year}年“{subject}{lead}”政府开放日活动"

    def _consultation(self, entry: Entry) -> str:
        subject, manner, paper = self._deal("consultation")
        entry.name = f"{self._place.name}{subject}{manner}{paper}"
        return f"关于《{entry.name}（征求意见稿）》公开征求意见的公告"

    def _interpretation(self, _: Entry) -> str:
        lead, subject, manner, tail = self._deal("foreign")
        return lead.format(f"{subject}{manner}") + tail

    def _document(self, entry: Entry) -> str:
        subject, manner, paper, tail = self._deal("name")
        entry.name = f"{self._place.name}{subject}{manner}{paper}{tail}"
        issuer = self.issuer(entry)
        if entry.form == "order":
            return entry.name
        if entry.form == "announcement":
            return f"{issuer}关于{subject}{manner}有关事项的公告（{entry.at.year}年第{entry.nth}号）"
        quoted = f"《{entry.name}》" if entry.serial % 3 else entry.name
        verb = ("印发", "公布", "修订印发")[entry.serial % 5 % 3]
        return f"{issuer}关于{verb}{quoted}的通知"

    def issuer(self, entry: Entry) -> str:
        """The name a document bears in its title."""
        if entry.issuer < 2:
            return (self._place.government, self._place.office)[entry.issuer]
        return self._departments[1:][(entry.issuer - 2) % 25]

    def _write_about(self, entry: Entry, other: Entry) -> str:
        if entry.kind == "consultation_result":
            return f"关于《{other.name}（征求意见稿）》公开征求意见采纳情况的反馈"
        heads = HEADS[entry.form]
        name = other.title if other.form == "announcement" or entry.serial % 7 == 0 else other.name
        return heads[entry.serial % len(heads)].format(name=name.replace("《", "〈").replace("》", "〉"))


def _part_same(entries: list[Entry]) -> None:
    """Second interpretations of one document in one form are parts of a series."""
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.title] += 1
        if seen[entry.title] > 1:
            entry.title += (
                f"（之{'一二三四五六七八九十'[min(seen[entry.title], 10) - 1]}）"
                if seen[entry.title] <= 10
                else f"（{entry.serial}）"
            )


_NOTICES = ("通知", "公告", "公示", "通告")
_SUPERIOR = (f"{PROVINCE}", f"{ABOVE}", f"{PROVINCE}有关部门", f"{ABOVE}各县区")
_MEDIA_LEADS = ("记者走访：{}带来哪些变化", "今年起{}有新看点", "{}，这些事项请留意", "多地发力{}", "数说{}")
_MEDIA_TAILS = ("", " 群众点赞", "！速看", "——来自一线的观察", " 专门机构发布提示")
_ASKS = ("咨询", "反映", "关于", "建议解决", "请问")
_WHO = ("", "热心居民", "一名务工人员", "外来经营者", "退休职工")
_HOW = ("", "（网上办理）", "（窗口办理）", "（跨省通办）")
_QUESTIONS = ("{}需要什么材料？", "{}在哪里申请？", "{}多久能够办好？", "{}收费吗？", "{}可以委托他人吗？")
