"""Leaders (领导信息) and organisations (机构职能)."""

from typing import Any

from demo.lab.blocks import Fields, Pair, Person, Prose
from demo.lab.content import Content
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.words import words


def person_of(desk: Desk, entry: Entry) -> Person:
    """A leader with duties and résumé."""
    name, post = desk.place.leaders[entry.issuer % len(desk.place.leaders)]
    chance = desk.chance(entry, "leader")
    subjects = "、".join(chance.sample(words()["subjects"], 4))
    born = f"19{chance.randrange(66, 88)}年{chance.randrange(1, 13)}月"
    units = "、".join(d.name for d in chance.sample(desk.place.departments[1:], 2))
    return Person(
        name,
        f"{desk.place.name}人民政府{post}",
        f"负责{subjects}等方面工作，分管{units}。",
        f"{born}出生，大学学历。历任乡镇农技员、乡镇长、部门负责人，现任{desk.place.name}人民政府{post}。",
    )


def leader(desk: Desk, entry: Entry) -> Content:
    """A leader's own page."""
    person = person_of(desk, entry)
    facts = [{"name": person.name, "post": person.post, "duties": True, "resume": True, "portrait": True}]
    return Content("leader", entry.title, [person], {"leader": facts}, byline=False)


def organisation(desk: Desk, entry: Entry) -> Content:
    """A department's page: duties, address, hours, telephone, head."""
    department = desk.place.departments[entry.issuer % len(desk.place.departments)]
    chance = desk.chance(entry, "organisation")
    subjects = chance.sample(words()["subjects"], 4)
    duties = [
        f"（{'一二三四'[i]}）贯彻执行{subject}方面的法律法规和政策，组织拟订有关规划并监督实施。"
        for i, subject in enumerate(subjects)
    ]
    pairs: list[Pair] = [
        ("单位名称", department.name),
        ("办公地址", department.address),
        ("办公时间", desk.place.hours),
        ("联系电话", department.phone),
        ("负责人", department.head),
    ]
    text: list[Pair] = [
        ("h", "主要职责"),
        *(("p", duty) for duty in duties),
        ("h", "内设机构"),
        ("p", f"办公室、{department.section}、法规股。"),
    ]
    facts: dict[str, Any] = {
        "name": department.name,
        "duties": True,
        "address": department.address,
        "phone": department.phone,
        "hours": desk.place.hours,
        "head": department.head,
    }
    shape = "table2" if desk.style.messages == "table" else "p"
    return Content(
        "organisation", entry.title, [Fields(pairs, shape), Prose(text)], {"organisation": facts}, byline=False
    )
