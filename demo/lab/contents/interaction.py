"""Messages with replies (来信), and open days (政府开放日)."""

from datetime import datetime, timedelta

from demo.lab.blocks import Block, Fields, Pair, Prose
from demo.lab.content import Content
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.prose import paragraphs
from demo.lab.style import chinese_day


def times_of(desk: Desk, entry: Entry) -> tuple[datetime, datetime | None]:
    """When a message was written, and answered (None while it is not)."""
    chance = desk.chance(entry, "times")
    written = entry.at - timedelta(days=chance.randrange(1, 6), hours=chance.randrange(1, 9))
    return written, entry.at


NAMELESS, WAITING = "nameless", "waiting"
"""Varieties of a message: one whose answering unit is told nowhere, one that nobody answered."""


def unit_of(desk: Desk, entry: Entry) -> str:
    """The unit that answers a message."""
    return desk.chance(entry, "unit").choice(desk.place.departments[1:]).name


def message(desk: Desk, entry: Entry) -> Content:
    """A message and its reply, with the four fields."""
    written, answered = times_of(desk, entry)
    unit, status = unit_of(desk, entry), "已办结"
    asked, told = _asked(desk, entry), _told(desk, entry, unit)
    pairs: list[Pair] = [
        ("信件编号", f"{written:%Y%m%d}{entry.serial % 1000:03}"),
        ("来信标题", entry.title),
        ("来信人", f"{desk.place.leaders[entry.serial % 7][0][0]}**"),
        ("来信时间", desk.style.say_time(written)),
        ("来信内容", asked),
        ("答复单位", unit),
        ("答复时间", desk.style.say_time(answered) if answered else ""),
        ("办理状态", status),
        ("答复内容", told),
    ]
    facts = {
        "title": entry.title,
        "written_on": written.date(),
        "replied_on": answered.date() if answered else None,
        "unit": unit,
        "status": status,
    }
    return Content("message", entry.title, _layout(desk, pairs), {"message": facts}, byline=False)


def _layout(desk: Desk, pairs: list[Pair]) -> list[Block]:
    """Either one block of fields, or what was asked and what was answered as text under their own fields."""
    shape = {"table": "table2", "dl": "dl", "div": "div"}[desk.style.messages]
    if shape != "div":
        return [Fields(pairs, shape)]
    short = dict(pairs)
    asked, told = short.pop("来信内容"), short.pop("答复内容")
    labels = list(short.items())
    return [
        Fields(labels[:4], "div"),
        Prose([("h", "来信内容"), ("p", asked)]),
        Fields(labels[4:], "div"),
        Prose([("h", "答复内容"), ("p", told)]),
    ]


def _asked(desk: Desk, entry: Entry) -> str:
    where = entry.title.removesuffix("的问题")
    day = desk.chance(entry, "asked").randrange(2, 20)
    return f"您好，{where}，这个情况已经持续{day}天左右，影响日常生活，希望有关部门尽快处理并告知结果，谢谢。"


def _told(desk: Desk, entry: Entry, unit: str) -> str:
    chance = desk.chance(entry, "told")
    days = chance.randrange(3, 20)
    return (
        f"来信人您好，您反映的问题已收悉。{unit}安排人员到现场核实，情况属实。"
        f"目前已与相关单位商定处理办法，预计{days}日内完成，期间由专人跟进。如有疑问，请拨打0999-7{chance.randrange(100000, 999999)}咨询。感谢您的关心。"
    )


def open_day(desk: Desk, entry: Entry) -> Content:
    """An open day: when it was, who came, what was asked and taken up."""
    chance = desk.chance(entry, "open day")
    held = entry.at.date() - timedelta(days=chance.randrange(0, 3))
    feedback = chance.random() < 0.8
    lines = paragraphs(chance, desk.place, 2)
    parts: list[Pair] = [
        (
            "p",
            f"{chinese_day(held)}，{entry.title.partition('开展')[0]}举办政府开放日活动，邀请市民代表、学生和企业职工{chance.randrange(12, 60)}人参观座谈。",
        ),
        ("p", lines[0]),
    ]
    if feedback:
        parts.append(
            (
                "p",
                f"座谈中代表提出意见建议{chance.randrange(2, 9)}条，已采纳{chance.randrange(1, 3)}条，其余事项会后逐一答复。",
            )
        )
    facts = {"title": entry.title, "held_on": held, "feedback": feedback}
    return Content("news", entry.title, [Prose(parts)], {"open_day": facts}, source=entry.title.partition("开展")[0])
