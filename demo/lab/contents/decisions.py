"""Yearly catalogues of major decisions (重大行政决策事项目录), and meetings with invited representatives (列席会议)."""

from typing import Any

from demo.lab.blocks import Cell, Grid, Pair, Prose
from demo.lab.content import Content
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.prose import paragraphs
from demo.lab.style import chinese_day
from demo.lab.words import words

STAGES = ("决策草案", "草案说明", "背景介绍", "意见征集", "采纳情况", "会议审议", "决策结果")
HEADS = ("序号", "决策事项", "承办单位", "计划完成时间", "决策环节")


def decision_catalogue(desk: Desk, entry: Entry) -> Content:
    """A year's items with the unit in charge, the time it is due, and links to what was published of each stage."""
    chance = desk.chance(entry, "decisions")
    rows = [[Cell(text, head=True) for text in HEADS]]
    items: list[dict[str, Any]] = []
    calls = [n for n in desk.plan.of_column["zj"] if n not in desk.gone and desk.entry(n).kind == "consultation"]
    for number, subject in enumerate(chance.sample(words()["subjects"], 5), 1):
        name = f"制定{desk.place.name}{subject}{chance.choice(words()['manners'])}规划"
        unit, due = chance.choice(desk.place.departments[1:]).name, f"{entry.at.year}年{chance.randrange(6, 13)}月"
        links = _stages(desk, calls, number)
        rows.append([Cell(str(number)), Cell(name), Cell(unit), Cell(due), Cell("", links=links)])
        items.append(
            {"name": name, "unit": unit, "year": entry.at.year, "due_text": due, "stages": [text for text, _ in links]}
        )
    lead = f"根据重大行政决策程序的有关规定，现将{entry.at.year}年度重大行政决策事项目录公布如下，目录实行动态调整。"
    return Content(
        "decision_catalogue",
        entry.title,
        [Prose([("p", lead)]), Grid(rows, "jcml")],
        {"decision_item": items},
        source=desk.place.office,
    )


def _stages(desk: Desk, calls: list[int], number: int) -> list[Pair]:
    """Links to the stages of an item, as far as the year has come."""
    if not calls:
        return []
    call = desk.entry(calls[number % len(calls)])
    results = desk.about(call)
    places = [desk.path(call)] * 4 + [desk.path(desk.entry(results[0]))] * 3 if results else [desk.path(call)] * 4
    return list(zip(STAGES, places, strict=False))


def meeting(desk: Desk, entry: Entry) -> Content:
    """A meeting that representatives attended: who, what they said, what was adopted."""
    chance = desk.chance(entry, "meeting")
    held = entry.at.date()
    invited = chance.randrange(2, 9)
    line = paragraphs(chance, desk.place, 1)[0]
    text = f"{chinese_day(held)}，{desk.place.government}召开常务会议，邀请利益相关方代表{invited}人列席会议。{line}"
    tells = chance.random() < 0.85
    parts: list[Pair] = [("p", text)]
    if tells:
        parts.append(
            (
                "p",
                f"列席代表围绕议题发表了意见，提出建议{chance.randrange(2, 6)}条。会议研究后采纳{chance.randrange(1, 3)}条，其余意见的处理情况已向代表说明。",
            )
        )
    facts = {
        "title": entry.title,
        "held_on": held,
        "host": desk.place.government,
        "invited": invited,
        "tells_adoption": tells,
    }
    return Content("news", entry.title, [Prose(parts)], {"meeting": facts}, source=desk.place.office)
