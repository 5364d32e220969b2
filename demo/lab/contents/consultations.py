"""Consultations (意见征集) with their ways of stating the period, and their results (结果反馈)."""

from datetime import date, timedelta
from typing import Any

from demo.lab.blocks import Block, Cell, Fields, Grid, Pair, Prose
from demo.lab.content import Content, File
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.prose import regulations
from demo.lab.style import chinese_day
from demo.model import AS_OF

WAYS = (
    ("online", "登录本网站在线提交"),
    ("email", "电子邮件：{email}"),
    ("post", "信函：{address}（邮编{postcode}）"),
    ("phone", "电话：{phone}"),
    ("fax", "传真：{fax}"),
)
DAYS = (30, 31, 35, 40)
"""Lengths of a consultation in days, both ends counted."""


def period_of(desk: Desk, entry: Entry) -> tuple[date, date]:
    """First and last day of a consultation."""
    opens = entry.at.date()
    return opens, opens + timedelta(days=desk.chance(entry, "period").choice(DAYS) - 1)


def consultation(desk: Desk, entry: Entry) -> Content:
    """A call for opinions with draft, explanation, ways and period."""
    chance = desk.chance(entry, "consultation")
    opens, closes = period_of(desk, entry)
    ways = sorted(chance.sample(range(len(WAYS)), 3))
    said = [
        WAYS[i][1].format(
            email=desk.place.email,
            address=desk.place.address,
            postcode=desk.place.postcode,
            phone=desk.place.phone,
            fax=desk.place.fax,
        )
        for i in ways
    ]
    status = "进行中" if closes >= AS_OF else "已结束"
    explained = chance.random() < 0.9
    in_fields = "consultation fields" in desk.style.options
    lead = f"为提高决策的科学性和民主性，现将《{entry.name}（征求意见稿）》向社会公开征求意见。"
    parts: list[Pair] = [("p", lead), ("p", "有关意见可以通过下列方式反馈：")]
    parts += [("p", f"{index}.{way}") for index, way in enumerate(said, 1)]
    if not in_fields:
        parts.append(("p", _period(chance.randrange(4), opens, closes)))
    parts += [("r", desk.place.office), ("r", chinese_day(opens))]
    blocks: list[Block] = [Prose(parts)]
    if in_fields:
        pairs = [
            ("征集主题", entry.title),
            ("征集时间", f"{opens:%Y-%m-%d} 至 {closes:%Y-%m-%d}"),
            ("征集单位", desk.place.office),
            ("状态", status),
        ]
        blocks.insert(0, Fields(pairs, "table2"))
    facts = {
        "title": entry.title,
        "opens_on": opens,
        "closes_on": closes,
        "days": (closes - opens).days + 1,
        "status": status if in_fields else None,
        "has_draft": True,
        "has_explanation": explained,
        "ways": [WAYS[i][0] for i in ways],
    }
    return Content(
        "consultation",
        entry.title,
        blocks,
        {"consultation": facts},
        _drafts(desk, entry, explained),
        _results(desk, entry),
        source=desk.place.office,
    )


def _period(form: int, opens: date, closes: date) -> str:
    if form == 0:
        return f"征求意见时间：{chinese_day(opens)}至{chinese_day(closes)}。"
    if form == 1:
        return f"征集时间为{opens:%Y-%m-%d}至{closes:%Y-%m-%d}，逾期不再受理。"
    if form == 2:
        until = f"{closes.month}月{closes.day}日" if closes.year == opens.year else chinese_day(closes)
        return f"意见征集时间自{chinese_day(opens)}起，至{until}止。"
    return (
        f"公开征求意见的期限为{(closes - opens).days + 1}日，从{chinese_day(opens)}开始，截止到{chinese_day(closes)}。"
    )


def _drafts(desk: Desk, entry: Entry, explained: bool) -> list[File]:
    lines = regulations(desk.chance(entry, "draft"), 5, entry.name[-8:-6] or "本项", "管理", "办法")
    files = [File(f"{entry.serial}-1.docx", f"{entry.name}（征求意见稿）", lines)]
    if explained:
        files.append(File(f"{entry.serial}-2.pdf", f"关于《{entry.name}（征求意见稿）》的起草说明", lines[:2]))
    return files


def _results(desk: Desk, entry: Entry) -> list[tuple[str, list[int]]]:
    found = desk.linked(entry, desk.about(entry))
    return [("结果反馈", found)] if found else []


def consultation_result(desk: Desk, entry: Entry) -> Content:
    """What came of a call: counts, and reasons for what was not adopted."""
    call = desk.entry(entry.about or 0)
    chance = desk.chance(entry, "result")
    received = chance.randrange(0, 24)
    adopted = chance.randrange(0, received + 1)
    opens, closes = period_of(desk, call)
    lead = f"{chinese_day(opens)}至{chinese_day(closes)}，《{call.name}（征求意见稿）》在本网站公开征求意见。"
    told = f"征集期间共收到意见建议{received}条，采纳{adopted}条。" if received else "征集期间未收到意见建议。"
    refused = received - adopted
    blocks: list[Block] = [Prose([("p", lead), ("p", told)])]
    if refused:
        rows = [
            ("建议提高补助标准", "现有财力难以支撑，已列入下一步研究事项"),
            ("建议缩短办理时限", "时限由上位规定确定，本级无权调整"),
            ("建议扩大适用范围", "与其他文件的适用范围重复"),
        ]
        grid = [[Cell(text, head=True) for text in ("意见内容", "采纳情况", "不予采纳的理由")]]
        grid += [[Cell(opinion), Cell("未采纳"), Cell(reason)] for opinion, reason in rows[: min(refused, 3)]]
        blocks.append(Grid(grid))
    blocks.append(Prose([("r", desk.place.office), ("r", chinese_day(entry.at.date()))]))
    facts: dict[str, Any] = {
        "title": entry.title,
        "subject": f"{call.name}（征求意见稿）",
        "received": received,
        "adopted": adopted if received else None,
        "gives_reasons": bool(refused),
    }
    linked = desk.linked(entry, [call.number])
    return Content(
        "consultation_result",
        entry.title,
        blocks,
        {"consultation_result": facts},
        related=[("征集公告", linked)] if linked else [],
        source=desk.place.office,
    )
