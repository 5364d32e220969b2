"""News and notices (新闻、通知公告), and the reports that read like them: budgets, plans, evaluations, tasks."""

from demo.lab.blocks import Block, Pair, Prose, Raw
from demo.lab.content import Content, File
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.prose import paragraphs
from demo.lab.style import chinese_day, numeral
from demo.lab.titles import CLEANUP

SOURCES = ("融媒体中心", "政府办公室", "政府网站编辑部")


def news(desk: Desk, entry: Entry) -> Content:
    """A piece of news, some with a picture."""
    chance = desk.chance(entry, "news")
    lines = paragraphs(chance, desk.place, chance.randrange(3, 8))
    day = f"{entry.at.month}月{entry.at.day}日，"
    parts: list[Pair] = [("p", f"{day}{lines[0]}"), *(("p", line) for line in lines[1:])]
    if chance.random() < 0.4:
        parts.append(("p", f"（通讯员　{chance.choice(desk.place.leaders)[0][0]}某）"))
    blocks: list[Block] = [Prose(parts)]
    if chance.random() < 0.35:
        picture = f'<p style="text-align:center"><img src="/images/xw{entry.serial % 4}.svg" alt="" width="640" height="400"></p>'
        blocks.insert(0, Raw(picture))
    return Content("news", entry.title, blocks, source=desk.place.short + chance.choice(SOURCES))


def repost(desk: Desk, entry: Entry) -> Content:
    """News of a superior government, with its source."""
    written = news(desk, entry)
    written.source = "云陵省人民政府门户网站" if entry.serial % 2 else "澜川市人民政府网"
    return written


def notice(desk: Desk, entry: Entry) -> Content:
    """A notice with numbered points and a signature, some with a file."""
    chance = desk.chance(entry, "notice")
    unit = entry.title.partition("关于")[0] or desk.place.office
    subject = entry.title.partition("关于")[2].rpartition("的")[0]
    lines = paragraphs(chance, desk.place, chance.randrange(3, 6))
    if CLEANUP in entry.title:
        lines = [f"决定废止下列文件：《{desk.place.name}水库养殖暂行规定》（{desk.place.sign}政发〔2009〕7号）。"]
    parts: list[Pair] = [
        ("p", f"根据工作安排，现就{subject}有关事项{'公示' if '公示' in entry.title else '通知'}如下：")
    ]
    parts += [("p", f"{numeral(number)}、{line}") for number, line in enumerate(lines, 1)]
    parts += [("p", f"联系电话：{desk.place.phone}"), ("r", unit), ("r", chinese_day(entry.at.date()))]
    files = []
    if chance.random() < 0.3:
        suffix = chance.choice(("xlsx", "docx", "pdf"))
        files.append(File(f"{entry.serial}.{suffix}", f"{subject}登记表", lines[:3]))
    return Content("notice", entry.title, [Prose(parts)], files=files, source=unit)


def _plain(kind: str, desk: Desk, entry: Entry, lead: str, source: str) -> Content:
    lines = paragraphs(desk.chance(entry, kind), desk.place, 4)
    return Content(kind, entry.title, [Prose([("p", lead), *(("p", line) for line in lines)])], source=source)


def budget(desk: Desk, entry: Entry) -> Content:
    """A department's budget or final accounts (预决算): text and a workbook."""
    unit = entry.title.partition("20")[0]
    written = _plain(
        "article", desk, entry, f"现将{unit}及所属单位收支情况予以公开，包括部门概况、收支表和说明。", unit
    )
    rows = [
        f"{name} {desk.chance(entry, name).randrange(20, 4000)}万元"
        for name in ("一般公共预算拨款收入", "基本支出", "项目支出", "三公经费", "债务限额", "债务余额", "还本付息")
    ]
    written.files.append(File(f"{entry.serial}.xlsx", f"{unit}收支总表", rows))
    return written


def evaluation(desk: Desk, entry: Entry) -> Content:
    """An evaluation of a policy in force (决策后评估): what was found and how it is used."""
    lead = "评估组通过问卷、座谈和实地走访，对文件实施效果作了评价。评估结论：继续执行并作局部修改，评估结果作为调整完善的依据。"
    return _plain("article", desk, entry, lead, desk.place.office)


def progress(desk: Desk, entry: Entry) -> Content:
    """Progress of a promised task (重点任务): duties, plan, measures, progress."""
    lines = paragraphs(desk.chance(entry, "progress"), desk.place, 4)
    heads = ("任务分工", "工作计划", "落实措施", "进展情况")
    parts = [part for head, line in zip(heads, lines, strict=True) for part in (("h", head), ("p", line))]
    return Content("article", entry.title, [Prose(parts)], source=desk.place.office)


def enterprise(desk: Desk, entry: Entry) -> Content:
    """What a public utility makes public (公共企事业单位): charges, deadlines, complaints."""
    lead = (
        f"公开内容包括收费标准、办理时限、服务流程和投诉渠道，监督电话{desk.place.phone}，投诉自受理之日起15日内答复。"
    )
    return _plain("article", desk, entry, lead, desk.place.government)


def benefit(desk: Desk, entry: Entry) -> Content:
    """A policy for enterprises (惠企政策) with the six parts that are asked for."""
    chance = desk.chance(entry, "benefit")
    year = entry.at.year
    parts: list[Pair] = [
        ("p", f"申请条件：在{desk.place.name}登记注册、正常经营{chance.randrange(1, 4)}年以上的中小企业。"),
        ("p", "申报材料：申请表、营业执照复印件、上年度财务报表。"),
        ("p", "办理流程：网上申报、部门初审、现场核实、公示拨付。"),
        ("p", f"受理部门：{chance.choice(desk.place.departments).name}"),
        ("p", f"联系方式：{desk.place.phone}"),
        ("p", f"起止时间：{year}年1月1日至{year}年12月31日"),
    ]
    return Content("article", entry.title, [Prose(parts)], source=desk.place.office)


def question(desk: Desk, entry: Entry) -> Content:
    """A frequent question with its answer (常见问题)."""
    lines = paragraphs(desk.chance(entry, "question"), desk.place, 1)
    parts: list[Pair] = [
        ("p", f"问：{entry.title}"),
        ("p", f"答：请到政务服务中心综合窗口咨询，也可以在线预约。{lines[0]}"),
    ]
    return Content("article", entry.title, [Prose(parts)], source=desk.place.office)


def statement(desk: Desk, entry: Entry) -> Content:
    """The website's yearly statement (政府网站工作年度报表)."""
    chance = desk.chance(entry, "statement")
    year = entry.at.year - 1
    rows = "".join(
        f"<tr><td>{name}</td><td>{chance.randrange(3, 9000)}</td></tr>"
        for name in (
            "独立用户访问总量",
            "网站总访问量",
            "信息发布总数",
            "专栏专题数量",
            "解读信息发布总数",
            "网民留言总数",
            "移动新媒体数量",
        )
    )
    table = f"<table border=1><tr><th>网站名称</th><td>{desk.place.government}</td></tr><tr><th>年度</th><td>{year}</td></tr>{rows}</table>"
    return Content("article", entry.title, [Raw(table)], source=desk.place.office)
