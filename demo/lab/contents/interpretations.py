"""Interpretations (政策解读) in every form, and the reposted news that stands among them."""

from typing import Any

from demo.lab.blocks import Block, Pair, Prose, Raw
from demo.lab.content import Content
from demo.lab.contents.papers import paper_of
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.prose import paragraphs, regulations
from demo.lab.style import numeral

HEADINGS = ("起草背景", "制定依据", "出台目的", "重要举措", "适用范围", "注意事项")
PAPERS = ("云岭观察报", "四海晚报", "远山网", "星河新闻客户端")
ASK = "我要提问"
FORMS = {
    "text": (),
    "graphic": ("graphic",),
    "video": ("video",),
    "animation": ("animation",),
    "q_and_a": ("q_and_a",),
    "press_conference": ("press_conference",),
    "expert": ("expert",),
    "official": ("official",),
    "live": ("live",),
    "demonstration": ("demonstration",),
}


def interpretation(desk: Desk, entry: Entry) -> Content:
    """An interpretation of an own document, or a reposted piece."""
    if entry.about is None:
        return _repost(desk, entry)
    other = desk.entry(entry.about)
    paper = paper_of(desk, other)
    chance = desk.chance(entry, "interpretation")
    names_number = entry.form in ("text", "q_and_a", "official", "press_conference")
    phone = f"0999-7{chance.randrange(100000, 999999)}"
    parts, headings = _text(desk, entry, paper.name, paper.number if names_number else "")
    parts.append(("p", f"政策咨询电话：{phone}（{paper.issuers[0]}）"))
    linked = desk.linked(entry, [other.number])
    facts = {
        "title": entry.title,
        "subject": _subject(entry),
        "forms": list(FORMS[entry.form]) or ["text"],
        "own": True,
        "number": paper.number if names_number else None,
        "phone": phone,
        "headings": headings,
    }
    blocks: list[Block] = [*_media(entry), Prose(parts), *_asking(desk)]
    related = [("相关文件", linked)] if linked else []
    return Content(
        "interpretation", entry.title, blocks, {"interpretation": facts}, related=related, source=paper.issuers[-1]
    )


def _asking(desk: Desk) -> list[Block]:
    """The entry by which readers ask about it, where the portal takes letters."""
    return [Raw(f'<p><a href="{desk.column_path("xx")}">{ASK}</a></p>')] if "xx" in desk.tree else []


def _subject(entry: Entry) -> str:
    """The name between the marks of the title, or what the words around leave."""
    if "《" in entry.title:
        return entry.title.partition("《")[2].rpartition("》")[0]
    return entry.title.partition("】")[2].partition("（之")[0]


def _media(entry: Entry) -> list[Block]:
    name = f"/images/jd{entry.serial % 3}"
    if entry.form == "graphic":
        return [
            Raw(f'<p style="text-align:center"><img src="{name}.svg" alt="{entry.title}" width="640" height="400"></p>')
        ]
    if entry.form in ("video", "animation", "live"):
        return [
            Raw(
                f'<p style="text-align:center"><video src="{name}.mp4" controls width="640" poster="{name}.svg"></video></p>'
            )
        ]
    return []


def _text(desk: Desk, entry: Entry, name: str, number: str) -> tuple[list[Pair], int]:
    chance = desk.chance(entry, "text")
    told = f"（{number}）" if number else ""
    bare = name.removeprefix(desk.place.name).partition("（")[0]
    subject, manner = bare[:-6] or bare[:4], bare[-6:-4]
    lead: list[Pair] = [("p", f"《{name}》{told}近日印发。为便于公众了解，现就有关内容解读如下。")]
    if entry.form in ("graphic", "video", "animation", "live"):
        return lead, 0
    lines = regulations(chance, 6, subject, manner, "文件")
    if entry.form == "q_and_a":
        asked = ("出台的背景是什么？", "适用于哪些对象？", "怎样申请？", "什么时候办结？")
        reasons = (reason.format(subject=subject) for reason in (_REASONS[0], *_REASONS[-3:]))
        pairs = [
            (f"问：《{name}》{question}", f"答：{reason}{line}")
            for question, reason, line in zip(asked, reasons, lines[1:], strict=False)
        ]
        return lead + [("p", text) for pair in pairs for text in pair], 0
    if entry.form == "expert":
        lead.append(("p", f"{desk.place.short}学院公共管理系教授{desk.place.leaders[-1][0]}认为，这份文件有三个看点。"))
    if entry.form == "official":
        lead.append(("p", f"{desk.place.name}有关部门主要负责人就文件内容作了说明。"))
    headings = chance.sample(HEADINGS, 4)
    headings.sort(key=HEADINGS.index)
    for index, heading in enumerate(headings):
        lead.append(("h", f"{numeral(index + 1)}、{heading}"))
        lead.append(("p", f"{_REASONS[HEADINGS.index(heading)].format(subject=subject)}{lines[index]}"))
    return lead, len(headings)


def _repost(desk: Desk, entry: Entry) -> Content:
    chance = desk.chance(entry, "repost")
    paper = chance.choice(PAPERS)
    lines = paragraphs(chance, desk.place, 4)
    facts: dict[str, Any] = {"title": entry.title, "own": False}
    body: list[Pair] = [("p", f"{paper}记者　{lines[0]}"), *(("p", line) for line in lines[1:])]
    return Content("interpretation", entry.title, [Prose(body)], {"interpretation": facts}, source=paper)


_REASONS = (
    "近年来，{subject}方面的需求增长较快，来信来电反映的情况也比往年多，原来分散在几处的规定前后不一，已经不能适应。",
    "文件的制定参照了上级的有关规定，起草单位走访了几个乡镇，开了两次座谈会，并征求了各方意见。",
    "文件旨在让{subject}的各个环节有章可循，办事的人少跑路，经办的人有依据，出了问题知道该由谁负责。",
    "文件提出了一批看得见的举措，有的当月就能办，有的分几年做完，每一项都写明了牵头的单位。",
    "在本行政区域内办理{subject}有关事项的单位和个人适用，外地户籍但在这里居住的人也可以照此办理。",
    "办理时请提前备齐材料，拿不准的先打电话问清楚，年底前后窗口人多，可以错开这一段时间。",
)
