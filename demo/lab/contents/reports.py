"""Yearly reports on disclosure (政府信息公开工作年度报告): six chapters, three tables whose figures add up."""

from random import Random

from demo.lab.blocks import Block, Cell, Grid, Pair, Prose
from demo.lab.content import Content
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.seeding import stream
from demo.lab.style import numeral

PARTS = {
    "overview": "总体情况",
    "proactive": "主动公开政府信息情况",
    "applications": "收到和处理政府信息公开申请情况",
    "reviews": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
WHO = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
BODIES = "法人或其他组织"
HANDLED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("（一）予以公开", ()),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ()),
    (
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    ("（四）无法提供", ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")),
    (
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
)
DONE = "三、本年度办理结果"
NEW, CARRIED, LEFT, SUM = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "四、结转下年度继续办理",
    "（七）总计",
)
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
SUITS = ("未经复议直接起诉", "复议后起诉")

Figures = dict[str, int]


def report(desk: Desk, entry: Entry) -> Content:
    """A report of 2021's form."""
    unit = entry.title.partition(str(entry.nth))[0]
    chance = desk.chance(entry, "report")
    figures: Figures = {}
    tables = [_made(chance, figures), _asked(desk, entry, figures), _reviewed(chance, figures)]
    new, done = figures[f"2/{NEW}/总计"], figures[f"2/{DONE}/{SUM}/总计"]
    year = entry.nth
    heading = [f"{numeral(i)}、{title}" for i, title in enumerate(PARTS.values(), 1)]
    blocks: list[Block] = [
        Prose(
            [
                ("p", f"本报告依据《中华人民共和国政府信息公开条例》编制，数据统计期限为{year}年1月1日至12月31日。"),
                ("h", heading[0]),
                (
                    "p",
                    f"{year}年，{unit}对照年度政务公开工作要点，主动公开各类信息{chance.randrange(200, 5000)}条，新收政府信息公开申请{new}件，办结{done}件，按期答复率百分之百。",
                ),
                ("h", heading[1]),
            ]
        ),
        Grid(tables[0], "t1"),
        Prose([("h", heading[2])]),
        Grid(tables[1], "t2"),
        Prose([("h", heading[3])]),
        Grid(tables[2], "t3"),
        Prose(_ending(chance, heading, year)),
    ]
    facts = {"year": year, "unit": unit, "parts": list(PARTS), "tables": 3}
    return Content("report", entry.title, blocks, {"annual_report": facts}, figures=figures, source=unit)


def _ending(chance: Random, heading: list[str], year: int) -> list[Pair]:
    problems = ("个别栏目更新不够及时", "解读形式还不够丰富", "基层工作人员变动较多", "检索功能有待完善")
    first, second = chance.sample(problems, 2)
    return [
        ("h", heading[4]),
        (
            "p",
            f"存在的问题：一是{first}；二是{second}。改进措施：建立到期提醒制度，组织业务培训{chance.randrange(1, 5)}次。",
        ),
        ("h", heading[5]),
        ("p", f"{year}年未收取政府信息公开信息处理费。当年工作要点确定的任务已经完成。"),
    ]


def _made(chance: Random, figures: Figures) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[Cell("第二十条第（一）项", columns=4, head=True)]]
    heads = ("本年制发件数", "本年废止件数", "现行有效件数")
    rows.append([Cell(text, head=True) for text in ("信息内容", *heads)])
    for name in ("规章", "行政规范性文件"):
        values = (
            [0, 0, 0] if name == "规章" else [chance.randrange(0, 20), chance.randrange(0, 5), chance.randrange(20, 90)]
        )
        rows.append([Cell(name), *(Cell(str(value)) for value in values)])
        figures |= {f"1/{name}/{head}": value for head, value in zip(heads, values, strict=True)}
    for item, head, names in (
        ("第二十条第（五）项", "本年处理决定数量", ("行政许可",)),
        ("第二十条第（六）项", "本年处理决定数量", ("行政处罚", "行政强制")),
        ("第二十条第（八）项", "本年收费金额（单位：万元）", ("行政事业性收费",)),
    ):
        rows.append([Cell(item, columns=4, head=True)])
        rows.append([Cell("信息内容", head=True), Cell(head, columns=3, head=True)])
        for name in names:
            value = chance.randrange(0, 4000)
            rows.append([Cell(name), Cell(str(value), columns=3)])
            figures[f"1/{name}/{head}"] = value
    return rows


