"""Service guides (办事指南) and gazettes (政府公报)."""

from demo.lab.blocks import Block, Fields, Pair, Prose, Tiles
from demo.lab.content import Content, File
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.prose import regulations

ELEMENTS = ("name", "basis", "conditions", "materials", "place", "hours", "contact", "process", "fees", "time_limit")


def service(desk: Desk, entry: Entry) -> Content:
    """A guide with its ten elements."""
    chance = desk.chance(entry, "service")
    department = chance.choice(desk.place.departments[1:])
    hall = f"{desk.place.name}政务服务中心{chance.randrange(1, 4)}楼{chance.randrange(1, 60)}号窗口"
    pairs: list[Pair] = [
        ("事项名称", entry.title),
        ("设定依据", "《行政许可管理条例》第十二条及其实施细则"),
        ("申请条件", "申请人具备完全民事行为能力，材料齐全且符合法定形式"),
        ("申请材料", "1.申请表；2.身份证明；3.场所证明；4.其他证明材料"),
        ("办理地点", hall),
        ("办理时间", desk.place.hours),
        ("联系电话", department.phone),
        ("办理流程", "申请—受理—审查—决定—送达"),
        ("收费标准", "不收费" if chance.random() < 0.8 else f"每件{chance.randrange(5, 50)}元"),
        ("办理期限", f"法定{chance.randrange(15, 31)}个工作日，承诺{chance.randrange(1, 10)}个工作日"),
    ]
    facts = {"title": entry.title, "elements": sorted(ELEMENTS)}
    if chance.random() < 0.5:
        pairs.insert(1, ("受理部门", department.name))
        facts["elements"] = sorted((*ELEMENTS, "department"))
    shape = "table2" if entry.serial % 3 else "dl"
    return Content("service", entry.title, [Fields(pairs, shape)], {"service_guide": facts}, source=department.name)


def gazette(desk: Desk, entry: Entry) -> Content:
    """An issue of the gazette: contents that lead to the documents, and the issue as a file."""
    papers = [n for n in desk.plan.of_column.get("zf", []) if n not in desk.gone and desk.entry(n).at <= entry.at][:6]
    links = [(desk.entry(n).title, desk.path(desk.entry(n))) for n in papers]
    year, name = entry.at.year, f"{desk.place.name}人民政府公报"
    blocks: list[Block] = [
        Prose([("c", f"{year}年第{entry.nth}期（总第{(year - 2018) * 12 + entry.nth}期）")]),
        Tiles(links, "本期目录"),
    ]
    lines = regulations(desk.chance(entry, "gazette"), 5, "公报", "编辑", "办法")
    facts = {"title": entry.title, "year": year, "issue": entry.nth, "published_on": entry.at.date()}
    return Content(
        "gazette",
        entry.title,
        blocks,
        {"gazette_issue": [facts]},
        [File(f"{entry.serial}.pdf", f"{name}{year}年第{entry.nth}期", lines)],
        source=desk.place.office,
    )
