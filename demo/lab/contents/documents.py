"""Policy documents (政策文件): notices that print a paper, orders, announcements, joint issues."""

from datetime import timedelta
from typing import Any

from demo.lab.blocks import Fields, Pair, Prose
from demo.lab.content import Content, File, Paper
from demo.lab.contents.papers import paper_of
from demo.lab.desk import Desk
from demo.lab.entries import Entry
from demo.lab.prose import regulations
from demo.lab.style import chinese_day, numeral, numeral_day

CHAPTERS = ("总体要求", "主要任务", "职责分工", "保障措施")
FIELDS = ("title", "index", "subject", "issuer", "number", "written", "published", "validity", "note")


def document(desk: Desk, entry: Entry) -> Content:
    """A document with its fields above and its text below."""
    paper = paper_of(desk, entry)
    chance = desk.chance(entry, "text")
    shown = _shown(desk, entry)
    parts = _text(desk, entry, paper)
    files = []
    if entry.form == "paper" and chance.random() < 0.45:
        suffix = chance.choice(("pdf", "docx", "xlsx"))
        lines = regulations(chance, 4, *_subject(desk, entry))
        files.append(File(f"{entry.serial}.{suffix}", f"{paper.name}{'任务分工表' if suffix == 'xlsx' else ''}", lines))
    blocks: list[Any] = [Prose(parts)]
    if shown:
        blocks.insert(0, Fields(*_pairs(desk, paper, shown)))
    by = desk.linked(entry, desk.about(entry))
    return Content(
        "document",
        entry.title,
        blocks,
        {"document": _facts(paper, shown)},
        files,
        [("相关解读", by)] if by else [],
        source=paper.issuers[0],
    )


def _shown(desk: Desk, entry: Entry) -> tuple[str, ...]:
    """Fields that stand in the block above the text."""
    if not desk.style.fields_on:
        return ()
    leave = {"note"} if not desk.style.note_in_fields else set()
    if entry.form in ("order", "announcement") and entry.serial % 2:
        leave.add("validity")
    if entry.serial % 11 == 0:
        leave.add("subject")
    return tuple(name for name in FIELDS if name not in leave)


def _pairs(desk: Desk, paper: Paper, shown: tuple[str, ...]) -> tuple[list[Pair], str, str, tuple[str, ...]]:
    style = desk.style
    labels = {
        "title": (style.title_label, paper.title),
        "index": (style.index_label, paper.index),
        "subject": ("主题分类", paper.subject),
        "issuer": (style.issuer_label, "、".join(paper.issuers)),
        "number": (style.number_label, paper.number),
        "written": ("成文日期", style.say_day(paper.written)),
        "published": ("发布日期", style.say_day(paper.published)),
        "validity": ("有效性", paper.validity),
        "note": ("公开属性", "主动公开"),
    }
    by_script = style.number_label if "number by script" in style.options else ""
    pairs = [labels[name] for name in shown]
    return pairs, style.fields, by_script, (style.title_label,)


def _facts(paper: Paper, shown: tuple[str, ...]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "title": paper.title,
        "number": paper.number,
        "issuer": paper.issuers[0],
        "issuers": list(paper.issuers),
        "written_on": paper.written,
        "published_on": paper.published,
        "validity": paper.validity if "validity" in shown else None,
        "index_number": paper.index if "index" in shown else None,
        "subject": paper.subject if "subject" in shown else None,
        "disclosure": "主动公开" if "note" in shown else paper.note,
        "effective_on": paper.effective,
        "expires_on": paper.expires,
    }
    if "之日" in paper.starts:
        del facts["effective_on"]  # the page gives the day by naming another: either reading is right
    return facts


def _subject(desk: Desk, entry: Entry) -> tuple[str, str, str]:
    bare = entry.name.removeprefix(desk.place.name).partition("（")[0]
    paper = next(
        (
            tail
            for tail in (
                "实施方案",
                "管理办法",
                "实施细则",
                "若干措施",
                "行动计划",
                "工作方案",
                "暂行规定",
                "实施意见",
                "奖补办法",
                "应急预案",
                "工作规则",
                "评价办法",
            )
            if bare.endswith(tail)
        ),
        "办法",
    )
    rest = bare.removesuffix(paper)
    return rest[:-2], rest[-2:], paper[-2:]


def _text(desk: Desk, entry: Entry, paper: Paper) -> list[Pair]:
    chance = desk.chance(entry, "provisions")
    subject, manner, kind = _subject(desk, entry)
    provisions = regulations(chance, chance.randrange(6, 12), subject, manner, kind)
    parts = _opening(desk, entry, paper)
    if entry.form == "announcement":
        parts += [("p", f"{numeral(i)}、{text}") for i, text in enumerate(provisions[1:5], 1)]
    elif entry.serial % 2:
        for number, chapter in enumerate(CHAPTERS):
            parts.append(("h", f"{numeral(number + 1)}、{chapter}"))
            parts += [("p", text) for text in provisions[number::4]]
    else:
        parts += [("p", f"第{numeral(i)}条　{text}") for i, text in enumerate(provisions, 1)]
    if paper.starts:
        parts.append(("p", f"本{kind if entry.form != 'announcement' else '公告'}{paper.starts}"))
    return [*parts, *_closing(desk, entry, paper)]


def _opening(desk: Desk, entry: Entry, paper: Paper) -> list[Pair]:
    place = desk.place
    spaced = (
        paper.number.replace("〔", "〔 ").replace("〕", " 〕 ").replace("号", " 号")
        if entry.serial % 5 == 0
        else paper.number
    )
    if entry.form == "order":
        first = f"《{paper.name}》已经{place.name}人民政府第{entry.nth + 12}次常务会议审议通过，现予公布。"
        return [("c", f"{place.government}令"), ("c", paper.number), ("p", first)]
    if entry.form == "announcement":
        return [("p", f"为方便公众知悉和监督，现将{entry.title.partition('关于')[2].partition('的公告')[0]}公告如下：")]
    to = f"各乡镇人民政府、街道办事处，{place.name[-1]}政府各部门、各直属机构："
    named = f"《{paper.name}》"
    agreed = "经研究同意" if entry.issuer > 1 else f"已经{place.name}人民政府同意"
    return [
        ("c", spaced),
        ("c", paper.title),
        ("p", to),
        ("p", f"{named}{agreed}，现印发给你们，请结合实际认真贯彻执行。"),
    ]


def _disagrees(desk: Desk, entry: Entry) -> bool:
    """Whether the day below the text is not that of the fields, which count: so on some pages of any portal."""
    return desk.style.fields_on and entry.serial % 17 == 0


def _closing(desk: Desk, entry: Entry, paper: Paper) -> list[Pair]:
    signed = paper.written + timedelta(days=1) if _disagrees(desk, entry) else paper.written
    day = numeral_day(signed) if entry.serial % 6 == 0 else chinese_day(signed)
    signs: list[Pair] = [("r", name) for name in paper.issuers]
    if entry.form == "order":
        signs = [("r", f"{desk.place.head}　{desk.place.leaders[0][0]}")]
    note: list[Pair] = [] if desk.style.note_in_fields else [("p", f"（{paper.note}）")]
    return [*signs, ("r", day), *note]