def carried(seed: int, unit: int, year: int) -> list[int]:
    """Applications left at the end of a year, by applicant: next year's report takes them over."""
    chance = stream(seed, "carried", unit, year)
    return [chance.randrange(0, 4), *(chance.choice((0, 0, 1)) for _ in range(5))]


def _asked(desk: Desk, entry: Entry, figures: Figures) -> list[list[Cell]]:
    chance = desk.chance(entry, "asked")
    before, after = carried(desk.seed, entry.issuer, entry.nth - 1), carried(desk.seed, entry.issuer, entry.nth)
    labels = [(group, detail) for group, details in HANDLED for detail in (details or ("",))]
    done = [
        [chance.randrange(0, 9 if i == 0 else 3) if chance.random() < 0.35 else 0 for i in range(6)] for _ in labels
    ]
    short = [max(0, before[i] - after[i] - sum(row[i] for row in done)) for i in range(6)]
    done[0] = [value + more for value, more in zip(done[0], short, strict=True)]
    total = [sum(row[i] for row in done) for i in range(6)]
    new = [total[i] + after[i] - before[i] for i in range(6)]
    rows = _heads()
    rows.append(_line(figures, [Cell(NEW, columns=3)], NEW, new))
    rows.append(_line(figures, [Cell(CARRIED, columns=3)], CARRIED, before))
    first = [Cell(DONE, rows=len(labels) + 1)]
    for (group, detail), values in zip(labels, done, strict=True):
        details = dict(HANDLED)[group]
        cells, first = first, []
        if not detail:
            cells.append(Cell(group, columns=2))
        else:
            cells += [Cell(group, rows=len(details))] if detail == details[0] else []
            cells.append(Cell(detail))
        rows.append(_line(figures, cells, f"{DONE}/{group}" + (f"/{detail}" if detail else ""), values))
    rows.append(_line(figures, [Cell(SUM, columns=2)], f"{DONE}/{SUM}", total))
    rows.append(_line(figures, [Cell(LEFT, columns=3)], LEFT, after))
    return rows


def _heads() -> list[list[Cell]]:
    return [
        [
            Cell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", rows=3, columns=3, head=True),
            Cell("申请人情况", columns=7, head=True),
        ],
        [Cell("自然人", rows=2, head=True), Cell(BODIES, columns=5, head=True), Cell("总计", rows=2, head=True)],
        [Cell(name, head=True) for name in WHO[1:]],
    ]


def _line(figures: Figures, labels: list[Cell], row: str, values: list[int]) -> list[Cell]:
    columns = (WHO[0], *(f"{BODIES}/{name}" for name in WHO[1:]), "总计")
    shown = [*values, sum(values)]
    figures |= {f"2/{row}/{column}": value for column, value in zip(columns, shown, strict=True)}
    return [*labels, *(Cell(str(value)) for value in shown)]


def _reviewed(chance: Random, figures: Figures) -> list[list[Cell]]:
    groups = (("行政复议", ""), ("行政诉讼", SUITS[0]), ("行政诉讼", SUITS[1]))
    values: list[int] = []
    for group, suit in groups:
        four = [chance.choice((0, 0, 0, 1, 2)) for _ in range(4)]
        shown = [*four, sum(four)]
        values += shown
        label = f"{group}/{suit}" if suit else group
        figures |= {f"3//{label}/{name}": value for name, value in zip(OUTCOMES, shown, strict=True)}
    return [
        [Cell("行政复议", columns=5, head=True), Cell("行政诉讼", columns=10, head=True)],
        [
            *(Cell(name, rows=2, head=True) for name in OUTCOMES),
            Cell(SUITS[0], columns=5, head=True),
            Cell(SUITS[1], columns=5, head=True),
        ],
        [Cell(name, head=True) for _ in SUITS for name in OUTCOMES],
        [Cell(str(value)) for value in values],
    ]
